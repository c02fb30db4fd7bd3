import type { Decimal } from "../internal/decimal/mod.ts";
import { type ParamKind, typeError } from "./errors.ts";

/** Looks into an object of one decimal type; undefined for any other object. */
export type Look = (value: object) => Decimal | undefined;

/** Names of the eight decimal types. */
export type DecimalParam = Exclude<ParamKind, "Leverage">;

// Each decimal type puts its own look here when it loads. The types convert into each other in circles, and an
// object can only exist once its class has loaded, so this needs no import of the class that is looked into.
const looks: Partial<Record<DecimalParam, Look>> = {};

/** Called once by each decimal type. */
export function setLook(param: DecimalParam, look: Look): void {
  looks[param] = look;
}

/** The number inside a value of the given type, undefined for anything else. */
export function decimalInside(value: unknown, param: DecimalParam): Decimal | undefined {
  return typeof value === "object" && value !== null ? looks[param]?.(value) : undefined;
}

/** The number inside an argument that must be of the given type. @throws {TypeError} If it isn't. */
export function decimalArgument(value: unknown, param: DecimalParam, label: string): Decimal {
  const decimal = decimalInside(value, param);
  if (decimal === undefined) throw typeError(`${label} must be a ${param}`);
  return decimal;
}
