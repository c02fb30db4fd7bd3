import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { thrownBy } from "../../../engine/_kit.ts";
import { Desk, MAX, NAME } from "./_kit.ts";

describe("HoldMutation", () => {
  it("has nothing to do at a commit", () => {
    const desk = new Desk().fund("100 USD");
    desk.order("BUY 2 A/USD @ 10.5");
    desk.last.commit();
    assertEquals([desk.holds("USD"), desk.holds("A")], ["79.0 21.0 0", "0 0 2"]);
    assertEquals(
      (thrownBy(() => desk.last.rollback()) as Error).message,
      "reservation has already been finalized",
    );
  });
  it("gives back by difference, whatever came in between", () => {
    const desk = new Desk().fund("100 USD");
    desk.order("BUY 2 A/USD @ 10");
    desk.fund("-80 USD");
    desk.adjust([{ operation: { asset: "A" }, amount: { incoming: { absolute: "0" } } }]);
    assertEquals(desk.holds("A"), "nothing");
    desk.last.rollback();
    assertEquals([desk.holds("USD"), desk.holds("A")], ["20 0 0", "0 0 -2"]);
  });
  it("blocks an account whose slot can't take it back, and leaves that slot alone", () => {
    const desk = new Desk().fund("10 USD");
    desk.order("BUY 1 A/USD @ 10");
    desk.adjust([{ operation: { asset: "USD" }, amount: { balance: { absolute: MAX } } }]);
    desk.last.rollback();
    assertEquals(desk.holds("USD"), `${MAX} 10 0`);
    assertEquals(desk.holds("A"), "nothing");
    assertEquals(
      desk.block(),
      `ArithmeticOverflow [${NAME}] rollback overflow: slot left inconsistent: ` +
        "hold rollback overflow: asset USD, held 10, incoming 0, slot available " +
        `${MAX}, held 10, incoming 0`,
    );
  });
  it("is made for legs that did something only", () => {
    const desk = new Desk();
    assertEquals(desk.order("BUY 0 A/USD @ 10"), "lock 0:10");
    desk.last.rollback();
    assertEquals([desk.holds("USD"), desk.holds("A")], ["nothing", "nothing"]);
    assertEquals(desk.order("BUY 1 A/USD @ -1"), "lock 0:-1 | A i 1→1");
    desk.last.rollback();
    assertEquals([desk.holds("USD"), desk.holds("A")], ["nothing", "nothing"]);
  });
});
