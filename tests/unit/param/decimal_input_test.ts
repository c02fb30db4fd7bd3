import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { OpenpitError } from "../../../mod.ts";
import { Price } from "../../../src/param/mod.ts";
import { anotherThan, DECIMALS, MAX, SIGNED, UNSIGNED } from "./_decimals.ts";
import {
  assertOutcomes,
  assertRefusesRange,
  assertRefusesTypes,
  fieldsOf,
  OBJECTS_AND_NOTHING,
  thrownBy,
} from "./_expect.ts";

const BEYOND = 2n ** 96n;

describe("decimal constructors", () => {
  it("read a string exactly", () => {
    for (const type of DECIMALS) {
      assertOutcomes([
        ["1.50", "1.50"],
        ["1_000", "1000"],
        [".5", "0.5"],
        ["-0.00", "0.00"],
        [MAX, MAX],
        ["", `InvalidFormat/${type.name}`],
        ["1e3", `InvalidFormat/${type.name}`],
        [" 1", `InvalidFormat/${type.name}`],
      ], (text) => new type(text));
    }
  });

  it("take a bigint exactly", () => {
    for (const type of DECIMALS) {
      assertOutcomes([
        [0n, "0"],
        [1n, "1"],
        [2n ** 64n, "18446744073709551616"],
        [BEYOND - 1n, MAX],
        [BEYOND, `InvalidFormat/${type.name}`],
      ], (value) => new type(value));
    }
    for (const type of SIGNED) {
      assertOutcomes([[-1n, "-1"], [1n - BEYOND, `-${MAX}`]], (value) => new type(value));
    }
    for (const type of UNSIGNED) {
      assertOutcomes([[-1n, `Negative/${type.name}`]], (value) => new type(value));
    }
  });

  it("name the digits of a bigint that does not fit", () => {
    assertEquals(fieldsOf(thrownBy(() => new Price(BEYOND))), {
      name: "ParamError",
      message: `invalid format for Price: '${BEYOND}'`,
      code: "InvalidFormat",
      param: "Price",
      input: String(BEYOND),
    });
  });

  it("take a number that is a safe integer", () => {
    for (const type of DECIMALS) {
      assertOutcomes([
        [0, "0"],
        [-0, "0"],
        [1, "1"],
        [1e3, "1000"],
        [2 ** 53 - 1, "9007199254740991"],
      ], (value) => new type(value));
    }
    for (const type of SIGNED) {
      assertOutcomes([[-1, "-1"], [1 - 2 ** 53, "-9007199254740991"]], (x) => new type(x));
    }
    for (const type of UNSIGNED) {
      assertOutcomes([[-1, `Negative/${type.name}`]], (value) => new type(value));
    }
  });

  it("refuse a number that may have lost digits", () => {
    const values = [0.5, -0.1, 1e-7, 2 ** 53, -(2 ** 53), 1e21, 1e300, NaN, Infinity, -Infinity];
    const message = "decimal number input must be a finite safe integer; " +
      "use a decimal string or the explicit fromFloat factory";
    for (const type of DECIMALS) assertRefusesRange((value) => new type(value), values, message);
  });

  it("refuse every other type", () => {
    const message = "decimal input must be a string, number, or bigint";
    for (const type of DECIMALS) {
      const values = [...OBJECTS_AND_NOTHING, type.zero(), anotherThan(type).zero()];
      assertRefusesTypes((value) => new type(value), values, message);
      assertEquals(thrownBy(() => new (type as unknown as { new (): unknown })()).message, message);
    }
  });

  it("cannot be called without new", () => {
    for (const type of DECIMALS) {
      const call = type as unknown as (text: string) => unknown;
      assert(thrownBy(() => call("1")) instanceof TypeError);
    }
  });
});

describe("fromInt()", () => {
  it("takes a bigint exactly", () => {
    for (const type of DECIMALS) {
      assertOutcomes([
        [0n, "0"],
        [42n, "42"],
        [2n ** 63n, "9223372036854775808"],
        [BEYOND - 1n, MAX],
        [BEYOND, `InvalidFormat/${type.name}`],
        [10n ** 100n, `InvalidFormat/${type.name}`],
      ], (value) => type.fromInt(value));
    }
    for (const type of SIGNED) assertOutcomes([[-42n, "-42"]], (value) => type.fromInt(value));
    for (const type of UNSIGNED) {
      assertOutcomes([[-1n, `Negative/${type.name}`]], (value) => type.fromInt(value));
    }
  });

  it("refuses everything but a bigint", () => {
    for (const type of DECIMALS) {
      const values = [...OBJECTS_AND_NOTHING, 1, 0, NaN, "1", type.zero()];
      assertRefusesTypes((value) => type.fromInt(value), values);
    }
  });

  it("does not depend on its receiver", () => {
    for (const { fromInt } of DECIMALS) {
      assertEquals([1n, 2n].map(fromInt).map(String), ["1", "2"]);
    }
  });
});

describe("zero()", () => {
  it("is a plain zero", () => {
    for (const type of DECIMALS) {
      const { zero } = type;
      assertEquals(zero().toString(), "0");
      assert(zero().isZero());
      assert(zero() instanceof type);
    }
  });
});

describe("decimal values", () => {
  it("are told apart by class", () => {
    for (const type of DECIMALS) {
      for (const maker of [new type("1"), type.fromString("1"), type.fromFloat(1)]) {
        assertEquals(DECIMALS.filter((other) => maker instanceof other), [type]);
      }
      assertEquals(type.zero().constructor.name, type.name);
    }
    assertEquals(
      DECIMALS.map((type) => type.name),
      ["Price", "Pnl", "CashFlow", "Fee", "PositionSize", "Quantity", "Volume", "Notional"],
    );
  });

  it("print the same text everywhere", () => {
    for (const type of DECIMALS) {
      for (const text of ["0", "0.00", "1.50", "100", "0.0001", MAX]) {
        const value = type.fromString(text);
        const texts = [value.toString(), value.toJSON(), `${value}`, String(value)];
        assertEquals(texts, [text, text, text, text]);
        assertEquals(JSON.stringify({ value }), `{"value":"${text}"}`);
      }
    }
  });

  it("cannot be compared or added as if they were numbers", () => {
    for (const type of DECIMALS) {
      const [low, high] = [type.fromString("9"), type.fromString("10")];
      const misuses = [
        () => low < high,
        () => low >= high,
        () => +low,
        () => (low as unknown as number) * 2,
        () => (low as unknown as string) + "",
        () => (low as unknown as string) == "9",
        () => low.valueOf(),
      ];
      for (const misuse of misuses) {
        const error = thrownBy(misuse);
        assert(error instanceof TypeError && error instanceof OpenpitError);
        assert(!("code" in error) && error.message.includes(type.name));
      }
    }
  });

  it("clone to an equal value of the same class", () => {
    for (const type of DECIMALS) {
      const clone = type.fromString("1.50").clone();
      assertEquals(clone.toString(), "1.50");
      assert(clone instanceof type);
      assertEquals(type.fromFloat(-0).clone().toString(), "-0");
    }
  });

  it("stay usable after free() and Symbol.dispose, however often", () => {
    for (const type of DECIMALS) {
      const value = type.fromString("1.50");
      assertEquals(
        [value.free(), value[Symbol.dispose](), value.free(), value[Symbol.dispose]()],
        [undefined, undefined, undefined, undefined],
      );
      assertEquals(value.add(value).toString(), "3.00");
    }
  });

  it("offer neg() only if signed", () => {
    assertEquals(DECIMALS.filter((type) => "neg" in type.prototype), [...SIGNED]);
  });

  it("refuse methods on a receiver that is no value", () => {
    for (const type of DECIMALS) {
      const { add, isZero, toString } = type.fromString("1");
      for (const receiver of [{}, type.prototype, null, undefined] as never[]) {
        for (const call of [() => toString.call(receiver), () => isZero.call(receiver)]) {
          assert(thrownBy(call) instanceof TypeError);
        }
        assert(thrownBy(() => add.call(receiver, type.zero())) instanceof TypeError);
      }
    }
  });
});
