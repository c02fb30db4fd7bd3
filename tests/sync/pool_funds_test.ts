/** Funds that are kept by a pool on real threads. The same file runs on Deno (`-A`), Bun and Node. To repeat a run, write its seed here. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { AccountAdjustmentInit, ExecutionReportInit, OrderInit } from "../../src/model/mod.ts";
import type { ExecuteResult, Lock, Reservation } from "../../src/pretrade/mod.ts";
import { EnginePool } from "../../src/sync/pool/pool.ts";
import type { RemoteExecuteResult, RemoteReservation } from "../../src/sync/remote_handles.ts";
import { randomOrder, seeded } from "./pool/_stream.ts";
import { createEngine } from "./pool/funds.ts";

const SEED = Math.floor(Math.random() * 2 ** 31);
const DESKS = 12;
const ROUNDS = 20;
const ORDERS = 40;
const ACCOUNTS = Array.from({ length: DESKS }, (_, desk) => `desk-${desk}`);

/** What each desk begins with. */
const FUNDS: readonly AccountAdjustmentInit[] = [
  { operation: { asset: "USD" }, amount: { balance: { absolute: "40000" } } },
  { operation: { asset: "AAPL" }, amount: { balance: { absolute: "90" } } },
];

/** What becomes of an accepted order. */
type Fate = "fill" | "part" | "commit" | "rollback";
const FATES: readonly Fate[] = ["fill", "part", "commit", "rollback"];

/** The report of a fill, of all or of a half; a half leaves the rest to be released. */
function fillOf({ operation }: OrderInit, fate: Fate, lock: Lock): ExecutionReportInit {
  const { underlyingAsset, settlementAsset, accountId, side, tradeAmount, price } = operation ?? {};
  const { quantity = "0" } = tradeAmount as { quantity: string };
  const half = `${Number(quantity) / 2}`;
  return {
    operation: { underlyingAsset, settlementAsset, accountId, side } as NonNullable<
      ExecutionReportInit["operation"]
    >,
    fill: {
      lock,
      lastTrade: { price: `${price}`, quantity: fate === "fill" ? quantity : half },
      remainingReservedQuantity: fate === "fill" ? "0" : half,
      isFinal: true,
    },
  };
}

interface Venue {
  applyExecutionReport(report: ExecutionReportInit): unknown;
}

/** Carries out what becomes of an order, on a pool or on an engine. */
async function finish(
  venue: Venue,
  reservation: Reservation | RemoteReservation,
  order: OrderInit,
  fate: Fate,
): Promise<void> {
  if (fate === "rollback") return await reservation.rollback();
  const lock = reservation.lock();
  await reservation.commit();
  if (fate !== "commit") await venue.applyExecutionReport(fillOf(order, fate, lock));
}

type Result = ExecuteResult | RemoteExecuteResult;

/** All at once: what happens to an account keeps its order, which is that of one connection. */
function finishAll(
  venue: Venue,
  results: readonly Result[],
  orders: readonly OrderInit[],
  fates: readonly Fate[],
): Promise<unknown> {
  return Promise.all(
    results.map(({ reservation }, at) =>
      reservation && finish(venue, reservation, orders[at] as OrderInit, fates[at] as Fate)
    ),
  );
}

function textOf(result: Result): string {
  if (result.ok) return result.reservation.lock().toJson();
  return result.rejects.map(({ code, details }) => `${code}: ${details}`).join(" | ");
}

function holdingText(holding: object): string {
  return Object.entries(holding).map(([key, value]) => `${key} ${value}`).join(", ");
}

describe("funds in a pool of 2 on real threads", () => {
  it(`are, order by order, those of one engine (seed ${SEED})`, async () => {
    const random = seeded(SEED);
    const local = createEngine();
    const pool = await EnginePool.spawn({
      size: 2,
      engine: new URL("./pool/funds.ts", import.meta.url),
    });
    try {
      assertEquals(new Set(ACCOUNTS.map((account) => pool.shardOf(account))).size, 2);
      for (const account of ACCOUNTS) {
        assert((await pool.applyAccountAdjustment(account, FUNDS)).ok);
        assert(local.applyAccountAdjustment(account, FUNDS).ok);
      }
      const ends = new Set<string>();
      for (let round = 0; round < ROUNDS; round++) {
        const orders = Array.from({ length: ORDERS }, () => randomOrder(random, DESKS));
        const fates = orders.map(() => FATES[random(FATES.length)] as Fate);
        const results = await pool.executePreTradeBatch(orders);
        const expected = orders.map((order) => local.executePreTrade(order));
        assertEquals(results.map(textOf), expected.map(textOf), `round ${round}`);
        for (const { rejects } of expected) ends.add(rejects[0]?.code ?? "accepted");
        await finishAll(local, expected, orders, fates);
        await finishAll(pool, results, orders, fates);
      }
      assertEquals([...ends].sort(), ["InsufficientFunds", "accepted"]);
      for (const account of ACCOUNTS) {
        const told = await pool.accounts().holdings(account);
        const replayed = local.accounts().holdings(account);
        assertEquals(told.map(holdingText), replayed.map(holdingText), account);
      }
    } finally {
      await pool.close();
    }
  });
});
