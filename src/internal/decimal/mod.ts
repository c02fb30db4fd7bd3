/**
 * The decimal arithmetic of the package: sign, 96-bit mantissa, scale 0 to 28. No domain words, no exceptions:
 * an operation that can't give a value returns undefined, and the caller knows which error that is.
 */
export { add, negate, subtract } from "./add.ts";
export { compare, isGreater } from "./compare.ts";
export {
  absolute,
  Decimal,
  decimalOf,
  flipSign,
  hasMinus,
  isNegative,
  isZero,
  magnitude,
  MAX_MANTISSA,
  MAX_SCALE,
  ZERO,
} from "./decimal.ts";
export { divide } from "./divide.ts";
export { fit } from "./fit.ts";
export { fromFloat } from "./from_float.ts";
export { multiply } from "./multiply.ts";
export { parse } from "./parse.ts";
export { parseRounded } from "./parse_rounded.ts";
export { remainder } from "./remainder.ts";
export { quantize, type Rounding } from "./round.ts";
export { toText } from "./text.ts";
