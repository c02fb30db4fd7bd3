import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../../src/engine/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  OrderSizeAccountAssetBarrier,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  OrderSizeLimit,
  OrderSizeLimitBuilder,
  type OrderSizeLimitReadyBuilder,
} from "../../../../src/pretrade/policies/mod.ts";
import { assertErrors } from "../../model/_errors.ts";
import { order, verdictOf } from "./_check.ts";

const broker = (max: number) => new OrderSizeBrokerBarrier({ maxQuantity: max });
const asset = (max: number, name: string) => new OrderSizeAssetBarrier({ maxQuantity: max }, name);
const pair = (max: number, account: number) =>
  new OrderSizeAccountAssetBarrier({ maxQuantity: max }, account, "AAPL");

/** The cap that an order of this account and underlying runs into. */
function capOf(builder: OrderSizeLimitReadyBuilder, account = 9, underlyingAsset = "AAPL"): string {
  const verdict = verdictOf(
    builder,
    order({
      accountId: account,
      underlyingAsset,
      settlementAsset: "USD",
      tradeAmount: { quantity: 1000 },
    }),
  );
  return verdict === "pass" ? verdict : verdict.slice(verdict.lastIndexOf(" ") + 1);
}

describe("OrderSizeLimitBuilder", () => {
  it("is immutable: every call gives a new builder, and the old one stays as it was", () => {
    const one = buildOrderSizeLimit().brokerBarrier(broker(1));
    const two = one.brokerBarrier(broker(2));
    const three = one.assetBarriers([asset(3, "AAPL")]);
    const four = three.accountAssetBarriers([pair(4, 9)]);
    const grouped = one.withPolicyGroupId(5);
    const copy = four.clone();
    assertEquals(new Set([one, two, three, four, grouped, copy]).size, 6);
    assertEquals([one, two, three, four, grouped, copy].map((builder) => capOf(builder)), [
      "1",
      "2",
      "3",
      "4",
      "1",
      "4",
    ]);
  });
  it("replaces the broker barrier and appends the others, in any order of calls", () => {
    const builder = buildOrderSizeLimit()
      .accountAssetBarriers([pair(4, 1)])
      .assetBarriers([asset(2, "AAPL")])
      .brokerBarrier(broker(10))
      .assetBarriers(new Set([asset(3, "MSFT")]))
      .brokerBarrier(broker(11))
      .accountAssetBarriers([pair(5, 2)]);
    assertEquals(
      [[1, "AAPL"], [2, "AAPL"], [3, "AAPL"], [1, "MSFT"], [1, "TSLA"]].map(([account, name]) =>
        capOf(builder, account as number, name as string)
      ),
      ["4", "5", "2", "3", "11"],
    );
  });
  it("takes any iterable of barriers, empty ones included, and reads it once", () => {
    let reads = 0;
    const lazy = {
      *[Symbol.iterator](): Generator<OrderSizeAssetBarrier> {
        reads++;
        yield asset(2, "AAPL");
      },
    };
    const builder = buildOrderSizeLimit().assetBarriers(lazy);
    assertEquals([capOf(builder), capOf(builder), reads], ["2", "2", 1]);
    assertEquals(capOf(buildOrderSizeLimit().assetBarriers([])), "pass");
    assertEquals(capOf(buildOrderSizeLimit().accountAssetBarriers(new Set())), "pass");
  });
  it("refuses a wrong broker barrier", () => {
    const set = (value: unknown) => () =>
      buildOrderSizeLimit().brokerBarrier(value as OrderSizeBrokerBarrier);
    const values = [undefined, null, 1, {}, { maxQuantity: 1 }, [broker(1)], asset(1, "AAPL")];
    assertErrors([...values, new OrderSizeLimit(1), pair(1, 1)].map((value) => [
      set(value),
      "TypeError: brokerBarrier must be an OrderSizeBrokerBarrier",
    ]));
  });
  it("refuses wrong lists and wrong entries", () => {
    const assets = (value: unknown) => () => buildOrderSizeLimit().assetBarriers(value as []);
    const pairs = (value: unknown) => () => buildOrderSizeLimit().accountAssetBarriers(value as []);
    for (const value of [undefined, null, 1, {}, true, asset(1, "AAPL"), () => []]) {
      assertErrors([
        [assets(value), "TypeError: assetBarriers must be iterable"],
        [pairs(value), "TypeError: accountAssetBarriers must be iterable"],
      ]);
    }
    for (const value of [undefined, null, {}, { maxQuantity: 1 }, broker(1), "x"]) {
      assertErrors([
        [assets([asset(1, "AAPL"), value]), "TypeError: assetBarriers contains an invalid entry"],
        [pairs([pair(1, 1), value]), "TypeError: accountAssetBarriers contains an invalid entry"],
      ]);
    }
    assertErrors([
      [assets([pair(1, 1)]), "TypeError: assetBarriers contains an invalid entry"],
      [pairs([asset(1, "A")]), "TypeError: accountAssetBarriers contains an invalid entry"],
    ]);
  });
  it("throws what an iterable throws", () => {
    const failing: Iterable<never> = {
      [Symbol.iterator]: () => {
        throw new RangeError("iterable");
      },
    };
    assertErrors([
      [() => buildOrderSizeLimit().assetBarriers(failing), "unbranded RangeError: iterable"],
    ]);
  });
  it("builds what empty settings mean: a policy that caps nothing", () => {
    const untyped = buildOrderSizeLimit() as unknown as OrderSizeLimitReadyBuilder;
    assertEquals(capOf(untyped), "pass");
    const engine = Engine.builder().builtin(untyped).build();
    assertEquals(engine.executePreTrade({} as never).ok, true);
  });
  it("carries its group id before and after the barriers", () => {
    const taken = Engine.builder().builtin(buildOrderValidation().withPolicyGroupId(6));
    const clash = (builder: OrderSizeLimitReadyBuilder) => () =>
      Engine.builder().builtin(buildOrderValidation().withPolicyGroupId(6)).builtin(builder)
        .build();
    const error = "EngineBuildError: duplicate non-default policy_group_id: 6";
    assertErrors([
      [clash(buildOrderSizeLimit().withPolicyGroupId(6).brokerBarrier(broker(1))), error],
      [clash(buildOrderSizeLimit().brokerBarrier(broker(1)).withPolicyGroupId(6)), error],
      [clash(buildOrderSizeLimit().brokerBarrier(broker(1)).withPolicyGroupId(6).clone()), error],
      [clash(buildOrderSizeLimit().brokerBarrier(broker(1))), "nothing"],
      [() => taken.build(), "nothing"],
    ]);
  });
  it("tells its name, and refuses new", () => {
    assertEquals(OrderSizeLimitBuilder.NAME, "OrderSizeLimitPolicy");
    assert(buildOrderSizeLimit() instanceof OrderSizeLimitBuilder);
    const Class = OrderSizeLimitBuilder as unknown as new () => unknown;
    assertErrors([
      [() => new Class(), "TypeError: OrderSizeLimitBuilder cannot be constructed directly"],
    ]);
  });
});
