import { type Decimal, subtract, ZERO } from "../../../internal/decimal/mod.ts";
import { makeOutcomeAmount, type PnlOutcome } from "../../../model/internal.ts";
import {
  type AccountAdjustment,
  AccountAdjustmentAccountPnlOperation,
  AccountAdjustmentBalanceOperation,
} from "../../../model/mod.ts";
import { type AdjustmentRun, missingField, type PolicyHost } from "../../internal.ts";
import {
  type BalanceRequest,
  deltaOverflow,
  deltasOf,
  isRefusal,
  type QuantityDeltas,
  readRequest,
  workIn,
} from "./adjustment.ts";
import { AdjustmentMutation, BatchMutation, type LedgerKeeper } from "./adjustment_mutation.ts";
import type { Books } from "./books.ts";
import type { Judge } from "./judge.ts";
import { outcomeOf } from "./outcomes.ts";
import { isHalted, makePnlOutcome, type PnlState, readPnlState } from "./pnl_state.ts";
import { SPOT_FUNDS_NAME } from "./rejects.ts";
import type { BoundsSettings } from "./settings.ts";
import { Slot } from "./slot.ts";

/** What adjustments need of their policy. */
export interface AdjustmentParts {
  readonly policyGroupId: number;
  readonly books: Books;
  readonly host: PolicyHost;
  readonly judge: Judge;
  /** The bounds as they are now. */
  readonly bounds: () => BoundsSettings;
}

/** Applies adjustments from outside of trading, element by element of a batch. Source: docs/semantics.md rules SPF-2 to SPF-4. */
export class Adjustments implements LedgerKeeper {
  readonly #parts: AdjustmentParts;
  /** The batch that is running, once one of its elements has come here. */
  #run: AdjustmentRun | undefined = undefined;
  #batch: BatchMutation | undefined = undefined;

  constructor(parts: AdjustmentParts) {
    this.#parts = parts;
  }

  /** Applies one element. */
  apply(run: AdjustmentRun, adjustment: AccountAdjustment): void {
    const { operation } = adjustment;
    if (operation instanceof AccountAdjustmentAccountPnlOperation) {
      return this.#setLedger(run, readPnlState(operation.state));
    }
    const balance = operation instanceof AccountAdjustmentBalanceOperation ? operation : undefined;
    if (balance?.asset === undefined) {
      const [label, path] = ["balance asset", "operation.balance_asset"];
      return run.reject(missingField(SPOT_FUNDS_NAME, label, path, "account"));
    }
    const request = readRequest(balance.asset, balance, adjustment);
    if (request !== undefined) this.#adjust(run, request);
  }

  endBatch(): void {
    this.#run = undefined;
    this.#batch = undefined;
  }

  restoreLedger(account: bigint, ledger: PnlState | undefined): void {
    const { books, bounds, host, judge } = this.#parts;
    // A ledger that was set once is there, if with nothing in it: changed bounds judge the account from now on.
    books.open(account).ledger = ledger ?? ZERO;
    const block = judge.realized(bounds().realized, account);
    if (block !== undefined) host.blockAccount(account, block);
  }

  #setLedger(run: AdjustmentRun, state: PnlState): void {
    const { books, bounds, judge } = this.#parts;
    const account = run.accountId;
    const batch = this.#batchOf(run);
    batch.isLedgerSet = true;
    books.open(account).ledger = state;
    const block = judge.ofAccount(bounds(), account);
    if (block !== undefined) run.block(block);
  }

  #adjust(run: AdjustmentRun, request: BalanceRequest): void {
    const { books } = this.#parts;
    const { asset } = request;
    const old = books.find(run.accountId)?.slots.get(asset) ?? new Slot();
    const slot = old.copy();
    const refusal = workIn(request, slot);
    if (refusal !== undefined) return run.reject(refusal);
    const deltas = deltasOf(asset, old, slot);
    if (isRefusal(deltas)) return run.reject(deltas);
    const batch = this.#batchOf(run);
    const book = books.open(batch.account);
    book.keep(asset, slot);
    books.close(batch.account, book);
    run.mutate(this.#mutation(run, request, deltas, old, slot));
    this.#tell(run, request, deltas, old, slot);
  }

  /** What undoing the element needs. */
  #mutation(
    run: AdjustmentRun,
    request: BalanceRequest,
    deltas: QuantityDeltas,
    old: Slot,
    slot: Slot,
  ): AdjustmentMutation {
    const isCleared = old.average !== undefined && slot.average === undefined;
    return new AdjustmentMutation(
      {
        account: run.accountId,
        asset: request.asset,
        deltas,
        asserted: slot.copy(),
        isAverageTouched: request.average !== undefined || isHalted(request.pnl) || isCleared,
        averageBefore: old.average,
        isPnlTouched: request.pnl !== undefined,
        pnlBefore: old.pnl,
      },
      this.#parts.books,
      this.#parts.host,
    );
  }

  /** Reports what was asked for. A change of the profit or loss that can't be told refuses the element, which is then undone like the others. */
  #tell(
    run: AdjustmentRun,
    request: BalanceRequest,
    deltas: QuantityDeltas,
    old: Slot,
    slot: Slot,
  ): void {
    const { asset, balance, held, incoming, average, pnl } = request;
    let outcome: PnlOutcome | undefined;
    if (pnl !== undefined) {
      outcome = pnlOutcome(old.pnl, pnl);
      if (outcome === undefined) return run.reject(deltaOverflow(asset, "realized pnl"));
    }
    const isShown = balance !== undefined || average !== undefined || pnl !== undefined;
    run.adjust(outcomeOf(this.#parts.policyGroupId, asset, {
      balance: balance && makeOutcomeAmount(deltas.balance, slot.available),
      held: held && makeOutcomeAmount(deltas.held, slot.held),
      incoming: incoming && makeOutcomeAmount(deltas.incoming, slot.incoming),
      pnl: outcome,
      average: isShown ? slot.average : undefined,
    }));
  }

  /** The batch of a run, which begins with the first element that changes something. */
  #batchOf(run: AdjustmentRun): BatchMutation {
    if (this.#batch === undefined || this.#run !== run) {
      const ledger = this.#parts.books.find(run.accountId)?.ledger;
      this.#run = run;
      this.#batch = new BatchMutation(run.accountId, ledger, this);
      run.mutate(this.#batch);
    }
    return this.#batch;
  }
}

/** What happened to a line that was set; undefined if the change does not fit. */
function pnlOutcome(before: PnlState | undefined, after: PnlState): PnlOutcome | undefined {
  if (isHalted(after)) return makePnlOutcome(undefined, after);
  const delta: Decimal | undefined = before === undefined || isHalted(before)
    ? after
    : subtract(after, before);
  return delta === undefined ? undefined : makePnlOutcome(delta, after);
}
