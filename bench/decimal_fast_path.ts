import { do_not_optimize } from "mitata";
import {
  add,
  compare,
  Decimal,
  magnitude,
  multiply,
  parse,
  toText,
} from "../src/internal/decimal/mod.ts";
import { type Bench, inTurn, type Timed } from "./_measure.ts";

/** What a decimal would be without the fast path: nothing but a bigint and a scale. */
interface Plain {
  readonly mantissa: bigint;
  readonly scale: number;
}

// Prices and sizes as they come, of different scales.
const TEXTS = ["185.25", "42350.75", "0.0815", "101.5", "1.08435", "1999.99", "63.125", "5021.84"];
const TENS = Array.from({ length: 29 }, (_, exponent) => 10n ** BigInt(exponent));

/**
 * What the fast path for small mantissas gains: our decimals beside the least that a bigint decimal must do (no limits, no
 * rounding) and beside our own general path, on the same values.
 */
export function fastPathBenches(): Bench[] {
  requireSameResults();
  return [
    bench("parse(openpit)", [inTurn(TEXTS)], (text: string) => do_not_optimize(parse(text))),
    bench("parse(plain bigint)", [inTurn(TEXTS)], (text: string) => {
      do_not_optimize(parsePlain(text));
    }),
    ...addBenches(),
    ...multiplyBenches(),
    ...compareBenches(),
    ...printBenches(),
  ];
}

function addBenches(): Bench[] {
  const body = (left: Decimal, right: Decimal): void => do_not_optimize(add(left, right));
  const general = (left: Decimal, right: Decimal): void => do_not_optimize(add(left, right));
  return [
    bench("add(openpit)", pairs(small), body),
    bench("add(general path)", pairs(wide), general),
    bench("add(plain bigint)", pairs(parsePlain), (left: Plain, right: Plain) => {
      do_not_optimize(addPlain(left, right));
    }),
  ];
}

function multiplyBenches(): Bench[] {
  const body = (left: Decimal, right: Decimal): void => do_not_optimize(multiply(left, right));
  const general = (left: Decimal, right: Decimal): void => do_not_optimize(multiply(left, right));
  return [
    bench("multiply(openpit)", pairs(small), body),
    bench("multiply(general path)", pairs(wide), general),
    bench("multiply(plain bigint)", pairs(parsePlain), (left: Plain, right: Plain) => {
      do_not_optimize(multiplyPlain(left, right));
    }),
  ];
}

function compareBenches(): Bench[] {
  const body = (left: Decimal, right: Decimal): void => do_not_optimize(compare(left, right));
  const general = (left: Decimal, right: Decimal): void => do_not_optimize(compare(left, right));
  return [
    bench("compare(openpit)", pairs(small), body),
    bench("compare(general path)", pairs(wide), general),
    bench("compare(plain bigint)", pairs(parsePlain), (left: Plain, right: Plain) => {
      do_not_optimize(comparePlain(left, right));
    }),
  ];
}

function printBenches(): Bench[] {
  return [
    bench("toString(openpit)", [inTurn(TEXTS.map(small))], (value: Decimal) => {
      do_not_optimize(toText(value));
    }),
    bench("toString(general path)", [inTurn(TEXTS.map(wide))], (value: Decimal) => {
      do_not_optimize(toText(value));
    }),
    bench("toString(plain bigint)", [inTurn(TEXTS.map(parsePlain))], (value: Plain) => {
      do_not_optimize(printPlain(value));
    }),
  ];
}

function bench(name: string, args: Timed["args"], body: Timed["body"]): Bench {
  return { name: `fast_path/${name}`, setUp: () => ({ args, body }) };
}

/** All pairs of the values, one maker for each side. */
function pairs<T>(read: (text: string) => T): Timed["args"] {
  const values = TEXTS.map(read);
  return [
    inTurn(values.flatMap((left) => values.map(() => left))),
    inTurn(values.flatMap(() => values)),
  ];
}

function small(text: string): Decimal {
  return parse(text) as Decimal;
}

/** The same number in the form that only mantissas beyond 53 bits have, which no operation can take a short cut with. */
function wide(text: string): Decimal {
  const value = small(text);
  return new Decimal(0, magnitude(value), value.scale);
}

function parsePlain(text: string): Plain {
  const point = text.indexOf(".");
  if (point < 0) return { mantissa: BigInt(text), scale: 0 };
  return {
    mantissa: BigInt(text.slice(0, point) + text.slice(point + 1)),
    scale: text.length - point - 1,
  };
}

function addPlain(left: Plain, right: Plain): Plain {
  const scale = Math.max(left.scale, right.scale);
  return { mantissa: lifted(left, scale) + lifted(right, scale), scale };
}

function multiplyPlain(left: Plain, right: Plain): Plain {
  return { mantissa: left.mantissa * right.mantissa, scale: left.scale + right.scale };
}

function comparePlain(left: Plain, right: Plain): number {
  const scale = Math.max(left.scale, right.scale);
  const a = lifted(left, scale);
  const b = lifted(right, scale);
  return a < b ? -1 : a > b ? 1 : 0;
}

function printPlain({ mantissa, scale }: Plain): string {
  if (scale === 0) return mantissa.toString();
  const digits = mantissa.toString().padStart(scale + 1, "0");
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function lifted(value: Plain, scale: number): bigint {
  return scale === value.scale
    ? value.mantissa
    : value.mantissa * (TENS[scale - value.scale] as bigint);
}

function requireSameResults(): void {
  for (const left of TEXTS) {
    for (const right of TEXTS) {
      const plain = [parsePlain(left), parsePlain(right)] as const;
      const results = [small, wide].map((read) =>
        [
          toText(add(read(left), read(right)) as Decimal),
          toText(multiply(read(left), read(right)) as Decimal),
          compare(read(left), read(right)),
        ].join(" ")
      );
      results.push([
        printPlain(addPlain(...plain)),
        printPlain(multiplyPlain(...plain)),
        comparePlain(...plain),
      ].join(" "));
      if (new Set(results).size > 1) {
        throw new Error(`Cannot compare the paths on ${left} and ${right}: ${results.join("; ")}`);
      }
    }
  }
}
