import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  decodeError,
  listsOf,
  readSections,
  type WireReader,
  type WireScalar,
} from "../../../src/model/_lock_wire.ts";
import { parse, toText } from "../../../src/internal/decimal/mod.ts";
import { ParamError } from "../../../src/param/mod.ts";
import { assertErrors } from "./_errors.ts";

/** Reads lists of scalars that are there already. */
function readerOf(lists: readonly (readonly WireScalar[])[]): WireReader {
  const open: (readonly unknown[])[] = [];
  const rest: unknown[][] = [[lists]];
  return {
    format: "json",
    openList: () => {
      open.push(rest.at(-1)?.shift() as readonly unknown[]);
      rest.push([...open.at(-1) ?? []]);
    },
    hasNext: () => {
      if ((rest.at(-1)?.length ?? 0) > 0) return true;
      rest.pop();
      return false;
    },
    scalar: () => rest.at(-1)?.shift() as WireScalar,
  };
}

function read(lists: readonly (readonly WireScalar[])[]): unknown[] {
  return readSections(readerOf(lists)).map(({ group, prices }) => [group, ...prices.map(toText)]);
}

function section(group: number, ...texts: string[]) {
  return { group, prices: texts.map((text) => parse(text) ?? fail(text)) };
}

function fail(text: string): never {
  throw new Error(`Not a decimal: ${text}`);
}

describe("listsOf()", () => {
  it("leaves out the id of the default group, and everything if there is no price", () => {
    assertEquals(listsOf([section(0)]), []);
    assertEquals(listsOf([section(0, "1.0"), section(7, "2", "3")]), [["1.0"], [7, "2", "3"]]);
    assertEquals(listsOf([section(0), section(7, "2")]), [[], [7, "2"]]);
  });
});

describe("readSections()", () => {
  it("reads sections as they come, empty and repeated ones too", () => {
    assertEquals(read([]), []);
    assertEquals(read([[], [7n], [7n, "1", 2n], [7n, 0.5]]), [[0], [7], [7, "1", "2"], [7, "0.5"]]);
  });

  it("reads doubles by their shortest text, all digits before the exponent kept", () => {
    const texts = ["0.000000025", "-0.000000025", "10000000000000000000000", "0.3"];
    assertEquals(read([[2.5e-8, -2.5e-8, 1e22, 0.3]]), [[0, ...texts]]);
    assertEquals(read([[5e-29, 4e-29]]), [
      [0, "0.0000000000000000000000000001", "0.0000000000000000000000000000"],
    ]);
    assertEquals(read([[-0, 0]]), [[0, "0", "0"]]);
  });

  it("refuses group ids outside 1 to 65535", () => {
    const range =
      "ParamError InvalidFormat: lock json decode failed: group id must be an integer in range 0..=65535";
    assertErrors([
      [() => read([[], [65535n]]), "nothing"],
      [() => read([[], [65536n]]), range],
      [() => read([[], [-1n]]), range],
      [() => read([[], ["7"]]), range],
      [() => read([[], [7]]), range],
      [
        () => read([[], [0n]]),
        "ParamError InvalidFormat: lock json decode failed: default group must be encoded as the first sublist, not as a tagged section",
      ],
    ]);
  });
});

describe("decodeError()", () => {
  it("has a code, and no other property", () => {
    const error = decodeError("cbor", "because");
    assert(error instanceof ParamError);
    assertEquals(error.message, "lock cbor decode failed: because");
    assertEquals([error.code, "param" in error, "input" in error], ["InvalidFormat", false, false]);
  });
});
