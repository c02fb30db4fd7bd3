/** Which texts of the spot-funds vectors count as equal. */

const SLOT_DUMP = /(rollback overflow: asset .*), slot .*$/;
const NEGATIVE_ZERO = /(?<![\w.])-(0(\.0*)?)(?![\d.])/g;

/**
 * Numbers are compared as texts, scale included, but the sign of a zero doesn't count, inside
 * `details` neither; and a `details` about a failed rollback ends in the other side's dump.
 */
export function sameText(text: string): string {
  return text.replace(SLOT_DUMP, "$1").replace(NEGATIVE_ZERO, "$1");
}
