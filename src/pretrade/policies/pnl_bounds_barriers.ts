import type { Decimal } from "../../internal/decimal/mod.ts";
import {
  makePnl,
  markLibraryClass,
  markRemakeable,
  readAccountId,
  readAsset,
  readPnl,
} from "../../param/internal.ts";
import type { AccountIdInput, DecimalInput, Pnl } from "../../param/mod.ts";

/** A bound that may be left open. */
export type PnlBoundInput = Pnl | DecimalInput | null | undefined;

/** Bounds as the policy compares them; equal is inside. */
export interface PnlBounds {
  readonly lower: Decimal | undefined;
  readonly upper: Decimal | undefined;
}

/** What a broker barrier says: bounds for each account separately. */
export interface AssetBounds {
  readonly asset: string;
  readonly bounds: PnlBounds;
}

/** What an account barrier says. */
export interface AccountAssetBounds extends AssetBounds {
  readonly account: bigint;
}

/** What an account barrier says when the policy is built: its bounds and where the account starts. */
export interface SeededBounds extends AccountAssetBounds {
  readonly initialPnl: Decimal;
}

/** Look into a barrier; undefined if the value is of another class. */
export let pnlBrokerBarrierIn: (value: unknown) => AssetBounds | undefined;
export let pnlAccountBarrierIn: (value: unknown) => SeededBounds | undefined;
export let pnlAccountBarrierUpdateIn: (value: unknown) => AccountAssetBounds | undefined;

/** Bounds on the realized profit and loss of each account in a settlement asset. */
export class PnlBoundsBrokerBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "PnlBoundsBrokerBarrier";
  readonly #entry: AssetBounds;

  static {
    markLibraryClass(this, "PnlBoundsBrokerBarrier");
    markRemakeable(this, (barrier) => {
      const { asset, bounds } = barrier.#entry;
      return [asset, wrap(bounds.lower), wrap(bounds.upper)];
    });
    pnlBrokerBarrierIn = (value) => isObject(value) && #entry in value ? value.#entry : undefined;
  }

  /** Takes the asset and the bounds, of which at least one is needed where it is used. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat. @throws {AssetError} Blank asset. */
  constructor(settlementAsset: string, lower?: PnlBoundInput, upper?: PnlBoundInput) {
    this.#entry = {
      asset: readAsset(settlementAsset, "settlementAsset"),
      bounds: readBounds(lower, upper),
    };
  }

  /** A new object of the same bounds. */
  clone(): PnlBoundsBrokerBarrier {
    const { asset, bounds } = this.#entry;
    return new PnlBoundsBrokerBarrier(asset, wrap(bounds.lower), wrap(bounds.upper));
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Bounds on the realized profit and loss of one account in one settlement asset, besides those of the broker. */
export class PnlBoundsAccountAssetBarrier {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "PnlBoundsAccountAssetBarrier";
  readonly #entry: SeededBounds;

  static {
    markLibraryClass(this, "PnlBoundsAccountAssetBarrier");
    pnlAccountBarrierIn = (value) => isObject(value) && #entry in value ? value.#entry : undefined;
  }

  /** Takes account, asset, what the account starts with, and the bounds. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat. @throws {AccountIdError} No account. @throws {AssetError} Blank asset. */
  constructor(
    account: AccountIdInput,
    settlementAsset: string,
    initialPnl: Pnl | DecimalInput,
    lower?: PnlBoundInput,
    upper?: PnlBoundInput,
  ) {
    this.#entry = {
      account: readAccountId(account),
      asset: readAsset(settlementAsset, "settlementAsset"),
      initialPnl: readPnl(initialPnl),
      bounds: readBounds(lower, upper),
    };
  }

  /** A new object of the same bounds. */
  clone(): PnlBoundsAccountAssetBarrier {
    const { account, asset, initialPnl, bounds } = this.#entry;
    return new PnlBoundsAccountAssetBarrier(
      account,
      asset,
      makePnl(initialPnl),
      wrap(bounds.lower),
      wrap(bounds.upper),
    );
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** The bounds of an account barrier for `configure()`, which leaves what the account has alone. */
export class PnlBoundsAccountAssetBarrierUpdate {
  // Keeps the barriers apart at compile time; not there at run time.
  declare private readonly brand: "PnlBoundsAccountAssetBarrierUpdate";
  readonly #entry: AccountAssetBounds;

  static {
    markLibraryClass(this, "PnlBoundsAccountAssetBarrierUpdate");
    markRemakeable(this, (barrier) => {
      const { account, asset, bounds } = barrier.#entry;
      return [account, asset, wrap(bounds.lower), wrap(bounds.upper)];
    });
    pnlAccountBarrierUpdateIn = (value) =>
      isObject(value) && #entry in value ? value.#entry : undefined;
  }

  /** Takes account, asset and bounds. @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat. @throws {AccountIdError} No account. @throws {AssetError} Blank asset. */
  constructor(
    account: AccountIdInput,
    settlementAsset: string,
    lower?: PnlBoundInput,
    upper?: PnlBoundInput,
  ) {
    this.#entry = {
      account: readAccountId(account),
      asset: readAsset(settlementAsset, "settlementAsset"),
      bounds: readBounds(lower, upper),
    };
  }

  /** A new object of the same bounds. */
  clone(): PnlBoundsAccountAssetBarrierUpdate {
    const { account, asset, bounds } = this.#entry;
    return new PnlBoundsAccountAssetBarrierUpdate(
      account,
      asset,
      wrap(bounds.lower),
      wrap(bounds.upper),
    );
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function readBounds(lower: PnlBoundInput, upper: PnlBoundInput): PnlBounds {
  return {
    lower: lower === undefined || lower === null ? undefined : readPnl(lower),
    upper: upper === undefined || upper === null ? undefined : readPnl(upper),
  };
}

function wrap(bound: Decimal | undefined): Pnl | undefined {
  return bound === undefined ? undefined : makePnl(bound);
}
