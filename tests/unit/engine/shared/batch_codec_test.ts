import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ParamError } from "../../../../mod.ts";
import { decodeBatch, encodeBatch } from "../../../../src/engine/shared/batch_codec.ts";
import type { Json } from "../../../../src/engine/internal.ts";
import { readOrder } from "../../../../src/model/internal.ts";
import { Order, type OrderInit } from "../../../../src/model/mod.ts";
import { AccountId, Price, Quantity, TradeAmount } from "../../../../src/param/mod.ts";
import { orderDraft } from "../../../../src/testing/mod.ts";

const LENIENT = { isStrict: false, keepsAdditions: false };
const STRICT = { isStrict: true, keepsAdditions: false };
const KEEPING = { isStrict: false, keepsAdditions: true };

/** What the other thread gets, as it would come out of a text. */
function sent(orders: readonly unknown[], input = LENIENT): Json[] {
  return JSON.parse(JSON.stringify(encodeBatch(orders, input)));
}

const TEXTS: OrderInit = orderDraft({ accountId: "desk-7", price: "1.50" });

describe("encodeBatch()", () => {
  it("lays plain orders of texts out flat, as they are", () => {
    const volume = orderDraft({ accountId: 7, tradeAmount: { volume: " 5" }, side: "sell" });
    assertEquals(sent([TEXTS, volume]), [
      ...["AAPL", "USD", "desk-7", "BUY", "10", null, "1.50"],
      ...["AAPL", "USD", 7, "sell", null, " 5", "100"],
    ]);
  });
  it("keeps what is absent absent", () => {
    const order = { operation: { tradeAmount: { quantity: "1" }, price: null } };
    const bare = sent([order as unknown as OrderInit]);
    assertEquals(bare, [null, null, null, null, "1", null, null]);
    const [data] = decodeBatch(bare, LENIENT);
    const { operation } = readOrder(order);
    assertEquals(data?.operation, operation as NonNullable<typeof operation>);
  });
  it("reads orders here that hold more than texts, and gives the same data on the other side", () => {
    const orders: unknown[] = [
      orderDraft({ accountId: AccountId.fromString("desk-7") }),
      orderDraft({ accountId: 2n ** 64n - 1n }),
      orderDraft({ price: new Price("1.25") }),
      orderDraft({ price: 3 }),
      orderDraft({ tradeAmount: TradeAmount.quantity(new Quantity("2.50")) }),
      new Order(),
      {},
      { operation: {} },
    ];
    const wire = sent(orders);
    assertEquals(wire.length, orders.length);
    assertEquals(decodeBatch(wire, LENIENT), orders.map((order) => readOrder(order)));
    const closing = sent([{ ...TEXTS, position: { reduceOnly: true } }]);
    assertEquals(decodeBatch(closing, LENIENT)[0]?.position?.reduceOnly, true);
  });
  it("reads texts on the other side as a local call would", () => {
    const orders = ["desk-1", "42", "Ω"].map((accountId) =>
      orderDraft({ accountId, price: "0.10", side: "sell" })
    );
    assertEquals(
      decodeBatch(sent(orders), LENIENT),
      orders.map((order) => readOrder(order)),
    );
  });
  it("refuses unknown fields here if they are refused at all", () => {
    const typo = { operation: { ...TEXTS.operation, prise: "1" } };
    assertEquals(decodeBatch(sent([typo]), LENIENT), [readOrder(TEXTS)]);
    assertThrows(() => encodeBatch([typo], STRICT), TypeError, '"prise"');
    assertThrows(() => encodeBatch([3], LENIENT), TypeError, "order must be an Order");
  });
  it("takes the caller's additions along for custom policies", () => {
    const tagged = { ...TEXTS, tag: "x" };
    const [data] = decodeBatch(sent([tagged], KEEPING), KEEPING);
    assertEquals((data?.payload?.fresh() as { tag?: unknown }).tag, "x");
  });
});

describe("decodeBatch()", () => {
  it("reads all orders before any is used: one bad text refuses the batch", () => {
    const wire = sent([TEXTS, orderDraft({ price: "ten" })]);
    assertThrows(() => decodeBatch(wire, LENIENT), ParamError);
  });
  it("refuses what no batch is", () => {
    const flat = sent([TEXTS]);
    for (const wire of [undefined, null, "x", {}, flat.slice(1), [...flat, "AAPL"], [["x"]]]) {
      assertThrows(
        () => decodeBatch(wire as Json, LENIENT),
        TypeError,
        "that came from another thread",
      );
    }
  });
});
