import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../../../src/engine/mod.ts";
import {
  buildSpotFunds,
  SpotFundsPnlBoundsBarrier,
} from "../../../../../src/pretrade/policies/mod.ts";
import { linesOf } from "../../../engine/_kit.ts";
import { Desk, killed, NAME, refused } from "./_kit.ts";

const FIELDS = {
  underlyingAsset: "A",
  settlementAsset: "USD",
  accountId: 1,
  side: "BUY",
  tradeAmount: { quantity: "1" },
} as const;

/** What is said of an order that lacks the given fields. */
function lacking(...names: (keyof typeof FIELDS)[]): string {
  const engine = Engine.builder().builtin(buildSpotFunds()).build();
  const operation = Object.fromEntries(
    Object.entries(FIELDS).filter(([name]) => !names.includes(name as keyof typeof FIELDS)),
  );
  return linesOf(engine.executePreTrade({ operation } as never)).join();
}

function missing(label: string, path: string): string {
  return refused(
    "MissingRequiredField",
    `failed to access required field '${label}'`,
    `failed to access field 'operation.${path}'`,
  );
}

describe("OrderCheck", () => {
  it("names the first field that is missing", () => {
    assertEquals(lacking("settlementAsset", "accountId"), missing("instrument", "instrument"));
    assertEquals(lacking("underlyingAsset"), missing("instrument", "instrument"));
    assertEquals(lacking("accountId", "side"), missing("account ID", "account_id"));
    assertEquals(lacking("side", "tradeAmount"), missing("side", "side"));
    assertEquals(lacking("tradeAmount"), missing("trade amount", "trade_amount"));
    assertEquals(lacking(), refused("UnsupportedOrderType", "market orders not supported", ""));
  });
  it("takes nothing in a dry run", () => {
    const desk = new Desk().fund("100 USD");
    const taken = "lock 0:60 | USD b -60→40 h 60→60 | A i 1→1";
    assertEquals([desk.dryRun("BUY 1 A/USD @ 60"), desk.dryRun("BUY 1 A/USD @ 60")], [
      taken,
      taken,
    ]);
    assertEquals([desk.holds("USD"), desk.holds("A")], ["100 0 0", "nothing"]);
    assertEquals(
      desk.dryRun("BUY 2 A/USD @ 60"),
      refused(
        "InsufficientFunds",
        "spot funds insufficient",
        "asset USD: available 100, requested 120",
      ),
    );
  });
  it("refuses an order whose value can't be told", () => {
    assertEquals(
      new Desk().order("BUY vol 5 A/USD @ 0"),
      refused(
        "OrderValueCalculationFailed",
        "order value calculation failed",
        "price or volume could not be used to evaluate order quantity",
      ),
    );
  });
  it("gives the first leg back if the second one is refused, and in a dry run has nothing to give", () => {
    const desk = new Desk().fund("9.00 A");
    desk.engine.configure().spotFunds(NAME, {
      positionLimits: [{ accountId: 1, asset: "USD", limit: "5" }],
    });
    const line = refused(
      "PositionLimitExceeded",
      "position limit exceeded",
      "asset USD, side long, projected worst-case position 6, limit 5",
    );
    assertEquals([desk.dryRun("SELL 2 A/USD @ 3"), desk.holds("A")], [line, "9.00 0 0"]);
    assertEquals([desk.order("SELL 2 A/USD @ 3"), desk.holds("A")], [line, "9.00 0 0"]);
    assertEquals(desk.dryRun("SELL 0 A/USD @ 3"), "lock 0:3");
  });
  it("judges the bounds first, and blocks the account", () => {
    const desk = new Desk();
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      globalBarrier: new SpotFundsPnlBoundsBarrier("USD", "10"),
    });
    const details = "lower bound breached: realized pnl 0, lower bound 10, currency USD";
    const reject = `account ${killed(details)}`;
    const block = `AccountBlocked [${NAME}] pnl kill switch triggered: ${details}`;
    assertEquals(desk.dryRun("BUY 1 A/USD @ 1"), `${reject} block ${block}`);
    assertEquals(desk.block(), undefined);
    assertEquals(desk.order("BUY 1 A/USD @ 1"), reject);
    assertEquals(desk.block(), block);
    assertEquals(desk.order("BUY 1 A/USD @ 1"), `account ${block}`);
  });
  it("books a drop copy without funds, limits or bounds in its way", () => {
    const desk = new Desk();
    assertEquals(desk.dropCopy("BUY 2 A/USD @ 5"), "lock 0:5 | USD b -10→-10 h 10→10 | A i 2→2");
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      globalBarrier: new SpotFundsPnlBoundsBarrier("USD", "10"),
    });
    desk.engine.accounts().unblock(1);
    assertEquals(
      desk.dropCopy("BUY vol 9 A/USD @ 0"),
      `lock 0:0 block AccountBlocked [${NAME}] pnl kill switch triggered: lower bound breached: ` +
        "realized pnl 0, lower bound 10, currency USD blocked",
    );
  });
  it("refuses a drop copy without price", () => {
    assertEquals(
      new Desk().dropCopy("BUY 1 A/USD"),
      refused(
        "MissingRequiredField",
        "limit price is required for drop-copy",
        "historical market orders cannot be valued at the current market price",
      ),
    );
  });
  it("holds from the check on, and lets a request that is executed later see what came in between", () => {
    const desk = new Desk().fund("10 USD");
    const started = desk.engine.startPreTrade({ operation: { ...FIELDS, price: "10" } });
    assertEquals(desk.holds("USD"), "10 0 0");
    desk.order("BUY 1 A/USD @ 1");
    assertEquals(
      linesOf(started.request?.execute() ?? { rejects: [] }).join(),
      refused(
        "InsufficientFunds",
        "spot funds insufficient",
        "asset USD: available 9, requested 10",
      ),
    );
  });
  it("tags lock and outcomes with its group", () => {
    const desk = new Desk(() => buildSpotFunds().withPolicyGroupId(9));
    assertEquals(desk.dropCopy("BUY 1 A/USD @ 5"), "lock 9:5 | #9 USD b -5→-5 h 5→5 | #9 A i 1→1");
  });
});
