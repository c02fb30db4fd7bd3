import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { encodeOrder, encodeReport, type Json } from "../../../../src/engine/internal.ts";
import {
  decodeAccount,
  decodeOrder,
  decodeReport,
} from "../../../../src/engine/shared/order_codec.ts";
import { Lock, orderForHook, readOrder } from "../../../../src/model/internal.ts";
import { Order, type OrderInit } from "../../../../src/model/mod.ts";
import { ParamError } from "../../../../src/param/mod.ts";

const KEEPING = { isStrict: false, keepsAdditions: true };
const OPERATION = {
  underlyingAsset: "AAPL",
  settlementAsset: "USD",
  accountId: 2n ** 64n - 1n,
  side: "SELL",
  tradeAmount: { quantity: "10.50" },
  price: "185.50",
} as const;

function wired(json: unknown): Json {
  return JSON.parse(JSON.stringify(json)) as Json;
}

describe("an order on the wire", () => {
  it("is a list of texts if it is an operation and nothing else", () => {
    assertEquals<unknown>(encodeOrder({ operation: OPERATION }, KEEPING), [
      ...["AAPL", "USD", "18446744073709551615", "SELL", "10.50", null, "185.50"],
    ]);
    assertEquals<unknown>(encodeOrder({ operation: { tradeAmount: { volume: 5 } } }, KEEPING), [
      ...[null, null, null, null, null, "5", null],
    ]);
    assertEquals(encodeOrder({}, KEEPING), []);
  });
  const orders: readonly [string, OrderInit][] = [
    ["whole operation", { operation: OPERATION }],
    ["empty operation", { operation: {} }],
    ["nothing", {}],
    ["position and margin", {
      operation: OPERATION,
      position: { positionSide: "LONG" },
      margin: { leverage: "2.5" },
    }],
    ["additions", { operation: { ...OPERATION, tag: 1 }, note: { deep: [1n] } } as OrderInit],
  ];
  for (const [name, order] of orders) {
    it(`arrives with ${name}`, () => {
      const arrived = decodeOrder(wired(encodeOrder(order, KEEPING)), KEEPING);
      const expected = readOrder(order, KEEPING);
      assertEquals(arrived.operation, expected.operation);
      assertEquals(arrived.position?.positionSide, expected.position?.positionSide);
      assertEquals(arrived.margin?.leverage?.toString(), expected.margin?.leverage?.toString());
      const { note } = orderForHook(arrived) as { note?: unknown };
      assertEquals(note, (order as { note?: unknown }).note);
    });
  }
  it("arrives as it was, given as a class", () => {
    const order = new Order();
    order.operation = OPERATION;
    assertEquals(decodeOrder(wired(encodeOrder(order, KEEPING)), KEEPING), readOrder(order));
  });
  it("is refused where it is written if it can't be read", () => {
    assertThrows(() => encodeOrder({ operation: { price: "x" } }, KEEPING), ParamError);
    assertThrows(() => encodeOrder(1, KEEPING), TypeError, "order must be an Order or");
    const typo = { operation: { prise: "1" } };
    assertThrows(() => encodeOrder(typo, { ...KEEPING, isStrict: true }), TypeError, "prise");
  });
  it("is refused where it arrives if it is malformed", () => {
    for (
      const wire of [null, 1, "x", ["AAPL"], [1, 1, 1, 1, 1, 1, 1], [
        "A",
        "B",
        "-1",
        null,
        null,
        null,
        null,
      ], ["A", "B", "1", "UP", null, null, null]]
    ) {
      let isRefused = false;
      try {
        decodeOrder(wire as Json, KEEPING);
      } catch {
        isRefused = true;
      }
      assertEquals(isRefused, true, JSON.stringify(wire));
    }
  });
});

describe("decodeAccount()", () => {
  it("reads digits only, up to 64 bits", () => {
    assertEquals(decodeAccount("18446744073709551615"), 2n ** 64n - 1n);
    for (const text of ["", " 1", "0x1", "-1", "18446744073709551616", "1n", null]) {
      assertThrows(() => decodeAccount(text));
    }
  });
});

describe("a report on the wire", () => {
  it("arrives with its groups, the lock and the caller's additions", () => {
    const report = {
      operation: { accountId: 5, underlyingAsset: "AAPL" },
      financialImpact: { pnl: "-1.50", fee: "0.10" },
      fill: {
        lastTrade: { price: "2", quantity: "3" },
        lock: new Lock([[0, "1.25"]]),
        isFinal: true,
      },
      venue: "X",
    };
    const arrived = decodeReport(wired(encodeReport(report, KEEPING)), KEEPING);
    assertEquals(arrived.operation?.accountId, 5n);
    assertEquals(arrived.fill?.lock?.toJson(), report.fill.lock.toJson());
    assertEquals(arrived.fill?.isFinal, true);
    assertEquals(arrived.payload !== undefined, true);
  });
});
