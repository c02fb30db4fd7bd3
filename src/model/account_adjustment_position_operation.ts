import type { Decimal } from "../internal/decimal/mod.ts";
import { makePrice, markLibraryClass, readPositionMode } from "../param/internal.ts";
import type {
  DecimalInput,
  Leverage,
  LeverageInput,
  PositionModeValue,
  Price,
} from "../param/mod.ts";
import {
  type Optional,
  optional,
  optionalAsset,
  optionalLeverage,
  optionalPrice,
} from "./_fields.ts";

/** Plain form of an {@linkcode AccountAdjustmentPositionOperation}. */
export interface AccountAdjustmentPositionOperationInit {
  /** What the position is in. */
  readonly underlyingAsset?: Optional<string>;
  /** What it is paid in. */
  readonly settlementAsset?: Optional<string>;
  /** What its margin is paid in. */
  readonly collateralAsset?: Optional<string>;
  /** The average entry price to be set. */
  readonly averageEntryPrice?: Optional<Price | DecimalInput>;
  /** netting or hedged, any letter case. */
  readonly mode?: Optional<PositionModeValue | Uppercase<PositionModeValue>>;
  /** 1 to 3000 in steps of 0.1. */
  readonly leverage?: Optional<LeverageInput>;
}

/** Whether a value is an {@linkcode AccountAdjustmentPositionOperation}. */
export let isPositionOperation: (value: unknown) => value is AccountAdjustmentPositionOperation;

/** Changes a position of an account. */
export class AccountAdjustmentPositionOperation {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "AccountAdjustmentPositionOperation";
  #underlyingAsset: string | undefined;
  #settlementAsset: string | undefined;
  #collateralAsset: string | undefined;
  #averageEntryPrice: Decimal | undefined;
  #mode: PositionModeValue | undefined;
  #leverage: Leverage | undefined;

  static {
    markLibraryClass(this, "AccountAdjustmentPositionOperation");
    isPositionOperation = (value): value is AccountAdjustmentPositionOperation =>
      typeof value === "object" && value !== null && #mode in value;
  }

  /** What the position is in. */
  get underlyingAsset(): string | undefined {
    return this.#underlyingAsset;
  }
  set underlyingAsset(value: Optional<string>) {
    this.#underlyingAsset = optionalAsset(value, "underlyingAsset");
  }

  /** What it is paid in. */
  get settlementAsset(): string | undefined {
    return this.#settlementAsset;
  }
  set settlementAsset(value: Optional<string>) {
    this.#settlementAsset = optionalAsset(value, "settlementAsset");
  }

  /** What its margin is paid in. */
  get collateralAsset(): string | undefined {
    return this.#collateralAsset;
  }
  set collateralAsset(value: Optional<string>) {
    this.#collateralAsset = optionalAsset(value, "collateralAsset");
  }

  /** The average entry price to be set. */
  get averageEntryPrice(): Price | undefined {
    const price = this.#averageEntryPrice;
    return price === undefined ? undefined : makePrice(price);
  }
  set averageEntryPrice(value: Optional<Price | DecimalInput>) {
    this.#averageEntryPrice = optionalPrice(value);
  }

  /** netting or hedged. */
  get mode(): PositionModeValue | undefined {
    return this.#mode;
  }
  set mode(value: Optional<PositionModeValue | Uppercase<PositionModeValue>>) {
    this.#mode = optional(value, readPositionMode);
  }

  /** 1 to 3000 in steps of 0.1. */
  get leverage(): Leverage | undefined {
    return this.#leverage;
  }
  set leverage(value: Optional<LeverageInput>) {
    this.#leverage = optionalLeverage(value);
  }

  /** A new object of the same fields. */
  clone(): AccountAdjustmentPositionOperation {
    const copy = new AccountAdjustmentPositionOperation();
    copy.#underlyingAsset = this.#underlyingAsset;
    copy.#settlementAsset = this.#settlementAsset;
    copy.#collateralAsset = this.#collateralAsset;
    copy.#averageEntryPrice = this.#averageEntryPrice;
    copy.#mode = this.#mode;
    copy.#leverage = this.#leverage;
    return copy;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
