import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  buildRateLimit,
  RateLimitAccountAssetBarrier,
  RateLimitAccountBarrier,
  RateLimitAssetBarrier,
} from "../../../../src/pretrade/policies/mod.ts";
import { durationText } from "../../../../src/pretrade/policies/rate_limit_settings.ts";
import { errorOf } from "../../model/_errors.ts";
import {
  per,
  rateLimit,
  type Rates,
  rateSession,
  reconfigure,
  registrationError,
  Session,
  tooMany,
} from "./_session.ts";

const refused = (window: string) =>
  `InvalidConfiguration: rate limit window must be positive and fit in u64 nanoseconds, got ${window}`;
const ZERO = { maxOrders: 1, windowMs: 0 };
// A million times too long, in milliseconds.
const TOO_LONG = { maxOrders: 1, windowMs: 2 ** 64 };

describe("durationText()", () => {
  it("uses the largest unit that gives at least 1, and drops trailing zeros", () => {
    const rows: readonly (readonly [bigint, string])[] = [
      [0n, "0ns"],
      [1n, "1ns"],
      [999n, "999ns"],
      [1_000n, "1µs"],
      [1_500n, "1.5µs"],
      [500_000n, "500µs"],
      [999_999n, "999.999µs"],
      [1_000_000n, "1ms"],
      [1_500_000n, "1.5ms"],
      [1_000_001n, "1.000001ms"],
      [100_000_000n, "100ms"],
      [1_000_000_000n, "1s"],
      [1_000_500_000n, "1.0005s"],
      [10_000_000_000n, "10s"],
      [61_250_000_000n, "61.25s"],
      [7_200_000_000_000n, "7200s"],
      [2n ** 64n - 1n, "18446744073.709551615s"],
    ];
    assertEquals(rows.map(([ns]) => durationText(ns)), rows.map(([, text]) => text));
  });
  it("writes the micro sign, not the Greek letter", () => {
    assertEquals(durationText(1_000n).charCodeAt(1), 0xb5);
  });
  it("is what a refused order shows", () => {
    const windows = [7_200_000, 61_250, 1000.5, 100, 1.5, 0.5, 0.000001, 1e12];
    assertEquals(
      windows.map((windowMs) => rateSession({ broker: { maxOrders: 0, windowMs } }).order()),
      ["7200s", "61.25s", "1.0005s", "100ms", "1.5ms", "500µs", "1ns", "1000000000s"].map((text) =>
        tooMany("broker", 1, text, 0)
      ),
    );
  });
});

describe("the settings of the rate limit", () => {
  const axes: readonly ((limit: typeof ZERO) => Rates)[] = [
    (broker) => ({ broker }),
    (limit) => ({ assets: { EUR: per(1, 1), USD: limit } }),
    (limit) => ({ accounts: { 7: limit } }),
    (limit) => ({ pairs: { "7 USD": limit } }),
  ];

  it("are checked by builtin(): a window of zero, or of more than 2^64 - 1 ns, on any axis", () => {
    assertEquals(
      axes.map((rates) => registrationError(rateLimit(rates(ZERO)))),
      axes.map(() => refused("0ns")),
    );
    assertEquals(
      axes.map((rates) => registrationError(rateLimit(rates(TOO_LONG)))),
      axes.map(() => refused("18446744073709551.616s")),
    );
    assertEquals(
      registrationError(rateLimit({ broker: { maxOrders: 1, windowMs: 4e-7 } })),
      refused("0ns"),
    );
  });
  it("take the longest window that a number of milliseconds can give", () => {
    // The largest double below 2^64 - 1 ns; the next one is above.
    const windowMs = 18446744073709.55;
    assertEquals(
      rateSession({ broker: { maxOrders: 0, windowMs } }).order(),
      tooMany("broker", 1, "18446744073.709550781s", 0),
    );
    assertEquals(
      registrationError(rateLimit({ broker: { maxOrders: 0, windowMs: 18446744073709.555 } })),
      refused("18446744073.709554688s"),
    );
  });
  it("name the first problem: broker, asset, account, account+asset", () => {
    const bad = (microseconds: number) => ({
      maxOrders: 1,
      windowMs: 2 ** 64 + microseconds * 4096,
    });
    const rates: Rates = {
      broker: bad(1),
      assets: { USD: bad(2) },
      accounts: { 1: bad(3) },
      pairs: { "1 USD": bad(4) },
    };
    const { broker: _, ...noBroker } = rates;
    const { assets: __, ...noAssets } = noBroker;
    const { accounts: ___, ...noAccounts } = noAssets;
    assertEquals(
      [rates, noBroker, noAssets, noAccounts].map((each) => registrationError(rateLimit(each))),
      [1, 2, 3, 4].map((n) => refused(durationText((2n ** 64n + BigInt(n) * 4096n) * 1_000_000n))),
    );
  });
  it("may be zero orders and a window of a nanosecond", () => {
    assertEquals(
      rateSession({ broker: { maxOrders: 0, windowMs: 1e-6 } }).orders(2),
      [1, 2].map((n) => tooMany("broker", n, "1ns", 0)),
    );
  });
  it("take the last of two entries for one key", () => {
    const builder = buildRateLimit()
      .assetBarriers([new RateLimitAssetBarrier(per(0, 1), "USD")])
      .assetBarriers([new RateLimitAssetBarrier(per(3, 1), "USD")])
      .accountBarriers([
        new RateLimitAccountBarrier(per(0, 1), 1),
        new RateLimitAccountBarrier(per(2, 1), 1n),
      ])
      .accountAssetBarriers([
        new RateLimitAccountAssetBarrier(per(0, 1), 1, "USD"),
        new RateLimitAccountAssetBarrier(per(1, 1), 1, "USD"),
      ]);
    const verdicts = [
      "pass",
      tooMany("account+asset", 2, "1s", 1),
      tooMany("account", 3, "1s", 2),
      tooMany("asset", 4, "1s", 3),
    ];
    assertEquals(new Session(builder).orders(4), verdicts);
    const session = rateSession({});
    session.engine.configure().rateLimit("RateLimitPolicy", {
      accountBarriers: [
        new RateLimitAccountBarrier(per(0, 1), 1),
        new RateLimitAccountBarrier(per(1, 1), 1),
      ],
    });
    assertEquals(session.orders(2), ["pass", tooMany("account", 2, "1s", 1)]);
  });
  it("are checked even where a later entry of the same key is good", () => {
    const builder = buildRateLimit().assetBarriers([
      new RateLimitAssetBarrier(ZERO, "USD"),
      new RateLimitAssetBarrier(per(1, 1), "USD"),
    ]);
    assertEquals(registrationError(builder), refused("0ns"));
  });
});

describe("a change of the rate limit at run time", () => {
  /** Orders at 0, 0 and 0, then a change at 6, then an order. */
  function change(before: Rates, after: Parameters<typeof reconfigure>[1]): string {
    const session = rateSession(before);
    session.orders(3);
    session.goTo(6);
    reconfigure(session, after);
    return session.order();
  }

  it("to another number or window on an existing key keeps count, start and log", () => {
    assertEquals(
      [
        change({ broker: per(9, 10) }, { broker: per(2, 10) }),
        change({ assets: { USD: per(9, 10) } }, { assets: { USD: per(2, 11) } }),
        change({ accounts: { 1: per(9, 10) } }, { accounts: { 1: per(2, 11) } }),
        change({ pairs: { "1 USD": per(9, 10) } }, { pairs: { "1 USD": per(2, 10) } }),
      ],
      [
        tooMany("broker", 4, "10s", 2),
        tooMany("asset", 4, "11s", 2),
        tooMany("account", 4, "11s", 2),
        tooMany("account+asset", 4, "10s", 2),
      ],
    );
  });
  it("to a shorter window may end a fixed window at once, and empty a log", () => {
    assertEquals(
      [
        change({ broker: per(3, 10) }, { broker: per(1, 5) }),
        change({ broker: per(3, 10) }, { broker: per(1, 7) }),
        change({ accounts: { 1: per(3, 10) } }, { accounts: { 1: per(1, 6) } }),
      ],
      ["pass", tooMany("broker", 4, "7s", 1), "pass"],
    );
  });
  it("to a longer window may revive what no order has dropped", () => {
    assertEquals(
      [
        change({ broker: per(3, 5) }, { broker: per(3, 20) }),
        change({ assets: { USD: per(3, 5) } }, { assets: { USD: per(3, 20) } }),
        change({ accounts: { 1: per(3, 5) } }, { accounts: { 1: per(3, 20) } }),
        change({ pairs: { "1 USD": per(3, 5) } }, { pairs: { "1 USD": per(3, 20) } }),
      ],
      ["broker", "asset", "account", "account+asset"].map((axis) => tooMany(axis, 4, "20s", 3)),
    );
    const session = rateSession({ accounts: { 1: per(3, 5) } });
    session.orders(3);
    session.goTo(6);
    session.dryRun();
    assertEquals(session.order(), "pass");
    reconfigure(session, { accounts: { 1: per(1, 20) } });
    assertEquals(session.order(), tooMany("account", 2, "20s", 1));
  });
  it("that adds a broker or asset barrier starts a counter as of the policy's beginning", () => {
    for (const rates of [{ broker: per(1, 10) }, { assets: { USD: per(1, 10) } }]) {
      const session = rateSession({});
      session.orders(3);
      session.goTo(3);
      reconfigure(session, rates);
      const axis = "broker" in rates ? "broker" : "asset";
      session.assertTimetable([
        [9, "pass"],
        [9.999999999, tooMany(axis, 2, "10s", 1)],
        [10, "pass"],
      ]);
    }
  });
  it("that removes a broker or asset barrier forgets its counter", () => {
    const session = rateSession({ broker: per(1, 10), assets: { USD: per(1, 10) } });
    session.goTo(12);
    assertEquals(session.order(), "pass");
    reconfigure(session, { clearBroker: true, assets: {} });
    session.order();
    reconfigure(session, { broker: per(1, 10) });
    assertEquals(session.orders(2), ["pass", tooMany("broker", 2, "10s", 1)]);
    reconfigure(session, { clearBroker: true, assets: { USD: per(1, 10) } });
    assertEquals(session.orders(2), ["pass", tooMany("asset", 2, "10s", 1)]);
  });
  it("that removes an account or pair barrier leaves its log, refused attempts included", () => {
    for (
      const [axis, rates, none] of [
        ["account", { accounts: { 1: per(1, 10) } }, { accounts: {} }],
        ["account+asset", { pairs: { "1 USD": per(1, 10) } }, { pairs: {} }],
      ] as const
    ) {
      const session = rateSession(rates);
      session.orders(2);
      reconfigure(session, none);
      // Not recorded, because no barrier is there to.
      session.orders(2);
      reconfigure(session, rates);
      assertEquals(session.order(), tooMany(axis, 3, "10s", 1));
    }
  });
  it("that replaces the list of assets keeps the counters of those in both", () => {
    const session = rateSession({ assets: { USD: per(9, 10), EUR: per(9, 10) } });
    for (const settlementAsset of ["USD", "EUR"]) session.orders(2, { settlementAsset });
    reconfigure(session, { assets: { JPY: per(0, 10), USD: per(0, 10) } });
    reconfigure(session, { assets: { USD: per(0, 10), EUR: per(0, 10) } });
    assertEquals(
      ["USD", "EUR", "JPY"].map((settlementAsset) => session.order({ settlementAsset })),
      [tooMany("asset", 3, "10s", 0), tooMany("asset", 1, "10s", 0), "pass"],
    );
  });
  it("leaves the axes alone that it does not name", () => {
    const session = rateSession({
      broker: per(4, 10),
      assets: { USD: per(3, 10) },
      accounts: { 1: per(2, 10) },
      pairs: { "1 USD": per(1, 10) },
    });
    session.order();
    reconfigure(session, {});
    reconfigure(session, { clearBroker: false });
    assertEquals(session.order(), tooMany("account+asset", 2, "10s", 1));
    reconfigure(session, { pairs: {} });
    assertEquals(session.order(), tooMany("account", 3, "10s", 2));
    reconfigure(session, { accounts: {} });
    assertEquals(session.order(), tooMany("asset", 4, "10s", 3));
    reconfigure(session, { assets: {} });
    assertEquals(session.order(), tooMany("broker", 5, "10s", 4));
    reconfigure(session, { clearBroker: true });
    assertEquals(session.order(), "pass");
  });
  it("that can't work changes nothing, whatever axis the fault is on", () => {
    const limits: Rates = {
      broker: per(4, 10),
      assets: { USD: per(3, 10) },
      accounts: { 1: per(2, 10) },
      pairs: { "1 USD": per(1, 10) },
    };
    const session = rateSession(limits);
    const loose: Rates = {
      broker: per(99, 10),
      assets: { USD: per(99, 10) },
      accounts: { 1: per(99, 10) },
      pairs: { "1 USD": per(99, 10) },
    };
    const faults: Rates[] = [
      { broker: ZERO },
      { assets: { EUR: per(9, 9), USD: ZERO } },
      { accounts: { 1: ZERO } },
      { pairs: { "1 EUR": ZERO } },
    ];
    for (const fault of faults) {
      assertEquals(
        errorOf(() => reconfigure(session, { ...loose, ...fault })),
        "PolicyConfigureError: policy RateLimitPolicy rejected the update: rate limit window must be positive and fit in u64 nanoseconds, got 0ns",
      );
    }
    assertEquals(session.orders(5), [
      "pass",
      tooMany("account+asset", 2, "10s", 1),
      tooMany("account", 3, "10s", 2),
      tooMany("asset", 4, "10s", 3),
      tooMany("broker", 5, "10s", 4),
    ]);
  });
  it("never shares counters between settings and policy", () => {
    const barriers = [new RateLimitAssetBarrier(per(1, 10), "USD")];
    const token = buildRateLimit().assetBarriers(barriers);
    const [one, two] = [new Session(token), new Session(token)];
    one.order();
    two.engine.configure().rateLimit("RateLimitPolicy", { assetBarriers: barriers });
    barriers.length = 0;
    assertEquals([one.order(), two.order()], [tooMany("asset", 2, "10s", 1), "pass"]);
  });
});
