/** Tells what the engine threw from what went wrong in a vector or in this runner. */
import type { Api, Loose } from "./api.ts";
import { Difference } from "./compare.ts";
import { VectorError } from "./input.ts";
import { StepFailure } from "./steps.ts";

export type Attempt =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: Loose };

/** Makes a call; an error that the package did not brand as its own is never an answer. */
export function attempt(
  api: Api,
  call: () => unknown,
  brand: Loose = api.need("root", "OpenpitError"),
): Attempt {
  try {
    return { ok: true, value: call() };
  } catch (error) {
    if (isOwnFailure(error)) throw error;
    if (error instanceof brand) return { ok: false, error };
    throw new Error(`threw an error that is no ${brand.name}: ${describe(error)}`, {
      cause: error,
    });
  }
}

/** Makes a call that has to succeed. */
export function succeed(api: Api, call: () => unknown): unknown {
  const made = attempt(api, call);
  if (!made.ok) throw new Error(`threw ${describe(made.error)}`, { cause: made.error });
  return made.value;
}

export function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function isOwnFailure(error: unknown): boolean {
  return error instanceof VectorError || error instanceof Difference ||
    error instanceof StepFailure;
}
