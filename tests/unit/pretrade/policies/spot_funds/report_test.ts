import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  buildSpotFunds,
  SpotFundsPnlBoundsBarrier,
} from "../../../../../src/pretrade/policies/mod.ts";
import { Desk, killed, NAME } from "./_kit.ts";

describe("applyReport()", () => {
  it("books a blocked account like any other, repeated and unknown reports too", () => {
    const desk = new Desk().currency("USD");
    desk.engine.accounts().block(1, "stop");
    for (const total of ["1", "2"]) {
      assertEquals(
        desk.report("BUY 1 A/USD @ 5").split(" ").slice(0, 3).join(" "),
        `A b 1→${total}`,
      );
    }
    assertEquals(desk.block(), "AccountBlocked [Engine] stop: stop");
  });
  it("has the axes judged after a trade or a fee, not after a cancel", () => {
    const desk = new Desk((service) => buildSpotFunds().marketData(service, 0)).currency("USD");
    desk.mark("A/USD", "5");
    desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
      axes: { accountUnrealized: { globalBarrier: new SpotFundsPnlBoundsBarrier("USD", "-3") } },
    });
    assertEquals(desk.report("BUY 1 A/USD @ 5").includes("block"), false);
    desk.mark("A/USD", "1");
    assertEquals(desk.report("BUY 1 A/USD @ 5", { isCancel: true, rest: "0" }), "");
    const details = "lower bound breached: account unrealized pnl -4, lower bound -3, currency USD";
    assertEquals(desk.report("BUY 0 A/USD @ 5"), `block ${killed(details)}`);
  });
  it("forgets an account that a report leaves with nothing", () => {
    const desk = new Desk();
    desk.report("BUY 1 A/USD @ 5", { isCancel: true });
    assertEquals(desk.engine.accounts().holdings(1), []);
    desk.engine.retireAccount(1);
  });
  it("tags outcomes with its group", () => {
    const desk = new Desk(() => buildSpotFunds().withPolicyGroupId(9)).currency("USD");
    assertEquals(
      desk.report("BUY 1 A/USD @ 5", { lock: [[9, "5"]] }),
      "#9 A b 1→1 i -1→-1 avg 5 | #9 USD h -5→-5",
    );
  });
});
