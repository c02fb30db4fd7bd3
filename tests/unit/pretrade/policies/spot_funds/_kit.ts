/** One account's desk: short forms of what is done to a spot funds policy, and what it says as texts. */
import { assert } from "@std/assert";
import { Engine } from "../../../../../src/engine/mod.ts";
import { type MarketDataService, QuoteTtl } from "../../../../../src/marketdata/mod.ts";
import type { AccountAdjustmentInit, OrderInit } from "../../../../../src/model/mod.ts";
import {
  type AccountPnlOutcome,
  Lock,
  type PnlHaltReason,
  type Reservation,
} from "../../../../../src/pretrade/mod.ts";
import type { AccountAdjustmentOutcome } from "../../../../../src/accountadjustment.ts";
import {
  buildSpotFunds,
  type SpotFundsPnlBoundsKillswitchReadyBuilder,
  type SpotFundsReadyBuilder,
} from "../../../../../src/pretrade/policies/mod.ts";
import { FakeClock } from "../../../../../src/testing/mod.ts";
import { type Decimal, parse } from "../../../../../src/internal/decimal/mod.ts";
import { lineOf, linesOf } from "../../../engine/_kit.ts";

export const NAME = "SpotFundsPolicy";
/** The largest number there is. */
export const MAX = "79228162514264337593543950335";

/** A decimal of a text. */
export function dec(text: string): Decimal {
  const value = parse(text);
  assert(value !== undefined, text);
  return value;
}

/** An order as the tests write it: `BUY 40 AAPL/USD @ 250.50`; `vol 100` instead of a quantity, no price for a market order. */
export interface OrderText {
  readonly side: string | undefined;
  readonly quantity: string | undefined;
  readonly volume: string | undefined;
  readonly underlying: string;
  readonly settlement: string;
  readonly price: string | undefined;
}

/** Reads the text of an order or fill. */
export function parseOrder(text: string): OrderText {
  const match = /^(BUY|SELL) (vol )?(\S+) (\S+)\/(\S+)(?: @ (\S+))?$/.exec(text);
  assert(match !== null, text);
  const [, side, isVolume, amount, underlying = "", settlement = "", price] = match;
  const [quantity, volume] = isVolume ? [undefined, amount] : [amount, undefined];
  return { side, quantity, volume, underlying, settlement, price };
}

/** What of a report the text of its fill doesn't say. */
export interface ReportRest {
  /** Prices of the lock, by default that of the fill. */
  readonly lock?: readonly (readonly [number, string])[];
  /** Such as `3.10 EUR`. */
  readonly fee?: string;
  /** Quantity that the final report leaves; the report is not final without it. */
  readonly rest?: string;
  /** Whether there is no fill, only the rest. */
  readonly isCancel?: boolean;
  readonly account?: number;
}

/** An engine with one spot funds policy. Everything is about account 1 unless it says otherwise. */
export class Desk {
  readonly clock: FakeClock = new FakeClock();
  readonly engine: Engine;
  readonly service: MarketDataService;

  constructor(
    make: (
      service: MarketDataService,
    ) => SpotFundsReadyBuilder | SpotFundsPnlBoundsKillswitchReadyBuilder = () => buildSpotFunds(),
  ) {
    const builder = Engine.builder().clock(this.clock.now);
    this.service = builder.marketData(QuoteTtl.within(1_000)).build();
    this.engine = builder.builtin(make(this.service)).build();
  }

  /** Pushes a mark, of `EUR/USD` such as. */
  mark(pair: string, mark: string): void {
    const [underlyingAsset = "", settlementAsset = ""] = pair.split("/");
    this.service.pushByInstrument({ underlyingAsset, settlementAsset }, { mark });
  }

  currency(asset: string, account = 1): this {
    this.engine.accounts().setCurrency(account, asset);
    return this;
  }

  /** Adds funds: `1000 USD`, with an average price: `10 SAP @ 100`. */
  fund(text: string, account = 1): this {
    const [amount = "", asset = "", , averageEntryPrice] = text.split(" ");
    const answer = this.adjust(
      [{
        operation: { asset, ...(averageEntryPrice && { averageEntryPrice }) },
        amount: { balance: { delta: amount } },
      }],
      account,
    );
    assert(!answer.includes("["), answer);
    return this;
  }

  /** Applies a batch: outcomes and blocks, or the refused element and why. */
  adjust(batch: readonly AccountAdjustmentInit[], account = 1): string {
    const result = this.engine.applyAccountAdjustment(account, batch);
    if (!result.ok) return `${result.failedIndex}: ${linesOf(result).join(" | ")}`;
    const blocks = result.accountBlocks.map((block) => `block ${lineOf(block)}`);
    return [...result.outcomes.map(outcomeText), ...blocks].join(" | ");
  }

  /** Sets the ledger by an adjustment. */
  setLedger(state: string | PnlHaltReason, account = 1): string {
    return this.adjust([{ operation: { state } }], account);
  }

  /** Checks an order: lock and outcomes, or why not. */
  order(text: string, account = 1): string {
    const result = this.engine.executePreTrade(orderInput(text, account));
    if (!result.ok) return linesOf(result).join(" | ");
    // Kept open: a collected reservation would give its hold back.
    this.open.push(result.reservation);
    return accepted(result.reservation);
  }

  readonly open: Reservation[] = [];

  /** The last reservation made by `order`. */
  get last(): Reservation {
    const last = this.open.at(-1);
    assert(last !== undefined);
    return last;
  }

  /** The same as a dry run, with the block that would be recorded. */
  dryRun(text: string, account = 1): string {
    const result = this.engine.executePreTradeDryRun(orderInput(text, account));
    const block = result.accountBlock === undefined ? "" : ` block ${lineOf(result.accountBlock)}`;
    if (result.isPass) return accepted(result) + block;
    assert(result.lock().isEmpty && result.accountAdjustments().length === 0);
    return linesOf(result).join(" | ") + block;
  }

  /** Books what the venue has: lock and outcomes, block, and whether the account is blocked. */
  dropCopy(text: string, account = 1): string {
    const result = this.engine.applyDropCopy(orderInput(text, account));
    if (!result.ok) return linesOf(result).join(" | ");
    const { operation } = result;
    const block = operation.accountBlock();
    const blocked = operation.isAccountBlocked() ? " blocked" : "";
    return accepted(operation) + (block === undefined ? "" : ` block ${lineOf(block)}`) + blocked;
  }

  /** Takes a report in: outcomes, account P&L and blocks. */
  report(text: string, rest: ReportRest = {}): string {
    const { side, quantity, underlying, settlement, price } = parseOrder(text);
    const [amount, currency] = (rest.fee ?? "").split(" ");
    const result = this.engine.applyExecutionReport({
      operation: {
        underlyingAsset: underlying,
        settlementAsset: settlement,
        accountId: rest.account ?? 1,
        side: side as "BUY",
      },
      fill: {
        lock: new Lock(rest.lock ?? (price === undefined ? [] : [[0, price]])),
        ...(rest.isCancel ? {} : { lastTrade: { price: price ?? "", quantity: quantity ?? "" } }),
        ...(currency === undefined ? {} : { fee: { amount: amount ?? "", currency } }),
        remainingReservedQuantity: rest.rest ?? "0",
        isFinal: rest.rest !== undefined,
      },
    });
    return [
      ...result.accountAdjustments.map(outcomeText),
      ...result.accountPnls.map(pnlText),
      ...result.accountBlocks.map((block) => `block ${lineOf(block)}`),
    ].join(" | ");
  }

  /** What the account has of an asset: available, held, incoming, then average and P&L if there are any. */
  holds(asset: string, account = 1): string {
    const [holding] = this.engine.accounts().holdings(account, asset);
    if (holding === undefined) return "nothing";
    const { available, held, incoming, averageEntryPrice, realizedPnl, haltReason } = holding;
    return `${available} ${held} ${incoming}` +
      (averageEntryPrice === undefined ? "" : ` avg ${averageEntryPrice}`) +
      (realizedPnl === undefined ? "" : ` pnl ${realizedPnl}`) +
      (haltReason === undefined ? "" : ` ${haltReason.kind}`);
  }

  /** The block that orders of an account meet. */
  block(account = 1): string | undefined {
    return lineOf(this.engine.accounts().blockOf(account)?.block);
  }
}

/** An order in plain form. */
export function orderInput(text: string, account: number): OrderInit {
  const { side, quantity, volume, underlying, settlement, price } = parseOrder(text);
  return {
    operation: {
      underlyingAsset: underlying,
      settlementAsset: settlement,
      accountId: account,
      side: side as "BUY",
      tradeAmount: volume === undefined ? { quantity: quantity as string } : { volume },
      price,
    },
  };
}

interface Accepted {
  lock(): Lock;
  accountAdjustments(): AccountAdjustmentOutcome[];
}

function accepted(result: Accepted): string {
  const locks = result.lock().entries().map(([group, price]) => `lock ${group}:${price}`);
  return [...locks, ...result.accountAdjustments().map(outcomeText)].join(" | ");
}

/** An outcome: `USD b -100→900 h 100→100`. */
export function outcomeText({ policyGroupId, entry }: AccountAdjustmentOutcome): string {
  const group = policyGroupId === 0 ? "" : `#${policyGroupId} `;
  const { balance, held, incoming, realizedPnl, averageEntryPrice } = entry;
  const amounts = [["b", balance], ["h", held], ["i", incoming], [
    "pnl",
    realizedPnl?.pnl,
  ]] as const;
  const texts = amounts.map(([name, amount]) =>
    amount === undefined ? "" : ` ${name} ${amount.delta}→${amount.absolute}`
  );
  const halt = realizedPnl?.haltReason === undefined ? "" : ` ${realizedPnl.haltReason.kind}`;
  const average = averageEntryPrice === undefined ? "" : ` avg ${averageEntryPrice}`;
  return `${group}${entry.asset}${texts.join("")}${halt}${average}`;
}

function pnlText(outcome: AccountPnlOutcome): string {
  const { pnl, haltReason, accountId } = outcome;
  return `account ${accountId} ` +
    (pnl === undefined ? `${haltReason?.kind}` : `${pnl.delta}→${pnl.absolute}`);
}

/** The line of a refusal of an order. */
export function refused(code: string, reason: string, details: string): string {
  return `order ${code} [${NAME}] ${reason}: ${details}`;
}

/** The line of a block by the kill switch. */
export function killed(details: string, reason = "pnl kill switch triggered"): string {
  return `PnlKillSwitchTriggered [${NAME}] ${reason}: ${details}`;
}
