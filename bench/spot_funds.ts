import { do_not_optimize } from "mitata";
import { Engine } from "../mod.ts";
import type { Reservation } from "../src/pretrade/mod.ts";
import { buildSpotFunds } from "../src/pretrade/policies/mod.ts";
import { type Bench, inTurn, type Timed } from "./_measure.ts";

// Seven prices, eight quantities: 56 different orders in turn.
const PRICES = ["185.25", "0.15", "42350.75", "101.5", "1999.99", "63.125", "250.05"];
const QUANTITIES = ["10", "0.15", "2.5", "12.75", "3", "1", "7.5", "20"];
/** More than all orders of a run cost, and few enough digits for a balance that somebody may really have. */
const FUNDS = "50000000000";
const SIZES = [1, 1_000, 100_000];

/** An order's whole life, and whether it gets longer by what else the engine knows. */
export function spotFundsBenches(): Bench[] {
  return [
    bench("buy_and_fill", () => buyAndFill(funded(1, "USD"), 1)),
    bench("buy_and_fill_no_currency", () => buyAndFill(funded(1), 1)),
    bench("round_trip", () => roundTrip(funded(1, "USD"))),
    bench("check_commit", () => checkAndCommit(funded(1, "USD"))),
    bench("check_rollback", () => checkAndRollback(funded(1, "USD"))),
    bench("check_rejected", () => rejected(funded(1, "USD"))),
    ...SIZES.map((count) =>
      bench(`accounts_${count}`, () => buyAndFill(funded(count, "USD"), count))
    ),
    ...[0, ...SIZES.slice(1)].map((count) => bench(`open_holds_${count}`, () => amongOpen(count))),
  ];
}

function bench(name: string, setUp: Bench["setUp"]): Bench {
  return { name: `spot_funds/${name}`, setUp };
}

/** Accounts 1 to `count`, each with funds. */
function funded(count: number, currency?: string): Engine {
  const engine = Engine.builder().builtin(buildSpotFunds()).build();
  for (let account = 1; account <= count; account++) {
    if (currency !== undefined) engine.accounts().setCurrency(account, currency);
    engine.applyAccountAdjustment(account, [
      { operation: { asset: "USD" }, amount: { balance: { absolute: FUNDS } } },
    ]);
  }
  return engine;
}

function amongOpen(count: number): Timed {
  const engine = funded(1, "USD");
  const { args, body } = buyAndFill(engine, 1);
  const open: Reservation[] = [];
  for (let n = 0; n < count; n++) open.push(reserve(engine, "100", "1"));
  // Kept by the body, so that no hold is given back by collection.
  return {
    args,
    body: (price: string, quantity: string, accountId: number) =>
      do_not_optimize([(body as Cycle)(price, quantity, accountId), open.length]),
  };
}

type Cycle = (price: string, quantity: string, accountId: number) => unknown;

function reserve(engine: Engine, price: string, quantity: string): Reservation {
  const result = engine.executePreTrade({
    operation: {
      underlyingAsset: "AAPL",
      settlementAsset: "USD",
      accountId: 1,
      side: "BUY",
      tradeAmount: { quantity },
      price,
    },
  });
  if (!result.ok) throw new Error("Cannot measure: the order was rejected");
  return result.reservation;
}

// Each scenario has literals of its own, as an application would: a shared maker would be compiled for all together.

/** Buy, lock, commit, report of the full fill. */
function buyAndFill(engine: Engine, accounts: number): Timed {
  const ids = Array.from({ length: accounts }, (_, index) => index + 1);
  const cycle = (price: string, quantity: string, accountId: number): unknown => {
    const result = engine.executePreTrade({
      operation: {
        underlyingAsset: "AAPL",
        settlementAsset: "USD",
        accountId,
        side: "BUY",
        tradeAmount: { quantity },
        price,
      },
    });
    if (!result.ok) throw new Error("Cannot measure: the order was rejected");
    const lock = result.reservation.lock();
    result.reservation.commit();
    const booked = engine.applyExecutionReport({
      operation: { underlyingAsset: "AAPL", settlementAsset: "USD", accountId, side: "BUY" },
      fill: {
        lock,
        lastTrade: { price, quantity },
        isFinal: true,
        remainingReservedQuantity: "0",
      },
    });
    return do_not_optimize(booked);
  };
  cycle("185.25", "10", 1);
  requireSettled(engine);
  return { args: [inTurn(PRICES), inTurn(QUANTITIES), inTurn(ids)], body: cycle };
}

/** What is fast and wrong is not measured. */
function requireSettled(engine: Engine): void {
  const [usd] = engine.accounts().holdings(1, "USD");
  const [aapl] = engine.accounts().holdings(1, "AAPL");
  const isSettled = usd?.held.isZero() === true && `${usd.available}` === "49999998147.50" &&
    `${aapl?.available}` === "10" && aapl?.incoming.isZero() === true;
  if (!isSettled) throw new Error("Cannot measure: the fill was not settled");
}

/** A buy and the sale of it, each with lock, commit and report: the position comes back to nothing. */
function roundTrip(engine: Engine): Timed {
  const sides = ["BUY", "SELL"] as const;
  return {
    args: [inTurn(PRICES), inTurn(QUANTITIES)],
    body: (price: string, quantity: string) => {
      for (const side of sides) {
        const result = engine.executePreTrade({
          operation: {
            underlyingAsset: "AAPL",
            settlementAsset: "USD",
            accountId: 1,
            side,
            tradeAmount: { quantity },
            price,
          },
        });
        if (!result.ok) throw new Error("Cannot measure: the order was rejected");
        const lock = result.reservation.lock();
        result.reservation.commit();
        const booked = engine.applyExecutionReport({
          operation: { underlyingAsset: "AAPL", settlementAsset: "USD", accountId: 1, side },
          fill: {
            lock,
            lastTrade: { price, quantity },
            isFinal: true,
            remainingReservedQuantity: "0",
          },
        });
        do_not_optimize(booked);
      }
    },
  };
}

function checkAndCommit(engine: Engine): Timed {
  return {
    args: [inTurn(["0.15", "0.25", "0.1"]), inTurn(["0.1", "0.5", "1"])],
    body: (price: string, quantity: string) => {
      const reservation = reserve(engine, price, quantity);
      reservation.commit();
      do_not_optimize(reservation);
    },
  };
}

function checkAndRollback(engine: Engine): Timed {
  return {
    args: [inTurn(PRICES), inTurn(QUANTITIES)],
    body: (price: string, quantity: string) => {
      const reservation = reserve(engine, price, quantity);
      reservation.rollback();
      do_not_optimize(reservation);
    },
  };
}

function rejected(engine: Engine): Timed {
  return {
    args: [inTurn(PRICES)],
    body: (price: string) => {
      const result = engine.executePreTrade({
        operation: {
          underlyingAsset: "AAPL",
          settlementAsset: "USD",
          accountId: 1,
          side: "BUY",
          tradeAmount: { quantity: "10000000000000000" },
          price,
        },
      });
      if (result.ok) throw new Error("Cannot measure: the order was accepted");
      do_not_optimize(result.rejects);
    },
  };
}
