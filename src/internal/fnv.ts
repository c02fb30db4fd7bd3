import { utf8Bytes } from "./utf8.ts";

const TWO_32 = 4294967296;
// The 64-bit prime is 2^40 + 435: a multiplication by 435 and a shift, on 32-bit halves.
const PRIME_64_LOW = 435;
const PRIME_32 = 16777619;

const scratch = new DataView(new ArrayBuffer(8));

/** FNV-1a, 64 bit, over the UTF-8 bytes of a text. O(length). */
export function fnv1a64(text: string): bigint {
  const bytes = utf8Bytes(text);
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  const length = bytes === undefined ? text.length : bytes.length;
  for (let index = 0; index < length; index++) {
    const byte = bytes === undefined ? text.charCodeAt(index) : bytes[index] as number;
    const mixed = (low ^ byte) >>> 0;
    const product = mixed * PRIME_64_LOW;
    high = (high * PRIME_64_LOW + Math.floor(product / TWO_32) + ((mixed << 8) >>> 0)) >>> 0;
    low = product >>> 0;
  }
  return joined(high, low);
}

/** FNV-1a, 32 bit, over the UTF-8 bytes of a text. O(length). */
export function fnv1a32(text: string): number {
  const bytes = utf8Bytes(text);
  let hash = 2166136261;
  const length = bytes === undefined ? text.length : bytes.length;
  for (let index = 0; index < length; index++) {
    const byte = bytes === undefined ? text.charCodeAt(index) : bytes[index] as number;
    hash = Math.imul(hash ^ byte, PRIME_32);
  }
  return hash >>> 0;
}

// A read through memory makes the bigint in one step; shifting and adding two would make four.
function joined(high: number, low: number): bigint {
  scratch.setUint32(0, high);
  scratch.setUint32(4, low);
  return scratch.getBigUint64(0);
}
