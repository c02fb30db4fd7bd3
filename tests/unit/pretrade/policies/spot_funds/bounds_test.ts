import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { lineOf } from "../../../engine/_kit.ts";
import {
  type Bounds,
  type BoundsTiers,
  breachBlock,
  effectiveBounds,
  isMismatch,
  isSameBounds,
  isWithoutBounds,
  mismatchBlock,
  NO_BOUNDS,
  REALIZED,
} from "../../../../../src/pretrade/policies/spot_funds/bounds.ts";
import { dec, killed } from "./_kit.ts";

function bounds(currency: string, lower?: string, upper?: string): Bounds {
  return {
    currency,
    lower: lower === undefined ? undefined : dec(lower),
    upper: upper === undefined ? undefined : dec(upper),
  };
}

const TIERS: BoundsTiers = {
  everyone: bounds("USD", "1"),
  groups: new Map([[4, bounds("USD", "2")], [5, bounds("EUR", "3")]]),
  accounts: new Map([[1n, bounds("EUR", "4")]]),
};

describe("effectiveBounds()", () => {
  const lower = (account: bigint, group?: number, currency?: string): unknown =>
    effectiveBounds(TIERS, account, group, currency)?.lower?.small;
  it("are the account's own, whatever their currency", () => {
    assertEquals([lower(1n, 4, "USD"), lower(1n)], [4, 4]);
  });
  it("are the group's, then everyone's, unless in a foreign currency", () => {
    assertEquals([lower(2n, 4, "USD"), lower(2n, 4)], [2, 2]);
    assertEquals([lower(2n, 5, "USD"), lower(2n, 5, "EUR"), lower(2n, 9, "USD")], [1, 3, 1]);
    assertEquals([lower(2n, 4, "EUR"), lower(2n, undefined, "EUR")], [undefined, undefined]);
    assertEquals([lower(2n), lower(2n, 5)], [1, 3]);
  });
});

describe("isWithoutBounds()", () => {
  it("tells tiers that can't hold for anyone", () => {
    assertEquals(isWithoutBounds(NO_BOUNDS), true);
    assertEquals(isWithoutBounds({ ...NO_BOUNDS, everyone: bounds("USD", "1") }), false);
    assertEquals(isWithoutBounds({ ...NO_BOUNDS, groups: TIERS.groups }), false);
    assertEquals(isWithoutBounds({ ...NO_BOUNDS, accounts: TIERS.accounts }), false);
  });
});

describe("isSameBounds()", () => {
  it("compares by value", () => {
    const own = bounds("USD", "1.0", "2");
    assertEquals(isSameBounds(own, bounds("USD", "1", "2.00")), true);
    const others = [
      bounds("EUR", "1", "2"),
      bounds("USD", "1"),
      bounds("USD", "1", "3"),
      undefined,
    ];
    assertEquals(others.map((other) => isSameBounds(own, other)), [false, false, false, false]);
    assertEquals(isSameBounds(undefined, undefined), true);
  });
});

describe("mismatchBlock()", () => {
  it("needs an account currency that is another one", () => {
    assertEquals([isMismatch(bounds("USD"), "USD"), isMismatch(bounds("USD"), undefined)], [
      false,
      false,
    ]);
    assertEquals(mismatchBlock(bounds("USD"), "USD", REALIZED), undefined);
    assertEquals(
      lineOf(mismatchBlock(bounds("USD"), "EUR", { ...REALIZED, prefix: "x: ", suffix: ", y" })),
      killed("x: account currency EUR, barrier currency USD", "pnl barrier currency mismatch"),
    );
  });
});

describe("breachBlock()", () => {
  const judge = (own: Bounds, pnl: string): string | undefined =>
    lineOf(breachBlock(own, dec(pnl), REALIZED));
  it("lets values pass that equal a bound", () => {
    assertEquals([judge(bounds("USD", "-1", "1"), "1.0"), judge(bounds("USD", "-1", "1"), "-1")], [
      undefined,
      undefined,
    ]);
  });
  it("names the side and the bounds that are set", () => {
    assertEquals(
      judge(bounds("USD", "-1"), "-1.01"),
      killed("lower bound breached: realized pnl -1.01, lower bound -1, currency USD"),
    );
    assertEquals(
      judge(bounds("USD", undefined, "1"), "2"),
      killed("upper bound breached: realized pnl 2, upper bound 1, currency USD"),
    );
    assertEquals(
      judge(bounds("USD", "1", "-1"), "0"),
      killed(
        "lower and upper bound breached: realized pnl 0, lower bound 1, upper bound -1, currency USD",
      ),
    );
  });
  it("takes a halt for a breach", () => {
    assertEquals(
      lineOf(
        breachBlock(bounds("USD", "1"), "MissingCostBasis", {
          ...REALIZED,
          prefix: "x: ",
          suffix: ", y",
        }),
      ),
      killed("x: halt reason MissingCostBasis, y", "account pnl calculation halted"),
    );
  });
});
