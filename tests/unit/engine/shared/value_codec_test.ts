import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { decodeValue, encodeValue } from "../../../../src/engine/internal.ts";
import type { Json } from "../../../../src/engine/internal.ts";
import { Order } from "../../../../src/model/mod.ts";

/** What arrives at the other thread: through JSON and back. */
function crossed(value: unknown): unknown {
  return decodeValue(JSON.parse(JSON.stringify(encodeValue(value))) as Json);
}

describe("the value codec", () => {
  const plain: readonly [string, unknown][] = [
    ["texts, numbers, flags and null", ["a", 1.5, -1, true, false, null, ""]],
    ["records and lists, nested", { a: [1, { b: [] }], c: {} }],
    ["undefined, also as a field", { a: undefined, b: [undefined] }],
    ["numbers JSON can't say", [NaN, Infinity, -Infinity]],
    ["big integers", [0n, -(2n ** 70n)]],
    ["dates", new Date(1_700_000_000_000)],
    ["maps and sets", [new Map<unknown, unknown>([["a", 1n], [{ k: 1 }, new Set([2])]])]],
    ["bytes", new Uint8Array([0, 255])],
    ["the tag as a field", { $: "u", v: 1 }],
  ];
  for (const [name, value] of plain) {
    it(`carries ${name}`, () => assertEquals(crossed(value), value));
  }
  it("carries minus zero", () => assert(Object.is(crossed(-0), -0)));
  it("carries a field named __proto__ as a field", () => {
    const value = JSON.parse(`{"__proto__": {"a": 1}, "b": 2}`) as object;
    const result = crossed(value) as object;
    assertEquals(Object.getPrototypeOf(result), Object.prototype);
    assertEquals(Object.keys(result), ["__proto__", "b"]);
  });
  it("keeps two references to one object, and cycles", () => {
    const shared = { a: 1 };
    const value: Record<string, unknown> = { first: shared, second: shared, map: new Map() };
    value.self = value;
    (value.map as Map<unknown, unknown>).set("up", value);
    const result = crossed(value) as typeof value;
    assert(result.first === result.second && result.self === result);
    assert((result.map as Map<unknown, unknown>).get("up") === result);
  });
  it("takes any iterable for the list of its items", () => {
    const items = {
      *[Symbol.iterator]() {
        yield 1;
        yield 2;
      },
    };
    assertEquals(crossed(items), [1, 2]);
  });
  it("reads carriers by their fields, absent ones left out, additions kept", () => {
    const order = new Order();
    order.operation = { underlyingAsset: "AAPL" };
    assertEquals(crossed(Object.assign(order, { note: "x" })), {
      operation: { underlyingAsset: "AAPL" },
      note: "x",
    });
  });
  it("carries an object of the caller's own class as a record", () => {
    assertEquals(
      crossed(
        new (class Own {
          a = 1;
        })(),
      ),
      { a: 1 },
    );
  });
  for (
    const [name, value] of [["a function", () => {}], ["a symbol", Symbol("s")], [
      "a promise",
      Promise.resolve(),
    ]] as const
  ) {
    it(`refuses ${name}`, () => {
      assertThrows(() => encodeValue({ a: value }), TypeError, "Cannot send a");
    });
  }
  it("refuses what it has not written", () => {
    for (
      const json of [{ $: "z" }, { $: "m", v: 1 }, { $: "i", v: 1 }, { $: "c", v: ["Nothing", []] }]
    ) {
      assertThrows(() => decodeValue(json as Json), TypeError, "came from another thread");
    }
  });
});
