import { describe, it } from "@std/testing/bdd";
import { assertEquals, assertThrows } from "@std/assert";
import { equal } from "./equal.ts";

class Hidden {
  readonly #value: number;
  constructor(value: number) {
    this.#value = value;
  }
  get value(): number {
    return this.#value;
  }
}

const same: readonly (readonly [unknown, unknown])[] = [
  [NaN, NaN],
  [10n, 10n],
  [[1, [2]], [1, [2]]],
  [{ a: 1, b: undefined }, { b: undefined, a: 1 }],
  [new Date(5), new Date(5)],
  [/a/g, /a/g],
  [new RangeError("x"), new RangeError("x")],
  [new Map([[{ a: 1 }, 1]]), new Map([[{ a: 1 }, 1]])],
  [new Set([[1], [2]]), new Set([[2], [1]])],
  [new Uint8Array([1, 2]), new Uint8Array([1, 2])],
  [new Uint8Array([1]).buffer, new Uint8Array([1]).buffer],
  [{}, {}],
];

const different: readonly (readonly [unknown, unknown])[] = [
  [0, -0],
  [1, 1n],
  [1, "1"],
  [null, undefined],
  [[1], [1, 2]],
  [[1, undefined], [1]],
  [{ a: undefined }, {}],
  [{ a: 1 }, { b: 1 }],
  [new Date(5), new Date(6)],
  [/a/g, /a/i],
  [new RangeError("x"), new RangeError("y")],
  [new RangeError("x"), new Error("x")],
  [Object.assign(new Error("x"), { code: 1 }), Object.assign(new Error("x"), { code: 2 })],
  [new Map([["a", 1]]), new Map([["a", 2]])],
  [new Map([["a", 1]]), new Map([["b", 1]])],
  [new Set([1]), new Set([2])],
  [new Uint8Array([1, 2]), new Uint8Array([1, 3])],
  [new Uint8Array([1]), new Uint16Array([1])],
  [new Uint8Array([1]).buffer, new Uint8Array([2]).buffer],
  [[], {}],
];

describe("equal()", () => {
  for (const [index, [a, b]] of same.entries()) {
    it(`holds both ways (${index})`, () => assertEquals([equal(a, b), equal(b, a)], [true, true]));
  }
  for (const [index, [a, b]] of different.entries()) {
    it(`tells apart both ways (${index})`, () => {
      assertEquals([equal(a, b), equal(b, a)], [false, false]);
    });
  }
  it("tells a class from a literal with the same fields", () => {
    class Point {
      readonly x = 1;
    }
    assertEquals([equal(new Point(), new Point()), equal(new Point(), { x: 1 })], [true, false]);
  });
  it("follows cycles", () => {
    const cycle = (value: number): object => {
      const node: Record<string, unknown> = { value };
      node["self"] = node;
      return node;
    };
    assertEquals([equal(cycle(1), cycle(1)), equal(cycle(1), cycle(2))], [true, false]);
  });
  it("refuses to compare what shows nothing", () => {
    const one = new Hidden(1);
    assertEquals(equal(one, one), true);
    assertThrows(() => equal(one, new Hidden(2)), TypeError, "instances of Hidden");
    assertThrows(() => equal([one], [new Hidden(one.value)]), TypeError, "compare their texts");
  });
});
