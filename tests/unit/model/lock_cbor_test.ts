import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Lock } from "../../../src/model/internal.ts";
import { assertErrors } from "./_errors.ts";
import { allBut } from "./_fields.ts";
import { assertReads, assertRefuses, bytesOf, hexOf, widthsLock, WRITTEN } from "./_locks.ts";

function read(digits: string): Lock {
  return Lock.fromCbor(bytesOf(digits));
}

describe("Lock.toCbor()", () => {
  it("writes the lists of toJson()", () => {
    for (const { entries, cbor } of WRITTEN) assertEquals(hexOf(new Lock(entries).toCbor()), cbor);
  });

  it("writes every length and group id in its shortest form", () => {
    const prices = "6132".repeat(24);
    const ids = ["17", "1818", "187f", "1880", "18ff", "190100"];
    const groups = ids.map((id) => `82${id}6131`).join("");
    assertEquals(hexOf(widthsLock().toCbor()), `879818${prices}${groups}`);
    const many = new Lock();
    many.pushMany(0, Array.from({ length: 65536 }, () => 1));
    assertEquals(hexOf(many.toCbor().slice(0, 8)), "819a000100006131");
    const longest = "-7.9228162514264337593543950335";
    assertEquals(hexOf(new Lock([[0, longest]]).toCbor().slice(0, 6)), "8181781f2d37");
  });
});

describe("Lock.fromCbor()", () => {
  it("reads what toCbor() writes", () => {
    for (const { entries, json, cbor } of WRITTEN) {
      assert(read(cbor).equals(new Lock(entries)));
      assertEquals(read(cbor).toJson(), json);
    }
    assert(Lock.fromCbor(widthsLock().toCbor()).equals(widthsLock()));
  });

  it("takes every form of lists, texts and group ids, tagged lists too", () => {
    assertReads([
      ["9801 9801 6131", '[["1"]]'],
      ["990001 990001 6131", '[["1"]]'],
      ["9a00000001 9a00000001 6131", '[["1"]]'],
      ["9b0000000000000001 9b0000000000000001 6131", '[["1"]]'],
      ["9f 816131 ff", '[["1"]]'],
      ["9f 9f 6131 ff 9f 07 6132 ff ff", '[["1"],[7,"2"]]'],
      ["9f ff", "[]"],
      ["81 81 7803313835", '[["185"]]'],
      ["81 81 790003313835", '[["185"]]'],
      ["81 81 7f 6131 6132 ff", '[["12"]]'],
      ["82 80 82 1807 6131", '[[],[7,"1"]]'],
      ["82 80 82 1b0000000000000007 6131", '[[],[7,"1"]]'],
      ["d9d9f7 81 81 6131", '[["1"]]'],
      ["c1 81 c1 81 6131", '[["1"]]'],
    ], read);
  });

  it("takes numbers as prices", () => {
    assertReads([
      ["81 83 0a 17 20", '[["10","23","-1"]]'],
      ["81 83 18ff 19ffff 1a00010000", '[["255","65535","65536"]]'],
      ["81 82 1bffffffffffffffff 3903e7", '[["18446744073709551615","-1000"]]'],
      ["81 84 f93e00 fa3fc00000 fb3ff8000000000000 f9c400", '[["1.5","1.5","1.5","-4"]]'],
      ["81 82 f90001 f90400", '[["0.00000005960464477539063","0.00006103515625"]]'],
      ["81 82 f90000 f98000", '[["0","0"]]'],
      ["81 82 fa3dcccccd f97bff", '[["0.10000000149011612","65504"]]'],
      ["81 82 63316532 622b31", '[["100","1"]]'],
    ], read);
  });

  it("drops empty sections, joins those of one group, ignores what stands behind", () => {
    assertReads([
      ["81 80", "[]"],
      ["82 80 81 1807", "[]"],
      ["84 816131 82 07 6132 82 09 6133 82 07 6134", '[["1"],[7,"2","4"],[9,"3"]]'],
      ["81 80 ff", "[]"],
    ], read);
  });

  it("refuses prices and group ids that are none", () => {
    const range = "group id must be an integer in range 0..=65535";
    const tagged = "default group must be encoded as the first sublist, not as a tagged section";
    assertRefuses(
      [
        ["81 81 60", "'' is not a price"],
        ["81 81 7fff", "'' is not a price"],
        ["81 81 627831", "'x1' is not a price"],
        ["81 81 f97e00", "'NaN' is not a price"],
        ["81 81 f97c00", "'Infinity' is not a price"],
        ["81 81 f9fc00", "'-Infinity' is not a price"],
        ["81 81 f5", "expected a text or number, found head 245"],
        ["81 81 f6", "expected a text or number, found head 246"],
        ["81 81 f8ff", "expected a text or number, found head 248"],
        ["81 81 43313835", "expected a text or number, found head 67"],
        ["81 81 80", "expected a text or number, found head 128"],
        ["81 81 c16131", "expected a text or number, found head 193"],
        ["81 81 c2410a", "expected a text or number, found head 194"],
        ["81 81 1c", "invalid head 28"],
        ["81 81 1f", "invalid head 31"],
        ["81 81 3f", "invalid head 63"],
        ["81 81 7f 0a ff", "expected a text, found head 10"],
        ["81 81 7f 7f 6131 ff ff", "invalid head 127"],
        ["82 80 82 00 6131", tagged],
        ["82 80 80", "a tagged section must start with a group id"],
        ["82 80 82 6137 6131", range],
        ["82 80 82 20 6131", range],
        ["82 80 82 1a00010000 6131", range],
        ["82 80 82 f94700 6131", range],
      ],
      "cbor",
      read,
    );
  });

  it("refuses other nestings", () => {
    assertRefuses(
      [
        ["ff", "expected a list, found head 255"],
        ["a0", "expected a list, found head 160"],
        ["f6", "expected a list, found head 246"],
        ["81 6131", "expected a list, found head 97"],
        ["81 4105", "expected a list, found head 65"],
        ["9c", "invalid head 156"],
      ],
      "cbor",
      read,
    );
  });

  it("refuses bytes that end early, whatever length they promise", () => {
    const truncated = ["", "81", "81 81", "81 81 61", "81 81 7f 6131", "9f", "9f 9f 6131", "c1"];
    const promised = ["9bffffffffffffffff", "81 81 7bffffffffffffffff31", "81 81 fb3f", "81 81 19"];
    assertRefuses(
      [...truncated, ...promised].map((digits) => [digits, "unexpected end"]),
      "cbor",
      read,
    );
  });

  it("refuses what is no Uint8Array", () => {
    const fromCbor = Lock.fromCbor as (bytes?: unknown) => Lock;
    const error = "TypeError: lock cbor must be a Uint8Array";
    const values = [...allBut([], error).map(([value]) => value), null, undefined, [0x80], "80"];
    assertErrors(values.map((value) => [() => fromCbor(value), error]));
  });
});
