import type { Rounding } from "../internal/decimal/mod.ts";
import { rangeError, typeError } from "./errors.ts";

/** Names of the rounding strategies, as the `…Rounded` factories take them. */
export const RoundingStrategies = {
  /** Ties to even. */
  MidpointNearestEven: "midpointNearestEven",
  /** Ties away from zero. */
  MidpointAwayFromZero: "midpointAwayFromZero",
  /** Toward +∞. */
  Up: "up",
  /** Toward −∞. */
  Down: "down",
  /** Same as `MidpointNearestEven`. */
  Default: "default",
  /** Same as `MidpointNearestEven`. */
  Banker: "banker",
  /** Same as `Down`. */
  ConservativeProfit: "conservativeProfit",
  /** Same as `Down`, for losses too. */
  ConservativeLoss: "conservativeLoss",
} as const;
/** One of the values of {@linkcode RoundingStrategies}. */
export type RoundingStrategy = typeof RoundingStrategies[keyof typeof RoundingStrategies];

const BY_NAME: ReadonlyMap<string, Rounding> = new Map([
  ["midpointnearesteven", "midpointNearestEven"],
  ["midpointawayfromzero", "midpointAwayFromZero"],
  ["up", "up"],
  ["down", "down"],
  ["default", "midpointNearestEven"],
  ["banker", "midpointNearestEven"],
  ["conservativeprofit", "down"],
  ["conservativeloss", "down"],
]);

/** Reads a strategy name, any case of its ASCII letters. */
export function readRounding(strategy: unknown): Rounding {
  if (typeof strategy !== "string") throw typeError("rounding strategy must be a string");
  const rounding = BY_NAME.get(asciiLowerCase(strategy));
  if (rounding === undefined) throw rangeError("unknown rounding strategy");
  return rounding;
}

function asciiLowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
