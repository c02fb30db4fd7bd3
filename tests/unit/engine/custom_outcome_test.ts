import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  AccountAdjustmentOutcome,
  AccountOutcomeEntry,
  OutcomeAmount,
  PnlHaltReason,
  PnlOutcome,
  PnlOutcomeAmount,
} from "../../../src/accountadjustment.ts";
import { OpenpitError } from "../../../src/engine/mod.ts";
import { Price } from "../../../src/param/mod.ts";
import { callbackError, engineOf, orderOf, policy, reservationOf } from "./_kit.ts";

function engineGiving(...accountAdjustments: readonly unknown[]): ReturnType<typeof engineOf> {
  return engineOf(policy("a", { group: 5, main: () => ({ accountAdjustments }) }));
}

/** What the engine hands out for an adjustment of a policy. */
function entryOf(adjustment: unknown): Record<string, string> {
  const engine = engineGiving(adjustment);
  const [outcome] = reservationOf(engine.executePreTrade(orderOf(1))).accountAdjustments();
  assertEquals(outcome instanceof AccountAdjustmentOutcome, true);
  assertEquals(outcome?.policyGroupId, 5);
  return partsOf(outcome!.entry);
}

function partsOf(entry: AccountOutcomeEntry): Record<string, string> {
  const { asset, balance, held, incoming, realizedPnl, averageEntryPrice } = entry;
  const amount = (value: { delta: unknown; absolute: unknown }) =>
    `${value.delta} to ${value.absolute}`;
  return {
    asset,
    ...(balance && { balance: amount(balance) }),
    ...(held && { held: amount(held) }),
    ...(incoming && { incoming: amount(incoming) }),
    ...(realizedPnl?.pnl && { realizedPnl: amount(realizedPnl.pnl) }),
    ...(realizedPnl?.haltReason && { realizedPnl: realizedPnl.haltReason.kind }),
    ...(averageEntryPrice && { averageEntryPrice: averageEntryPrice.toString() }),
  };
}

function causeOf(adjustment: unknown): string {
  const engine = engineGiving({ asset: "USD" }, adjustment);
  const { cause } = callbackError(() => engine.executePreTrade(orderOf(1)));
  assert(cause instanceof OpenpitError && cause instanceof Error);
  return `${cause.name}: ${cause.message}`;
}

describe("an adjustment in an answer", () => {
  it("may be plain, all the way down", () => {
    assertEquals(
      entryOf({
        asset: "USD",
        balance: { delta: "-1.50", absolute: 10 },
        held: { delta: 2n, absolute: "2" },
        incoming: { delta: 0, absolute: "-0.0" },
        realizedPnl: { pnl: { delta: "3", absolute: "-4.0" } },
        averageEntryPrice: "185.50",
      }),
      {
        asset: "USD",
        balance: "-1.50 to 10",
        held: "2 to 2",
        incoming: "0 to 0.0",
        realizedPnl: "3 to -4.0",
        averageEntryPrice: "185.50",
      },
    );
  });
  it("may be of the classes, all or some", () => {
    const balance = new OutcomeAmount("1", "2");
    const pnl = new PnlOutcome(new PnlOutcomeAmount("3", "4"));
    const price = new Price("5.0");
    const expected = {
      asset: "EUR",
      balance: "1 to 2",
      realizedPnl: "3 to 4",
      averageEntryPrice: "5.0",
    };
    const entry = new AccountOutcomeEntry("EUR", balance, undefined, undefined, pnl, price);
    assertEquals(entryOf(entry), expected);
    const mixed = { asset: "EUR", balance, realizedPnl: pnl, averageEntryPrice: price };
    assertEquals(entryOf(mixed), expected);
    const inner = { pnl: new PnlOutcomeAmount("3", "4") };
    assertEquals(entryOf({ ...mixed, realizedPnl: inner }), expected);
  });
  it("may carry a halt reason in place of a profit or loss", () => {
    const haltReason = PnlHaltReason.fromMissingFx();
    const expected = { asset: "USD", realizedPnl: "missing-fx" };
    assertEquals(entryOf({ asset: "USD", realizedPnl: { haltReason } }), expected);
    const outcome = new PnlOutcome(undefined, haltReason);
    assertEquals(entryOf({ asset: "USD", realizedPnl: outcome }), expected);
  });
  it("needs nothing but an asset: null and undefined are absent", () => {
    for (const nothing of [null, undefined]) {
      assertEquals(
        entryOf({
          asset: "USD",
          balance: nothing,
          held: nothing,
          incoming: nothing,
          realizedPnl: nothing,
          averageEntryPrice: nothing,
        }),
        { asset: "USD" },
      );
    }
  });
  it("is copied: later changes of the object change nothing", () => {
    const balance = { delta: "1", absolute: "1" };
    const adjustment = { asset: "USD", balance };
    const engine = engineGiving(adjustment);
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    balance.delta = "9";
    adjustment.asset = "EUR";
    assertEquals(reservation.accountAdjustments().map(({ entry }) => partsOf(entry)), [
      { asset: "USD", balance: "1 to 1" },
    ]);
  });
  it("fails if it is neither", () => {
    const values = [undefined, null, 1, "USD", [], new Map(), new OutcomeAmount("1", "1")];
    for (const value of values) assertEquals(causeOf(value).split(":")[0], "TypeError");
    const outcome = new AccountAdjustmentOutcome(0, new AccountOutcomeEntry("USD"));
    assertEquals(causeOf(outcome).split(":")[0], "TypeError");
  });
  it("fails without a usable asset", () => {
    for (const asset of [undefined, null, 1, {}]) {
      assertEquals(causeOf({ asset }).split(":")[0], "TypeError");
    }
    for (const asset of ["", " ", "\t\n"]) {
      assertEquals(causeOf({ asset }), "AssetError: asset must not be empty");
    }
  });
  it("fails by an amount that can't be read", () => {
    for (const field of ["balance", "held", "incoming"]) {
      const amount = (value: unknown) => causeOf({ asset: "USD", [field]: value }).split(":")[0];
      const types = [1, "1", [], {}, { delta: "1" }, { absolute: "1" }];
      assertEquals(types.map(amount), types.map(() => "TypeError"));
      assertEquals(amount({ delta: null, absolute: "1" }), "TypeError");
      assertEquals(amount({ delta: "1", absolute: "x" }), "ParamError");
      assertEquals(amount({ delta: 0.5, absolute: "1" }), "RangeError");
      assertEquals(amount(new PnlOutcomeAmount("1", "1")), "TypeError");
    }
  });
  it("fails by a profit or loss that is neither or both", () => {
    const halt = PnlHaltReason.fromMissingFx();
    const pnl = { delta: "1", absolute: "1" };
    const outcomes = [1, "1", [], {}, { pnl: 1 }, { haltReason: "missing-fx" }, halt];
    for (const realizedPnl of [...outcomes, { pnl, haltReason: halt }]) {
      assertEquals(causeOf({ asset: "USD", realizedPnl }).split(":")[0], "TypeError");
    }
    const bad = { pnl: { delta: "x", absolute: "1" } };
    assertEquals(causeOf({ asset: "USD", realizedPnl: bad }).split(":")[0], "ParamError");
  });
  it("fails by an average entry price that can't be read", () => {
    const price = (averageEntryPrice: unknown) =>
      causeOf({ asset: "USD", averageEntryPrice }).split(":")[0];
    assertEquals([price("x"), price(0.5), price({})], ["ParamError", "RangeError", "TypeError"]);
  });
});
