import type { Decimal } from "../../internal/decimal/mod.ts";
import {
  isPlainRecord,
  makeQuantity,
  makeVolume,
  markLibraryClass,
  markRemakeable,
  readAccountId,
  readAsset,
  readQuantity,
  readVolume,
  typeError,
} from "../../param/internal.ts";
import type { AccountIdInput, DecimalInput, Quantity, Volume } from "../../param/mod.ts";

/** Plain form of an {@linkcode OrderSizeLimit}. */
export interface OrderSizeLimitInit {
  /** Largest quantity of one order, in units of the underlying. */
  readonly maxQuantity?: Quantity | DecimalInput | null | undefined;
  /** Largest notional of one order, in the settlement asset. */
  readonly maxNotional?: Volume | DecimalInput | null | undefined;
}

/** The caps of a limit as the policy compares them. */
export interface SizeCaps {
  readonly quantity: Decimal | undefined;
  readonly notional: Decimal | undefined;
}

/** Looks into a barrier; undefined if the value is of another class. */
export let brokerBarrierIn: (value: unknown) => SizeCaps | undefined;
export let assetBarrierIn: (value: unknown) => AssetCaps | undefined;
export let accountAssetBarrierIn: (value: unknown) => AccountAssetCaps | undefined;
let limitIn: (value: object) => SizeCaps | undefined;

/** Caps on one order: at least one of the two when it is used. Zero is a cap too. Immutable. */
export class OrderSizeLimit {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "OrderSizeLimit";
  readonly #caps: SizeCaps;

  static {
    markLibraryClass(this, "OrderSizeLimit");
    markRemakeable(this, ({ maxQuantity, maxNotional }) => [maxQuantity, maxNotional]);
    limitIn = (value) => #caps in value ? value.#caps : undefined;
  }

  /**
   * Takes the two caps, or their plain form. A limit without any can be made; it is refused where it is used.
   *
   * @throws {TypeError} Wrong type.
   * @throws {ParamError} InvalidFormat, Negative.
   */
  constructor(
    maxQuantity?: Quantity | DecimalInput | OrderSizeLimitInit | null,
    maxNotional?: Volume | DecimalInput | null,
  ) {
    this.#caps = isPlainRecord(maxQuantity)
      ? readCaps(maxQuantity.maxQuantity, maxQuantity.maxNotional)
      : readCaps(maxQuantity, maxNotional);
  }

  /** Largest quantity of one order, in units of the underlying. */
  get maxQuantity(): Quantity | undefined {
    const { quantity } = this.#caps;
    return quantity === undefined ? undefined : makeQuantity(quantity);
  }

  /** Largest notional of one order, in the settlement asset. */
  get maxNotional(): Volume | undefined {
    const { notional } = this.#caps;
    return notional === undefined ? undefined : makeVolume(notional);
  }

  /** A new object of the same caps. */
  clone(): OrderSizeLimit {
    return new OrderSizeLimit(this.maxQuantity, this.maxNotional);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Caps that hold for every order, besides all others. */
export class OrderSizeBrokerBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "OrderSizeBrokerBarrier";
  readonly #caps: SizeCaps;

  static {
    markLibraryClass(this, "OrderSizeBrokerBarrier");
    markRemakeable(this, (barrier) => [limitOf(barrier.#caps)]);
    brokerBarrierIn = (value) => isObject(value) && #caps in value ? value.#caps : undefined;
  }

  /** Takes a limit or its plain form. @throws {TypeError} Wrong type. */
  constructor(limit: OrderSizeLimit | OrderSizeLimitInit) {
    this.#caps = readLimit(limit);
  }

  /** A new object of the same caps. */
  clone(): OrderSizeBrokerBarrier {
    return new OrderSizeBrokerBarrier(limitOf(this.#caps));
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** What an asset barrier says. */
export interface AssetCaps {
  readonly caps: SizeCaps;
  readonly asset: string;
}

/** Caps for one asset: the quantity where it is the underlying, the notional where it is the settlement asset. */
export class OrderSizeAssetBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "OrderSizeAssetBarrier";
  readonly #entry: AssetCaps;

  static {
    markLibraryClass(this, "OrderSizeAssetBarrier");
    markRemakeable(this, (barrier) => [limitOf(barrier.#entry.caps), barrier.#entry.asset]);
    assetBarrierIn = (value) => isObject(value) && #entry in value ? value.#entry : undefined;
  }

  /** Takes a limit or its plain form, and the asset. @throws {TypeError} Wrong type. @throws {AssetError} Blank asset. */
  constructor(limit: OrderSizeLimit | OrderSizeLimitInit, asset: string) {
    this.#entry = { caps: readLimit(limit), asset: readAsset(asset, "asset") };
  }

  /** A new object of the same caps. */
  clone(): OrderSizeAssetBarrier {
    return new OrderSizeAssetBarrier(limitOf(this.#entry.caps), this.#entry.asset);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** What an account+asset barrier says. */
export interface AccountAssetCaps extends AssetCaps {
  readonly account: bigint;
}

/** Caps for one account and asset; each of them overrides that of the asset barrier, upwards too. */
export class OrderSizeAccountAssetBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "OrderSizeAccountAssetBarrier";
  readonly #entry: AccountAssetCaps;

  static {
    markLibraryClass(this, "OrderSizeAccountAssetBarrier");
    markRemakeable(this, (barrier) => {
      const { caps, account, asset } = barrier.#entry;
      return [limitOf(caps), account, asset];
    });
    accountAssetBarrierIn = (value) =>
      isObject(value) && #entry in value ? value.#entry : undefined;
  }

  /** Takes a limit or its plain form, the account and the asset. @throws {TypeError} Wrong type. @throws {AccountIdError} No account. @throws {AssetError} Blank asset. */
  constructor(
    limit: OrderSizeLimit | OrderSizeLimitInit,
    account: AccountIdInput,
    asset: string,
  ) {
    this.#entry = {
      caps: readLimit(limit),
      account: readAccountId(account),
      asset: readAsset(asset, "asset"),
    };
  }

  /** A new object of the same caps. */
  clone(): OrderSizeAccountAssetBarrier {
    const { caps, account, asset } = this.#entry;
    return new OrderSizeAccountAssetBarrier(limitOf(caps), account, asset);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function readLimit(limit: unknown): SizeCaps {
  const caps = isObject(limit) ? limitIn(limit) : undefined;
  if (caps !== undefined) return caps;
  if (!isPlainRecord(limit)) throw typeError("limit must be an OrderSizeLimit or a plain object");
  return readCaps(limit.maxQuantity, limit.maxNotional);
}

function readCaps(quantity: unknown, notional: unknown): SizeCaps {
  return {
    quantity: quantity === undefined || quantity === null ? undefined : readQuantity(quantity),
    notional: notional === undefined || notional === null ? undefined : readVolume(notional),
  };
}

function limitOf(caps: SizeCaps): OrderSizeLimit {
  const { quantity, notional } = caps;
  return new OrderSizeLimit(
    quantity === undefined ? undefined : makeQuantity(quantity),
    notional === undefined ? undefined : makeVolume(notional),
  );
}
