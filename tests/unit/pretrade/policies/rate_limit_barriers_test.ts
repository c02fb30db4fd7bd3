import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountId } from "../../../../src/param/mod.ts";
import {
  buildRateLimit,
  OrderSizeBrokerBarrier,
  OrderSizeLimit,
  RateLimit,
  RateLimitAccountAssetBarrier,
  RateLimitAccountBarrier,
  RateLimitAssetBarrier,
  RateLimitBrokerBarrier,
  type RateLimitInit,
} from "../../../../src/pretrade/policies/mod.ts";
import { assertErrors } from "../../model/_errors.ts";
import { per, Session, tooMany } from "./_session.ts";

const limit = (maxOrders: unknown, windowMs: unknown = 1) => () =>
  new RateLimit(maxOrders as number, windowMs as number);

const MAX_ORDERS = "RangeError: maxOrders must be an integer in range 0..=9007199254740991";
const WINDOW = "RangeError: windowMs must be finite, non-negative, and representable as a duration";

describe("RateLimit", () => {
  it("takes a number of orders and a window in milliseconds", () => {
    const rows: readonly (readonly [number, number])[] = [
      [0, 1],
      [1, 0],
      [3, 1500.25],
      [Number.MAX_SAFE_INTEGER, 7_200_000],
      [2 ** 32, 0.000001],
    ];
    assertEquals(
      rows.map(([maxOrders, windowMs]) => {
        const made = new RateLimit(maxOrders, windowMs);
        return [made.maxOrders, made.windowMs];
      }),
      rows.map((row) => [...row]),
    );
  });
  it("holds the window in whole nanoseconds", () => {
    const windows = [0.0000004, 0.0000006, 1.2345678, 0.1 + 0.2, -0];
    assertEquals(windows.map((ms) => new RateLimit(1, ms).windowMs), [
      0,
      0.000001,
      1.234568,
      0.3,
      0,
    ]);
  });
  it("makes a zero of a negative zero", () => {
    assert(Object.is(new RateLimit(-0, 1).maxOrders, 0));
  });
  it("refuses a wrong number of orders", () => {
    for (const value of [undefined, null, "1", 1n, {}, true]) {
      assertErrors([[limit(value), "TypeError: maxOrders must be a number"]]);
    }
    for (const value of [-1, 0.5, NaN, Infinity, 2 ** 53]) {
      assertErrors([[limit(value), MAX_ORDERS]]);
    }
  });
  it("refuses a wrong window", () => {
    for (const value of [undefined, null, "1", 1n, {}, true]) {
      assertErrors([[
        () => new RateLimit(1, value as number),
        "TypeError: windowMs must be a number",
      ]]);
    }
    for (const value of [-1, -1e-9, NaN, Infinity, -Infinity]) {
      assertErrors([[limit(1, value), WINDOW]]);
    }
    assertErrors([[limit(-1, -1), MAX_ORDERS]]);
  });
  it("clones into another object of the same numbers", () => {
    const original = new RateLimit(3, 1500.25);
    const copy = original.clone();
    assert(copy !== original && copy instanceof RateLimit);
    assertEquals([copy.maxOrders, copy.windowMs], [3, 1500.25]);
  });
  it("may be freed and disposed of to no effect", () => {
    const made = new RateLimit(3, 5);
    made.free();
    made[Symbol.dispose]();
    assertEquals([made.maxOrders, made.windowMs], [3, 5]);
  });
});

describe("the barriers of the rate limit", () => {
  const makers: readonly ((limit: RateLimitInit) => Disposable & { free(): void })[] = [
    (limit) => new RateLimitBrokerBarrier(limit),
    (limit) => new RateLimitAssetBarrier(limit, "USD"),
    (limit) => new RateLimitAccountBarrier(limit, 1),
    (limit) => new RateLimitAccountAssetBarrier(limit, 1, "USD"),
  ];

  it("take a limit, its plain form, or any object with its fields", () => {
    class Settings {
      get maxOrders(): number {
        return 1;
      }
      get windowMs(): number {
        return 2;
      }
    }
    const given = [
      new RateLimit(1, 2),
      { maxOrders: 1, windowMs: 2, note: "x" },
      new Settings(),
      Object.assign(Object.create(null), { maxOrders: 1, windowMs: 2 }),
      { maxOrders: 0, windowMs: 0 },
    ];
    for (const make of makers) assertErrors(given.map((each) => [() => make(each), "nothing"]));
  });
  it("refuse everything else", () => {
    const wrong: unknown[] = [undefined, null, 1, "1", [], [1, 2], new Map(), () => ({})];
    wrong.push(new OrderSizeLimit(1), new RateLimitBrokerBarrier({ maxOrders: 1, windowMs: 2 }));
    for (const make of makers) {
      assertErrors(wrong.map((each) => [
        () => make(each as RateLimitInit),
        "TypeError: limit must be a RateLimit or a plain object",
      ]));
      assertErrors([
        [() => make({} as RateLimitInit), "TypeError: maxOrders must be a number"],
        [() => make({ maxOrders: 1 } as RateLimitInit), "TypeError: windowMs must be a number"],
        [() => make({ maxOrders: -1, windowMs: 1 }), MAX_ORDERS],
        [() => make({ maxOrders: 1, windowMs: -1 }), WINDOW],
      ]);
    }
  });
  it("throw what a getter of a plain object throws", () => {
    const failing = {
      get maxOrders(): number {
        throw new RangeError("getter");
      },
      windowMs: 1,
    };
    for (const make of makers) {
      assertErrors([[() => make(failing), "unbranded RangeError: getter"]]);
    }
  });
  it("need an asset where they are keyed by one", () => {
    const make = (asset: unknown) => [
      () => new RateLimitAssetBarrier(per(1, 1), asset as string),
      () => new RateLimitAccountAssetBarrier(per(1, 1), 1, asset as string),
    ];
    for (const asset of [undefined, null, 1, {}]) {
      for (const call of make(asset)) {
        assertErrors([[call, "TypeError: settlementAsset must be a string"]]);
      }
    }
    for (const asset of ["", "  "]) {
      for (const call of make(asset)) {
        assertErrors([[call, "AssetError AssetEmpty: asset must not be empty"]]);
      }
    }
  });
  it("need an account where they are keyed by one, in any form of it", () => {
    const make = (account: unknown) => [
      () => new RateLimitAccountBarrier(per(1, 1), account as number),
      () => new RateLimitAccountAssetBarrier(per(1, 1), account as number, "USD"),
    ];
    for (const account of [0, 7n, "desk", AccountId.fromInt(1n), 2n ** 64n - 1n]) {
      for (const call of make(account)) assertErrors([[call, "nothing"]]);
    }
    const error = "AccountIdError AccountIdEmpty: account id must be a non-negative integer";
    for (const account of [undefined, null, -1, 0.5, {}, true, 2n ** 64n]) {
      for (const call of make(account)) assertErrors([[call, error]]);
    }
    for (const call of make("")) {
      assertErrors([[
        call,
        "AccountIdError AccountIdEmpty: account id string must not be empty",
      ]]);
    }
  });
  it("match an account in whatever form it is given", () => {
    const barriers = ["desk", AccountId.fromString("other"), 5n].map((account) =>
      new RateLimitAccountBarrier(per(0, 1), account)
    );
    const session = new Session(buildRateLimit().accountBarriers(barriers));
    const refused = tooMany("account", 1, "1s", 0);
    assertEquals(
      [AccountId.fromString("desk"), "other", 5, "5"].map((accountId) =>
        session.dryRun({ accountId })
      ),
      [refused, refused, refused, "pass"],
    );
  });
  it("clone into other objects that say the same", () => {
    const limit = { maxOrders: 0, windowMs: 61250.000001 };
    const broker = new RateLimitBrokerBarrier(limit);
    const asset = new RateLimitAssetBarrier(limit, "USD");
    const account = new RateLimitAccountBarrier(limit, 2n ** 64n - 1n);
    const pair = new RateLimitAccountAssetBarrier(limit, 2n ** 64n - 1n, "USD");
    const copies = [broker, asset, account, pair].map((barrier) => [barrier, barrier.clone()]);
    for (const [barrier, copy] of copies) assert(barrier !== copy);
    const tokens = [
      buildRateLimit().brokerBarrier(broker.clone()),
      buildRateLimit().assetBarriers([asset.clone()]),
      buildRateLimit().accountBarriers([account.clone()]),
      buildRateLimit().accountAssetBarriers([pair.clone()]),
    ];
    const order = { accountId: 2n ** 64n - 1n };
    assertEquals(
      tokens.map((token) => new Session(token).order(order)),
      ["broker", "asset", "account", "account+asset"].map((axis) =>
        tooMany(axis, 1, "61.250000001s", 0)
      ),
    );
    assertEquals(
      tokens.slice(1).map((token) =>
        new Session(token).order({ settlementAsset: "EUR", accountId: 2 })
      ),
      [
        "pass",
        "pass",
        "pass",
      ],
    );
  });
  it("copy what they take, and freeing them changes nothing", () => {
    const limit = { maxOrders: 1, windowMs: 1000 };
    const barrier = new RateLimitBrokerBarrier(limit);
    limit.maxOrders = 100;
    const token = buildRateLimit().brokerBarrier(barrier);
    for (const make of makers) {
      const made = make(limit);
      made.free();
      made[Symbol.dispose]();
    }
    barrier.free();
    assertEquals(new Session(token).orders(2), ["pass", tooMany("broker", 2, "1s", 1)]);
  });
  it("are told apart at run time", () => {
    const size = new OrderSizeBrokerBarrier({ maxQuantity: 1 });
    assertErrors([[
      () => buildRateLimit().brokerBarrier(size as unknown as RateLimitBrokerBarrier),
      "TypeError: brokerBarrier must be a RateLimitBrokerBarrier",
    ]]);
  });
});
