import { markLibraryClass } from "../param/internal.ts";
import type { Leverage, LeverageInput } from "../param/mod.ts";
import {
  flag,
  groupRecord,
  LENIENT,
  type Optional,
  optionalAsset,
  optionalLeverage,
  type ReadOptions,
} from "./_fields.ts";

/** Plain form of an {@linkcode OrderMargin}. */
export interface OrderMarginInit {
  /** 1 to 3000 in steps of 0.1. */
  readonly leverage?: Optional<LeverageInput>;
  /** What the margin is paid in. */
  readonly collateralAsset?: Optional<string>;
  /** Whether the venue may lend what is missing. */
  readonly autoBorrow?: Optional<boolean>;
}

let isOrderMargin: (value: unknown) => value is OrderMargin;

/** The margin group of an order. No built-in policy reads it; it is carried for custom ones. */
export class OrderMargin {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "OrderMargin";
  #leverage: Leverage | undefined;
  #collateralAsset: string | undefined;
  #autoBorrow = false;

  static {
    markLibraryClass(this, "OrderMargin");
    isOrderMargin = (value): value is OrderMargin =>
      typeof value === "object" && value !== null && #leverage in value;
  }

  /** 1 to 3000 in steps of 0.1. */
  get leverage(): Leverage | undefined {
    return this.#leverage;
  }
  set leverage(value: Optional<LeverageInput>) {
    this.#leverage = optionalLeverage(value);
  }

  /** What the margin is paid in. */
  get collateralAsset(): string | undefined {
    return this.#collateralAsset;
  }
  set collateralAsset(value: Optional<string>) {
    this.#collateralAsset = optionalAsset(value, "collateralAsset");
  }

  /** Whether the venue may lend what is missing. */
  get autoBorrow(): boolean {
    return this.#autoBorrow;
  }
  set autoBorrow(value: Optional<boolean>) {
    this.#autoBorrow = flag(value, "autoBorrow");
  }

  /** A new object of the same fields. */
  clone(): OrderMargin {
    const copy = new OrderMargin();
    copy.#leverage = this.#leverage;
    copy.#collateralAsset = this.#collateralAsset;
    copy.#autoBorrow = this.#autoBorrow;
    return copy;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** The canonical fields of the group. */
export const ORDER_MARGIN_FIELDS: readonly string[] = ["leverage", "collateralAsset", "autoBorrow"];

/** Reads a margin group, class or plain form, into an object of its own. */
export function readOrderMargin(value: unknown, options: ReadOptions = LENIENT): OrderMargin {
  if (isOrderMargin(value)) return value.clone();
  const record = groupRecord(value, "margin", "OrderMargin", ORDER_MARGIN_FIELDS, options);
  const margin = new OrderMargin();
  margin.leverage = record.leverage as LeverageInput;
  margin.collateralAsset = record.collateralAsset as string;
  margin.autoBorrow = record.autoBorrow as boolean;
  return margin;
}
