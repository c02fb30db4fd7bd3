import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  brokerUpdate,
  optionalBarriers,
  readBarrier,
  readBarriers,
} from "../../../../src/pretrade/policies/barriers.ts";
import { assertErrors } from "../../model/_errors.ts";

/** Takes numbers for barriers. */
const look = (value: unknown) => typeof value === "number" ? value * 10 : undefined;

describe("readBarrier()", () => {
  it("gives what is inside, and names what it wants otherwise", () => {
    assertEquals(readBarrier(4, "brokerBarrier", "Barrier", look), 40);
    assertErrors([
      [
        () => readBarrier("4", "brokerBarrier", "RateLimitBrokerBarrier", look),
        "TypeError: brokerBarrier must be a RateLimitBrokerBarrier",
      ],
      [
        () => readBarrier(null, "brokerBarrier", "OrderSizeBrokerBarrier", look),
        "TypeError: brokerBarrier must be an OrderSizeBrokerBarrier",
      ],
    ]);
  });
});

describe("readBarriers()", () => {
  it("reads any iterable object", () => {
    assertEquals(readBarriers([1, 2], "list", look), [10, 20]);
    assertEquals(readBarriers(new Set([3]), "list", look), [30]);
    assertEquals(readBarriers([], "list", look), []);
  });
  it("refuses other values and other entries, by the name of the list", () => {
    for (const value of [undefined, null, 1, "12", {}, { [Symbol.iterator]: 1 }]) {
      assertErrors([[() => readBarriers(value, "list", look), "TypeError: list must be iterable"]]);
    }
    assertErrors([
      [() => readBarriers([1, "2"], "list", look), "TypeError: list contains an invalid entry"],
      [() => readBarriers([undefined], "list", look), "TypeError: list contains an invalid entry"],
    ]);
  });
});

describe("optionalBarriers()", () => {
  it("tells an axis that is left out from an empty one", () => {
    assertEquals(optionalBarriers(undefined, "list", look), undefined);
    assertEquals(optionalBarriers(null, "list", look), undefined);
    assertEquals(optionalBarriers([], "list", look), []);
    assertEquals(optionalBarriers(new Set([1]), "list", look), [10]);
  });
  it("refuses other values and other entries", () => {
    for (const value of [false, 0, "", {}]) {
      assertErrors([
        [() => optionalBarriers(value, "list", look), "TypeError: list must be iterable"],
      ]);
    }
    assertErrors([
      [() => optionalBarriers([null], "list", look), "TypeError: list contains an invalid entry"],
    ]);
  });
});

describe("brokerUpdate()", () => {
  const update = (options: Record<string, unknown>) => brokerUpdate(options, "Barrier", look);

  it("tells a barrier that stays, one that goes and a new one apart", () => {
    const rows: readonly (readonly [Record<string, unknown>, number | null | undefined])[] = [
      [{}, undefined],
      [{ broker: null, clearBroker: null }, undefined],
      [{ broker: undefined, clearBroker: false }, undefined],
      [{ clearBroker: true }, null],
      [{ broker: null, clearBroker: true }, null],
      [{ broker: 4 }, 40],
      [{ broker: 4, clearBroker: false }, 40],
      [{ broker: 4, clearBroker: undefined }, 40],
    ];
    assertEquals(rows.map(([options]) => update(options)), rows.map(([, result]) => result));
  });
  it("refuses to set and to clear at once, also a wrong barrier", () => {
    const error = "ParamError Other: broker and clearBroker cannot be used together";
    assertErrors([
      [() => update({ broker: 4, clearBroker: true }), error],
      [() => update({ broker: "4", clearBroker: true }), error],
    ]);
  });
  it("refuses values of other types", () => {
    for (const clearBroker of [0, 1, "true", {}]) {
      assertErrors([[() => update({ clearBroker }), "TypeError: clearBroker must be a boolean"]]);
    }
    for (const broker of ["4", [], false, 0n]) {
      assertErrors([[() => update({ broker }), "TypeError: broker must be a Barrier"]]);
    }
  });
});
