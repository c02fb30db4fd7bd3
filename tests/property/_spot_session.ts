/** Plays a history on the engine and on the naive book side by side. */
import { assertEquals } from "@std/assert";
import { Engine } from "../../src/engine/mod.ts";
import type { MarketDataService } from "../../src/marketdata/mod.ts";
import { QuoteTtl } from "../../src/marketdata/mod.ts";
import { Lock } from "../../src/pretrade/mod.ts";
import { buildSpotFunds, SpotFundsBuilder } from "../../src/pretrade/policies/mod.ts";
import { type BookedOrder, NaiveBook, print, scaled, units } from "./_spot_book.ts";
import {
  ALL_ACCOUNTS,
  type Command,
  type Fee,
  type FillCommand,
  type OrderCommand,
} from "./_spot_history.ts";
import { bookedOrder, CENT, operationOf, SLIPPAGE, tradePrice } from "./_spot_orders.ts";

/** What every account has at first: enough for a few orders. */
const START = [["USD", 120_000n], ["EUR", 50_000n], ["AAPL", 800n]] as const;

/** A reservation or a drop copy. */
interface Handle {
  commit(): void;
  rollback(): void;
}

interface SentOrder {
  readonly booked: BookedOrder;
  readonly lock: Lock;
  /** In thousandths. */
  left: bigint;
}

export interface Rules {
  /**
   * Whether everybody keeps to the rules that keep all numbers at zero or above: funds are enforced, nobody withdraws
   * or pays a fee of money that is not there, venues never trade at a worse price than ordered, report nothing that
   * was not ordered, and only after the commit; prices are above zero.
   */
  readonly isDisciplined: boolean;
}

export class SpotSession {
  readonly engine: Engine;
  readonly book: NaiveBook = new NaiveBook();
  readonly #market: MarketDataService;
  readonly #marks = new Map<string, bigint>();
  readonly #rules: Rules;
  readonly #open: { readonly order: BookedOrder; readonly handle: Handle; readonly lock: Lock }[] =
    [];
  readonly #sent: SentOrder[] = [];
  #isEnforced = true;

  constructor(rules: Rules) {
    this.#rules = rules;
    this.#market = Engine.builder().marketData(QuoteTtl.infinite()).build();
    this.engine = Engine.builder()
      .builtin(buildSpotFunds().marketData(this.#market, Number(SLIPPAGE)))
      .build();
    for (const account of ALL_ACCOUNTS) {
      this.engine.accounts().setCurrency(account, "USD");
      for (const [asset, cents] of START) this.#transfer(account, asset, cents);
    }
    this.#quote(["AAPL", "USD"], 10_000n);
  }

  /** Carries out a step on both sides and compares what the engine answered. */
  play(command: Command): void {
    switch (command.op) {
      case "transfer":
        return this.#transfer(command.account, command.asset, command.cents);
      case "order":
        return this.#order(command.order);
      case "dryRun":
        return this.#dryRun(command.order);
      case "dropCopy":
        return this.#dropCopy(command.order);
      case "finish":
        return this.#finish(command.pick, command.isCommit);
      case "fill":
        return this.#fill(command);
      case "cancel":
        return this.#cancel(command.pick, command.fee);
      case "strayFill":
        return this.#strayFill(command.order, command.fee);
      case "refusedBatch":
        return this.#refusedBatch(command.account, command.asset);
      case "quote":
        return this.#quote(command.instrument, command.mark);
      case "mode":
        return this.setMode(this.#rules.isDisciplined || command.isEnforced);
    }
  }

  setMode(isEnforced: boolean): void {
    this.#isEnforced = isEnforced;
    const globalLimitMode = isEnforced ? "Enforce" : "TrackOnly";
    this.engine.configure().spotFunds(SpotFundsBuilder.NAME, { globalLimitMode });
  }

  /** Holdings of an account in the book's words; those of only a P&L or an average are left out. */
  lines(account: number): string[] {
    return this.engine.accounts().holdings(account)
      .map(({ asset, available, held, incoming }) =>
        [asset, ...[available, held, incoming].map((size) => print(units(`${size}`)))].join(" ")
      ).filter((line) => !line.endsWith(" 0 0 0")).sort();
  }

  /** Every number of both sides must be the same to the last digit. */
  assertConserved(): void {
    for (const account of ALL_ACCOUNTS) assertEquals(this.lines(account), this.book.lines(account));
  }

  /** Places an order and leaves it open; undefined if it was refused. */
  place(command: OrderCommand): Handle | undefined {
    const order = this.#booked(command);
    this.#endow(command, order);
    const result = this.engine.executePreTrade({ operation: operationOf(command, order) });
    const verdict = result.ok ? "pass" : result.rejects.map(({ code }) => code).join();
    assertEquals(verdict, this.#verdict(order));
    if (!result.ok || order === undefined) return undefined;
    const { reservation } = result;
    assertEquals(reservation.lock().prices().map((price) => units(`${price}`)), [
      order.lock * 1000n,
    ]);
    this.#reserved(order, reservation, reservation.lock());
    return reservation;
  }

  /** Gives the account what an order takes, or nearly so: there the gate has its edge. */
  #endow({ account, spare }: OrderCommand, order: BookedOrder | undefined): void {
    if (spare === undefined || order === undefined) return;
    for (const { asset, amount } of this.book.shortages(order)) {
      const slot = this.book.slot(account, asset);
      const change = amount + spare;
      // A hold of one billionth can't be short of one without a debt.
      if (this.#rules.isDisciplined && slot.owned - slot.held + change < 0n) continue;
      this.engine.applyAccountAdjustment(account, [
        { operation: { asset }, amount: { balance: { delta: print(change) } } },
      ]);
      slot.owned += change;
    }
  }

  /** Places an order that the book is not told of; what comes back takes it away again. */
  placeApart(command: OrderCommand): () => void {
    const operation = operationOf(command, this.#booked(command));
    const { reservation } = this.engine.executePreTrade({ operation });
    return () => reservation?.rollback();
  }

  /** Holdings of an account with averages and P&L, all by value. */
  statement(account: number): string[] {
    return this.engine.accounts().holdings(account)
      .map(({ asset, available, held, incoming, averageEntryPrice, realizedPnl, haltReason }) => {
        const numbers = [available, held, incoming, averageEntryPrice ?? "-", realizedPnl ?? "-"];
        return [asset, ...numbers.map(byValue), haltReason?.kind].join(" ");
      }).filter((line) => !line.endsWith(" 0 0 0 - - ")).sort();
  }

  #transfer(account: number, asset: string, cents: bigint): void {
    const amount = { balance: { delta: scaled(cents, 2) } };
    const bounds = this.#rules.isDisciplined ? { balanceLower: 0 } : {};
    const { ok } = this.engine.applyAccountAdjustment(account, [
      { operation: { asset }, amount, bounds },
    ]);
    const slot = this.book.slot(account, asset);
    const isShort = slot.owned - slot.held + cents * CENT * 1000n < 0n;
    assertEquals(ok, !(this.#rules.isDisciplined && isShort));
    if (ok) slot.owned += cents * CENT * 1000n;
  }

  /** The first two elements are fine and the third is not: nothing of it may stay. */
  #refusedBatch(account: number, asset: string): void {
    const before = this.lines(account);
    const { failedIndex } = this.engine.applyAccountAdjustment(account, [
      { operation: { asset }, amount: { balance: { delta: "5.5" }, held: { delta: "-0.25" } } },
      { operation: { asset: "JPY" }, amount: { incoming: { delta: "3" } } },
      { operation: { asset }, amount: { balance: { delta: "1" } }, bounds: { balanceUpper: -1e9 } },
    ]);
    assertEquals(failedIndex, 2);
    assertEquals(this.lines(account), before);
  }

  #order(command: OrderCommand): void {
    if (this.place(command) === undefined) return;
    if (command.fate !== "open") this.#finish(this.#open.length - 1, command.fate === "commit");
  }

  #dryRun(command: OrderCommand): void {
    const order = this.#booked(command);
    const report = this.engine.executePreTradeDryRun({
      operation: operationOf(command, order),
    });
    const verdict = report.isPass ? "pass" : report.rejects.map(({ code }) => code).join();
    assertEquals(verdict, this.#verdict(order));
  }

  /** What the venue already has is never refused for lack of funds. */
  #dropCopy(command: OrderCommand): void {
    const order = this.#booked(command);
    if (this.#rules.isDisciplined && (order === undefined || !this.book.canAfford(order))) return;
    const result = this.engine.applyDropCopy({ operation: operationOf(command, order) });
    assertEquals(result.ok, command.price !== undefined);
    if (!result.ok || order === undefined) return;
    const { operation } = result;
    this.#reserved(order, operation, operation.lock());
    this.#finish(this.#open.length - 1, command.fate !== "rollback");
  }

  #reserved(order: BookedOrder, handle: Handle, lock: Lock): void {
    this.book.reserve(order, order.quantity);
    this.#open.push({ order, handle, lock });
    if (!this.#rules.isDisciplined) this.#sent.push({ booked: order, lock, left: order.quantity });
  }

  #finish(pick: number, isCommit: boolean): void {
    const [open] = this.#open.splice(pick % this.#open.length || 0, 1);
    if (open === undefined) return;
    const { order, handle, lock } = open;
    if (!isCommit) {
      handle.rollback();
      return this.book.reserve(order, -order.quantity);
    }
    handle.commit();
    if (this.#rules.isDisciplined) this.#sent.push({ booked: order, lock, left: order.quantity });
  }

  #fill({ pick, quarters, cents, fee, isFinal }: FillCommand): void {
    const sent = this.#sent[pick % this.#sent.length];
    if (sent === undefined) return;
    const quantity = (sent.left * quarters + 3n) / 4n;
    sent.left -= quantity;
    const price = tradePrice(sent.booked, cents, this.#rules.isDisciplined);
    this.#report(sent, { quantity, price }, fee, isFinal || sent.left === 0n);
  }

  #cancel(pick: number, fee: Fee): void {
    const sent = this.#sent[pick % this.#sent.length];
    if (sent !== undefined) this.#report(sent, undefined, fee, true);
  }

  /** A report of an order that was never checked: a fact like any other. */
  #strayFill(command: OrderCommand, fee: Fee): void {
    const order = this.#booked({ ...command, price: command.price ?? 5_000n });
    if (this.#rules.isDisciplined || order === undefined) return;
    const lock = new Lock([[0, scaled(order.lock, 6)]]);
    const trade = { quantity: order.quantity, price: order.lock + CENT };
    this.#report({ booked: order, lock, left: 0n }, trade, fee, true);
  }

  #report(
    sent: SentOrder,
    trade: { readonly quantity: bigint; readonly price: bigint } | undefined,
    wantedFee: Fee,
    isFinal: boolean,
  ): void {
    const { booked, lock, left } = sent;
    if (trade !== undefined) {
      this.book.reserve(booked, -trade.quantity);
      this.book.trade(booked, trade.quantity, trade.price);
    }
    if (isFinal) {
      this.book.reserve(booked, -left);
      sent.left = 0n;
      if (this.#sent.includes(sent)) this.#sent.splice(this.#sent.indexOf(sent), 1);
    }
    const fee = this.#payable(booked.account, wantedFee);
    if (fee !== undefined) {
      this.book.slot(booked.account, fee.currency).owned -= fee.cents * CENT * 1000n;
    }
    const { accountBlocks } = this.engine.applyExecutionReport({
      operation: {
        underlyingAsset: booked.underlying,
        settlementAsset: booked.settlement,
        accountId: booked.account,
        side: booked.side,
      },
      fill: {
        lock,
        isFinal,
        remainingReservedQuantity: scaled(left, 3),
        lastTrade: trade && { price: scaled(trade.price, 6), quantity: scaled(trade.quantity, 3) },
        fee: fee && { amount: scaled(fee.cents, 2), currency: fee.currency },
      },
    });
    assertEquals(accountBlocks.map(({ details }) => details), []);
  }

  /** A fee that leaves nothing below zero, if that is the rule. The report's money is there already. */
  #payable(account: number, fee: Fee): Fee {
    if (fee === undefined || !this.#rules.isDisciplined) return fee;
    const { owned, held } = this.book.slot(account, fee.currency);
    return owned - held < fee.cents * CENT * 1000n ? undefined : fee;
  }

  #quote([underlyingAsset, settlementAsset]: readonly [string, string], mark: bigint): void {
    this.#market.pushByInstrument({ underlyingAsset, settlementAsset }, { mark: scaled(mark, 2) });
    this.#marks.set(`${underlyingAsset}/${settlementAsset}`, mark);
  }

  #booked(command: OrderCommand): BookedOrder | undefined {
    const mark = this.#marks.get(command.instrument.join("/"));
    return bookedOrder(command, mark, this.#rules.isDisciplined);
  }

  #verdict(order: BookedOrder | undefined): string {
    if (order === undefined) return "MarkPriceUnavailable";
    return !this.#isEnforced || this.book.canAfford(order) ? "pass" : "InsufficientFunds";
  }
}

/** The text without zeros that do not change the value. */
function byValue(value: { toString(): string }): string {
  const text = `${value}`;
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
