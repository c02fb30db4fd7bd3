import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Lock } from "../../../src/model/internal.ts";
import { assertErrors } from "./_errors.ts";
import { allBut } from "./_fields.ts";
import { assertReads, assertRefuses, bytesOf, hexOf, widthsLock, WRITTEN } from "./_locks.ts";

function read(digits: string): Lock {
  return Lock.fromMsgpack(bytesOf(digits));
}

describe("Lock.toMsgpack()", () => {
  it("writes the lists of toJson()", () => {
    for (const { entries, msgpack } of WRITTEN) {
      assertEquals(hexOf(new Lock(entries).toMsgpack()), msgpack);
    }
  });

  it("writes every length and group id in its shortest form", () => {
    const prices = "a132".repeat(24);
    const groups = ["17", "18", "7f", "cc80", "ccff", "cd0100"].map((id) => `92${id}a131`).join("");
    assertEquals(hexOf(widthsLock().toMsgpack()), `97dc0018${prices}${groups}`);
    for (const [length, head] of [[15, "919f"], [16, "91dc0010"]] as const) {
      const lock = new Lock();
      lock.pushMany(0, Array(length).fill(2));
      assertEquals(hexOf(lock.toMsgpack()), head + "a132".repeat(length));
    }
    const many = new Lock();
    many.pushMany(0, Array.from({ length: 65536 }, () => 1));
    assertEquals(hexOf(many.toMsgpack().slice(0, 8)), "91dd00010000a131");
    const longest = "-7.9228162514264337593543950335";
    assertEquals(hexOf(new Lock([[0, longest]]).toMsgpack().slice(0, 5)), "9191bf2d37");
  });

  it("gives bytes of the caller's own", () => {
    const lock = new Lock([[0, "1"]]);
    lock.toMsgpack().fill(0);
    assertEquals(hexOf(lock.toMsgpack()), "9191a131");
    assert(lock.toMsgpack() instanceof Uint8Array);
  });
});

describe("Lock.fromMsgpack()", () => {
  it("reads what toMsgpack() writes", () => {
    for (const { entries, json, msgpack } of WRITTEN) {
      assert(read(msgpack).equals(new Lock(entries)));
      assertEquals(read(msgpack).toJson(), json);
    }
    assert(Lock.fromMsgpack(widthsLock().toMsgpack()).equals(widthsLock()));
  });

  it("takes every form of lists, texts and group ids", () => {
    assertReads([
      ["dc0001 dc0001 a131", '[["1"]]'],
      ["dd00000001 dd00000001 a131", '[["1"]]'],
      ["91 91 d903313835", '[["185"]]'],
      ["91 91 da0003313835", '[["185"]]'],
      ["91 91 db00000003313835", '[["185"]]'],
      ["92 90 92 cd0007 a131", '[[],[7,"1"]]'],
      ["92 90 92 cf0000000000000007 a131", '[[],[7,"1"]]'],
      ["92 90 92 d007 a131", '[[],[7,"1"]]'],
      ["92 90 92 ccff a131", '[[],[255,"1"]]'],
    ], read);
  });

  it("takes numbers as prices", () => {
    assertReads([
      ["91 94 05 7f ff e0", '[["5","127","-1","-32"]]'],
      [
        "91 94 cc80 cd0105 ce00010000 cf8000000000000000",
        '[["128","261","65536","9223372036854775808"]]',
      ],
      [
        "91 94 d0fb d1fffe d2fffffffd d38000000000000000",
        '[["-5","-2","-3","-9223372036854775808"]]',
      ],
      ["91 92 ca3fc00000 ca3dcccccd", '[["1.5","0.10000000149011612"]]'],
      ["91 92 cb3ff8000000000000 cb3fb999999999999a", '[["1.5","0.1"]]'],
      ["91 91 cb3e45798ee2308c3a", '[["0.00000001"]]'],
      ["91 92 a3316532 a22b31", '[["100","1"]]'],
    ], read);
  });

  it("drops empty sections, joins those of one group, ignores what stands behind", () => {
    assertReads([
      ["91 90", "[]"],
      ["92 90 91 07", "[]"],
      ["94 91 a131 92 07 a132 92 09 a133 92 07 a134", '[["1"],[7,"2","4"],[9,"3"]]'],
      ["91 90 ff", "[]"],
      ["90 c1 c1", "[]"],
    ], read);
  });

  it("refuses prices and group ids that are none", () => {
    const range = "group id must be an integer in range 0..=65535";
    const tagged = "default group must be encoded as the first sublist, not as a tagged section";
    assertRefuses(
      [
        ["91 91 a0", "'' is not a price"],
        ["91 91 a1ff", "'\u00ff' is not a price"],
        ["91 91 cb7ff8000000000000", "'NaN' is not a price"],
        ["91 91 cb7ff0000000000000", "'Infinity' is not a price"],
        ["91 91 cb47efffffe0000000", "'3.4028234663852886e+38' is not a price"],
        ["91 91 c0", "expected a text or number, found marker 192"],
        ["91 91 c2", "expected a text or number, found marker 194"],
        ["91 91 c403313835", "expected a text or number, found marker 196"],
        ["91 91 90", "expected a text or number, found marker 144"],
        ["91 91 80", "expected a text or number, found marker 128"],
        ["91 91 d8", "expected a text or number, found marker 216"],
        ["91 91 dc", "expected a text or number, found marker 220"],
        ["91 91 d40031", "expected a text or number, found marker 212"],
        ["92 91a131 92 00 a131", tagged],
        ["92 90 90", "a tagged section must start with a group id"],
        ["92 90 92 a137 a131", range],
        ["92 90 92 ff a131", range],
        ["92 90 92 ce00010000 a131", range],
        ["92 90 92 ca40e00000 a131", range],
      ],
      "msgpack",
      read,
    );
  });

  it("refuses other nestings", () => {
    assertRefuses(
      [
        ["ff", "expected a list, found marker 255"],
        ["80", "expected a list, found marker 128"],
        ["c0", "expected a list, found marker 192"],
        ["91 a131", "expected a list, found marker 161"],
        ["91 c403313835", "expected a list, found marker 196"],
      ],
      "msgpack",
      read,
    );
  });

  it("refuses bytes that end early, whatever length they promise", () => {
    const truncated = ["", "91", "91 91", "91 91 a3", "91 91 a33138", "dc", "dcffff", "ddffffffff"];
    const promised = ["91 91 dbffffffff31", "91 91 cb3ff8", "91 91 cd01", "92 90 92 cd00"];
    assertRefuses(
      [...truncated, ...promised].map((digits) => [digits, "unexpected end"]),
      "msgpack",
      read,
    );
  });

  it("reads views of larger buffers and buffers of Node, nothing else", () => {
    const view = bytesOf("ff 9191a131 ff").subarray(1, 5);
    assertEquals(Lock.fromMsgpack(view).toJson(), '[["1"]]');
    class Derived extends Uint8Array {}
    assertEquals(Lock.fromMsgpack(Derived.from(view)).toJson(), '[["1"]]');
    const fromMsgpack = Lock.fromMsgpack as (bytes?: unknown) => Lock;
    const error = "TypeError: lock msgpack must be a Uint8Array";
    const strangers = [view.buffer, new DataView(view.buffer), new Int8Array(1), [0x90]];
    const tagged = { [Symbol.toStringTag]: "Uint8Array", 0: 0x90, length: 1 };
    assertErrors([
      ...allBut([], error).map(([value]): [() => unknown, string] => [
        () => fromMsgpack(value),
        error,
      ]),
      ...[...strangers, tagged, null, undefined].map((value): [() => unknown, string] => [
        () => fromMsgpack(value),
        error,
      ]),
    ]);
  });
});
