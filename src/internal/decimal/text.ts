import { type Decimal, hasMinus, magnitude } from "./decimal.ts";

/** The exact text: minus sign if set, at least one integer digit, exactly `scale` fraction digits. */
export function toText(value: Decimal): string {
  const scale = value.scale;
  if (value.wide === undefined) {
    const small = value.small;
    if (scale === 0) return small === 0 && Object.is(small, -0) ? "-0" : `${small}`;
    if (small > 0) return withPoint(`${small}`, scale);
    return hasMinus(value) ? `-${withPoint(`${-small}`, scale)}` : withPoint("0", scale);
  }
  const digits = magnitude(value).toString();
  const text = scale === 0 ? digits : withPoint(digits, scale);
  return hasMinus(value) ? `-${text}` : text;
}

function withPoint(digits: string, scale: number): string {
  const point = digits.length - scale;
  if (point > 0) return `${digits.slice(0, point)}.${digits.slice(point)}`;
  return `0.${digits.padStart(scale, "0")}`;
}
