import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountBook } from "../../../../../src/pretrade/policies/spot_funds/books.ts";
import { OrderLeg } from "../../../../../src/pretrade/policies/spot_funds/order_legs.ts";
import { giveBackLeg } from "../../../../../src/pretrade/policies/spot_funds/reservation.ts";
import {
  buildSpotFundsPnlBoundsKillswitch,
  SpotFundsPnlBoundsBarrier,
} from "../../../../../src/pretrade/policies/mod.ts";
import { dec, Desk, MAX, NAME, refused } from "./_kit.ts";

const short = (details: string): string =>
  refused("InsufficientFunds", "spot funds insufficient", details);
const overflow = (details: string): string =>
  refused("ArithmeticOverflow", "arithmetic overflow", details);

describe("takeLeg()", () => {
  it("lets all be spent that is free, and nothing more", () => {
    const desk = new Desk().fund("100 USD");
    assertEquals(
      desk.order("BUY 1 A/USD @ 100.01"),
      short("asset USD: available 100, requested 100.01"),
    );
    assertEquals(desk.order("BUY 1 A/USD @ 100"), "lock 0:100 | USD b -100→0 h 100→100 | A i 1→1");
    assertEquals(desk.order("BUY 1 A/USD @ 0.1"), short("asset USD: available 0, requested 0.1"));
  });
  it("counts a negative held as a debt, and a positive one as nothing", () => {
    const desk = new Desk().fund("100 USD");
    desk.adjust([{ operation: { asset: "USD" }, amount: { held: { absolute: "-30" } } }]);
    assertEquals(
      desk.order("BUY 1 A/USD @ 70.5"),
      short("asset USD: available 70, requested 70.5"),
    );
    desk.adjust([{ operation: { asset: "USD" }, amount: { held: { absolute: "1000" } } }]);
    assertEquals(desk.order("BUY 1 A/USD @ 101"), short("asset USD: available 100, requested 101"));
  });
  it("gates what is sold", () => {
    const desk = new Desk().fund("1 A");
    assertEquals(desk.order("SELL 2 A/USD @ 5"), short("asset A: available 1, requested 2"));
  });
  it("does not let incoming be spent", () => {
    const desk = new Desk().fund("10 USD");
    desk.order("BUY 10 A/USD @ 1");
    assertEquals(desk.order("SELL 1 A/USD @ 1"), short("asset A: available 0, requested 1"));
  });
  it("goes below zero where funds are only tracked: account before group before everyone", () => {
    const desk = new Desk();
    const order = (): string => desk.order("BUY 1 A/USD @ 5").slice(0, 8);
    const configure = desk.engine.configure();
    configure.spotFunds(NAME, { globalLimitMode: "TrackOnly" });
    assertEquals(order(), "lock 0:5");
    assertEquals(desk.holds("USD"), "-5 5 0");
    desk.engine.accounts().registerGroup([1], 3);
    configure.spotFunds(NAME, { accountGroupLimitModes: [{ accountGroupId: 3, mode: "Enforce" }] });
    assertEquals(order(), "order In");
    configure.spotFunds(NAME, { accountLimitModes: [{ accountId: 1, mode: "TrackOnly" }] });
    assertEquals(order(), "lock 0:5");
  });
  it("tracks only in the kill-switch builder's policy", () => {
    const bounds = new SpotFundsPnlBoundsBarrier("USD", "-1");
    const desk = new Desk(() => buildSpotFundsPnlBoundsKillswitch().globalBarrier(bounds));
    assertEquals(desk.order("BUY 1 A/USD @ 5"), "lock 0:5 | USD b -5→-5 h 5→5 | A i 1→1");
  });
  it("refuses sums that don't fit, and undoes the first leg", () => {
    const desk = new Desk();
    desk.engine.configure().spotFunds(NAME, { globalLimitMode: "TrackOnly" });
    const set = (asset: string, amount: object) => desk.adjust([{ operation: { asset }, amount }]);
    set("USD", { held: { absolute: MAX } });
    assertEquals(
      desk.order("BUY 1 A/USD @ 5"),
      overflow("pre-trade hold overflow: asset USD, requested 5"),
    );
    set("USD", { held: { absolute: "0" }, balance: { absolute: "10.00" } });
    set("A", { incoming: { absolute: MAX } });
    assertEquals(
      desk.order("BUY 1 A/USD @ 5"),
      overflow("pre-trade incoming overflow: asset A, requested 1"),
    );
    assertEquals(desk.holds("USD"), "10.00 0 0");
    desk.engine.configure().spotFunds(NAME, { globalLimitMode: "Enforce" });
    set("USD", { held: { absolute: `-${MAX}` }, balance: { absolute: "-10" } });
    assertEquals(
      desk.order("BUY 1 A/USD @ 5"),
      overflow("pre-trade hold overflow: asset USD, requested 5"),
    );
  });
  it("takes both legs from one slot, the second one seeing the first", () => {
    const desk = new Desk().fund("10 USD");
    const taken = "lock 0:2 | USD b -6→4 h 6→6 | USD i 3→3";
    assertEquals(desk.dryRun("BUY 3 USD/USD @ 2"), taken);
    assertEquals(desk.order("BUY 3 USD/USD @ 2"), taken);
  });
});

describe("giveBackLeg()", () => {
  it("leaves a slot alone that can't take it back", () => {
    const book = new AccountBook();
    book.slotOf("A");
    const slot = book.slotOf("A");
    slot.available = dec(MAX);
    book.keep("A", slot);
    assertEquals(giveBackLeg(book, new OrderLeg("A", dec("1"), dec("0"))), false);
    assertEquals(book.slotOf("A").available, dec(MAX));
  });
  it("subtracts from whatever the slot holds, zeros too", () => {
    const book = new AccountBook();
    assertEquals(giveBackLeg(book, new OrderLeg("A", dec("1.0"), dec("2"))), true);
    const { available, held, incoming } = book.slotOf("A");
    assertEquals([available, held, incoming], [dec("1.0"), dec("-1.0"), dec("-2")]);
  });
});
