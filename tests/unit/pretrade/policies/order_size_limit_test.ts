import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../../src/engine/mod.ts";
import type { OrderOperationInit } from "../../../../src/model/mod.ts";
import {
  buildOrderSizeLimit,
  OrderSizeAccountAssetBarrier,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  type OrderSizeLimitInit,
  type OrderSizeLimitReadyBuilder,
} from "../../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../../src/testing/mod.ts";
import { assertVerdicts, missing } from "./_check.ts";

const NAME = "OrderSizeLimitPolicy";
const MAX = "79228162514264337593543950335";

interface Caps {
  readonly broker?: OrderSizeLimitInit;
  readonly assets?: Readonly<Record<string, OrderSizeLimitInit>>;
  /** Keyed by account and asset, as in `1 USD`. */
  readonly pairs?: Readonly<Record<string, OrderSizeLimitInit>>;
}

function policyOf({ broker, assets = {}, pairs = {} }: Caps): OrderSizeLimitReadyBuilder {
  const builder = buildOrderSizeLimit()
    .assetBarriers(
      Object.entries(assets).map(([asset, caps]) => new OrderSizeAssetBarrier(caps, asset)),
    )
    .accountAssetBarriers(
      Object.entries(pairs).map(([key, caps]) => {
        const [account, asset] = key.split(" ");
        return new OrderSizeAccountAssetBarrier(caps, Number(account), asset as string);
      }),
    );
  return broker === undefined ? builder : builder.brokerBarrier(new OrderSizeBrokerBarrier(broker));
}

/** An AAPL/USD order of an account: quantity at a price, a market order without one. */
function aapl(account: number, quantity: string, price?: string): OrderOperationInit {
  const { underlyingAsset, settlementAsset } = orderDraft().operation;
  return { underlyingAsset, settlementAsset, accountId: account, tradeAmount: { quantity }, price };
}

const byQuantity = (quantity: string, price?: string): OrderOperationInit => ({
  tradeAmount: { quantity },
  price,
});
const byVolume = (volume: string, price?: string): OrderOperationInit => ({
  tradeAmount: { volume },
  price,
});

const line = (code: string, reason: string, details: string) =>
  `order ${code} [${NAME}] ${reason}: ${details}`;
const quantityOver = (value: string, cap: string) =>
  line(
    "OrderQtyExceedsLimit",
    "order quantity exceeded",
    `requested ${value}, max allowed: ${cap}`,
  );
const notionalOver = (value: string, cap: string) =>
  line(
    "OrderNotionalExceedsLimit",
    "order notional exceeded",
    `requested ${value}, max allowed: ${cap}`,
  );
const bothOver = (quantity: string, quantityCap: string, notional: string, notionalCap: string) =>
  line(
    "OrderExceedsLimit",
    "order size exceeded",
    `requested quantity ${quantity}, max allowed: ${quantityCap}; requested notional ${notional}, max allowed: ${notionalCap}`,
  );
const uncomputable = (details: string) =>
  line("OrderValueCalculationFailed", "order value calculation failed", details);

const NO_PRICE = uncomputable("price not provided for evaluating cash flow/notional/volume");
const NO_QUANTITY = uncomputable("price or volume could not be used to evaluate order quantity");
const NO_NOTIONAL = uncomputable("price or quantity could not be used to evaluate order notional");
const NO_INSTRUMENT = missing(NAME, "instrument", "operation.instrument");
const NO_ACCOUNT = missing(NAME, "account ID", "operation.account_id");
const NO_AMOUNT = missing(NAME, "trade amount", "operation.trade_amount");

describe("the worked example", () => {
  const example = policyOf({
    broker: { maxQuantity: 100, maxNotional: 10000 },
    assets: { AAPL: { maxQuantity: 50 }, USD: { maxNotional: 5000 } },
    pairs: { "1 AAPL": { maxQuantity: 20 }, "1 USD": { maxQuantity: 9, maxNotional: 2000 } },
  });
  const ofChain = (quantity: string, cap: string, notional: string, notionalCap: string) =>
    bothOver(`${quantity} for asset AAPL`, cap, `${notional} for asset USD`, notionalCap);

  it("judges as stated", () => {
    assertVerdicts(example, [
      [aapl(1, "20", "100"), "pass"],
      [aapl(1, "21", "90"), quantityOver("21", "20")],
      [aapl(1, "51", "100"), ofChain("51", "20", "5100", "2000")],
      [aapl(2, "51", "99"), ofChain("51", "50", "5049", "5000")],
      [aapl(2, "101", "1"), quantityOver("101", "50")],
    ]);
  });
  it("matches an asset with the underlying for quantity, with the settlement asset for notional", () => {
    const usdJpy = (quantity: string, price: string) => ({
      ...aapl(1, quantity, price),
      underlyingAsset: "USD",
      settlementAsset: "JPY",
    });
    assertVerdicts(example, [
      [usdJpy("9", "150"), "pass"],
      [usdJpy("10", "150"), quantityOver("10", "9")],
      [{ ...usdJpy("100", "100"), accountId: 2 }, "pass"],
      [{ ...usdJpy("101", "100"), accountId: 2 }, bothOver("101", "100", "10100", "10000")],
    ]);
  });
});

describe("the broker caps", () => {
  const broker = policyOf({ broker: { maxQuantity: 10, maxNotional: 1000 } });

  it("need neither instrument nor account; equal passes", () => {
    assertVerdicts(broker, [
      [byQuantity("10", "100"), "pass"],
      [byQuantity("10.000", "100.00"), "pass"],
      [byQuantity("10.0001", "1"), quantityOver("10.0001", "10")],
      [byQuantity("10", "100.01"), notionalOver("1000.10", "1000")],
      [byQuantity("11", "100"), bothOver("11", "10", "1100", "1000")],
      [byVolume("1000", "100"), "pass"],
      [byVolume("1001", "100"), bothOver("10.01", "10", "1001", "1000")],
      [byVolume("1000.1", "200"), notionalOver("1000.1", "1000")],
      [byVolume("100", "3"), quantityOver("33.333333333333333333333333333", "10")],
    ]);
  });
  it("of zero let nothing through but zero", () => {
    const zero = policyOf({ broker: { maxQuantity: 0, maxNotional: "0.00" } });
    assertVerdicts(zero, [
      [byQuantity("0", "100"), "pass"],
      [byVolume("0.0", "100"), "pass"],
      [byQuantity("1", "0"), quantityOver("1", "0")],
      [byVolume("1", "0"), notionalOver("1", "0.00")],
      [byQuantity("1", "1"), bothOver("1", "0", "1", "0.00")],
    ]);
  });
  it("print as they were given, and so does what was requested", () => {
    const caps = policyOf({ broker: { maxQuantity: "1.50", maxNotional: "10.990" } });
    assertVerdicts(caps, [
      [byQuantity("1.6", "1"), quantityOver("1.6", "1.50")],
      [byQuantity("1.0", "11.0"), notionalOver("11.00", "10.990")],
      [byQuantity("1.500", "7.3"), "pass"],
    ]);
  });
});

describe("the price of an order", () => {
  const both = policyOf({ broker: { maxQuantity: 10, maxNotional: 1000 } });

  it("counts by its absolute value", () => {
    assertVerdicts(both, [
      [byQuantity("5", "-200"), "pass"],
      [byQuantity("5", "-200.5"), notionalOver("1002.5", "1000")],
      [byVolume("1000", "-100"), "pass"],
      [byVolume("1000", "-50"), quantityOver("20", "10")],
    ]);
  });
  it("of zero makes the other number zero", () => {
    assertVerdicts(both, [
      [byQuantity("10", "0"), "pass"],
      [byVolume("1000", "0.00"), "pass"],
      [byQuantity("11", "0"), quantityOver("11", "10")],
      [byVolume("1001", "0"), notionalOver("1001", "1000")],
    ]);
  });
  it("is needed only to compute what is capped", () => {
    const [quantity, notional] = [{ maxQuantity: 10 }, { maxNotional: 1000 }];
    assertVerdicts(both, [[byQuantity("1"), NO_PRICE], [byVolume("1"), NO_PRICE]]);
    assertVerdicts(policyOf({ broker: quantity }), [
      [byQuantity("10"), "pass"],
      [byQuantity("11"), quantityOver("11", "10")],
      [byVolume("1"), NO_PRICE],
    ]);
    assertVerdicts(policyOf({ broker: notional }), [
      [byVolume("1000"), "pass"],
      [byVolume("1001"), notionalOver("1001", "1000")],
      [byQuantity("1"), NO_PRICE],
    ]);
  });
  it("that is missing ends the check, even if the known number is over its cap", () => {
    assertVerdicts(both, [[byQuantity("11"), NO_PRICE], [byVolume("1001"), NO_PRICE]]);
  });
});

describe("a number that does not fit", () => {
  it("ends the check: the reject is about the computation", () => {
    const both = policyOf({ broker: { maxQuantity: 10, maxNotional: 1000 } });
    assertVerdicts(both, [
      [byQuantity(MAX, "10"), NO_NOTIONAL],
      [byVolume(MAX, "0.1"), NO_QUANTITY],
      [byQuantity("10", `-${MAX}`), NO_NOTIONAL],
    ]);
  });
  it("is of no matter where it is not capped", () => {
    assertVerdicts(policyOf({ broker: { maxQuantity: MAX } }), [[byQuantity(MAX, "10"), "pass"]]);
    assertVerdicts(policyOf({ broker: { maxNotional: MAX } }), [[byVolume(MAX, "0.1"), "pass"]]);
  });
});

describe("the chain of a metric", () => {
  it("takes the pair's cap instead of the asset's, also upwards; the broker's holds besides", () => {
    const caps = policyOf({
      broker: { maxQuantity: 70 },
      assets: { AAPL: { maxQuantity: 50 } },
      pairs: { "1 AAPL": { maxQuantity: 90 } },
    });
    assertVerdicts(caps, [
      [aapl(1, "70"), "pass"],
      [aapl(1, "71"), quantityOver("71", "70")],
      [aapl(1, "91"), quantityOver("91", "90")],
      [aapl(2, "50"), "pass"],
      [aapl(2, "51"), quantityOver("51", "50")],
    ]);
  });
  it("goes on where an entry lacks the cap", () => {
    const caps = policyOf({
      assets: { AAPL: { maxQuantity: 5 }, USD: { maxNotional: 100 } },
      pairs: { "1 AAPL": { maxNotional: 1 }, "1 USD": { maxQuantity: 1 } },
    });
    assertVerdicts(caps, [
      [aapl(1, "5", "20"), "pass"],
      [aapl(1, "6", "1"), quantityOver("6", "5")],
      [aapl(1, "5", "21"), notionalOver("105", "100")],
      [aapl(1, "6", "20"), bothOver("6 for asset AAPL", "5", "120 for asset USD", "100")],
    ]);
  });
  it("is one of two: caps of a pair and of an asset may meet in one reject", () => {
    const caps = policyOf({
      assets: { USD: { maxNotional: 100 } },
      pairs: { "1 AAPL": { maxQuantity: 5 } },
    });
    assertVerdicts(caps, [
      [aapl(1, "6", "20"), bothOver("6 for asset AAPL", "5", "120 for asset USD", "100")],
      [aapl(2, "6", "20"), notionalOver("120", "100")],
    ]);
  });
  it("hides what the broker caps breach besides", () => {
    const caps = policyOf({
      broker: { maxQuantity: 2, maxNotional: 100 },
      assets: { AAPL: { maxQuantity: 5 } },
    });
    assertVerdicts(caps, [
      [aapl(1, "6", "100"), quantityOver("6", "5")],
      [aapl(1, "5", "100"), bothOver("5", "2", "500", "100")],
      [aapl(1, "2", "100"), notionalOver("200", "100")],
    ]);
  });
  it("goes by exact assets", () => {
    const caps = policyOf({ assets: { aapl: { maxQuantity: 1 }, "USD ": { maxNotional: 1 } } });
    assertVerdicts(caps, [[aapl(1, "100", "100"), "pass"]]);
  });
  it("counts volumes and derived quantities too", () => {
    const caps = policyOf({ assets: { AAPL: { maxQuantity: 5 }, USD: { maxNotional: 100 } } });
    const of = (volume: string, price?: string) => ({
      ...aapl(1, "1"),
      ...byVolume(volume, price),
    });
    assertVerdicts(caps, [
      [of("100", "20"), "pass"],
      [of("100", "10"), quantityOver("10", "5")],
      [of("120", "20"), bothOver("6 for asset AAPL", "5", "120 for asset USD", "100")],
      [of("100"), NO_PRICE],
    ]);
  });
});

describe("missing fields", () => {
  const { tradeAmount, price, ...keys } = aapl(1, "1", "1");
  const { accountId, ...assets } = keys;

  it("are told if an axis is keyed by them, even if no entry would match", () => {
    const other = { maxQuantity: 1 };
    const byAsset = policyOf({ assets: { MSFT: other } });
    const byPair = policyOf({ pairs: { "9 MSFT": other } });
    for (const token of [byAsset, byPair]) {
      assertVerdicts(token, [
        [{}, NO_INSTRUMENT],
        [{ accountId, tradeAmount }, NO_INSTRUMENT],
        [{ ...keys, underlyingAsset: null, tradeAmount }, NO_INSTRUMENT],
        [{ ...keys, settlementAsset: null, tradeAmount }, NO_INSTRUMENT],
        [{ ...keys, tradeAmount, price }, "pass"],
      ]);
    }
    assertVerdicts(byAsset, [[{ ...assets, tradeAmount }, "pass"]]);
    assertVerdicts(byPair, [[{ ...assets, tradeAmount }, NO_ACCOUNT]]);
  });
  it("are told in the order instrument, account, trade amount", () => {
    const token = policyOf({ broker: { maxQuantity: 1 }, pairs: { "1 AAPL": { maxQuantity: 1 } } });
    assertVerdicts(token, [[{}, NO_INSTRUMENT], [assets, NO_ACCOUNT], [keys, NO_AMOUNT]]);
  });
  it("are of no matter where no cap applies", () => {
    assertVerdicts(policyOf({}), [[{}, "pass"]]);
    assertVerdicts(policyOf({ assets: { MSFT: { maxQuantity: 1 } } }), [[keys, "pass"]]);
    assertVerdicts(policyOf({ assets: { USD: { maxQuantity: 1 } } }), [[keys, "pass"]]);
    assertVerdicts(policyOf({ broker: { maxQuantity: 1 } }), [[{}, NO_AMOUNT]]);
  });
});

describe("a refusal by size", () => {
  it("blocks nobody and leaves no state", () => {
    const engine = Engine.builder().builtin(policyOf({ broker: { maxQuantity: 5 } })).build();
    for (let round = 0; round < 3; round++) {
      assertEquals(engine.executePreTrade(orderDraft()).rejects.map(({ scope }) => scope), [
        "order",
      ]);
      const small = orderDraft({ tradeAmount: { quantity: 5 } });
      assertEquals(engine.executePreTrade(small).ok, true);
    }
  });
});
