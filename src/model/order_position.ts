import { markLibraryClass, readPositionSide } from "../param/internal.ts";
import type { PositionSideValue } from "../param/mod.ts";
import {
  flag,
  groupRecord,
  LENIENT,
  type Optional,
  optional,
  type ReadOptions,
} from "./_fields.ts";

/** Plain form of an {@linkcode OrderPosition}. */
export interface OrderPositionInit {
  /** LONG or SHORT, any letter case. */
  readonly positionSide?: Optional<PositionSideValue | Lowercase<PositionSideValue>>;
  /** Whether the order may only make a position smaller. */
  readonly reduceOnly?: Optional<boolean>;
  /** Whether the order closes the whole position. */
  readonly closePosition?: Optional<boolean>;
}

let isOrderPosition: (value: unknown) => value is OrderPosition;

/** The position group of an order. No built-in policy reads it; it is carried for custom ones. */
export class OrderPosition {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "OrderPosition";
  #positionSide: PositionSideValue | undefined;
  #reduceOnly = false;
  #closePosition = false;

  static {
    markLibraryClass(this, "OrderPosition");
    isOrderPosition = (value): value is OrderPosition =>
      typeof value === "object" && value !== null && #positionSide in value;
  }

  /** LONG or SHORT. */
  get positionSide(): PositionSideValue | undefined {
    return this.#positionSide;
  }
  set positionSide(value: Optional<PositionSideValue | Lowercase<PositionSideValue>>) {
    this.#positionSide = optional(value, readPositionSide);
  }

  /** Whether the order may only make a position smaller. */
  get reduceOnly(): boolean {
    return this.#reduceOnly;
  }
  set reduceOnly(value: Optional<boolean>) {
    this.#reduceOnly = flag(value, "reduceOnly");
  }

  /** Whether the order closes the whole position. */
  get closePosition(): boolean {
    return this.#closePosition;
  }
  set closePosition(value: Optional<boolean>) {
    this.#closePosition = flag(value, "closePosition");
  }

  /** A new object of the same fields. */
  clone(): OrderPosition {
    const copy = new OrderPosition();
    copy.#positionSide = this.#positionSide;
    copy.#reduceOnly = this.#reduceOnly;
    copy.#closePosition = this.#closePosition;
    return copy;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** The canonical fields of the group. */
export const ORDER_POSITION_FIELDS: readonly string[] = [
  "positionSide",
  "reduceOnly",
  "closePosition",
];

/** Reads a position group, class or plain form, into an object of its own. */
export function readOrderPosition(value: unknown, options: ReadOptions = LENIENT): OrderPosition {
  if (isOrderPosition(value)) return value.clone();
  const record = groupRecord(value, "position", "OrderPosition", ORDER_POSITION_FIELDS, options);
  const position = new OrderPosition();
  position.positionSide = record.positionSide as OrderPositionInit["positionSide"];
  position.reduceOnly = record.reduceOnly as boolean;
  position.closePosition = record.closePosition as boolean;
  return position;
}
