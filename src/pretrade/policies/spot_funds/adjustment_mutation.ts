import { type Decimal, subtract, toText } from "../../../internal/decimal/mod.ts";
import type { PendingMutation, PolicyHost } from "../../internal.ts";
import type { QuantityDeltas } from "./adjustment.ts";
import type { Books } from "./books.ts";
import { slotDump } from "./hold_mutation.ts";
import type { PnlState } from "./pnl_state.ts";
import { rollbackBlock } from "./rejects.ts";
import type { Slot } from "./slot.ts";

/** What one element of a batch did to a slot. */
export interface AdjustedSlot {
  readonly account: bigint;
  readonly asset: string;
  readonly deltas: QuantityDeltas;
  /** The slot as the element left it. */
  readonly asserted: Slot;
  /** Whether average price and profit or loss were touched, and what they were before. */
  readonly isAverageTouched: boolean;
  readonly averageBefore: Decimal | undefined;
  readonly isPnlTouched: boolean;
  readonly pnlBefore: PnlState | undefined;
}

/**
 * An element of a batch, undone by difference. Average price and profit or loss come back by value, and only if the slot is still as
 * the element left it. Source: docs/semantics.md rule SPF-4.
 */
export class AdjustmentMutation implements PendingMutation {
  readonly isCustom = false;
  readonly change: AdjustedSlot;
  readonly #books: Books;
  readonly #host: PolicyHost;

  constructor(change: AdjustedSlot, books: Books, host: PolicyHost) {
    this.change = change;
    this.#books = books;
    this.#host = host;
  }

  commit(): void {}

  rollback(): void {
    const { account, asset, deltas, asserted } = this.change;
    const book = this.#books.open(account);
    const slot = book.slotOf(asset);
    const isAsLeft = slot.equals(asserted);
    const available = subtract(slot.available, deltas.balance);
    const held = subtract(slot.held, deltas.held);
    const incoming = subtract(slot.incoming, deltas.incoming);
    if (available === undefined || held === undefined || incoming === undefined) {
      const details =
        `adjustment rollback overflow: asset ${asset}, available_delta ${
          toText(deltas.balance)
        }, held_delta ${toText(deltas.held)}, incoming_delta ${toText(deltas.incoming)}` +
        slotDump(book, asset);
      this.#host.blockAccount(account, rollbackBlock(details));
    } else {
      slot.available = available;
      slot.held = held;
      slot.incoming = incoming;
      if (isAsLeft && this.change.isAverageTouched) slot.average = this.change.averageBefore;
      if (isAsLeft && this.change.isPnlTouched) slot.pnl = this.change.pnlBefore;
      book.keep(asset, slot);
    }
    this.#books.close(account, book);
  }
}

/** Who keeps the ledgers that a batch may set. */
export interface LedgerKeeper {
  /** The batch is over. */
  endBatch(): void;
  /** Puts a ledger back and has it judged. */
  restoreLedger(account: bigint, ledger: PnlState | undefined): void;
}

/**
 * A whole batch, registered before its elements so that it is undone after them: brings the ledger back and has it judged if the batch had set
 * it. Source: docs/semantics.md rule SPF-4.
 */
export class BatchMutation implements PendingMutation {
  readonly isCustom = false;
  readonly account: bigint;
  readonly ledgerBefore: PnlState | undefined;
  /** Whether an element has set the ledger. */
  isLedgerSet = false;
  readonly #keeper: LedgerKeeper;

  constructor(account: bigint, ledgerBefore: PnlState | undefined, keeper: LedgerKeeper) {
    this.account = account;
    this.ledgerBefore = ledgerBefore;
    this.#keeper = keeper;
  }

  commit(): void {
    this.#keeper.endBatch();
  }

  rollback(): void {
    this.#keeper.endBatch();
    if (this.isLedgerSet) this.#keeper.restoreLedger(this.account, this.ledgerBefore);
  }
}
