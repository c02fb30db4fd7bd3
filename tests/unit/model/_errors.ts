/** Thrown errors as texts, so that tables of calls read like the spec. */

import { assertEquals } from "@std/assert";
import { OpenpitError } from "../../../src/param/internal.ts";

/** What a call throws: name, code if it has one, and message. */
export function errorOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return textOf(error);
  }
  return "nothing";
}

/** Checks a table of calls and errors, and reports every row that differs at once. */
export function assertErrors(
  rows: readonly (readonly [call: () => unknown, error: string])[],
): void {
  assertEquals(rows.map(([call]) => errorOf(call)), rows.map(([, error]) => error));
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return `thrown ${String(error)}`;
  const code = "code" in error ? ` ${String(error.code)}` : "";
  const brand = error instanceof OpenpitError ? "" : "unbranded ";
  return `${brand}${error.name}${code}: ${error.message}`;
}
