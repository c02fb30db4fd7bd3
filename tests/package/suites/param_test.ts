import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as root from "@openpit-ts/openpit";
import { ParamError, Price, Quantity } from "@openpit-ts/openpit/param";

describe("values of the package", () => {
  it("parse, add and print", () => {
    const sum = Price.fromString("1.50").add(Price.fromString("0.25"));
    assertEquals(sum.toString(), "1.75");
    assert(sum instanceof Price);
  });
  it("refuse what is no number", () => {
    assertThrows(() => Price.fromString("abc"), ParamError, "invalid format for Price: 'abc'");
  });
  it("are multiplied across kinds", () => {
    assertEquals(new Price("2.5").calculateVolume(new Quantity(4)).toString(), "10.0");
  });
  it("throw one class of error, whichever module it is taken from", () => {
    assertStrictEquals(root.ParamError, ParamError);
  });
});
