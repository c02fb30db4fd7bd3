import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  CopyMemo,
  copyProperties,
  deepCopy,
  NestedTooDeeply,
} from "../../../src/internal/deep_copy.ts";

const none = () => undefined;

// deno-lint-ignore no-explicit-any -- a copy has whatever shape its source has
function copyOf(value: unknown, memo: CopyMemo = new CopyMemo()): any {
  return deepCopy(value, memo, none);
}

describe("deepCopy()", () => {
  it("gives primitives and functions back", () => {
    const symbol = Symbol("s");
    const call = () => 1;
    for (const value of [undefined, null, true, 0, NaN, 1n, "x", symbol, call]) {
      assert(Object.is(copyOf(value), value));
    }
  });
  it("copies records with all own keys and their visibility", () => {
    const key = Symbol("key");
    const source = { a: { b: [1] }, [key]: { c: 1 } };
    Object.defineProperty(source, "hidden", { value: { d: 1 }, enumerable: false });
    const copy = copyOf(source);
    assert(copy !== source && copy.a !== source.a && copy.a.b !== source.a.b);
    assertEquals(copy.a, { b: [1] });
    assertEquals(copy[key], { c: 1 });
    assertEquals([copy.hidden, Object.keys(copy)], [{ d: 1 }, ["a"]]);
  });
  it("keeps prototypes, also those of built-in containers", () => {
    class Point {
      x = 1;
    }
    class Names extends Array<string> {}
    class Table extends Map<string, number> {}
    const bare = Object.assign(Object.create(null), { n: 1 });
    for (const value of [new Point(), new Names("a", "b"), new Table([["a", 1]]), bare]) {
      const copy = copyOf(value);
      assert(copy !== value);
      assert(Object.getPrototypeOf(copy) === Object.getPrototypeOf(value));
    }
    assertEquals([...copyOf(new Names("a", "b"))], ["a", "b"]);
    assertEquals(copyOf(new Table([["a", 1]])).get("a"), 1);
  });
  it("copies objects of any kind name, Symbol.toStringTag or not", () => {
    class Tagged {
      items = [1];
      get [Symbol.toStringTag](): string {
        return "Tagged";
      }
    }
    const source = new Tagged();
    const copy = copyOf(source);
    assert(copy !== source && copy.items !== source.items);
    assert(copy instanceof Tagged);
  });
  it("keeps the length and the holes of lists, and properties besides the items", () => {
    const source = Object.assign([1, , 3], { note: "n" });
    source.length = 5;
    const copy = copyOf(source);
    assertEquals([copy.length, 1 in copy, copy[2], copy.note], [5, false, 3, "n"]);
    copy.length = 0;
    assertEquals(source.length, 5);
  });
  it("copies maps, sets, dates and errors, with the properties they carry", () => {
    const key = { k: 1 };
    const map = Object.assign(new Map<unknown, unknown>([[key, { v: 1 }]]), { note: "n" });
    const copied = copyOf(map);
    assert(!copied.has(key) && copied.note === "n");
    assertEquals([...copied], [[{ k: 1 }, { v: 1 }]]);
    assertEquals([...copyOf(new Set([1, 2]))], [1, 2]);
    const date = Object.assign(new Date(5), { zone: "utc" });
    const other = copyOf(date);
    other.setTime(6);
    assertEquals([date.getTime(), other.getTime(), other.zone], [5, 6, "utc"]);
    assertEquals(Number.isNaN(copyOf(new Date(NaN)).getTime()), true);
    const error = Object.assign(new RangeError("m"), { code: 1 });
    const twin = copyOf(error);
    assertEquals([twin.message, twin.code], ["m", 1]);
    assert(twin !== error && twin instanceof RangeError);
  });
  it("copies buffers and views; views of one buffer share its copy", () => {
    const buffer = new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]).buffer;
    const source = {
      bytes: new Uint8Array(buffer, 2, 3),
      words: new Uint16Array(buffer, 0, 2),
      view: new DataView(buffer, 7, 1),
      buffer,
    };
    const copy = copyOf(source);
    assertEquals([...copy.bytes], [3, 4, 5]);
    assertEquals([copy.bytes.byteOffset, copy.words.length, copy.view.getUint8(0)], [2, 2, 8]);
    assert(copy.buffer !== buffer && copy.bytes.buffer === copy.buffer);
    assert(copy.words.buffer === copy.buffer && copy.view.buffer === copy.buffer);
    copy.bytes[0] = 99;
    assertEquals(new Uint8Array(buffer)[2], 3);
  });
  it("copies views of every element type", () => {
    const views = [
      new Int8Array([-1]),
      new Uint8ClampedArray([255]),
      new Int16Array([-2]),
      new Int32Array([-3]),
      new Uint32Array([4]),
      new Float32Array([0.5]),
      new Float64Array([0.25]),
      new BigInt64Array([-5n]),
      new BigUint64Array([6n]),
    ];
    for (const view of views) {
      const copy = copyOf(view);
      assert(copy !== view && copy.constructor === view.constructor);
      assertEquals([...copy], [...view as Iterable<unknown>]);
    }
  });
  it("reads own getters once; they become values", () => {
    let reads = 0;
    const copy = copyOf({
      get n(): number {
        return ++reads;
      },
    });
    assertEquals([copy.n, copy.n, reads], [1, 1, 1]);
    assertEquals(Object.getOwnPropertyDescriptor(copy, "n")?.writable, true);
  });
  it("keeps aliases and cycles, through every kind of container", () => {
    const shared = { n: 1 };
    // deno-lint-ignore no-explicit-any -- a cycle has no simple type
    const source: any = { shared, list: [shared], map: new Map(), set: new Set() };
    source.self = source;
    source.list.push(source.list);
    source.map.set(source.map, shared);
    source.set.add(source.set);
    const copy = copyOf(source);
    assert(copy.self === copy && copy.list[0] === copy.shared && copy.list[1] === copy.list);
    assert(copy.map.get(copy.map) === copy.shared && copy.set.has(copy.set));
    assert(copy.shared !== shared && !copy.set.has(source.set));
  });
  it("keeps aliases across calls that share a memo", () => {
    const memo: CopyMemo = new CopyMemo();
    const shared = { n: 1 };
    assert(copyOf(shared, memo) === copyOf({ shared }, memo).shared);
    assert(copyOf(shared) !== copyOf(shared));
  });
  it("refuses what is nested too deeply, not what is long", () => {
    const nested = (levels: number) => {
      let value: unknown = 1;
      for (let level = 0; level < levels; level++) value = { value };
      return value;
    };
    assertEquals(copyOf(nested(1000)), nested(1000));
    assertThrows(() => copyOf(nested(1001)), NestedTooDeeply);
    assertEquals(copyOf(Array(2000).fill([1])), Array(2000).fill([1]));
  });
  it("gives copies that can be changed, even of frozen sources", () => {
    const copy = copyOf(Object.freeze({ list: Object.freeze([1]) }));
    copy.list.push(2);
    copy.added = true;
    assertEquals([copy.list, copy.added], [[1, 2], true]);
  });
  it("copies a key that is called __proto__ as a key", () => {
    const copy = copyOf(JSON.parse('{"__proto__":{"a":1}}'));
    assertEquals(Object.getOwnPropertyDescriptor(copy, "__proto__")?.value, { a: 1 });
    assert(Object.getPrototypeOf(copy) === Object.prototype);
  });
  it("shares what can't be copied", () => {
    for (const value of [new WeakMap(), new WeakSet(), Promise.resolve(), /x/]) {
      assert(copyOf(value) === value);
    }
  });
  it("leaves objects that hide their state usable, copied or shared", () => {
    assertEquals(copyOf(new URL("https://a.example/b")).href, "https://a.example/b");
    assertEquals([...copyOf([1, 2].values())], [1, 2]);
    assertEquals([...copyOf(new Map([[1, 2]]).keys())], [1]);
    assertEquals(
      [Object("x"), Object(1), Object(true), Object(1n)].map((boxed) => {
        return copyOf(boxed).valueOf();
      }),
      ["x", 1, true, 1n],
    );
    assertEquals(copyOf(new Intl.NumberFormat("en")).format(1), "1");
  });
  it("lets objects copy themselves", () => {
    class Value {
      readonly #n: number;
      constructor(n: number) {
        this.#n = n;
      }
      clone(): Value {
        return new Value(this.#n);
      }
      get n(): number {
        return this.#n;
      }
    }
    const source = { value: new Value(5), same: undefined as unknown };
    source.same = source.value;
    const copy = deepCopy(
      source,
      new CopyMemo(),
      (value) => value instanceof Value ? value.clone() : undefined,
    ) as typeof source;
    assert(copy.value !== source.value && copy.same === copy.value);
    assertEquals(copy.value.n, 5);
  });
});

describe("copyProperties()", () => {
  it("copies all own keys but the excepted, onto an object that keeps its own", () => {
    const source = { a: { n: 1 }, b: 2, c: 3 };
    const target = { z: 0, b: "old" };
    copyProperties(source, target, new CopyMemo(), none, ["c"]);
    assertEquals(target as unknown, { z: 0, b: 2, a: { n: 1 } });
    assert((target as unknown as typeof source).a !== source.a);
  });
  it("defines: setters of the target are not called", () => {
    const target = {
      set a(_value: unknown) {
        throw new Error("Setter was called");
      },
    };
    copyProperties({ a: 1 }, target, new CopyMemo(), none);
    assertEquals((target as { a: unknown }).a, 1);
  });
});
