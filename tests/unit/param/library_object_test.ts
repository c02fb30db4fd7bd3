import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { InstrumentId, isPlainRecord } from "../../../src/param/internal.ts";
import { show } from "./_expect.ts";
import { samples } from "./_values.ts";

class Application {
  price = "1";
  get quantity(): string {
    return "2";
  }
}

class Inherited extends Application {}

class Tagged {
  get [Symbol.toStringTag](): string {
    return "Tagged";
  }
}

describe("isPlainRecord()", () => {
  it("accepts literals, null-prototype objects and instances of other classes", () => {
    const records = [
      {},
      { price: "1" },
      Object.create(null),
      Object.create({ price: "1" }),
      new Application(),
      new Inherited(),
      Object.freeze({}),
    ];
    assertEquals(records.map(isPlainRecord), records.map(() => true));
  });

  it("refuses what is tagged as something else", () => {
    const others = [
      ...[[], [{}], new Date(0), new Map(), new Set(), new WeakMap(), /x/, new Error("x")],
      ...[Promise.resolve(), new Uint8Array(1), Symbol("x"), () => ({}), class {}, new Tagged()],
      ...[null, undefined, true, 1, 1n, "x", Object("x"), Object(1), Object(1n)],
      { [Symbol.toStringTag]: "Literal" },
    ];
    assertEquals(others.filter(isPlainRecord).map(show), []);
  });

  it("refuses instances of the value classes", () => {
    const values = [...samples().map(([, value]) => value), new InstrumentId(1n)];
    assertEquals(values.filter(isPlainRecord).map(show), []);
  });

  it("runs no getter", () => {
    const record = {
      get price(): never {
        throw new Error("was read");
      },
    };
    assertEquals(isPlainRecord(record), true);
  });
});
