/**
 * The engine as the spec describes it, with maps and loops: no shared code with `src`, nothing cached, nothing clever. Policies are
 * scripted; orders, reports and adjustments are accounts and counts.
 */
import type { BlockRecord } from "./records.ts";
import type { ScriptedPolicy } from "./scripted_policy.ts";
import { type ListedBlock, operatorBlock } from "./naive/blocks.ts";
import { dropCopy } from "./naive/drop_copy.ts";
import { ModelError } from "./naive/errors.ts";
import type { HoldingModel, RequestModel } from "./naive/handles.ts";
import { adjust, type Adjusted, report, type Reported } from "./naive/post_trade.ts";
import {
  type DryRun,
  dryRun,
  execute,
  executeAtOnce,
  type Executed,
  start,
  type Started,
} from "./naive/pre_trade.ts";
import { refuseDefaultGroup } from "./naive/registry.ts";
import { retire } from "./naive/retirement.ts";
import { EngineState } from "./naive/state.ts";
import type { Transaction } from "./naive/transaction.ts";

type MaybeAccount = number | undefined;

export class EngineModel {
  readonly state: EngineState;

  constructor(policies: readonly ScriptedPolicy[]) {
    this.state = new EngineState(policies);
  }

  /** The engine is let go; its open reservations stay usable. */
  release(): void {
    this.state.refuseReentry();
    this.state.isReleased = true;
  }

  start(account: MaybeAccount): Started {
    return this.#decide("startPreTrade", account, () => start(this.state, account));
  }

  executePreTrade(account: MaybeAccount): Executed {
    return this.#decide("executePreTrade", account, () => executeAtOnce(this.state, account));
  }

  execute(request: RequestModel): Executed {
    const { account } = request.run;
    return this.#decide("execute", account, () => execute(this.state, request), request.run);
  }

  dryRun(account: MaybeAccount, hasMainStage: boolean): DryRun {
    const operation = hasMainStage ? "executePreTradeDryRun" : "startPreTradeDryRun";
    return this.#decide(operation, account, () => dryRun(this.state, account, hasMainStage));
  }

  dropCopy(account: MaybeAccount): Executed {
    return this.#decide("applyDropCopy", account, () => dropCopy(this.state, account));
  }

  report(account: MaybeAccount): Reported {
    return this.#decide("applyExecutionReport", account, () => report(this.state, account));
  }

  adjust(account: number, items: number): Adjusted {
    const run = () => adjust(this.state, account, items);
    return this.#decide("applyAccountAdjustment", account, run);
  }

  retire(account: number): void {
    this.#decide("retireAccount", account, () => retire(this.state, account));
  }

  /** No policy of the model has settings. */
  configure(name: string): never {
    this.state.enter();
    throw new ModelError("PolicyConfigureError", `no configurable policy named ${name}`, {
      kind: "UNKNOWN",
      policyName: name,
    });
  }

  block(account: number, reason: string): void {
    this.state.enter();
    this.state.blocks.recordAccount(account, operatorBlock(reason));
  }

  blockWithCause(account: number, cause: BlockRecord): void {
    this.state.enter();
    this.state.blocks.recordAccount(account, cause);
  }

  unblock(account: number): void {
    this.state.enter();
    this.state.blocks.liftAccount(account);
  }

  unblockAll(): void {
    this.state.enter();
    this.state.blocks.liftEngine();
  }

  replaceBlockReason(account: number, reason: string): void {
    this.state.enter();
    if (!this.state.blocks.accounts.has(account)) {
      throw new ModelError("AccountBlockError", "account is not blocked", {
        kind: "AccountNotBlocked",
        accountId: `${account}`,
      });
    }
    this.state.blocks.replaceAccount(account, operatorBlock(reason));
  }

  blockGroup(group: number, reason: string): void {
    this.state.enter();
    refuseDefaultGroup(group, "AccountBlockError");
    this.state.blocks.recordGroup(group, operatorBlock(reason));
  }

  unblockGroup(group: number): void {
    this.state.enter();
    refuseDefaultGroup(group, "AccountBlockError");
    this.state.blocks.liftGroup(group);
  }

  replaceGroupBlockReason(group: number, reason: string): void {
    this.state.enter();
    refuseDefaultGroup(group, "AccountBlockError");
    if (!this.state.blocks.groups.has(group)) {
      throw new ModelError("AccountBlockError", "account group is not blocked", {
        kind: "GroupNotBlocked",
        accountGroupId: `${group}`,
      });
    }
    this.state.blocks.replaceGroup(group, operatorBlock(reason));
  }

  registerGroup(accounts: readonly number[], group: number): void {
    this.state.enter();
    this.state.registry.register(accounts, group);
  }

  unregisterGroup(accounts: readonly number[], group: number): void {
    this.state.enter();
    this.state.registry.unregister(accounts, group);
  }

  setCurrency(account: number, asset: string): void {
    this.state.enter();
    this.state.registry.currencies.set(account, asset);
  }

  clearCurrency(account: number): void {
    this.state.enter();
    this.state.registry.currencies.delete(account);
  }

  setGroupCurrency(group: number, asset: string): void {
    this.state.enter();
    this.state.registry.groupCurrencies.set(group, asset);
  }

  clearGroupCurrency(group: number): void {
    this.state.enter();
    this.state.registry.groupCurrencies.delete(group);
  }

  /** The block that an order of the account would meet. */
  blockOf(account: number): ListedBlock | undefined {
    return this.state.blocks.find(account, this.state.registry.groupOf(account));
  }

  /** Runs a call that observers are told of. A request may outlive its engine. */
  #decide<Answer>(
    operation: string,
    account: MaybeAccount,
    run: () => Answer,
    request?: Transaction,
  ): Answer {
    const { state } = this;
    if (request === undefined) state.enter();
    else state.refuseReentry();
    state.current = request;
    const rejects = () => state.current?.rejects ?? [];
    const number = () => state.current?.number;
    return state.told.decide(operation, { account, rejects, number }, run);
  }
}

export type { HoldingModel, RequestModel };
