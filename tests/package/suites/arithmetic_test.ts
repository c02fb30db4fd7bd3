import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  AccountId,
  type DecimalInput,
  ErrorCode,
  ParamError,
  Pnl,
  Price,
  Quantity,
} from "@openpit-ts/openpit/param";

const MAX = "79228162514264337593543950335";

function price(value: DecimalInput): Price {
  return new Price(value);
}

describe("arithmetic of the package", () => {
  it("keeps scales as the rules say", () => {
    assertEquals(price("1.00").sub(price("1.0")).toString(), "0.00");
    assertEquals(price("1.50").mul(2).toString(), "3.00");
    assertEquals(price("10.00").mod(3).toString(), "1.00");
    assertEquals(price("-5.00").neg().toString(), "5.00");
  });
  it("divides to 28 fraction digits, half to even", () => {
    assertEquals(price(2).div(3).toString(), "0.6666666666666666666666666667");
    assertEquals(price(1).div(8).toString(), "0.125");
  });
  it("reads floats by their shortest digits", () => {
    assertEquals(Price.fromFloat(0.1 + 0.2).toString(), "0.3");
  });
  it("compares by number, not by text", () => {
    assert(price("1.0").equals(price("1.00")));
    assertEquals(price("9").compare(price("10")), -1);
  });
  it("refuses what does not fit, and says what went wrong", () => {
    const overflow = assertThrows(() => price(MAX).add(price(1)), ParamError);
    assertEquals([overflow.code, overflow.param], [ErrorCode.Overflow, "Price"]);
    const underflow = assertThrows(() => new Quantity(1).sub(new Quantity(2)), ParamError);
    assertEquals([underflow.code, underflow.param], [ErrorCode.Underflow, "Quantity"]);
  });
  it("refuses operators that would work on texts", () => {
    assertThrows(() => price(9) < price(10), TypeError);
  });
  it("refuses another kind at run time too", () => {
    const pnl: unknown = new Pnl(1);
    assertThrows(() => price(1).add(pnl as Price), TypeError, "other must be a Price");
  });
  it("goes into JSON as a text", () => {
    assertEquals(JSON.stringify({ price: price("1.50") }), '{"price":"1.50"}');
  });
  it("hashes a textual account id", () => {
    // FNV-1a of 64 bits: offset basis xor 0x61, times the prime.
    assertEquals(AccountId.fromString("a").value, 0xaf63dc4c8601ec8cn);
  });
});
