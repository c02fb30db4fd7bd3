import { rangeError, typeError } from "./errors.ts";

/**
 * Reads one of a closed set of words, any case of its letters. The exact spelling is the fast path.
 *
 * @param words The canonical words by their lower-case form.
 * @param label Names the value in a TypeError.
 * @param expected Says what is allowed in a RangeError, e.g. `side must be "BUY" or "SELL"`.
 */
export function readWord<W extends string>(
  value: unknown,
  words: ReadonlyMap<string, W>,
  label: string,
  expected: string,
): W {
  if (typeof value !== "string") throw typeError(`${label} must be a string`);
  // Words of other lengths or alphabets can't match, whatever toLowerCase makes of them.
  const word = words.get(value.toLowerCase());
  if (word === undefined || word.length !== value.length) throw rangeError(expected);
  return word;
}
