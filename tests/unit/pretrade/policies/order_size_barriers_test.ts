import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountId, Price, Quantity, Volume } from "../../../../src/param/mod.ts";
import {
  buildOrderSizeLimit,
  OrderSizeAccountAssetBarrier,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  OrderSizeLimit,
} from "../../../../src/pretrade/policies/mod.ts";
import { assertErrors } from "../../model/_errors.ts";
import { assertVerdicts, order, verdictOf } from "./_check.ts";

type LimitArgs = ConstructorParameters<typeof OrderSizeLimit>;

const limit = (...args: readonly unknown[]) => () => new OrderSizeLimit(...args as LimitArgs);
const capsOf = ({ maxQuantity, maxNotional }: OrderSizeLimit) => [
  maxQuantity?.toString(),
  maxNotional?.toString(),
];

describe("OrderSizeLimit", () => {
  it("takes two caps, each optional, in every form of a decimal", () => {
    const limits = [
      new OrderSizeLimit("1.50", "2000"),
      new OrderSizeLimit(10, 20n),
      new OrderSizeLimit(new Quantity("1"), new Volume("2.0")),
      new OrderSizeLimit("1"),
      new OrderSizeLimit(undefined, "2"),
      new OrderSizeLimit(null, "0"),
      new OrderSizeLimit(),
      new OrderSizeLimit(null, null),
    ];
    assertEquals(limits.map(capsOf), [
      ["1.50", "2000"],
      ["10", "20"],
      ["1", "2.0"],
      ["1", undefined],
      [undefined, "2"],
      [undefined, "0"],
      [undefined, undefined],
      [undefined, undefined],
    ]);
    assert(limits[0]?.maxQuantity instanceof Quantity);
    assert(limits[0]?.maxNotional instanceof Volume);
  });
  it("takes its plain form", () => {
    const forms = [{ maxQuantity: "1", maxNotional: 2 }, { maxNotional: "3" }, {}, {
      maxQuantity: null,
      maxNotional: undefined,
    }];
    assertEquals(forms.map((form) => capsOf(new OrderSizeLimit(form))), [
      ["1", "2"],
      [undefined, "3"],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });
  it("refuses caps that are no decimals of its types", () => {
    const type = "TypeError: decimal input must be a string, number, or bigint";
    const number =
      "RangeError: decimal number input must be a finite safe integer; use a decimal string or the explicit fromFloat factory";
    for (const value of [true, [], [1], new Price("1"), new Date(0), Symbol("1")]) {
      assertErrors([
        [limit(value), type],
        [limit(1, value), type],
        [limit({ maxQuantity: value }), type],
        [limit({ maxNotional: value }), type],
      ]);
    }
    for (const value of [0.5, NaN, Infinity, 2 ** 53]) {
      assertErrors([[limit(value), number], [limit({ maxNotional: value }), number]]);
    }
    assertErrors([
      [limit(-1), "ParamError Negative: value must be non-negative for Quantity"],
      [limit(1, "-0.1"), "ParamError Negative: value must be non-negative for Volume"],
      [limit(1, {}), type],
      [limit(new Volume("1")), type],
      [limit(1, new Quantity("1")), type],
    ]);
  });
  it("clones into another object of the same caps", () => {
    for (const args of [["1.0", "2"], [null, "2"], ["1"], []] as LimitArgs[]) {
      const original = new OrderSizeLimit(...args);
      const copy = original.clone();
      assert(copy !== original && copy instanceof OrderSizeLimit);
      assertEquals(capsOf(copy), capsOf(original));
    }
  });
});

describe("the barriers", () => {
  const makers = {
    OrderSizeBrokerBarrier: (limit: unknown) => new OrderSizeBrokerBarrier(limit as object),
    OrderSizeAssetBarrier: (limit: unknown) => new OrderSizeAssetBarrier(limit as object, "USD"),
    OrderSizeAccountAssetBarrier: (limit: unknown) =>
      new OrderSizeAccountAssetBarrier(limit as object, 1, "USD"),
  };

  it("take a limit or its plain form", () => {
    for (const make of Object.values(makers)) {
      for (const given of [new OrderSizeLimit(1), { maxNotional: 5 }, {}]) make(given);
    }
  });
  it("refuse everything else", () => {
    for (const make of Object.values(makers)) {
      for (const value of [undefined, null, 1, "1", [], new Map(), new Quantity("1"), () => ({})]) {
        assertErrors([
          [() => make(value), "TypeError: limit must be an OrderSizeLimit or a plain object"],
        ]);
      }
      assertErrors([
        [
          () => make({ maxQuantity: -1 }),
          "ParamError Negative: value must be non-negative for Quantity",
        ],
        [
          () => make(makers.OrderSizeBrokerBarrier({ maxQuantity: 1 })),
          "TypeError: limit must be an OrderSizeLimit or a plain object",
        ],
      ]);
    }
  });
  it("need an asset", () => {
    for (const asset of [undefined, null, 1, {}]) {
      const error = "TypeError: asset must be a string";
      assertErrors([
        [() => new OrderSizeAssetBarrier({}, asset as string), error],
        [() => new OrderSizeAccountAssetBarrier({}, 1, asset as string), error],
      ]);
    }
    for (const asset of ["", " "]) {
      const error = "AssetError AssetEmpty: asset must not be empty";
      assertErrors([
        [() => new OrderSizeAssetBarrier({}, asset), error],
        [() => new OrderSizeAccountAssetBarrier({}, 1, asset), error],
      ]);
    }
  });
  it("need an account, in any form of one", () => {
    for (const account of [0, 7n, "desk", AccountId.fromInt(1n)]) {
      new OrderSizeAccountAssetBarrier({}, account, "USD");
    }
    for (const account of [undefined, null, -1, 0.5, {}, true]) {
      assertErrors([
        [
          () => new OrderSizeAccountAssetBarrier({}, account as number, "USD"),
          "AccountIdError AccountIdEmpty: account id must be a non-negative integer",
        ],
      ]);
    }
  });
  it("clone into other objects that say the same", () => {
    const broker = new OrderSizeBrokerBarrier({ maxQuantity: "1.5" });
    const asset = new OrderSizeAssetBarrier({ maxQuantity: 2 }, "AAPL");
    const pair = new OrderSizeAccountAssetBarrier({ maxQuantity: 3 }, 1, "AAPL");
    const originals = [broker, asset, pair];
    const copies = [broker.clone(), asset.clone(), pair.clone()];
    copies.forEach((copy, index) => assert(copy !== originals[index]));
    const large = order({
      underlyingAsset: "AAPL",
      settlementAsset: "USD",
      accountId: 1,
      tradeAmount: { quantity: 9 },
    });
    const max = (token: Parameters<typeof verdictOf>[0]) => verdictOf(token, large).slice(-3);
    assertEquals(max(buildOrderSizeLimit().brokerBarrier(broker.clone())), "1.5");
    assertEquals(max(buildOrderSizeLimit().assetBarriers([asset.clone()])), ": 2");
    assertEquals(max(buildOrderSizeLimit().accountAssetBarriers([pair.clone()])), ": 3");
  });
  it("are copied by what takes them, and freeing them changes nothing", () => {
    const init = { maxQuantity: "1" };
    const barrier = new OrderSizeBrokerBarrier(init);
    const builder = buildOrderSizeLimit().brokerBarrier(barrier);
    init.maxQuantity = "100";
    barrier.free();
    barrier[Symbol.dispose]();
    assertVerdicts(builder, [[
      { tradeAmount: { quantity: 2 } },
      "order OrderQtyExceedsLimit [OrderSizeLimitPolicy] order quantity exceeded: requested 2, max allowed: 1",
    ]]);
  });
});
