import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { FixedWindow } from "../../../../src/pretrade/policies/_fixed_window.ts";
import { per, rateSession, tooMany } from "./_session.ts";

describe("FixedWindow", () => {
  it("counts from 1, and from 1 again at the end of its window", () => {
    const window = new FixedWindow();
    const times = [0n, 9n, 10n, 10n, 19n, 20n, 35n, 44n, 45n];
    assertEquals(times.map((now) => window.record(now, 10n)), [1, 2, 1, 2, 3, 1, 1, 2, 1]);
  });
  it("foretells the count without counting", () => {
    const window = new FixedWindow();
    for (const now of [0n, 3n, 10n, 12n, 5n, 40n, 39n]) {
      const forecast = [window.peek(now, 10n), window.peek(now, 10n)];
      const count = window.record(now, 10n);
      assertEquals(forecast, [count, count]);
    }
  });
  it("goes by the length that it is told, order by order", () => {
    const window = new FixedWindow();
    assertEquals(
      [[0n, 10n], [6n, 10n], [6n, 20n], [6n, 6n], [7n, 6n], [11n, 6n], [11n, 5n]].map(
        ([now, length]) => window.record(now as bigint, length as bigint),
      ),
      [1, 2, 3, 1, 2, 3, 1],
    );
  });
  it("spans the largest window", () => {
    const window = new FixedWindow();
    const max = 2n ** 64n - 1n;
    assertEquals([0n, max - 1n, max].map((now) => window.record(now, max)), [1, 2, 1]);
  });
});

describe("a fixed window", () => {
  const broker = () => rateSession({ broker: per(1, 10) });
  const refused = (count: number) => tooMany("broker", count, "10s", 1);

  it("starts when the policy is built, then with the first order behind its end", () => {
    broker().assertTimetable([
      [9, "pass"],
      [9.999999999, refused(2)],
      [10, "pass"],
      [12, refused(2)],
      [19.999999999, refused(3)],
      [20, "pass"],
    ]);
    broker().assertTimetable([[25, "pass"], [34.999999999, refused(2)], [35, "pass"]]);
  });
  it("is the same on the asset axis", () => {
    const session = rateSession({ assets: { USD: per(1, 10), EUR: per(1, 10) } });
    session.goTo(9);
    assertEquals(session.order(), "pass");
    session.goTo(10);
    assertEquals(session.orders(2), ["pass", tooMany("asset", 2, "10s", 1)]);
    session.goTo(19);
    assertEquals(session.order({ settlementAsset: "EUR" }), "pass");
    session.goTo(20);
    assertEquals(session.order(), "pass");
    assertEquals(
      session.order({ settlementAsset: "EUR" }),
      tooMany("asset", 2, "10s", 1),
    );
  });
  it("lets up to twice its number pass around a boundary", () => {
    const session = rateSession({ broker: per(3, 10) });
    session.goTo(9.999999999);
    const before = session.orders(4);
    session.goTo(10);
    const after = session.orders(4);
    const expected = ["pass", "pass", "pass", tooMany("broker", 4, "10s", 3)];
    assertEquals([before, after], [expected, expected]);
  });
  it("counts an order from before its start, and does not move back", () => {
    broker().assertTimetable([
      [10, "pass"],
      [3, refused(2)],
      [19.999999999, refused(3)],
      [20, "pass"],
      [-7, refused(2)],
    ]);
  });
  it("takes a time before the policy was built for that moment", () => {
    broker().assertTimetable([[-100, "pass"], [-1, refused(2)], [9.999999999, refused(3)], [
      10,
      "pass",
    ]]);
  });
});
