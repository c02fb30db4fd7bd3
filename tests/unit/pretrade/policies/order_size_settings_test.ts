import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, type EngineBuildError } from "../../../../src/engine/mod.ts";
import {
  buildOrderSizeLimit,
  OrderSizeAccountAssetBarrier,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  type OrderSizeLimitReadyBuilder,
} from "../../../../src/pretrade/policies/mod.ts";
import { thrownBy } from "../../engine/_kit.ts";
import { assertErrors } from "../../model/_errors.ts";

const register = (builder: OrderSizeLimitReadyBuilder) => () => Engine.builder().builtin(builder);
const CAP = { maxQuantity: 1 };
const asset = (name: string, limit: object = CAP) => new OrderSizeAssetBarrier(limit, name);
const pair = (account: number | bigint | string, name: string, limit: object = CAP) =>
  new OrderSizeAccountAssetBarrier(limit, account, name);

const NO_CAP = "EngineBuildError: at least one of max_quantity or max_notional must be configured";

describe("the settings of the order size limit", () => {
  it("are checked by builtin(): a limit without caps, on any axis", () => {
    const start = buildOrderSizeLimit();
    assertErrors([
      [register(start.brokerBarrier(new OrderSizeBrokerBarrier({}))), NO_CAP],
      [register(start.assetBarriers([asset("USD"), asset("EUR", {})])), NO_CAP],
      [register(start.accountAssetBarriers([pair(1, "USD", {})])), NO_CAP],
    ]);
  });
  it("may not name an asset twice", () => {
    assertErrors([
      [
        register(buildOrderSizeLimit().assetBarriers([asset("USD"), asset("EUR"), asset("USD")])),
        "EngineBuildError: duplicate asset barrier for asset USD",
      ],
      [
        register(buildOrderSizeLimit().assetBarriers([asset("A")]).assetBarriers([asset("A")])),
        "EngineBuildError: duplicate asset barrier for asset A",
      ],
      [
        register(buildOrderSizeLimit().assetBarriers([asset("USD"), asset("usd"), asset("USD ")])),
        "nothing",
      ],
    ]);
  });
  it("may not name an account and asset twice, whatever form the account has", () => {
    const pairs = (...barriers: OrderSizeAccountAssetBarrier[]) =>
      register(buildOrderSizeLimit().accountAssetBarriers(barriers));
    const error = "EngineBuildError: duplicate account+asset barrier for asset USD";
    assertErrors([
      [pairs(pair(1, "EUR"), pair(1, "USD"), pair(1n, "USD")), error],
      [pairs(pair("desk", "USD"), pair("desk", "USD")), error],
      [pairs(pair(1, "USD"), pair(2, "USD"), pair(1, "EUR"), pair("1", "USD")), "nothing"],
    ]);
  });
  it("report the first problem, axis by axis and entry by entry", () => {
    const twice = [asset("USD"), asset("USD"), asset("EUR", {})];
    const bad = new OrderSizeBrokerBarrier({});
    assertErrors([
      [
        register(buildOrderSizeLimit().assetBarriers(twice)),
        "EngineBuildError: duplicate asset barrier for asset USD",
      ],
      [register(buildOrderSizeLimit().assetBarriers(twice).brokerBarrier(bad)), NO_CAP],
    ]);
  });
  it("that can't work are of kind InvalidConfiguration, and leave the builder usable", () => {
    const builder = Engine.builder().builtin(buildOrderSizeLimit().assetBarriers([]));
    const bad = buildOrderSizeLimit().brokerBarrier(new OrderSizeBrokerBarrier({}));
    const error = thrownBy(() => builder.builtin(bad)) as EngineBuildError;
    assertEquals(error.kind, "InvalidConfiguration");
    assertEquals(builder.build().executePreTrade({} as never).ok, true);
  });
  it("may be caps of zero, and the same asset on every axis", () => {
    assertErrors([[
      register(
        buildOrderSizeLimit()
          .brokerBarrier(new OrderSizeBrokerBarrier({ maxQuantity: 0, maxNotional: 0 }))
          .assetBarriers([asset("USD")])
          .accountAssetBarriers([pair(1, "USD")]),
      ),
      "nothing",
    ]]);
  });
});
