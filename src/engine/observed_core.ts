import {
  type ExecutionReportData,
  type OrderData,
  orderForHook,
  reportForHook,
} from "../model/internal.ts";
import type { AccountAdjustment, ExecutionReport, Order } from "../model/mod.ts";
import { makeAccountId, type PlainRecord } from "../param/internal.ts";
import type { AccountId } from "../param/mod.ts";
import {
  type AccountAdjustmentBatchResult,
  copyRejects,
  type DropCopyResult,
  type DryRunReport,
  type ExecuteResult,
  LifecycleError,
  PolicyCallbackError,
  type PolicyUnit,
  type PostTradeResult,
  type Reject,
  type StartResult,
} from "../pretrade/internal.ts";
import { type CoreParts, EngineCore } from "./core.ts";
import { AccountRetirementError, type RetirementRefusal } from "./errors.ts";
import type { DecisionRecord, ObservedOperation, Verdict } from "./observer.ts";
import type { Observers } from "./observers.ts";
import type { OperationKind, PreTradeOperation, Thrown } from "./operation.ts";

/**
 * An engine that is watched. It stands in front of every command, so that an engine without observers pays
 * nothing. Source: docs/semantics.md rule OBS-1.
 */
export class ObservedCore extends EngineCore {
  readonly #observers: Observers;
  /** The operation that the running command works on. */
  #operation: PreTradeOperation | undefined;

  constructor(parts: CoreParts, observers: Observers) {
    super(parts);
    this.#observers = observers;
  }

  override get observerFailures(): number {
    return this.#observers.failures;
  }

  override begin(order: OrderData, kind: OperationKind): PreTradeOperation {
    this.#operation = super.begin(order, kind);
    return this.#operation;
  }

  override startPreTrade(order: OrderData): StartResult {
    return this.#observe("startPreTrade", { order }, () => super.startPreTrade(order));
  }

  override executePreTrade(order: OrderData): ExecuteResult {
    return this.#observe("executePreTrade", { order }, () => super.executePreTrade(order));
  }

  override execute(operation: PreTradeOperation): ExecuteResult {
    // Here and not in the core alone: a call that may not come in must not read the clock either.
    this.guard.enter();
    const { order } = operation;
    return this.#observe("execute", { order, operation }, () => super.execute(operation));
  }

  override startPreTradeDryRun(order: OrderData): DryRunReport {
    return this.#observe("startPreTradeDryRun", { order }, () => super.startPreTradeDryRun(order));
  }

  override executePreTradeDryRun(order: OrderData): DryRunReport {
    return this.#observe(
      "executePreTradeDryRun",
      { order },
      () => super.executePreTradeDryRun(order),
    );
  }

  override applyDropCopy(order: OrderData): DropCopyResult {
    return this.#observe("applyDropCopy", { order }, () => super.applyDropCopy(order));
  }

  override applyExecutionReport(report: ExecutionReportData): PostTradeResult {
    const account = report.operation?.accountId;
    return this.#observe(
      "applyExecutionReport",
      { report, account },
      () => super.applyExecutionReport(report),
    );
  }

  override applyAccountAdjustment(
    account: bigint,
    adjustments: readonly AccountAdjustment[],
  ): AccountAdjustmentBatchResult {
    return this.#observe(
      "applyAccountAdjustment",
      { account },
      () => super.applyAccountAdjustment(account, adjustments),
    );
  }

  override retireAccount(account: bigint): void {
    this.#observe("retireAccount", { account }, () => super.retireAccount(account));
  }

  override configure(unit: PolicyUnit, setting: string, options: PlainRecord): unknown {
    this.#observers.hold();
    try {
      const answer = super.configure(unit, setting, options);
      this.#observers.configured(setting, unit.name);
      return answer;
    } finally {
      this.#observers.release();
    }
  }

  /** Also one without anything to undo, so that its end is told. */
  override mustWatch(_operation: PreTradeOperation): boolean {
    return true;
  }

  override close(operation: PreTradeOperation, isCommit: boolean): Thrown | undefined {
    const startNs = this.#observers.now();
    this.#observers.hold();
    const thrown = super.close(operation, isCommit);
    const durationNs = elapsed(startNs, this.#observers.now());
    const verdict = thrown === undefined ? "accepted" : "failed";
    const subject = { order: operation.order, operation };
    this.#observers.release(
      new Decision(
        isCommit ? "commit" : "rollback",
        { verdict, rejects: [], refusals: [] },
        durationNs,
        subject,
      ),
    );
    return thrown;
  }

  #observe<Answer>(name: ObservedOperation, subject: Subject, run: () => Answer): Answer {
    const observers = this.#observers;
    const startNs = observers.now();
    let verdict: Verdict | undefined;
    let rejects: readonly Reject[] = [];
    let refusals: readonly RetirementRefusal[] = [];
    this.#operation = subject.operation;
    observers.hold();
    try {
      const answer = run();
      rejects = rejectsOf(answer);
      verdict = rejects.length === 0 ? "accepted" : "refused";
      return answer;
    } catch (error) {
      // Nothing was decided if the engine, or the handle, was no longer to be used.
      if (!(error instanceof LifecycleError)) verdict = "failed";
      if (error instanceof AccountRetirementError && error.kind === "Refused") {
        verdict = "refused";
        refusals = error.refusals ?? [];
      }
      if (error instanceof PolicyCallbackError) rejects = rejectsOf(error.result);
      throw error;
    } finally {
      const operation = this.#operation;
      this.#operation = undefined;
      if (rejects.length === 0 && operation !== undefined) rejects = copyRejects(operation.rejects);
      const durationNs = elapsed(startNs, observers.now());
      observers.release(
        verdict &&
          new Decision(name, { verdict, rejects, refusals }, durationNs, { ...subject, operation }),
      );
    }
  }
}

/** What an operation is about; each kind has its own part of it. */
interface Subject {
  readonly order?: OrderData;
  readonly report?: ExecutionReportData;
  readonly account?: bigint | undefined;
  readonly operation?: PreTradeOperation | undefined;
}

/** What an operation came to. */
type Findings = Pick<DecisionRecord, "verdict" | "rejects" | "refusals">;

class Decision implements DecisionRecord {
  readonly operation: ObservedOperation;
  readonly accountId: AccountId | undefined;
  readonly verdict: Verdict;
  readonly rejects: readonly Reject[];
  readonly refusals: readonly RetirementRefusal[];
  readonly reservationId: string | undefined;
  readonly durationNs: bigint | undefined;
  readonly #order: OrderData | undefined;
  readonly #report: ExecutionReportData | undefined;

  constructor(
    name: ObservedOperation,
    { verdict, rejects, refusals }: Findings,
    durationNs: bigint | undefined,
    subject: Subject,
  ) {
    const account = subject.account ?? subject.order?.operation?.accountId;
    const number = subject.operation?.number ?? 0;
    this.operation = name;
    this.accountId = account === undefined ? undefined : makeAccountId(account);
    this.verdict = verdict;
    this.rejects = rejects.length === 0 ? NONE : frozenList(rejects);
    this.refusals = refusals.length === 0
      ? NONE
      : frozenList(refusals.map((each) => ({ ...each })));
    this.reservationId = number === 0 ? undefined : `${number}`;
    this.durationNs = durationNs;
    this.#order = subject.order;
    this.#report = subject.report;
    Object.freeze(this);
  }

  get order(): Order | undefined {
    return this.#order && orderForHook(this.#order) as Order;
  }

  get report(): ExecutionReport | undefined {
    return this.#report && reportForHook(this.#report) as ExecutionReport;
  }

  toJSON(): Record<string, unknown> {
    const { operation, verdict, rejects, refusals, reservationId } = this;
    const accountId = this.accountId?.toString();
    const durationNs = this.durationNs?.toString();
    return { operation, accountId, verdict, rejects, refusals, reservationId, durationNs };
  }
}

const NONE: readonly never[] = Object.freeze([]);

function frozenList<Item>(items: readonly Item[]): readonly Item[] {
  items.forEach(Object.freeze);
  return Object.freeze(items);
}

/** The rejects of an answer; a report's has none. */
function rejectsOf(answer: unknown): readonly Reject[] {
  const hasRejects = typeof answer === "object" && answer !== null && "rejects" in answer;
  return hasRejects ? answer.rejects as readonly Reject[] : [];
}

function elapsed(startNs: bigint | undefined, endNs: bigint | undefined): bigint | undefined {
  return startNs === undefined || endNs === undefined ? undefined : endNs - startNs;
}
