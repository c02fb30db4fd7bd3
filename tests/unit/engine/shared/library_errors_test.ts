import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as errors from "../../../../src/engine/mod.ts";
import { decodeThrown, encodeThrown, type Json } from "../../../../src/engine/internal.ts";
import { AccountGroupId, AccountId, Instrument } from "../../../../src/param/mod.ts";
import { InstrumentId, typeError } from "../../../../src/param/internal.ts";
import { PostTradeResult } from "../../../../src/pretrade/mod.ts";
import type { ThreadIdentity } from "../../../../src/runtime/thread.ts";

function crossed(thrown: unknown): unknown {
  return decodeThrown(JSON.parse(JSON.stringify(encodeThrown(thrown))) as Json);
}

const T = "js:1" as ThreadIdentity;
const accountId = AccountId.fromInt(5n);
const group = AccountGroupId.fromInt(2);
const threads = { owner: T, caller: T };

const ERRORS: readonly Error[] = [
  new errors.OpenpitError("m", { code: "C", cause: 1 }),
  new errors.ParamError("m", { code: "Negative", param: "Price", input: "-1" }),
  new errors.AssetError("m", { code: "AssetEmpty" }),
  new errors.AccountIdError("m"),
  new errors.LifecycleError("m"),
  new errors.ReentrancyError("m", threads),
  new errors.ThreadAffinityError("m", threads),
  new errors.AccountChainError("m", { ...threads, holder: T, accountId }),
  new errors.EngineBuildError("m", "DuplicatePolicyName", { policyName: "p" }),
  new errors.PolicyConfigureError("m", "VALIDATION", { policyName: "p", validationMessage: "v" }),
  new errors.AccountGroupRegistrationError("m", "NotInGroup", {
    accountId,
    requestedGroupId: group,
  }),
  new errors.AccountBlockError("m", "AccountNotBlocked", { accountId }),
  new errors.AccountRetirementError("m", "Refused", {
    refusals: [{ policy: "p", refusal: "NonZeroState" }],
  }),
  new errors.MarketDataError("m"),
  new errors.UnknownInstrument("m"),
  new errors.QuoteUnavailable("m"),
  new errors.AlreadyRegistered("m", new Instrument("A", "B")),
  new errors.RegistrationError("m", "DuplicateId", { instrumentId: new InstrumentId(1n) }),
  new errors.UnknownInstrumentId("m", new InstrumentId(1n)),
  new errors.ReferenceBookRegistrationError("m", "Unknown", { instrumentId: new InstrumentId(1n) }),
  new errors.UnknownReferenceBookInstrumentId("m", new InstrumentId(1n)),
];

/** Own fields as texts, so that value objects compare. */
function fieldsOf(error: Error): unknown {
  return Object.fromEntries(
    Object.entries(error).map(([key, value]) => [
      key,
      JSON.stringify(value, (_k, v) => typeof v === "bigint" ? `${v}` : v) + `${value}`,
    ]),
  );
}

describe("errors of the package", () => {
  for (const error of ERRORS) {
    it(`${error.name} arrives as itself`, () => {
      const arrived = crossed(error) as Error;
      assertEquals(Object.getPrototypeOf(arrived), Object.getPrototypeOf(error));
      assert(arrived instanceof errors.OpenpitError && arrived instanceof Error);
      assertEquals([arrived.name, arrived.message], [error.name, "m"]);
      assertEquals(fieldsOf(arrived), fieldsOf(error));
      assertEquals(Object.hasOwn(arrived, "cause"), Object.hasOwn(error, "cause"));
    });
  }
  it("value errors are RangeErrors, as they are locally", () => {
    assert(crossed(new errors.ParamError("m")) instanceof RangeError);
  });
  it("a branded TypeError keeps its class and its brand", () => {
    const arrived = crossed(typeError("m"));
    assert(arrived instanceof TypeError && arrived instanceof errors.OpenpitError);
  });
  it("PolicyCallbackError brings the cause and the finished result", () => {
    const cause = new RangeError("boom", { cause: { deep: 1n } });
    const arrived = crossed(
      new errors.PolicyCallbackError(cause, new PostTradeResult()),
    ) as errors.PolicyCallbackError;
    assert(arrived instanceof errors.PolicyCallbackError && arrived.cause instanceof RangeError);
    assertEquals(arrived.cause.message, "boom");
    assertEquals(arrived.cause.cause, { deep: 1n });
    assert(arrived.result instanceof PostTradeResult);
  });
  it("a class derived from one of them arrives as the class both threads know", () => {
    class Special extends errors.LifecycleError {}
    const arrived = crossed(new Special("m"));
    assertEquals(Object.getPrototypeOf(arrived), errors.LifecycleError.prototype);
  });
});

describe("errors of others", () => {
  it("keep their standard class, message and cause, and get no brand", () => {
    for (
      const Plain of [
        Error,
        EvalError,
        RangeError,
        ReferenceError,
        SyntaxError,
        TypeError,
        URIError,
      ]
    ) {
      const arrived = crossed(new Plain("m", { cause: [1] })) as Error;
      assertEquals(Object.getPrototypeOf(arrived), Plain.prototype);
      assertEquals([arrived.message, arrived.cause], ["m", [1]]);
      assert(!(arrived instanceof errors.OpenpitError));
    }
  });
  it("of a class of their own arrive as the standard class it comes from, with the stack of the throwing thread", () => {
    class Own extends TypeError {}
    const error = new Own("m");
    const arrived = crossed(error) as Error;
    assertEquals(Object.getPrototypeOf(arrived), TypeError.prototype);
    assertEquals(arrived.stack, error.stack);
  });
});
