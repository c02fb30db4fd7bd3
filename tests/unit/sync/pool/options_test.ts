import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { EngineBuildError } from "../../../../mod.ts";
import { readCloseTime, readPoolOptions } from "../../../../src/sync/pool/options.ts";

const MINIMUM = { size: 2, engine: "https://desk.example/risk.ts" };

describe("readPoolOptions()", () => {
  it("takes a size and an address, and splits nothing unasked", () => {
    assertEquals(readPoolOptions(MINIMUM), {
      size: 2,
      module: "https://desk.example/risk.ts",
      isSplit: false,
      maxInFlight: undefined,
    });
  });
  it("takes a URL, and all options", () => {
    const settings = readPoolOptions({
      size: 1024,
      engine: new URL("https://desk.example/a b.ts"),
      splitGlobalLimits: true,
      restart: "never",
      maxInFlight: 7,
    });
    assertEquals(settings, {
      size: 1024,
      module: "https://desk.example/a%20b.ts",
      isSplit: true,
      maxInFlight: 7,
    });
  });
  const refused: readonly (readonly [object, typeof TypeError | typeof RangeError, string])[] = [
    [{ size: "2" }, TypeError, "size must be a number"],
    [{ size: undefined }, TypeError, "size must be a number"],
    [{ size: 0 }, RangeError, "size must be an integer in range 1..=1024"],
    [{ size: 1025 }, RangeError, "size must be an integer in range 1..=1024"],
    [{ size: 1.5 }, RangeError, "size must be an integer in range 1..=1024"],
    [{ engine: "./risk.ts" }, TypeError, "engine must be a URL or the text of an absolute one"],
    [{ engine: undefined }, TypeError, "engine must be a URL or the text of an absolute one"],
    [{ engine: {} }, TypeError, "engine must be a URL or the text of an absolute one"],
    [{ splitGlobalLimits: 1 }, TypeError, "splitGlobalLimits must be a boolean"],
    [{ restart: "always" }, TypeError, 'restart must be "never" or "restore"'],
    [{ maxInFlight: "9" }, TypeError, "maxInFlight must be a number"],
    [{ maxInFlight: 0 }, RangeError, "maxInFlight must be a positive integer"],
    [{ maxInFlight: Infinity }, RangeError, "maxInFlight must be a positive integer"],
  ];
  for (const [change, ErrorClass, message] of refused) {
    const [[name, value] = []] = Object.entries(change);
    it(`refuses ${name} ${String(value)}`, () => {
      assertThrows(() => readPoolOptions({ ...MINIMUM, ...change }), ErrorClass, message);
    });
  }
  it("refuses what is no object", () => {
    for (const options of [undefined, null, 3, "x", [], new Map()]) {
      assertThrows(
        () => readPoolOptions(options),
        TypeError,
        "pool options must be a plain object",
      );
    }
  });
  it("refuses to restore shards as long as there are no snapshots", () => {
    const error = assertThrows(
      () => readPoolOptions({ ...MINIMUM, restart: "restore" }),
      EngineBuildError,
      "shards cannot be restored: engines have no snapshots in this version, and a fresh engine has lost what it held",
    );
    assertEquals(error.kind, "InvalidConfiguration");
  });
});

describe("readCloseTime()", () => {
  it("is without end if nothing is said", () => {
    assertEquals([undefined, {}, { timeoutMs: undefined }].map(readCloseTime), [
      ...[Infinity, Infinity, Infinity],
    ]);
    assertEquals([0, 1.5, Infinity].map((timeoutMs) => readCloseTime({ timeoutMs })), [
      ...[0, 1.5, Infinity],
    ]);
  });
  it("is a number that is not negative", () => {
    for (const timeoutMs of ["1", null, 1n]) {
      assertThrows(() => readCloseTime({ timeoutMs }), TypeError, "timeoutMs must be a number");
    }
    for (const timeoutMs of [-1, NaN]) {
      assertThrows(
        () => readCloseTime({ timeoutMs }),
        RangeError,
        "timeoutMs must not be negative",
      );
    }
    for (const options of [null, 3, "x", []]) {
      assertThrows(
        () => readCloseTime(options),
        TypeError,
        "close options must be a plain object",
      );
    }
  });
});
