import { assert, assertEquals, assertFalse, assertStrictEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as root from "@openpit-ts/openpit";
import * as accounts from "@openpit-ts/openpit/accounts";
import * as core from "@openpit-ts/openpit/core";
import * as engines from "@openpit-ts/openpit/engine";
import * as marketdata from "@openpit-ts/openpit/marketdata";
import * as model from "@openpit-ts/openpit/model";
import * as param from "@openpit-ts/openpit/param";
import * as pretrade from "@openpit-ts/openpit/pretrade";
import { buildOrderValidation } from "@openpit-ts/openpit/pretrade/policies";
import { orderDraft } from "@openpit-ts/openpit/testing";

const { Engine, LifecycleError, OpenpitError } = root;
const doors: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ...{ root, accounts, core, engines, marketdata, model, param, pretrade },
};

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("errors of the package", () => {
  it("are OpenpitErrors, wherever their class is taken from", () => {
    const engine = Engine.builder().builtin(buildOrderValidation()).build();
    const thrown = {
      ParamError: thrownBy(() => new param.Price("1,5")),
      AssetError: thrownBy(() => new param.Instrument(" ", "USD")),
      AccountIdError: thrownBy(() => param.AccountId.fromString("")),
      LifecycleError: thrownBy(() => {
        engine.free();
        engine.startPreTrade(orderDraft());
      }),
      EngineBuildError: thrownBy(() => {
        const token = buildOrderValidation();
        Engine.builder().builtin(token).builtin(token).build();
      }),
      UnknownInstrumentId: new marketdata.UnknownInstrumentId("x", new core.InstrumentId(1n)),
    };
    for (const [name, error] of Object.entries(thrown)) {
      assert(error instanceof OpenpitError, name);
      assert(error instanceof Error, name);
      assertEquals(error.name, name);
    }
  });
  it("include the plain TypeError and RangeError objects that the package throws, and no others", () => {
    const typeError = thrownBy(() => Engine.builder().clock(0 as unknown as () => bigint));
    assert(typeError instanceof TypeError && typeError instanceof OpenpitError);
    const rangeError = thrownBy(() => new param.Price(0.5));
    assert(rangeError instanceof RangeError && rangeError instanceof OpenpitError);
    assertFalse(new TypeError("someone else's") instanceof OpenpitError);
    assertFalse(typeError instanceof LifecycleError);
  });
  it("of values are RangeErrors that carry what went wrong", () => {
    const error = assertThrows(() => new param.Price("1,5"), root.ParamError);
    assert(error instanceof RangeError && error instanceof root.OpenpitValueError);
    assertEquals([error.code, error.param, error.input], ["InvalidFormat", "Price", "1,5"]);
    assertFalse("cause" in error);
  });
  it("stop a second use of what is single-use", () => {
    const engine = Engine.builder().builtin(buildOrderValidation()).build();
    const result = engine.executePreTrade(orderDraft());
    assert(result.ok);
    const { reservation } = result;
    reservation.commit();
    const message = "reservation has already been finalized";
    for (const again of ["commit", "rollback", "lock"] as const) {
      assertThrows(() => reservation[again](), LifecycleError, message);
    }
  });
  it("and all else are one and the same in every module that exports their name", () => {
    const seen = new Map<string, unknown>();
    for (const [door, names] of Object.entries(doors)) {
      for (const [name, value] of Object.entries(names)) {
        if (seen.has(name)) assertStrictEquals(value, seen.get(name), `${name} in ${door}`);
        else seen.set(name, value);
      }
    }
    assert(seen.size > 50);
  });
});
