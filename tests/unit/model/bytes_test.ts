import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ByteReader, pushAscii, pushUint } from "../../../src/model/_bytes.ts";
import { assertErrors } from "./_errors.ts";
import { bytesOf } from "./_locks.ts";

function reader(digits: string): ByteReader {
  return new ByteReader(bytesOf(digits), "cbor");
}

describe("ByteReader", () => {
  it("reads one number behind the other, big-endian", () => {
    const bytes = reader("01 0203 04050607 08090a0b0c0d0e0f 10");
    assertEquals([bytes.uint(1), bytes.uint(2), bytes.uint(4)], [1n, 0x203n, 0x4050607n]);
    assertEquals(bytes.uint(8), 0x8090a0b0c0d0e0fn);
    assertEquals([bytes.peek(), bytes.peek(), bytes.byte()], [16, 16, 16]);
  });

  it("reads signed numbers", () => {
    const bytes = reader("ff 7f 8000 ffffffff 8000000000000000");
    assertEquals([bytes.int(1), bytes.int(1), bytes.int(2)], [-1n, 127n, -32768n]);
    assertEquals([bytes.int(4), bytes.int(8)], [-1n, -9223372036854775808n]);
  });

  it("reads fractions of 16, 32 and 64 bits", () => {
    const wide = reader("3fc00000 c0490fdb 3ff8000000000000 7ff0000000000000");
    assertEquals([wide.float(4), wide.float(4)], [1.5, -3.1415927410125732]);
    assertEquals([wide.float(8), wide.float(8)], [1.5, Infinity]);
    // Largest, smallest normal, largest and smallest subnormal, zeros, infinities, not a number.
    const halves: [string, number][] = [
      ["3c00", 1],
      ["c400", -4],
      ["7bff", 65504],
      ["0400", 2 ** -14],
      ["03ff", 1023 / 2 ** 24],
      ["0001", 2 ** -24],
      ["0000", 0],
      ["8000", -0],
      ["7c00", Infinity],
      ["fc00", -Infinity],
      ["7e00", NaN],
    ];
    assertEquals(
      halves.map(([digits]) => reader(digits).float(2)),
      halves.map(([, value]) => value),
    );
  });

  it("reads ASCII texts", () => {
    const bytes = reader("31 2e 35 30 37");
    assertEquals([bytes.text(4n), bytes.text(0n), bytes.text(1n)], ["1.50", "", "7"]);
  });

  it("throws at the end of the bytes", () => {
    const error = "ParamError InvalidFormat: lock cbor decode failed: unexpected end";
    assertErrors([
      [() => reader("").peek(), error],
      [() => reader("").byte(), error],
      [() => reader("01").uint(2), error],
      [() => reader("010203").float(4), error],
      [() => reader("31").text(2n), error],
      [() => reader("31").text(2n ** 63n), error],
    ]);
  });
});

describe("pushUint() and pushAscii()", () => {
  it("write behind what is there", () => {
    const bytes = [9];
    pushUint(bytes, 255, 1);
    pushUint(bytes, 0x102, 2);
    pushUint(bytes, 0xfffefdfc, 4);
    pushAscii(bytes, "-1.5");
    const written = [255, 1, 2, 0xff, 0xfe, 0xfd, 0xfc, 0x2d, 0x31, 0x2e, 0x35];
    assertEquals(bytes, [9, ...written]);
  });
});
