/** Encoded locks as hex texts, and what is read from them. */

import { assertEquals } from "@std/assert";
import { Lock, type LockEntry } from "../../../src/model/internal.ts";
import { errorOf } from "./_errors.ts";

/** Locks and their three encodings, as the reference engine writes them. */
export const WRITTEN: readonly {
  readonly entries: readonly LockEntry[];
  readonly json: string;
  readonly msgpack: string;
  readonly cbor: string;
}[] = [
  { entries: [], json: "[]", msgpack: "90", cbor: "80" },
  {
    entries: [[0, "185"], [7, "200"], [7, "201.50"]],
    json: '[["185"],[7,"200","201.50"]]',
    msgpack: "9291a33138359307a3323030a63230312e3530",
    cbor: "828163313835830763323030663230312e3530",
  },
  {
    entries: [[3, "1.0"], [0, "2"], [0, "5.00"], [3, "4"]],
    json: '[["2","5.00"],[3,"1.0","4"]]',
    msgpack: "9292a132a4352e30309303a3312e30a134",
    cbor: "8282613264352e3030830363312e306134",
  },
  {
    entries: [[65535, "-1.10"]],
    json: '[[],[65535,"-1.10"]]',
    msgpack: "929092cdffffa52d312e3130",
    cbor: "82808219ffff652d312e3130",
  },
  {
    entries: [[9, "1"], [0, "2"], [3, "4"], [9, "5"]],
    json: '[["2"],[9,"1","5"],[3,"4"]]',
    msgpack: "9391a1329309a131a1359203a134",
    cbor: "8381613283096131613582036134",
  },
];

/** The smallest and largest of each form of a group id, and one length of a list beyond the shortest form. */
export function widthsLock(): Lock {
  const lock = new Lock();
  for (const group of [23, 24, 127, 128, 255, 256]) lock.push(group, 1);
  lock.pushMany(0, Array.from({ length: 24 }, () => 2));
  return lock;
}

/** Bytes of hex digits; spaces are for the reader. */
export function bytesOf(digits: string): Uint8Array {
  const pairs = digits.replaceAll(" ", "").match(/../g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Checks a table of encoded locks and the JSON text of what is read. */
export function assertReads<T>(
  rows: readonly (readonly [encoded: T, json: string])[],
  read: (encoded: T) => Lock,
): void {
  const found = rows.map(([encoded]) => [encoded, jsonOf(() => read(encoded))]);
  assertEquals(found, rows.map(([encoded, json]) => [encoded, json]));
}

/** Checks that each encoded lock fails as the contract says, with a reason. */
export function assertRefuses<T>(
  rows: readonly (readonly [encoded: T, reason: string])[],
  format: string,
  read: (encoded: T) => Lock,
): void {
  const head = `ParamError InvalidFormat: lock ${format} decode failed: `;
  const found = rows.map(([encoded]) => [encoded, errorOf(() => read(encoded))]);
  assertEquals(found, rows.map(([encoded, reason]) => [encoded, head + reason]));
}

function jsonOf(read: () => Lock): string {
  try {
    return read().toJson();
  } catch (error) {
    return String(error);
  }
}
