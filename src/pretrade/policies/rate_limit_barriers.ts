import { toMilliseconds, toNanoseconds } from "../../internal/milliseconds.ts";
import {
  isPlainRecord,
  markLibraryClass,
  markRemakeable,
  rangeError,
  readAccountId,
  readAsset,
  readInteger,
  typeError,
} from "../../param/internal.ts";
import type { AccountIdInput } from "../../param/mod.ts";

/** Plain form of a {@linkcode RateLimit}. */
export interface RateLimitInit {
  /** Orders per window; 0 refuses every one. */
  readonly maxOrders: number;
  /** Length of the window in milliseconds, fractions down to a nanosecond. */
  readonly windowMs: number;
}

/** A limit as the policy compares it. */
export interface RateCap {
  readonly maxOrders: number;
  readonly windowNs: bigint;
}

/** What an asset barrier says. */
export interface AssetRate {
  readonly cap: RateCap;
  readonly asset: string;
}

/** What an account barrier says. */
export interface AccountRate {
  readonly cap: RateCap;
  readonly account: bigint;
}

/** What an account+asset barrier says. */
export interface AccountAssetRate extends AssetRate, AccountRate {}

/** Look into a barrier; undefined if the value is of another class. */
export let rateBrokerBarrierIn: (value: unknown) => RateCap | undefined;
export let rateAssetBarrierIn: (value: unknown) => AssetRate | undefined;
export let rateAccountBarrierIn: (value: unknown) => AccountRate | undefined;
export let rateAccountAssetBarrierIn: (value: unknown) => AccountAssetRate | undefined;
let capIn: (value: object) => RateCap | undefined;

/** At most so many orders per window. Immutable. */
export class RateLimit {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "RateLimit";
  readonly #cap: RateCap;

  static {
    markLibraryClass(this, "RateLimit");
    markRemakeable(this, ({ maxOrders, windowMs }) => [maxOrders, windowMs]);
    capIn = (value) => #cap in value ? value.#cap : undefined;
  }

  /**
   * Takes the number of orders and the window. A window of 0 can be made; it is refused where it is used.
   *
   * @throws {TypeError} If one is no number.
   * @throws {RangeError} If one is negative, not finite, or `maxOrders` no safe integer.
   */
  constructor(maxOrders: number, windowMs: number) {
    this.#cap = readCap(maxOrders, windowMs);
  }

  /** Orders per window. */
  get maxOrders(): number {
    return this.#cap.maxOrders;
  }

  /** Length of the window in milliseconds. */
  get windowMs(): number {
    return toMilliseconds(this.#cap.windowNs);
  }

  /** A new object of the same limit. */
  clone(): RateLimit {
    return new RateLimit(this.maxOrders, this.windowMs);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** A limit on all orders together, in fixed windows. */
export class RateLimitBrokerBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "RateLimitBrokerBarrier";
  readonly #cap: RateCap;

  static {
    markLibraryClass(this, "RateLimitBrokerBarrier");
    markRemakeable(this, (barrier) => [limitOf(barrier.#cap)]);
    rateBrokerBarrierIn = (value) => isObject(value) && #cap in value ? value.#cap : undefined;
  }

  /** Takes a limit or its plain form. @throws {TypeError} Wrong type. @throws {RangeError} Out of range. */
  constructor(limit: RateLimit | RateLimitInit) {
    this.#cap = readLimit(limit);
  }

  /** A new object of the same limit. */
  clone(): RateLimitBrokerBarrier {
    return new RateLimitBrokerBarrier(limitOf(this.#cap));
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** A limit on all orders that settle in an asset, in fixed windows. */
export class RateLimitAssetBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "RateLimitAssetBarrier";
  readonly #entry: AssetRate;

  static {
    markLibraryClass(this, "RateLimitAssetBarrier");
    markRemakeable(this, (barrier) => [limitOf(barrier.#entry.cap), barrier.#entry.asset]);
    rateAssetBarrierIn = (value) => isObject(value) && #entry in value ? value.#entry : undefined;
  }

  /** Takes a limit or its plain form, and the settlement asset. @throws {TypeError} Wrong type. @throws {RangeError} Out of range. @throws {AssetError} Blank asset. */
  constructor(limit: RateLimit | RateLimitInit, settlementAsset: string) {
    this.#entry = { cap: readLimit(limit), asset: readAsset(settlementAsset, "settlementAsset") };
  }

  /** A new object of the same limit. */
  clone(): RateLimitAssetBarrier {
    return new RateLimitAssetBarrier(limitOf(this.#entry.cap), this.#entry.asset);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** A limit on the orders of one account, in a sliding window. */
export class RateLimitAccountBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "RateLimitAccountBarrier";
  readonly #entry: AccountRate;

  static {
    markLibraryClass(this, "RateLimitAccountBarrier");
    markRemakeable(this, (barrier) => [limitOf(barrier.#entry.cap), barrier.#entry.account]);
    rateAccountBarrierIn = (value) => isObject(value) && #entry in value ? value.#entry : undefined;
  }

  /** Takes a limit or its plain form, and the account. @throws {TypeError} Wrong type. @throws {RangeError} Out of range. @throws {AccountIdError} No account. */
  constructor(limit: RateLimit | RateLimitInit, account: AccountIdInput) {
    this.#entry = { cap: readLimit(limit), account: readAccountId(account) };
  }

  /** A new object of the same limit. */
  clone(): RateLimitAccountBarrier {
    return new RateLimitAccountBarrier(limitOf(this.#entry.cap), this.#entry.account);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** A limit on the orders of one account that settle in one asset, in a sliding window. */
export class RateLimitAccountAssetBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "RateLimitAccountAssetBarrier";
  readonly #entry: AccountAssetRate;

  static {
    markLibraryClass(this, "RateLimitAccountAssetBarrier");
    markRemakeable(this, (barrier) => {
      const { cap, account, asset } = barrier.#entry;
      return [limitOf(cap), account, asset];
    });
    rateAccountAssetBarrierIn = (value) =>
      isObject(value) && #entry in value ? value.#entry : undefined;
  }

  /** Takes a limit or its plain form, the account and the settlement asset. @throws {TypeError} Wrong type. @throws {RangeError} Out of range. @throws {AccountIdError} No account. @throws {AssetError} Blank asset. */
  constructor(
    limit: RateLimit | RateLimitInit,
    account: AccountIdInput,
    settlementAsset: string,
  ) {
    this.#entry = {
      cap: readLimit(limit),
      account: readAccountId(account),
      asset: readAsset(settlementAsset, "settlementAsset"),
    };
  }

  /** A new object of the same limit. */
  clone(): RateLimitAccountAssetBarrier {
    const { cap, account, asset } = this.#entry;
    return new RateLimitAccountAssetBarrier(limitOf(cap), account, asset);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function readLimit(limit: unknown): RateCap {
  const cap = isObject(limit) ? capIn(limit) : undefined;
  if (cap !== undefined) return cap;
  if (!isPlainRecord(limit)) throw typeError("limit must be a RateLimit or a plain object");
  return readCap(limit.maxOrders, limit.windowMs);
}

function readCap(maxOrders: unknown, windowMs: unknown): RateCap {
  const orders = readInteger(maxOrders, "maxOrders", Number.MAX_SAFE_INTEGER);
  if (typeof windowMs !== "number") throw typeError("windowMs must be a number");
  if (!(windowMs >= 0 && windowMs < Infinity)) {
    throw rangeError("windowMs must be finite, non-negative, and representable as a duration");
  }
  return { maxOrders: orders, windowNs: toNanoseconds(windowMs) };
}

function limitOf(cap: RateCap): RateLimit {
  return new RateLimit(cap.maxOrders, toMilliseconds(cap.windowNs));
}
