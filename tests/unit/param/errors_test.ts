import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { LifecycleError, OpenpitError } from "../../../mod.ts";
import {
  AccountGroupId,
  AccountId,
  AccountIdError,
  AssetError,
  ErrorCode,
  Fee,
  Instrument,
  Leverage,
  Notional,
  OpenpitValueError,
  ParamError,
  ParamKind,
  Price,
  Quantity,
  Volume,
} from "../../../src/param/mod.ts";
import { DECIMALS, MAX } from "./_decimals.ts";
import { fieldsOf, thrownBy } from "./_expect.ts";

const VALUE_ERRORS = [ParamError, AssetError, AccountIdError] as const;

describe("ErrorCode", () => {
  it("has a key per code, equal to its value", () => {
    const names = [
      ...["Unspecified", "Negative", "DivisionByZero", "Overflow", "Underflow", "InvalidFloat"],
      ...["InvalidFormat", "InvalidPrice", "InvalidLeverage", "AssetEmpty", "AccountIdEmpty"],
      "Other",
    ];
    assertEquals({ ...ErrorCode }, Object.fromEntries(names.map((name) => [name, name])) as never);
  });
});

describe("ParamKind", () => {
  it("has a key per kind of value, equal to its value", () => {
    const names = [...DECIMALS.map((type) => type.name), "Leverage"];
    assertEquals({ ...ParamKind }, Object.fromEntries(names.map((name) => [name, name])) as never);
  });
});

describe("value errors", () => {
  it("are thrown with exactly the fields of their code", () => {
    const cases: readonly (readonly [call: () => unknown, fields: Record<string, string>])[] = [
      [() => new Quantity(-1), {
        name: "ParamError",
        code: "Negative",
        param: "Quantity",
        message: "value must be non-negative for Quantity",
      }],
      [() => new Fee(1).div(0), {
        name: "ParamError",
        code: "DivisionByZero",
        param: "Fee",
        message: "division by zero in Fee",
      }],
      [() => new Price(MAX).add(new Price(1)), {
        name: "ParamError",
        code: "Overflow",
        param: "Price",
        message: "arithmetic overflow in Price",
      }],
      [() => new Volume(1).sub(new Volume(2)), {
        name: "ParamError",
        code: "Underflow",
        param: "Volume",
        message: "arithmetic underflow in Volume",
      }],
      [() => Price.fromFloat(Infinity), {
        name: "ParamError",
        code: "InvalidFloat",
        message: "invalid float value",
      }],
      [() => new Notional("1,5"), {
        name: "ParamError",
        code: "InvalidFormat",
        param: "Notional",
        input: "1,5",
        message: "invalid format for Notional: '1,5'",
      }],
      [() => Leverage.fromInt(0), {
        name: "ParamError",
        code: "InvalidLeverage",
        message: "invalid leverage value",
      }],
      [() => Leverage.fromInt(6554), {
        name: "ParamError",
        code: "Overflow",
        param: "Leverage",
        message: "arithmetic overflow in Leverage",
      }],
      [() => new Instrument(" ", "USD"), {
        name: "AssetError",
        code: "AssetEmpty",
        message: "asset must not be empty",
      }],
      [() => AccountId.fromString(""), {
        name: "AccountIdError",
        code: "AccountIdEmpty",
        message: "account id string must not be empty",
      }],
      [() => AccountGroupId.fromString(""), {
        name: "ParamError",
        code: "Other",
        message: "account group id string must not be empty",
      }],
      [() => AccountGroupId.fromInt(0), {
        name: "ParamError",
        code: "Other",
        message: "account group id must not equal the reserved default group",
      }],
    ];
    assertEquals(
      cases.map(([call]) => fieldsOf(thrownBy(call))),
      cases.map(([, fields]) => fields),
    );
  });

  it("name the class of the left value in every decimal class", () => {
    for (const type of DECIMALS) {
      const one = type.fromString("1");
      assertEquals(
        [
          () => type.fromString("x"),
          () => type.fromString(MAX).add(one),
          () => one.div(0),
          () => one.mod(0),
          () => type.fromString(MAX).mul(2),
        ].map((call) => (thrownBy(call) as ParamError).param),
        Array(5).fill(type.name),
      );
    }
  });

  it("are RangeErrors, value errors and OpenpitErrors of one class only", () => {
    const thrown = [
      thrownBy(() => new Price("")),
      thrownBy(() => new Instrument("", "")),
      thrownBy(() => AccountId.fromString("")),
    ];
    for (const [i, error] of thrown.entries()) {
      for (const type of [Error, RangeError, OpenpitError, OpenpitValueError]) {
        assert(error instanceof type);
      }
      assertEquals(VALUE_ERRORS.map((type) => error instanceof type), [i === 0, i === 1, i === 2]);
      assert(!(error instanceof TypeError) && !(error instanceof LifecycleError));
      assertEquals(error.name, error.constructor.name);
    }
  });

  it("can be made with any of their properties, and keep only those", () => {
    for (const type of VALUE_ERRORS) {
      const name = type.name;
      assertEquals(fieldsOf(new type("why")), { name, message: "why" });
      assertEquals(fieldsOf(new type("why", {})), { name, message: "why" });
      const options = { code: "Other", param: "Price", input: "x", cause: 7 } as const;
      assertEquals(fieldsOf(new type("why", options)), { name, message: "why", ...options });
      const error = new type("why", { code: "Overflow" });
      assertEquals(["code", "param", "input", "cause"].filter((key) => Object.hasOwn(error, key)), [
        "code",
      ]);
      assert(error instanceof OpenpitError && error instanceof RangeError);
      assertEquals(String(error), `${name}: why`);
      assertEquals(typeof error.stack, "string");
    }
  });

  it("print like any other error", () => {
    assertEquals(
      String(thrownBy(() => new Price("x"))),
      "ParamError: invalid format for Price: 'x'",
    );
  });
});

describe("OpenpitError", () => {
  it("holds for every error of the package, plain TypeErrors and RangeErrors included", () => {
    const wrongType = thrownBy(() => new Price(null as never));
    const wrongRange = thrownBy(() => new Price(0.5));
    for (const error of [wrongType, wrongRange]) {
      assert(error instanceof OpenpitError);
      assert(!(error instanceof OpenpitValueError) && !(error instanceof LifecycleError));
      assert(!("code" in error) && !("param" in error) && !("input" in error));
    }
    assertEquals([wrongType.name, wrongType.constructor], ["TypeError", TypeError]);
    assertEquals([wrongRange.name, wrongRange.constructor], ["RangeError", RangeError]);
  });

  it("does not hold for errors of others, nor for other values", () => {
    const strangers: unknown[] = [
      new Error("x"),
      new TypeError("x"),
      new RangeError("x"),
      ...[null, undefined, 0, "", "OpenpitError", Symbol("x"), {}, [], () => 0],
      new Price(1),
      { name: "OpenpitError", message: "x" },
    ];
    assertEquals(strangers.filter((value) => value instanceof OpenpitError), []);
  });

  it("leaves its subclasses to the prototype chain", () => {
    class OwnError extends OpenpitError {}
    const wrongType = thrownBy(() => new Price(null as never));
    assert(!(wrongType instanceof OwnError) && !(wrongType instanceof LifecycleError));
    const own = new OwnError("why");
    assert(own instanceof OwnError && own instanceof OpenpitError && own instanceof Error);
    const lifecycle = new LifecycleError("over");
    assert(lifecycle instanceof LifecycleError && lifecycle instanceof OpenpitError);
    assert(!(lifecycle instanceof OwnError) && !(lifecycle instanceof OpenpitValueError));
    assertEquals(lifecycle.name, "LifecycleError");
  });

  it("can be made with a code and a cause, and keeps only those given", () => {
    assertEquals(fieldsOf(new OpenpitError("why")), { name: "OpenpitError", message: "why" });
    assertEquals(fieldsOf(new OpenpitError("why", { code: "Mine", cause: null })), {
      name: "OpenpitError",
      message: "why",
      code: "Mine",
      cause: null,
    });
  });
});
