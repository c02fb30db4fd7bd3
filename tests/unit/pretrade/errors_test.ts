import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  LifecycleError,
  OpenpitError,
  PolicyCallbackError,
  ReentrancyError,
} from "../../../src/engine/mod.ts";
import { PolicyCallbackError as FromPretrade } from "../../../src/pretrade/mod.ts";

describe("PolicyCallbackError", () => {
  it("is the same class in the root and in ./pretrade", () => {
    assert(FromPretrade === PolicyCallbackError);
  });
  it("has the thrown value as its cause, untouched, even if it is undefined", () => {
    for (const cause of [new Error("e"), "text", 0, null, undefined, Symbol("s"), () => {}]) {
      const error = new PolicyCallbackError(cause);
      assert("cause" in error && error.cause === cause);
      assertEquals(error.name, "PolicyCallbackError");
      assert(error instanceof OpenpitError && !(error instanceof LifecycleError));
    }
  });
  it("tells the cause's message, if that is a text", () => {
    const text = "javascript policy callback failed";
    const rows: readonly [cause: unknown, message: string][] = [
      [new Error("no funds"), `${text}: no funds`],
      [new TypeError(""), `${text}: `],
      [{ message: "plain" }, `${text}: plain`],
      [Object.create({ message: "inherited" }), `${text}: inherited`],
      ["text", text],
      [42, text],
      [null, text],
      [undefined, text],
      [{}, text],
      [{ message: 5 }, text],
      [{ message: undefined }, text],
    ];
    assertEquals(
      rows.map(([cause]) => new PolicyCallbackError(cause).message),
      rows.map(([, message]) => message),
    );
  });
  it("survives a cause whose message can't be read", () => {
    const cause = {
      get message(): string {
        throw new Error("message");
      },
    };
    const error = new PolicyCallbackError(cause);
    assertEquals(error.message, "javascript policy callback failed");
    assert(error.cause === cause);
  });
  it("always has a result, undefined unless one is given", () => {
    assertEquals("result" in new PolicyCallbackError(1), true);
    assertEquals(new PolicyCallbackError(1).result, undefined);
    assertEquals(new PolicyCallbackError(1, "r").result, "r");
  });
});

describe("LifecycleError", () => {
  it("is the base of ReentrancyError; both have their own name", () => {
    const errors = [new LifecycleError("m"), new ReentrancyError("m")];
    assertEquals(errors.map(({ name, message }) => [name, message]), [
      ["LifecycleError", "m"],
      ["ReentrancyError", "m"],
    ]);
    assert(errors.every((error) => error instanceof LifecycleError));
    assert(errors.every((error) => error instanceof OpenpitError));
  });
});
