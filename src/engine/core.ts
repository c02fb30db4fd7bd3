import { createFinalizer, type Finalizer } from "../runtime/finalizer.ts";
import type { Clock } from "../runtime/clock.ts";
import type { ExecutionReportData, OrderData } from "../model/internal.ts";
import type { AccountAdjustment } from "../model/mod.ts";
import type { PlainRecord } from "../param/internal.ts";
import {
  type AccountAdjustmentBatchResult,
  AccountBlock,
  blockOfReject,
  type DropCopyResult,
  type DryRunReport,
  type ExecuteResult,
  LifecycleError,
  makeDryRunReport,
  makeExecuteResult,
  makeReject,
  makeRequest,
  makeReservation,
  makeStartResult,
  type PendingMutation,
  PolicyCallbackError,
  type PolicyUnit,
  type PostTradeResult,
  type Reject,
  type StartResult,
} from "../pretrade/internal.ts";
import { applyAccountAdjustment } from "./adjustment_batch.ts";
import type { Blocks } from "./blocks.ts";
import type { Currencies } from "./currencies.ts";
import { applyDropCopy } from "./drop_copy.ts";
import { commitAll, type FinalizerFailures, rollbackAll } from "./finalize.ts";
import type { AccountGroups } from "./groups.ts";
import type { Guard } from "./guard.ts";
import { type OperationKind, Phase, PreTradeOperation, type Thrown } from "./operation.ts";
import { applyExecutionReport } from "./post_trade.ts";
import { retireAccount } from "./retirement.ts";

/** What an engine is built of. */
export interface CoreParts {
  readonly units: readonly PolicyUnit[];
  readonly clock: Clock;
  readonly guard: Guard;
  readonly blocks: Blocks;
  readonly groups: AccountGroups;
  readonly currencies: Currencies;
}

/**
 * The commands of an engine and all of its state. Every way to change state is a method here: entry points and
 * handles pass the guard and call one of them, so that a recorder can stand in between.
 */
export class EngineCore {
  readonly guard: Guard;
  readonly blocks: Blocks;
  readonly groups: AccountGroups;
  readonly currencies: Currencies;
  readonly #clock: Clock;
  readonly #usesClock: boolean;
  /** All policies in order of registration, and those of each stage. */
  readonly units: readonly PolicyUnit[];
  readonly reportUnits: readonly PolicyUnit[];
  readonly adjustmentUnits: readonly PolicyUnit[];
  readonly #startUnits: readonly PolicyUnit[];
  readonly #mainUnits: readonly PolicyUnit[];
  // A collected reservation rolls back; nobody is there to be told of a failure.
  readonly #finalizer: Finalizer = createFinalizer();
  #operationCount = 0;
  #isReleased = false;

  constructor(parts: CoreParts) {
    this.guard = parts.guard;
    this.blocks = parts.blocks;
    this.groups = parts.groups;
    this.currencies = parts.currencies;
    this.#clock = parts.clock;
    this.#usesClock = parts.units.some((unit) => unit.usesClock);
    this.units = parts.units;
    this.#startUnits = parts.units.filter((unit) => unit.start !== undefined);
    this.#mainUnits = parts.units.filter((unit) => unit.main !== undefined);
    this.reportUnits = parts.units.filter((unit) => unit.report !== undefined);
    this.adjustmentUnits = parts.units.filter((unit) => unit.adjust !== undefined);
  }

  /** First thing of every method of the engine itself. */
  enter(): void {
    this.guard.enter();
    if (this.#isReleased) throw new LifecycleError("engine has been released");
  }

  /** Ends the engine; open reservations stay usable. */
  release(): void {
    this.guard.enter();
    this.#isReleased = true;
  }

  startPreTrade(order: OrderData): StartResult {
    const operation = this.begin(order, "live");
    if (this.#admit(operation) && this.runStart(operation)) {
      const request = makeRequest(operation);
      this.guard.hold(operation.accountId);
      if (this.guard.isCounting) this.#finalizer.watch(request, operation);
      return makeStartResult(request, operation.rejects);
    }
    this.#concludeRejected(operation);
    return makeStartResult(undefined, operation.rejects);
  }

  executePreTrade(order: OrderData): ExecuteResult {
    const operation = this.begin(order, "live");
    if (this.#admit(operation) && this.runStart(operation)) return this.#execute(operation);
    this.#concludeRejected(operation);
    return makeExecuteResult(undefined, operation.rejects);
  }

  /** Runs the main stage of a request. */
  execute(operation: PreTradeOperation): ExecuteResult {
    this.guard.enter();
    if (operation.phase !== Phase.Started) {
      throw new LifecycleError("request has already been executed");
    }
    this.#endRequest(operation);
    if (!this.#isReleased) return this.#execute(operation);
    operation.phase = Phase.Ended;
    return makeExecuteResult(undefined, [makeReject(
      "Engine",
      "order",
      "SystemUnavailable",
      "engine is no longer available",
      "request handle outlived engine instance",
    )]);
  }

  dropRequest(operation: PreTradeOperation): void {
    this.guard.enter();
    if (operation.phase === Phase.Started) this.#dropRequest(operation);
  }

  #dropRequest(operation: PreTradeOperation): void {
    operation.phase = Phase.Ended;
    this.#endRequest(operation);
  }

  /** A request is no longer open: it was executed or dropped. */
  #endRequest(operation: PreTradeOperation): void {
    this.guard.unhold(operation.accountId);
    this.#finalizer.release(operation);
  }

  startPreTradeDryRun(order: OrderData): DryRunReport {
    const operation = this.begin(order, "dryRun");
    if (this.#admit(operation)) this.runStart(operation);
    return this.#report(operation);
  }

  executePreTradeDryRun(order: OrderData): DryRunReport {
    const operation = this.begin(order, "dryRun");
    if (this.#admit(operation) && this.runStart(operation)) this.runMain(operation);
    return this.#report(operation);
  }

  applyDropCopy(order: OrderData): DropCopyResult {
    return applyDropCopy(this, order);
  }

  applyExecutionReport(report: ExecutionReportData): PostTradeResult {
    return applyExecutionReport(this, report);
  }

  applyAccountAdjustment(
    account: bigint,
    adjustments: readonly AccountAdjustment[],
  ): AccountAdjustmentBatchResult {
    return applyAccountAdjustment(this, account, adjustments);
  }

  retireAccount(account: bigint): void {
    retireAccount(this, account);
  }

  /** Changes settings of a policy by one of its `configurable` methods, which throws if they can't work. */
  configure(unit: PolicyUnit, setting: string, options: PlainRecord): unknown {
    return unit.configurable?.[setting]?.(options);
  }

  /** How often an observer failed; none is watching here. */
  get observerFailures(): number {
    return 0;
  }

  /** Commits or rolls back an open reservation. */
  finalize(operation: PreTradeOperation, isCommit: boolean): void {
    const thrown = this.close(operation, isCommit);
    if (thrown !== undefined) throw new PolicyCallbackError(thrown.value);
  }

  /** Drops an open request, rolls an open reservation back and tells nobody of failures; what has ended is left alone. */
  letGo(operation: PreTradeOperation): void {
    this.guard.enter();
    if (operation.phase === Phase.Started) this.#dropRequest(operation);
    if (operation.phase !== Phase.Open) return;
    this.close(operation, false);
  }

  /** Ends an open reservation. Gives what a callback threw. */
  close(operation: PreTradeOperation, isCommit: boolean): Thrown | undefined {
    let thrown: Thrown | undefined;
    this.guard.unhold(operation.accountId);
    this.#finalizer.release(operation);
    if (operation.mutations.length > 0) {
      thrown = this.runFinalizers(operation.mutations, operation.accountId, isCommit);
    }
    operation.phase = Phase.Ended;
    return thrown;
  }

  /** Makes the operation of a call, with the one clock reading that its start checks share. */
  begin(order: OrderData, kind: OperationKind): PreTradeOperation {
    this.guard.claim(order.operation?.accountId);
    const startNs = this.#usesClock ? this.guard.readClock(this.#clock) : 0n;
    return new PreTradeOperation(this, order, kind, startNs);
  }

  /** The start stage: every policy, whatever the others say. */
  runStart(operation: PreTradeOperation): boolean {
    const units = this.#startUnits;
    for (let index = 0; index < units.length; index++) {
      const unit = units[index] as PolicyUnit;
      try {
        (unit.start as NonNullable<PolicyUnit["start"]>)(operation);
      } catch (value) {
        operation.fail(unit, value);
      }
    }
    return operation.rejects.length === 0;
  }

  #execute(operation: PreTradeOperation): ExecuteResult {
    operation.phase = Phase.Executing;
    if (!this.#admit(operation) || !this.runMain(operation)) {
      this.undo(operation);
      this.#concludeRejected(operation);
      return makeExecuteResult(undefined, operation.rejects);
    }
    const reservation = makeReservation(operation);
    this.open(operation, reservation);
    return makeExecuteResult(reservation, operation.rejects);
  }

  /** An operation was accepted: it is numbered, and rolls back if its handle is collected. */
  open(operation: PreTradeOperation, handle: object): void {
    operation.phase = Phase.Open;
    operation.number = ++this.#operationCount;
    this.guard.hold(operation.accountId);
    if (this.mustWatch(operation)) this.#finalizer.watch(handle, operation);
  }

  /** Whether an open operation must be ended when its handle is collected: not if there is nothing to undo, since an entry is not free. */
  mustWatch(operation: PreTradeOperation): boolean {
    return operation.mutations.length > 0 || this.guard.isCounting;
  }

  /** Rolls back what a refused operation did so far; what a callback throws comes after what was thrown before. */
  undo(operation: PreTradeOperation): void {
    if (operation.mutations.length === 0) return;
    const thrown = this.runFinalizers(operation.mutations, operation.accountId, false);
    operation.thrown ??= thrown;
  }

  /** The main stage: every policy, whatever the others say. */
  runMain(operation: PreTradeOperation): boolean {
    const units = this.#mainUnits;
    for (let index = 0; index < units.length; index++) {
      const unit = units[index] as PolicyUnit;
      try {
        (unit.main as NonNullable<PolicyUnit["main"]>)(operation);
      } catch (value) {
        operation.fail(unit, value);
      }
    }
    return operation.rejects.length === 0;
  }

  /** The blocked check. A refusal by an older block is the only reject, and nothing new comes of it. */
  #admit(operation: PreTradeOperation): boolean {
    const refusal = this.blocks.check(operation.accountId, this.groups);
    if (refusal === undefined) return true;
    operation.reject(refusal);
    operation.isRefusedAsBlocked = true;
    return false;
  }

  /** Records what the rejects of an operation lead to, ends it, and throws what a callback threw. */
  #concludeRejected(operation: PreTradeOperation): void {
    const block = this.#blockDueTo(operation);
    if (block !== undefined && operation.accountId !== undefined) {
      this.blocks.blockAccount(operation.accountId, block);
    }
    operation.phase = Phase.Ended;
    if (operation.thrown !== undefined) throw new PolicyCallbackError(operation.thrown.value);
  }

  /** The block that the rejects ask for; a dry run shows it even if there is no account to record it against. */
  #blockDueTo(operation: PreTradeOperation): AccountBlock | undefined {
    if (operation.isRefusedAsBlocked) return undefined;
    const reject = operation.rejects.find(isOfAccountScope);
    return reject === undefined ? undefined : blockOfReject(reject);
  }

  #report(operation: PreTradeOperation): DryRunReport {
    operation.phase = Phase.Ended;
    if (operation.thrown !== undefined) throw new PolicyCallbackError(operation.thrown.value);
    return makeDryRunReport({
      rejects: operation.rejects,
      lock: operation.lockCopy(),
      accountAdjustments: operation.outcomes,
      accountBlock: this.#blockDueTo(operation),
    });
  }

  /** Runs all commit or rollback callbacks; a failing one arms the kill switch. Gives the first thrown value. */
  runFinalizers(
    mutations: readonly PendingMutation[],
    account: bigint | undefined,
    isCommit: boolean,
  ): Thrown | undefined {
    const failures: FinalizerFailures = isCommit ? commitAll(mutations) : rollbackAll(mutations);
    if (failures.first !== undefined) this.#armKillSwitch(failures, account);
    return failures.first;
  }

  /** Source: docs/semantics.md rule MUT-3. */
  #armKillSwitch(failures: FinalizerFailures, account: bigint | undefined): void {
    const cause = new AccountBlock(
      "Engine",
      "SystemUnavailable",
      "mutation finalizer failed",
      "a mutation commit or rollback callback failed; engine state may be inconsistent",
    );
    if (failures.isCustom || account === undefined) this.blocks.blockEngine(cause);
    else this.blocks.blockAccount(account, cause);
  }
}

function isOfAccountScope(reject: Reject): boolean {
  return reject.scope === "account";
}
