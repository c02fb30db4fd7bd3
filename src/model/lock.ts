import { compare, type Decimal } from "../internal/decimal/mod.ts";
import {
  makePrice,
  markLibraryClass,
  MAX_U16,
  readInteger,
  readPrice,
  typeError,
} from "../param/internal.ts";
import type { DecimalInput, Price } from "../param/mod.ts";
import { instance, isAbsent, iterable } from "./_fields.ts";
import { listsOf, type LockSection } from "./_lock_wire.ts";
import { decodeLockCbor, encodeLockCbor } from "./lock_cbor.ts";
import { decodeLockJson, encodeLockJson } from "./lock_json.ts";
import { decodeLockMsgpack, encodeLockMsgpack } from "./lock_msgpack.ts";

/** One price under its policy group id, 0 to 65535. */
export type LockEntry = readonly [policyGroupId: number, price: Price | DecimalInput];

/** Prices under their policy group ids. */
export type LockEntries = Iterable<LockEntry>;

const PAIRS = "entries must be an iterable of [policyGroupId, Price] pairs";

/** Whether a value is a lock. */
export let isLock: (value: unknown) => value is Lock;

/**
 * The receipt of a reservation: prices under the ids of the policy groups that reserved at them.
 *
 * The default group (0) comes first, the others in the order in which they first got a price; inside a group prices
 * keep the order of insertion. Store the lock with the order and hand it back in every report, until the final one.
 *
 * @example
 * ```ts
 * import { Lock } from "@openpit-ts/openpit/pretrade";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const lock = new Lock([[7, "200"], [0, "185"], [7, "201.50"]]);
 * assertEquals(lock.toJson(), '[["185"],[7,"200","201.50"]]');
 * assert(Lock.fromCbor(lock.toCbor()).equals(lock));
 * ```
 */
export class Lock {
  // Keeps the class apart from others at compile time; not there at run time.
  declare private readonly brand: "Lock";
  // The default group is there from the start, so that it comes first; any other one has a price.
  readonly #groups: Map<number, Decimal[]> = new Map([[0, []]]);

  static {
    markLibraryClass(this, "Lock");
    isLock = (value): value is Lock =>
      typeof value === "object" && value !== null && #groups in value;
  }

  /** Makes a lock of the given entries, or a copy. @throws {TypeError} No iterable of pairs. @throws {RangeError} Group id. @throws {ParamError} InvalidFormat. */
  constructor(seed?: Lock | LockEntries | null) {
    if (isAbsent(seed)) return;
    if (isLock(seed)) this.merge(seed);
    else this.extend(seed);
  }

  /** Reads JSON text. @throws {TypeError} If it is no text. @throws {ParamError} InvalidFormat. */
  static fromJson(text: string): Lock {
    if (typeof text !== "string") throw typeError("lock json must be a string");
    return Lock.#of(decodeLockJson(text));
  }

  /** Reads MessagePack; bytes behind the lock are ignored. @throws {TypeError} If it is no Uint8Array. @throws {ParamError} InvalidFormat. */
  static fromMsgpack(bytes: Uint8Array): Lock {
    return Lock.#of(decodeLockMsgpack(readBytes(bytes, "lock msgpack")));
  }

  /** Reads CBOR; bytes behind the lock are ignored. @throws {TypeError} If it is no Uint8Array. @throws {ParamError} InvalidFormat. */
  static fromCbor(bytes: Uint8Array): Lock {
    return Lock.#of(decodeLockCbor(readBytes(bytes, "lock cbor")));
  }

  /** How many prices there are, in all groups. */
  get length(): number {
    let length = 0;
    for (const prices of this.#groups.values()) length += prices.length;
    return length;
  }

  /** Whether there is no price. */
  get isEmpty(): boolean {
    return this.length === 0;
  }

  /** How many prices there are, in all groups. */
  size(): number {
    return this.length;
  }

  /** Adds a price to a group. @throws {TypeError} Wrong type. @throws {RangeError} Group id. @throws {ParamError} InvalidFormat. */
  push(policyGroupId: number, price: Price | DecimalInput): void {
    this.#append(readGroup(policyGroupId), [readPrice(price)]);
  }

  /** Adds prices to a group: all of them, or none if one is refused. @throws {TypeError} Wrong type. @throws {RangeError} Group id. @throws {ParamError} InvalidFormat. */
  pushMany(policyGroupId: number, prices: Iterable<Price | DecimalInput>): void {
    const group = readGroup(policyGroupId);
    const items = iterable(prices, "prices must be an iterable of Price or DecimalInput");
    this.#append(group, Array.from(items, readPrice));
  }

  /** Adds entries one by one: those before a refused one stay. @throws {TypeError} No iterable of pairs. @throws {RangeError} Group id. @throws {ParamError} InvalidFormat. */
  extend(entries: LockEntries): void {
    for (const entry of iterable(entries, PAIRS)) {
      if (!Array.isArray(entry) || entry.length !== 2) throw typeError(PAIRS);
      this.push(entry[0], entry[1]);
    }
  }

  /** Adds all entries of another lock. @throws {TypeError} If it is no lock. */
  merge(other: Lock): void {
    const groups = instance(other, isLock, "other", "Lock").#groups;
    // Copied first, because a lock may be merged with itself.
    for (const [group, prices] of groups) this.#append(group, [...prices]);
  }

  /** The prices of one group. @throws {TypeError} If the id is no number. @throws {RangeError} Group id. */
  pricesOf(policyGroupId: number): Price[] {
    return (this.#groups.get(readGroup(policyGroupId)) ?? []).map(makePrice);
  }

  /** The prices of all groups, in order. */
  prices(): Price[] {
    return [...this.#groups.values()].flat().map(makePrice);
  }

  /** All prices with their group ids, in order. */
  entries(): [number, Price][] {
    const entries: [number, Price][] = [];
    for (const [group, prices] of this.#groups) {
      for (const price of prices) entries.push([group, makePrice(price)]);
    }
    return entries;
  }

  /** Whether both have the same groups in the same order with numerically equal prices. @throws {TypeError} If it is no lock. */
  equals(other: Lock): boolean {
    const left = this.#sections();
    const right = instance(other, isLock, "other", "Lock").#sections();
    return left.length === right.length &&
      left.every((section, index) => isSameSection(section, right[index]));
  }

  /** JSON text: an empty list, or the default group's prices and then `[id, price, …]` of each other group. */
  toJson(): string {
    return encodeLockJson(listsOf(this.#sections()));
  }

  /** The lists of {@linkcode Lock.toJson} as MessagePack. */
  toMsgpack(): Uint8Array<ArrayBuffer> {
    return encodeLockMsgpack(listsOf(this.#sections()));
  }

  /** The lists of {@linkcode Lock.toJson} as CBOR. */
  toCbor(): Uint8Array<ArrayBuffer> {
    return encodeLockCbor(listsOf(this.#sections()));
  }

  /** A new lock of the same entries. */
  clone(): Lock {
    return new Lock(this);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  static #of(sections: readonly LockSection[]): Lock {
    const lock = new Lock();
    for (const { group, prices } of sections) lock.#append(group, prices);
    return lock;
  }

  #sections(): LockSection[] {
    return Array.from(this.#groups, ([group, prices]) => ({ group, prices }));
  }

  #append(group: number, added: readonly Decimal[]): void {
    if (added.length === 0) return;
    const prices = this.#groups.get(group);
    if (prices === undefined) this.#groups.set(group, [...added]);
    else for (const price of added) prices.push(price);
  }
}

function readGroup(value: unknown): number {
  return readInteger(value, "policyGroupId", MAX_U16);
}

function readBytes(value: unknown, label: string): Uint8Array {
  // The tag, unlike instanceof, holds for arrays of another realm.
  if (
    ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === "[object Uint8Array]"
  ) {
    return value as Uint8Array;
  }
  throw typeError(`${label} must be a Uint8Array`);
}

function isSameSection(left: LockSection, right: LockSection | undefined): boolean {
  return right !== undefined && left.group === right.group &&
    left.prices.length === right.prices.length &&
    left.prices.every((price, index) => {
      const other = right.prices[index];
      return other !== undefined && compare(price, other) === 0;
    });
}
