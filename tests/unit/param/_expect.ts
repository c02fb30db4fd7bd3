/** Assertions shared by the tests of the value types. */

import { assertEquals } from "@std/assert";
import { OpenpitError } from "../../../mod.ts";
import { OpenpitValueError } from "../../../src/param/mod.ts";

/** The error that a call throws. */
export function thrownBy(call: () => unknown): Error {
  let value: unknown;
  try {
    value = call();
  } catch (error) {
    if (error instanceof Error) return error;
    throw new Error(`Thrown value is no Error: ${String(error)}`);
  }
  throw new Error(`Call returned ${show(value)} instead of throwing`);
}

/**
 * A call in one word: the text of its result, or what it threw, as `Overflow/Price` (code and
 * parameter), `InvalidFloat` (a code alone) or `RangeError` (an error without a code).
 */
export function outcome(call: () => unknown): string {
  let value: unknown;
  try {
    value = call();
  } catch (error) {
    return failure(error);
  }
  return String(value);
}

function failure(error: unknown): string {
  if (!(error instanceof OpenpitError)) return `unbranded ${String(error)}`;
  if (!(error instanceof OpenpitValueError)) return (error as Error).name;
  return "param" in error ? `${error.code}/${error.param}` : String(error.code);
}

/** Checks a table of inputs and outcomes, and reports every row that differs at once. */
export function assertOutcomes<T>(
  rows: readonly (readonly [input: T, expected: string])[],
  run: (input: T) => unknown,
): void {
  const differing = rows
    .map(([input, expected]) => ({ input, expected, found: outcome(() => run(input)) }))
    .filter(({ expected, found }) => found !== expected)
    .map(({ input, ...rest }) => ({ input: show(input), ...rest }));
  assertEquals(differing, []);
}

/** Checks a table of calls and outcomes. */
export function assertCalls(
  rows: readonly (readonly [call: () => unknown, expected: string])[],
): void {
  assertOutcomes(rows, (call) => call());
}

/** What an error carries, for comparison as a whole; absent properties stay absent. */
export function fieldsOf(error: Error): Record<string, unknown> {
  const fields: Record<string, unknown> = { name: error.name, message: error.message };
  for (const key of ["code", "param", "input", "cause"] as const) {
    if (key in error) fields[key] = (error as unknown as Record<string, unknown>)[key];
  }
  return fields;
}

/** Values that are no string, number or bigint, and that would all coerce to one. */
export const OBJECTS_AND_NOTHING: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  {},
  Object.create(null),
  [],
  ["1"],
  [1],
  Symbol("1"),
  () => "1",
  Object("1"),
  Object(1),
  Object(1n),
  new Date(0),
  { toString: () => "1", valueOf: () => 1 },
  { [Symbol.toPrimitive]: () => 1n },
];

/** Checks that each value makes the call throw a branded, uncoded TypeError. */
export function assertRefusesTypes(
  call: (value: never) => unknown,
  values: readonly unknown[],
  message?: string,
): void {
  assertRefuses(TypeError, call, values, message);
}

/** Checks that each value makes the call throw a branded, uncoded RangeError. */
export function assertRefusesRange(
  call: (value: never) => unknown,
  values: readonly unknown[],
  message?: string,
): void {
  assertRefuses(RangeError, call, values, message);
}

function assertRefuses(
  type: typeof TypeError | typeof RangeError,
  call: (value: never) => unknown,
  values: readonly unknown[],
  message?: string,
): void {
  const found = values.map((value) => {
    try {
      return `${show(value)}: returned ${show(call(value as never))}`;
    } catch (error) {
      const text = message === undefined ? "" : ` ${(error as Error).message}`;
      return `${show(value)}: ${errorKind(error, type)}${text}`;
    }
  });
  const wanted = message === undefined ? type.name : `${type.name} ${message}`;
  assertEquals(found, values.map((value) => `${show(value)}: ${wanted}`));
}

function errorKind(error: unknown, type: typeof TypeError | typeof RangeError): string {
  if (!(error instanceof type)) return `not a ${type.name}: ${String(error)}`;
  if (!(error instanceof OpenpitError)) return `unbranded ${error.name}`;
  if ("code" in error) return `${error.name} with a code`;
  return error.name;
}

/** A short name of any value, safe for symbols, null-prototype objects and negative zero. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return value.toString();
  if (Object.is(value, -0)) return "-0";
  if (Array.isArray(value)) return `[${value.map(show).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    return value.constructor?.name ?? "a null-prototype object";
  }
  return String(value);
}
