import type { Decimal } from "../../../internal/decimal/mod.ts";
import {
  makeAccountGroupId,
  makeAccountId,
  makePnl,
  markLibraryClass,
  markRemakeable,
  readAccountGroupId,
  readAccountId,
  readAsset,
  readPnl,
} from "../../../param/internal.ts";
import type { AccountGroupIdInput, AccountIdInput, Pnl } from "../../../param/mod.ts";
import { readBarrier } from "../barriers.ts";
import type { PnlBoundInput } from "../pnl_bounds_barriers.ts";
import type { Bounds } from "./bounds.ts";

/** Bounds of one key. */
export interface KeyedBounds<Key> {
  readonly key: Key;
  readonly bounds: Bounds;
}

/** Look into a barrier; undefined if the value is of another class. */
export let spotBarrierIn: (value: unknown) => Bounds | undefined;
export let groupBarrierIn: (value: unknown) => KeyedBounds<number> | undefined;
export let accountBarrierIn: (value: unknown) => KeyedBounds<bigint> | undefined;

/** Bounds on a profit or loss in the currency of an account's books; equal is inside. */
export class SpotFundsPnlBoundsBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "SpotFundsPnlBoundsBarrier";
  readonly #bounds: Bounds;

  static {
    markLibraryClass(this, "SpotFundsPnlBoundsBarrier");
    markRemakeable(this, (barrier) => partsOf(barrier.#bounds));
    spotBarrierIn = (value) => isObject(value) && #bounds in value ? value.#bounds : undefined;
  }

  /** Takes the currency and the bounds, of which at least one is needed where it is used. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat. @throws {AssetError} Blank currency. */
  constructor(currency: string, lower?: PnlBoundInput, upper?: PnlBoundInput) {
    this.#bounds = {
      currency: readAsset(currency, "currency"),
      lower: readBound(lower),
      upper: readBound(upper),
    };
  }

  /** A new object of the same bounds. */
  clone(): SpotFundsPnlBoundsBarrier {
    return barrierOf(this.#bounds);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Bounds for each account of a group, instead of those of everyone. */
export class SpotFundsPnlBoundsAccountGroupBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "SpotFundsPnlBoundsAccountGroupBarrier";
  readonly #group: number;
  readonly #bounds: Bounds;

  static {
    markLibraryClass(this, "SpotFundsPnlBoundsAccountGroupBarrier");
    markRemakeable(this, (barrier) => [
      makeAccountGroupId(barrier.#group),
      barrierOf(barrier.#bounds),
    ]);
    groupBarrierIn = (value) =>
      isObject(value) && #group in value ? { key: value.#group, bounds: value.#bounds } : undefined;
  }

  /** Takes the group and its bounds. @throws {TypeError} Wrong type. @throws {ParamError} No group. */
  constructor(group: AccountGroupIdInput, barrier: SpotFundsPnlBoundsBarrier) {
    this.#group = readAccountGroupId(group);
    this.#bounds = readBarrier(barrier, "barrier", "SpotFundsPnlBoundsBarrier", spotBarrierIn);
  }

  /** A new object of the same bounds. */
  clone(): SpotFundsPnlBoundsAccountGroupBarrier {
    const group = makeAccountGroupId(this.#group);
    return new SpotFundsPnlBoundsAccountGroupBarrier(group, barrierOf(this.#bounds));
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Bounds for one account, instead of those of its group and of everyone. */
export class SpotFundsPnlBoundsAccountBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "SpotFundsPnlBoundsAccountBarrier";
  readonly #account: bigint;
  readonly #bounds: Bounds;

  static {
    markLibraryClass(this, "SpotFundsPnlBoundsAccountBarrier");
    markRemakeable(this, (barrier) => [
      makeAccountId(barrier.#account),
      barrierOf(barrier.#bounds),
    ]);
    accountBarrierIn = (value) =>
      isObject(value) && #account in value
        ? { key: value.#account, bounds: value.#bounds }
        : undefined;
  }

  /** Takes the account and its bounds. @throws {TypeError} Wrong type. @throws {AccountIdError} No account. */
  constructor(account: AccountIdInput, barrier: SpotFundsPnlBoundsBarrier) {
    this.#account = readAccountId(account);
    this.#bounds = readBarrier(barrier, "barrier", "SpotFundsPnlBoundsBarrier", spotBarrierIn);
  }

  /** A new object of the same bounds. */
  clone(): SpotFundsPnlBoundsAccountBarrier {
    const account = makeAccountId(this.#account);
    return new SpotFundsPnlBoundsAccountBarrier(account, barrierOf(this.#bounds));
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function barrierOf(bounds: Bounds): SpotFundsPnlBoundsBarrier {
  return new SpotFundsPnlBoundsBarrier(...partsOf(bounds));
}

function partsOf(
  { currency, lower, upper }: Bounds,
): [currency: string, lower: Pnl | undefined, upper: Pnl | undefined] {
  return [currency, wrap(lower), wrap(upper)];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function readBound(bound: PnlBoundInput): Decimal | undefined {
  return bound === undefined || bound === null ? undefined : readPnl(bound);
}

function wrap(bound: Decimal | undefined): Pnl | undefined {
  return bound === undefined ? undefined : makePnl(bound);
}
