/** Carries out rows: one engine with spot funds, its quotes and its clock. */
import { Engine } from "@openpit-ts/openpit";
import type { MarketDataService } from "@openpit-ts/openpit/marketdata";
import { QuoteTtl } from "@openpit-ts/openpit/marketdata";
import type { AccountAdjustmentInit } from "@openpit-ts/openpit/model";
import {
  buildSpotFunds,
  SpotFundsBuilder,
  SpotFundsPnlBoundsAccountBarrier,
  SpotFundsPnlBoundsBarrier,
} from "@openpit-ts/openpit/pretrade/policies";
import type { Price, TradeInit } from "@openpit-ts/openpit/param";
import { DEFAULT_POLICY_GROUP_ID, Lock } from "@openpit-ts/openpit/pretrade";
import type { AccountBlock, Reject } from "@openpit-ts/openpit/reject";
import { FakeClock } from "@openpit-ts/openpit/testing";
import { type OpenOrder, reportOf, reservedQuantity } from "./reports.ts";
import type { Action, Row, Verdict } from "./rows.ts";
import { type Settings, TableError } from "./table.ts";

/** What came of a row. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly code?: string;
  readonly details?: string;
  /** The price in the lock of an accepted order. */
  readonly lock?: string;
}

/** Milliseconds of each call of a kind. */
export interface Timings {
  readonly checks: number[];
  readonly reports: number[];
}

const OK: Outcome = { verdict: "OK" };
const POLICY = SpotFundsBuilder.NAME;

export class Player {
  readonly engine: Engine;
  readonly timings: Timings = { checks: [], reports: [] };
  /** What reports said last of the realized P&L of an account: a number or why it halted. */
  readonly ledgers: Map<string, string> = new Map();
  readonly #market: MarketDataService;
  readonly #clock = new FakeClock();
  readonly #orders = new Map<string, OpenOrder>();
  readonly #marks = new Map<string, string>();
  readonly #barriers = new Map<string, SpotFundsPnlBoundsAccountBarrier>();

  constructor(settings: Settings) {
    const { quoteTtlMs } = settings;
    const ttl = quoteTtlMs === undefined ? QuoteTtl.infinite() : QuoteTtl.within(quoteTtlMs);
    this.#market = Engine.builder().clock(this.#clock.now).marketData(ttl).build();
    this.engine = buildEngine(this.#market, settings);
  }

  /** Carries out one row. */
  play(row: Row): Outcome {
    return this.#actions[row.action](row);
  }

  readonly #actions: Readonly<Record<Action, (row: Row) => Outcome>> = {
    GROUP: (row) => {
      this.engine.accounts().registerGroup([row.need("account")], row.need("group"));
      return OK;
    },
    CURRENCY: (row) => {
      this.engine.accounts().setCurrency(row.need("account"), row.need("asset"));
      return OK;
    },
    SEED: (row) => this.#adjust(row, { absolute: row.need("amount") }),
    ADJUST: (row) => this.#adjust(row, { delta: row.need("amount") }),
    TICK: (row) => this.#tick(row),
    ORDER: (row) => this.#order(row),
    FILL: (row) => this.#fill(row),
    CANCEL: (row) => this.#cancel(row),
    LIMIT: (row) => this.#limit(row),
    BARRIER: (row) => this.#barrier(row),
    LEDGER: (row) => this.#ledger(row),
    UNBLOCK: (row) => {
      this.engine.accounts().unblock(row.need("account"));
      return OK;
    },
    WAIT: (row) => {
      this.#clock.advanceMs(Number(row.need("amount")));
      return OK;
    },
  };

  #adjust(row: Row, balance: { absolute: string } | { delta: string }): Outcome {
    const adjustment: AccountAdjustmentInit = {
      operation: {
        asset: row.need("asset"),
        averageEntryPrice: row.get("price"),
        realizedPnl: row.get("pnl"),
      },
      amount: { balance },
      bounds: { balanceLower: row.get("lower"), balanceUpper: row.get("upper") },
    };
    const result = this.engine.applyAccountAdjustment(row.need("account"), [adjustment]);
    return result.ok ? OK : rejected(result.rejects);
  }

  #tick(row: Row): Outcome {
    const [mark, bid, ask] = [row.get("price"), row.get("bid"), row.get("ask")];
    const [account, group] = [row.get("account"), row.get("group")];
    const instrument = row.instrument();
    if (mark !== undefined) this.#marks.set(row.need("instrument"), mark);
    const id = this.#market.resolve(instrument) ?? this.#market.register(instrument);
    const quote = { mark, bid, ask };
    if (account === undefined && group === undefined) this.#market.push(id, quote);
    else {
      const one = <T>(value: T | undefined): T[] => value === undefined ? [] : [value];
      this.#market.pushFor(id, quote, one(account), one(group));
    }
    return OK;
  }

  #order(row: Row): Outcome {
    const quantity = row.get("qty");
    const operation = {
      ...row.instrument(),
      accountId: row.need("account"),
      side: row.side(),
      tradeAmount: quantity === undefined ? { volume: row.need("volume") } : { quantity },
      price: row.get("price"),
    };
    const start = performance.now();
    const result = this.engine.executePreTrade({ operation });
    this.timings.checks.push(performance.now() - start);
    if (!result.ok) return rejected(result.rejects);
    const { reservation } = result;
    const lock = reservation.lock();
    const label = row.get("order");
    if (label !== undefined) {
      const left = reservedQuantity(operation, reservation.accountAdjustments());
      this.#orders.set(label, { operation, lock, left });
    }
    reservation.commit();
    return { verdict: "ACCEPT", lock: `${lock.prices()[0]}` };
  }

  #fill(row: Row): Outcome {
    const label = row.get("order");
    const order = label === undefined ? this.#unreserved(row) : this.#openOrder(row, label);
    const quantity = row.quantity();
    const price = row.get("price") ?? order.lock.prices()[0] as Price;
    order.left = order.left.sub(quantity);
    return this.#report(row, order, { price, quantity });
  }

  #cancel(row: Row): Outcome {
    return this.#report(row, this.#openOrder(row, row.need("order")));
  }

  #report(row: Row, order: OpenOrder, trade?: TradeInit): Outcome {
    const report = reportOf(row, order, trade);
    const start = performance.now();
    const { accountBlocks, accountPnls } = this.engine.applyExecutionReport(report);
    this.timings.reports.push(performance.now() - start);
    for (const { pnl, haltReason } of accountPnls) {
      this.ledgers.set(row.need("account"), `${pnl?.absolute ?? haltReason?.kind}`);
    }
    return blocked(accountBlocks);
  }

  /** A fill out of the blue, as the reference's tables have them: the lock has its price. */
  #unreserved(row: Row): OpenOrder {
    const price = row.get("price") ?? this.#marks.get(row.need("instrument"));
    if (price === undefined) throw new TableError("there is no quote either", row.line, "price");
    const lock = new Lock([[DEFAULT_POLICY_GROUP_ID(), price]]);
    const operation = { ...row.instrument(), accountId: row.need("account"), side: row.side() };
    return { operation, lock, left: row.quantity() };
  }

  #openOrder(row: Row, label: string): OpenOrder {
    const order = this.#orders.get(label);
    if (order === undefined || order.operation.accountId !== row.need("account")) {
      throw new TableError("the account has no such order", row.line, "order");
    }
    return order;
  }

  #limit(row: Row): Outcome {
    const limit = {
      accountId: row.need("account"),
      asset: row.need("asset"),
      limit: row.need("amount"),
    };
    this.engine.configure().spotFunds(POLICY, { positionLimits: [limit] });
    return OK;
  }

  #barrier(row: Row): Outcome {
    const account = row.need("account");
    const bounds = [row.get("lower"), row.get("upper")] as const;
    const barrier = new SpotFundsPnlBoundsBarrier(row.need("asset"), ...bounds);
    this.#barriers.set(account, new SpotFundsPnlBoundsAccountBarrier(account, barrier));
    // The list replaces the tier, so all of it is handed over.
    const accountBarriers = [...this.#barriers.values()];
    const { accountBlocks } = this.engine.configure()
      .spotFundsPnlBoundsKillswitch(POLICY, { accountBarriers });
    return blocked(accountBlocks.map(({ block }) => block));
  }

  #ledger(row: Row): Outcome {
    const [account, state] = [row.need("account"), row.need("amount")];
    const { accountBlocks } = this.engine.configure()
      .setSpotFundsAccountPnl(POLICY, { account, state });
    this.ledgers.set(account, state);
    return blocked(accountBlocks);
  }
}

function buildEngine(market: MarketDataService, settings: Settings): Engine {
  const { slippageBps, pricingSource, limitMode } = settings;
  const engine = Engine.builder()
    .strictInput()
    .builtin(buildSpotFunds().marketData(market, slippageBps, pricingSource))
    .build();
  engine.configure().spotFunds(POLICY, { globalLimitMode: limitMode });
  return engine;
}

function rejected([reject]: readonly Reject[]): Outcome {
  return { verdict: "REJECT", code: reject?.code ?? "", details: reject?.details ?? "" };
}

function blocked([block]: readonly AccountBlock[]): Outcome {
  return block === undefined ? OK : { verdict: "BLOCK", code: block.code, details: block.details };
}
