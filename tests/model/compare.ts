/** The first place where two records differ. */
import { UNWORDED } from "./records.ts";

export interface Difference {
  readonly path: string;
  readonly model: unknown;
  readonly real: unknown;
}

/** An absent field is as good as one that is undefined; a text that the spec doesn't word matches any text. */
export function firstDifference(
  model: unknown,
  real: unknown,
  path: string = "",
): Difference | undefined {
  if (model === UNWORDED && typeof real === "string") return undefined;
  if (!isObject(model) || !isObject(real) || Array.isArray(model) !== Array.isArray(real)) {
    return Object.is(model, real) ? undefined : { path, model, real };
  }
  for (const key of new Set([...Object.keys(model), ...Object.keys(real)])) {
    const found = firstDifference(model[key], real[key], path === "" ? key : `${path}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
