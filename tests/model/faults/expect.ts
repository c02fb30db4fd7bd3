/** What every failure has in common. */
import { assert, assertEquals } from "@std/assert";
import { AccountRetirementError, OpenpitError, PolicyCallbackError } from "../../../mod.ts";
import { caught, look, type Scene, tryOut } from "./scene.ts";
import type { Cause } from "./thrown.ts";

/** The call fails as it must, has run what it must, and leaves nothing behind. */
export function expectFailure(
  scene: Scene,
  call: () => unknown,
  expected: { readonly log: readonly string[]; readonly cause: Cause },
): PolicyCallbackError | AccountRetirementError {
  const before = look(scene);
  const thrown = caught(call);
  assert(thrown !== undefined, "nothing was thrown");
  const error = thrown.value;
  assert(
    error instanceof PolicyCallbackError || error instanceof AccountRetirementError,
    `threw ${String(error)}`,
  );
  expectCause(error.cause, expected.cause);
  if (error instanceof PolicyCallbackError) assertEquals(error.message, messageFor(error.cause));
  assertEquals(scene.log, expected.log);
  assertEquals(look(scene), before);
  return error;
}

/** The engine is as good as new. */
export function expectUsable(scene: Scene): void {
  assertEquals(tryOut(scene), { ok: true, left: [] });
}

export function expectCause(found: unknown, cause: Cause): void {
  if (cause.is !== undefined) {
    assert(Object.is(found, cause.is.value), `the cause is ${String(found)}`);
    return;
  }
  assert(found instanceof Error, `the cause is no error: ${String(found)}`);
  // A host's own TypeError has no brand.
  assert(found instanceof OpenpitError || found instanceof TypeError, `the cause is ${found}`);
  assertEquals(found.name, cause.name ?? found.name, found.message);
  assertEquals(found.message, cause.message ?? found.message);
}

function messageFor(cause: unknown): string {
  const message: unknown = typeof cause === "object" && cause !== null
    ? Reflect.get(cause, "message")
    : undefined;
  const base = "javascript policy callback failed";
  return typeof message === "string" ? `${base}: ${message}` : base;
}
