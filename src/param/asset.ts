import { AssetError, ErrorCode, typeError } from "./errors.ts";

// Exactly the Unicode White_Space characters, which is not what trim() removes (U+FEFF, U+0085).
const BLANK = /^[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*$/;

/** Whether a text has nothing but white space. */
export function isBlank(text: string): boolean {
  // The first character settles nearly every text without the expression.
  const first = text.charCodeAt(0);
  if (first > 0x20 && first < 0x7f) return false;
  return BLANK.test(text);
}

/** Reads an asset: any text that isn't blank, kept verbatim. */
export function readAsset(value: unknown, label: string): string {
  if (typeof value !== "string") throw typeError(`${label} must be a string`);
  if (isBlank(value)) {
    throw new AssetError("asset must not be empty", { code: ErrorCode.AssetEmpty });
  }
  return value;
}
