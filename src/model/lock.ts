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
/** Makes a lock of numbers that are known to be prices, under ids that are known to be of groups. */
export let makeLock: (
  entries: readonly (readonly [policyGroupId: number, price: Decimal])[],
) => Lock;

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
  /** The prices of the default group, which most locks have alone. */
  readonly #own: Decimal[] = [];
  /** Those of other groups, each of which has a price. */
  #others: Map<number, Decimal[]> | undefined = undefined;

  static {
    markLibraryClass(this, "Lock");
    isLock = (value): value is Lock => typeof value === "object" && value !== null && #own in value;
    makeLock = (entries) => {
      const lock = new Lock();
      for (const [group, price] of entries) lock.#listOf(group).push(price);
      return lock;
    };
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
    let { length } = this.#own;
    if (this.#others !== undefined) {
      for (const prices of this.#others.values()) length += prices.length;
    }
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
    const lock = instance(other, isLock, "other", "Lock");
    // Copied first, because a lock may be merged with itself.
    this.#append(0, [...lock.#own]);
    if (lock.#others === undefined) return;
    for (const [group, prices] of lock.#others) this.#append(group, [...prices]);
  }

  /** The prices of one group. @throws {TypeError} If the id is no number. @throws {RangeError} Group id. */
  pricesOf(policyGroupId: number): Price[] {
    const group = readGroup(policyGroupId);
    return (group === 0 ? this.#own : this.#others?.get(group) ?? []).map(makePrice);
  }

  /** The prices of all groups, in order. */
  prices(): Price[] {
    return this.#sections().flatMap(({ prices }) => prices.map(makePrice));
  }

  /** All prices with their group ids, in order. */
  entries(): [number, Price][] {
    return this.#sections().flatMap(({ group, prices }) =>
      prices.map((price): [number, Price] => [group, makePrice(price)])
    );
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
    const sections: LockSection[] = [{ group: 0, prices: this.#own }];
    this.#others?.forEach((prices, group) => sections.push({ group, prices }));
    return sections;
  }

  #append(group: number, added: readonly Decimal[]): void {
    if (added.length === 0) return;
    const prices = this.#listOf(group);
    for (const price of added) prices.push(price);
  }

  /** The prices of a group, to which one is added now. */
  #listOf(group: number): Decimal[] {
    if (group === 0) return this.#own;
    this.#others ??= new Map();
    let prices = this.#others.get(group);
    if (prices === undefined) this.#others.set(group, prices = []);
    return prices;
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
