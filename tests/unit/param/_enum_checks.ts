/** What the four enum classes have in common. */

import { assert, assertEquals } from "@std/assert";
import { Side } from "../../../src/param/mod.ts";
import { assertRefusesRange, assertRefusesTypes, OBJECTS_AND_NOTHING } from "./_expect.ts";

interface EnumValue {
  toString(): string;
  toJSON(): string;
}

export interface EnumClass {
  readonly prototype: EnumValue;
  fromString(text: string): EnumValue;
}

/** Checks that the class reads its texts in every ASCII case and prints them as given here. */
export function assertReadsTexts(type: EnumClass, texts: readonly string[]): void {
  const { fromString } = type;
  for (const text of texts) {
    const mixed = text.charAt(0).toLowerCase() + text.slice(1).toUpperCase();
    for (const spelling of [text, text.toLowerCase(), text.toUpperCase(), mixed]) {
      const value = fromString(spelling);
      assert(value instanceof (type as never));
      assertEquals([value.toString(), value.toJSON(), `${value}`], [text, text, text]);
      assertEquals(JSON.stringify([value]), `["${text}"]`);
    }
  }
}

/** Checks that the class refuses other texts and other types, naming itself by its label. */
export function assertRefusesOthers(
  type: EnumClass,
  label: string,
  texts: readonly string[],
): void {
  const [first = "", second = ""] = texts;
  const foreign = ["", " ", `${first} `, ` ${second}`, `${first}${second}`, first.slice(1)];
  const special = ["toString", "__proto__", "0", "1", "null", "undefined", `${first}\0`];
  const message = `${label} must be "${first}" or "${second}"`;
  assertRefusesRange((text) => type.fromString(text), [...foreign, ...special], message);
  const values = [...OBJECTS_AND_NOTHING, 0, 1, 1n, NaN, Side.buy(), type.fromString(first)];
  assertRefusesTypes((text) => type.fromString(text), values, `${label} must be a string`);
}

/** Checks that no letter outside ASCII is folded into one of the texts. */
export function assertFoldsNothingBeyondAscii(type: EnumClass, texts: readonly string[]): void {
  assertRefusesRange((text) => type.fromString(text), texts);
}
