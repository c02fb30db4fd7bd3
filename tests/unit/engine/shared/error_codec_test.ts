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
  it("an error keeps its class if only its cause can't be carried", () => {
    const arrived = crossed(new PolicyCallbackError(() => 1)) as PolicyCallbackError;
    assert(arrived instanceof PolicyCallbackError);
    assertEquals(typeof arrived.cause, "string");
    assertEquals(arrived.message, "javascript policy callback failed");
  });
});
