/** Thrown errors in the form of the engine vectors. */
import type { Loose } from "../shared/api.ts";
import { Input, VectorError } from "../shared/input.ts";

const COMPARED: ReadonlyMap<string, (error: Loose) => unknown> = new Map<
  string,
  (error: Loose) => unknown
>([
  ["class", (error) => error.name],
  ["cause", (error) => error.cause?.message],
  ["kind", (error) => error.kind],
  ["message", (error) => error.message],
  ["policyName", (error) => error.policyName],
  ["policyGroupId", (error) => error.policyGroupId],
  ["code", (error) => error.code],
  ["validationMessage", (error) => error.validationMessage],
]);

/** The text of another library, kept in the vectors for people to read. */
const NOT_COMPARED = "oracleMessage";

/** An expectation without what isn't compared. */
export function comparedThrows(expected: unknown): Record<string, unknown> | undefined {
  if (expected === undefined) return undefined;
  const fields: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(expected as object)) {
    if (key === NOT_COMPARED) continue;
    if (!COMPARED.has(key)) throw new VectorError(`unknown key ${key} in throws`);
    fields[key] = value;
  }
  return fields;
}

/** What was thrown, by the fields that are recorded for its class. */
export function thrown(error: Loose, expected: Record<string, unknown> | undefined): unknown {
  const fields = expected ?? { class: "", message: "", cause: "" };
  return Object.fromEntries(
    Object.keys(fields).map((key) => [key, COMPARED.get(key)?.(error)]),
  );
}

/** The `throws` of an expectation, if it has one. */
export function expectedThrows(expected: unknown): unknown {
  const input = new Input(expected, "expect");
  return input.maybe("throws", (value) => value);
}
