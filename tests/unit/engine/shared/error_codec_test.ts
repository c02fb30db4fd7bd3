import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PolicyCallbackError } from "../../../../src/engine/mod.ts";
import { decodeThrown, encodeThrown, type Json } from "../../../../src/engine/internal.ts";

function crossed(thrown: unknown): unknown {
  return decodeThrown(JSON.parse(JSON.stringify(encodeThrown(thrown))) as Json);
}

describe("thrown values", () => {
  it("that are no errors arrive as a structured clone would", () => {
    for (const value of ["text", 1, 2n, null, undefined, { a: [new Date(5)] }]) {
      assertEquals(crossed(value), value);
    }
  });
  it("that can't be carried arrive as their text", () => {
    const thrown = () => 1;
    assertEquals(crossed(thrown), String(thrown));
    assertEquals(crossed({ f: thrown }), "[object Object]");
    assertEquals(crossed(Symbol("s")), "Symbol(s)");
  });
  it("without any text arrive as words that say so", () => {
    const thrown = {
      f: () => 1,
      toString: () => {
        throw new Error("no");
      },
    };
    assertEquals(crossed(thrown), "a value that has no text");
  });
  it("an error keeps its class if only a cause that was assigned can't be carried", () => {
    const error = Object.assign(new PolicyCallbackError(1), {
      cause: Symbol("s"),
      message: "assigned",
    });
    const arrived = crossed(Object.assign(error, { policy: "a" })) as PolicyCallbackError;
    assert(arrived instanceof PolicyCallbackError);
    assertEquals([arrived.message, arrived.cause], ["assigned", "Symbol(s)"]);
    assertEquals((arrived as { policy?: string }).policy, "a");
    const plain = crossed(Object.assign(new RangeError("m"), { cause: Symbol("s") })) as RangeError;
    assert(plain instanceof RangeError);
    assertEquals([plain.message, plain.cause], ["m", "Symbol(s)"]);
  });
  it("that throw when they are looked at arrive as text, and throw nothing here", () => {
    const no = () => {
      throw new Error("no");
    };
    const getter = Object.defineProperty(new PolicyCallbackError(1), "extra", {
      get: no,
      enumerable: true,
    });
    assertEquals(crossed(getter), "PolicyCallbackError: javascript policy callback failed");
    const cause = Object.defineProperty(new Error("m"), "cause", { get: no });
    assertEquals(crossed(cause), "Error: m");
    const message = Object.defineProperty(new Error("m"), "message", { get: no });
    assertEquals(crossed(message), "a value that has no text");
    const everything = new Proxy({}, { get: no, getPrototypeOf: no, ownKeys: no });
    assertEquals(crossed(everything), "a value that has no text");
  });
  it("an error keeps its class if only its cause can't be carried", () => {
    const arrived = crossed(new PolicyCallbackError(() => 1)) as PolicyCallbackError;
    assert(arrived instanceof PolicyCallbackError);
    assertEquals(typeof arrived.cause, "string");
    assertEquals(arrived.message, "javascript policy callback failed");
  });
});
