import {
  add,
  type Decimal,
  flipSign,
  isZero,
  multiply,
  negate,
  subtract,
  toText,
  ZERO,
} from "../../../internal/decimal/mod.ts";
import type { AccountBlock } from "../../internal.ts";
import type { AccountBook } from "./books.ts";
import { graver, type HaltName, isHalted, type PnlState } from "./pnl_state.ts";
import { applyFill, contributionOf, type LineChange } from "./position_line.ts";
import type { Pricing } from "./pricing.ts";
import { overflowBlock } from "./rejects.ts";
import { isBlock, type ReportFacts, valueAtLock } from "./report_facts.ts";
import type { Slot } from "./slot.ts";
import { Tally } from "./tally.ts";

/**
 * One report on its way into the books: fill, fee, and what they mean for the position's profit and loss. What was applied before an overflow
 * stays applied. Source: docs/semantics.md rules SPF-11 to SPF-15.
 */
export class Settlement {
  readonly facts: ReportFacts;
  readonly book: AccountBook;
  readonly policyGroupId: number;
  /** What happened to the two assets of the instrument, and to that of a fee in neither of them. */
  readonly underlying: Tally = new Tally();
  readonly settlement: Tally = new Tally();
  readonly feeAsset: Tally = new Tally();
  /** What the fill realized for the account, or why it can't be told; undefined if it opened or added. */
  contribution: PnlState | undefined = undefined;
  /** What the fee costs in account currency. */
  feeEffect: Decimal | undefined = undefined;
  /** Why the fill or the fee can't be valued in account currency. */
  fillHalt: HaltName | undefined = undefined;
  feeHalt: HaltName | undefined = undefined;
  readonly #currency: string | undefined;
  readonly #pricing: Pricing;
  /** The price of the fill in account currency. */
  #price: Decimal | undefined = undefined;

  constructor(
    facts: ReportFacts,
    book: AccountBook,
    policyGroupId: number,
    currency: string | undefined,
    pricing: Pricing,
  ) {
    this.facts = facts;
    this.book = book;
    this.policyGroupId = policyGroupId;
    this.#currency = currency;
    this.#pricing = pricing;
  }

  /** Books fill and fee, and gives the block if one of them could not be booked to the end. */
  run(): AccountBlock | undefined {
    const { tradePrice, tradeQuantity, fee, feeCurrency } = this.facts;
    if (fee !== undefined) this.#valueFee(fee, feeCurrency as string);
    if (tradePrice !== undefined && tradeQuantity !== undefined) {
      const block = this.#bookFill(tradePrice, tradeQuantity);
      if (block !== undefined) return block;
    }
    if (fee !== undefined) {
      const block = this.#debitFee(fee, feeCurrency as string);
      if (block !== undefined) return block;
    }
    this.#bookLine();
    return undefined;
  }

  #valueFee(fee: Decimal, feeCurrency: string): void {
    const effect = this.#inAccountCurrency(flipSign(fee), feeCurrency);
    if (isHalted(effect)) this.feeHalt = effect;
    else this.feeEffect = effect;
  }

  #inAccountCurrency(amount: Decimal, asset: string): PnlState {
    if (this.#currency === undefined) return "MissingAccountCurrency";
    const factor = this.#pricing.factor(this.facts.account, asset, this.#currency);
    if (factor === undefined) return "MissingFx";
    return multiply(amount, factor) ?? "ArithmeticOverflow";
  }

  #bookFill(price: Decimal, quantity: Decimal): AccountBlock | undefined {
    const { underlying, settlement, isBuy } = this.facts;
    const notional = multiply(price, quantity);
    if (notional === undefined) {
      return overflowBlock(
        `fill notional volume overflow: asset ${settlement}, px ${toText(price)}, qty ${
          toText(quantity)
        }`,
      );
    }
    if (!isZero(quantity)) {
      const value = this.#inAccountCurrency(price, settlement);
      if (isHalted(value)) this.fillHalt = value;
      else this.#price = value;
    }
    const atLock = valueAtLock(this.facts, quantity, this.policyGroupId, "fill");
    if (isBlock(atLock)) return atLock;
    const { held, incoming } = atLock;
    if (isBuy) {
      return this.#takeLeg(this.settlement, settlement, held, negate(notional), incoming) ??
        this.#takeLeg(this.underlying, underlying, ZERO, quantity, quantity);
    }
    return this.#takeLeg(this.underlying, underlying, quantity, negate(quantity), ZERO) ??
      this.#takeLeg(this.settlement, settlement, held, notional, incoming);
  }

  /** One leg of a fill: what was held is consumed, what flows is added, and what was expected has come. */
  #takeLeg(
    tally: Tally,
    asset: string,
    consumed: Decimal,
    flow: Decimal,
    incoming: Decimal,
  ): AccountBlock | undefined {
    const credit = add(consumed, flow);
    if (credit === undefined) {
      return overflowBlock(
        `fill balance credit overflow: asset ${asset}, consume ${toText(consumed)}, flow ${
          toText(flow)
        }`,
      );
    }
    if (isZero(consumed) && isZero(credit) && isZero(incoming)) return undefined;
    const slot = this.book.slotOf(asset);
    // The position is valued as it was before the fill.
    const line = tally === this.underlying ? this.#lineAfter(slot, flow) : undefined;
    const held = subtract(slot.held, consumed);
    const available = isZero(credit) ? slot.available : add(slot.available, credit);
    const expected = isZero(incoming) ? slot.incoming : subtract(slot.incoming, incoming);
    if (held === undefined || available === undefined || expected === undefined) {
      return overflowBlock(
        `fill leg mutation overflow: asset ${asset}, consume ${toText(consumed)}, credit ${
          toText(credit)
        }`,
      );
    }
    slot.held = held;
    slot.available = available;
    slot.incoming = expected;
    if (line !== undefined) takeLine(slot, line, tally);
    this.book.keep(asset, slot);
    tally.held = negate(consumed);
    tally.balance = credit;
    tally.incoming = negate(incoming);
    tally.settle(slot);
    return undefined;
  }

  #lineAfter(slot: Slot, flow: Decimal): LineChange {
    const unpriced = graver(this.fillHalt, this.feeHalt);
    const fill = { flow, price: this.#price, unpriced };
    this.contribution = contributionOf(slot, fill);
    return applyFill(slot, fill);
  }

  /** The fee is taken from what is free of its own asset, gate or no gate. */
  #debitFee(fee: Decimal, feeCurrency: string): AccountBlock | undefined {
    const amount = flipSign(fee);
    const slot = this.book.slotOf(feeCurrency);
    const available = add(slot.available, amount);
    if (available === undefined) {
      return overflowBlock(
        `fee debit overflow: currency ${feeCurrency}, fee ${toText(fee)}`,
      );
    }
    slot.available = available;
    this.book.keep(feeCurrency, slot);
    const tally = this.#tallyOf(feeCurrency);
    if (!tally.addBalance(amount)) {
      return overflowBlock(
        `fee balance delta overflow: currency ${feeCurrency}, fee ${toText(fee)}`,
      );
    }
    tally.settle(slot);
    return undefined;
  }

  #tallyOf(asset: string): Tally {
    if (asset === this.facts.underlying) return this.underlying;
    return asset === this.facts.settlement ? this.settlement : this.feeAsset;
  }

  /** Halts the line of the underlying for what could not be valued, else adds the fee to it. */
  #bookLine(): void {
    const halt = graver(this.fillHalt, this.feeHalt);
    if (halt === undefined && this.feeEffect === undefined) return;
    const { underlying } = this.facts;
    const slot = this.book.slotOf(underlying);
    if (isHalted(slot.pnl)) return;
    if (halt !== undefined) {
      slot.pnl = halt;
      this.underlying.halt(halt);
    } else {
      slot.pnl = this.#withFee(slot.pnl ?? ZERO, this.feeEffect as Decimal);
    }
    this.book.keep(underlying, slot);
    this.underlying.settle(slot);
  }

  #withFee(pnl: Decimal, effect: Decimal): PnlState {
    const sum = add(pnl, effect);
    if (sum !== undefined && this.underlying.realize(effect, sum)) return sum;
    this.underlying.halt("ArithmeticOverflow");
    return "ArithmeticOverflow";
  }
}

function takeLine(slot: Slot, line: LineChange, tally: Tally): void {
  slot.average = line.average;
  slot.pnl = line.pnl;
  if (line.halt !== undefined) tally.halt(line.halt);
  else if (line.realized !== undefined) tally.realize(line.realized, line.pnl as Decimal);
  if (line.shown !== undefined) tally.showAverage(line.shown);
}
