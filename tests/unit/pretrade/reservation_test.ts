import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Lock, Reservation } from "../../../src/pretrade/mod.ts";
import { engineOf, noted, orderOf, policy, reservationOf } from "../engine/_kit.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";

describe("Reservation", () => {
  it("refuses new", () => {
    const Class = Reservation as unknown as new () => unknown;
    assertErrors([[() => new Class(), "TypeError: Reservation cannot be constructed directly"]]);
  });
  it("gives its lock as often as it is asked while it is open, and no block ever", () => {
    const engine = engineOf(policy("a", { group: 7, main: () => ({ lockPrices: ["1.10"] }) }));
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    assert(reservation instanceof Reservation);
    assert(reservation.lock() instanceof Lock);
    assertEquals(reservation.lock().equals(new Lock([[7, "1.1"]])), true);
    assertEquals(reservation.lock().toJson(), '[[],[7,"1.10"]]');
    assertEquals(reservation.accountBlock(), undefined);
  });
  it("is finalized for every holder of it", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { main: () => ({ mutations: [noted(log, "m")] }) }));
    const result = engine.executePreTrade(orderOf(1));
    const [one, two] = [reservationOf(result), reservationOf(result)];
    one.commit();
    assertEquals(
      errorOf(() => two.rollback()),
      "LifecycleError: reservation has already been finalized",
    );
    two.free();
    assertEquals(log, ["commit m"]);
  });
  it("is made for `using`: the end of a block rolls back what was not committed", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { main: () => ({ mutations: [noted(log, "m")] }) }));
    const inBlock = (act: (reservation: Reservation) => void) => {
      const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
      try {
        act(reservation);
      } finally {
        reservation[Symbol.dispose]();
      }
    };
    inBlock(() => {});
    inBlock((reservation) => reservation.commit());
    assertEquals(log, ["rollback m", "commit m"]);
  });
});
