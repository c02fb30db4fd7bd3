import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { SpotFundsPnlBoundsBarrier } from "../../../../../src/pretrade/policies/mod.ts";
import { lineOf } from "../../../engine/_kit.ts";
import type { PolicyHost } from "../../../../../src/pretrade/internal.ts";
import { Books } from "../../../../../src/pretrade/policies/spot_funds/books.ts";
import { type Bounds, NO_BOUNDS } from "../../../../../src/pretrade/policies/spot_funds/bounds.ts";
import { Judge } from "../../../../../src/pretrade/policies/spot_funds/judge.ts";
import { Pricing } from "../../../../../src/pretrade/policies/spot_funds/pricing.ts";
import { defaultSettings } from "../../../../../src/pretrade/policies/spot_funds/settings.ts";
import { dec, Desk, killed, NAME } from "./_kit.ts";

const BOUNDS: Bounds = { currency: "USD", lower: dec("-10"), upper: undefined };

function judgeOf(ledger?: string): Judge {
  const books = new Books();
  if (ledger !== undefined) books.open(1n).ledger = dec(ledger);
  const host = {
    groupOf: (account: bigint) => account === 1n ? 4 : undefined,
    currencyOf: (_account: bigint, group: number | undefined) => group === 4 ? "USD" : "EUR",
  } as PolicyHost;
  return new Judge(books, host, new Pricing(undefined, host));
}

describe("Judge", () => {
  it("judges the ledger by the bounds of the account's group and currency", () => {
    const tiers = { ...NO_BOUNDS, groups: new Map([[4, BOUNDS]]) };
    const breach = killed("lower bound breached: realized pnl -11, lower bound -10, currency USD");
    assertEquals(lineOf(judgeOf("-11").realized(tiers, 1n)), breach);
    assertEquals(lineOf(judgeOf("-10").realized(tiers, 1n)), undefined);
    assertEquals(lineOf(judgeOf("-11").realized(tiers, 2n)), undefined);
    assertEquals(lineOf(judgeOf("-11").realized(NO_BOUNDS, 1n)), undefined);
  });
  it("takes an account without ledger for one with 0", () => {
    const tiers = { ...NO_BOUNDS, everyone: { ...BOUNDS, lower: dec("1") } };
    assertEquals(
      lineOf(judgeOf().realized(tiers, 1n)),
      killed("lower bound breached: realized pnl 0, lower bound 1, currency USD"),
    );
  });
  it("asks the axes if the realized bounds have nothing to say", () => {
    const { bounds } = defaultSettings("Enforce");
    const accountTotal = { ...NO_BOUNDS, everyone: BOUNDS };
    assertEquals(
      lineOf(judgeOf("-11").ofAccount({ ...bounds, accountTotal }, 1n)),
      killed("lower bound breached: account total pnl -11, lower bound -10, currency USD"),
    );
    assertEquals(judgeOf("-11").ofAccount(bounds, 1n), undefined);
  });
  it("judges by what holds when the order comes", () => {
    const desk = new Desk().currency("EUR").fund("9 USD");
    desk.setLedger("-11");
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      globalBarrier: new SpotFundsPnlBoundsBarrier("USD", "-10"),
    });
    assertEquals(desk.order("BUY 1 A/USD @ 1").slice(0, 8), "lock 0:1");
    desk.currency("USD");
    assertEquals(desk.block(), undefined);
    assertEquals(desk.order("BUY 1 A/USD @ 1").slice(0, 15), "account PnlKill");
  });
});
