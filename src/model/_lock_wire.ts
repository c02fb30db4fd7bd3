import { type Decimal, parseRounded, toText } from "../internal/decimal/mod.ts";
import { ErrorCode, ParamError } from "../param/mod.ts";
import { MAX_U16 } from "../param/internal.ts";

/** The prices of one policy group. */
export interface LockSection {
  readonly group: number;
  readonly prices: readonly Decimal[];
}

/** What is written in every format: nothing, or the default group's prices and then `[group, price, …]` lists. */
export type LockLists = readonly (readonly (number | string)[])[];

/** A price or a group id as read: a text, an integer, or (as a number) a double. */
export type WireScalar = string | bigint | number;

/** What reading needs of a format. Lists stand in lists of two levels only, so nothing is read ahead or recursively. */
export interface WireReader {
  readonly format: WireFormat;
  /** Enters a list, which must come next. */
  openList(): void;
  /** Whether the innermost list goes on; leaves the list if it doesn't. */
  hasNext(): boolean;
  /** Takes a text or a number, which must come next. */
  scalar(): WireScalar;
}

/** The three formats, as errors name them. */
export type WireFormat = "json" | "msgpack" | "cbor";

/** The failure of a format to decode. */
export function decodeError(format: WireFormat, why: string): ParamError {
  return new ParamError(`lock ${format} decode failed: ${why}`, { code: ErrorCode.InvalidFormat });
}

/** The tree to write. The first section must be the default group's. */
export function listsOf(sections: readonly LockSection[]): LockLists {
  if (sections.every(({ prices }) => prices.length === 0)) return [];
  return sections.map(({ group, prices }) => {
    const texts = prices.map(toText);
    return group === 0 ? texts : [group, ...texts];
  });
}

/** Reads a whole lock. Sections may be empty, and a group may have several. */
export function readSections(reader: WireReader): LockSection[] {
  const sections: LockSection[] = [];
  reader.openList();
  while (reader.hasNext()) {
    reader.openList();
    const group = sections.length === 0 ? 0 : readGroup(reader);
    const prices: Decimal[] = [];
    while (reader.hasNext()) prices.push(readWirePrice(reader));
    sections.push({ group, prices });
  }
  return sections;
}

function readGroup(reader: WireReader): number {
  if (!reader.hasNext()) {
    throw decodeError(reader.format, "a tagged section must start with a group id");
  }
  const group = reader.scalar();
  if (typeof group !== "bigint" || group < 0n || group > MAX_U16) {
    throw decodeError(reader.format, `group id must be an integer in range 0..=${MAX_U16}`);
  }
  if (group === 0n) {
    throw decodeError(
      reader.format,
      "default group must be encoded as the first sublist, not as a tagged section",
    );
  }
  return Number(group);
}

function readWirePrice(reader: WireReader): Decimal {
  const scalar = reader.scalar();
  const text = typeof scalar === "number" ? plainText(scalar) : `${scalar}`;
  const price = parseRounded(text);
  if (price === undefined) throw decodeError(reader.format, `'${text}' is not a price`);
  return price;
}

/** The shortest text of a double without a negative exponent, whose digits would count instead of being rounded away. */
function plainText(value: number): string {
  const text = `${Math.abs(value)}`;
  const [digits = "", exponent] = text.split("e-");
  const plain = exponent === undefined
    ? text
    : `0.${"0".repeat(Number(exponent) - 1)}${digits.replace(".", "")}`;
  return value < 0 ? `-${plain}` : plain;
}
