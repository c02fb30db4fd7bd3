import type { Decimal } from "../internal/decimal/mod.ts";
import { makePositionSize, markLibraryClass } from "../param/internal.ts";
import type { DecimalInput, PositionSize } from "../param/mod.ts";
import {
  groupRecord,
  LENIENT,
  type Optional,
  optionalPositionSize,
  type ReadOptions,
} from "./_fields.ts";

/** Plain form of an {@linkcode AccountAdjustmentBounds}. */
export interface AccountAdjustmentBoundsInit {
  /** Largest allowed value of what can be spent, inclusive. */
  readonly balanceUpper?: Optional<PositionSize | DecimalInput>;
  /** Smallest allowed value of what can be spent, inclusive. */
  readonly balanceLower?: Optional<PositionSize | DecimalInput>;
  /** Largest allowed value of what is reserved, inclusive. */
  readonly heldUpper?: Optional<PositionSize | DecimalInput>;
  /** Smallest allowed value of what is reserved, inclusive. */
  readonly heldLower?: Optional<PositionSize | DecimalInput>;
  /** Largest allowed value of what is expected, inclusive. */
  readonly incomingUpper?: Optional<PositionSize | DecimalInput>;
  /** Smallest allowed value of what is expected, inclusive. */
  readonly incomingLower?: Optional<PositionSize | DecimalInput>;
}

let isBounds: (value: unknown) => value is AccountAdjustmentBounds;

/** Between which values the balances must be after an adjustment that changes them. */
export class AccountAdjustmentBounds {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "AccountAdjustmentBounds";
  #balanceUpper: Decimal | undefined;
  #balanceLower: Decimal | undefined;
  #heldUpper: Decimal | undefined;
  #heldLower: Decimal | undefined;
  #incomingUpper: Decimal | undefined;
  #incomingLower: Decimal | undefined;

  static {
    markLibraryClass(this, "AccountAdjustmentBounds");
    isBounds = (value): value is AccountAdjustmentBounds =>
      typeof value === "object" && value !== null && #balanceUpper in value;
  }

  /** Largest allowed value of what can be spent, inclusive. */
  get balanceUpper(): PositionSize | undefined {
    return wrapped(this.#balanceUpper);
  }
  set balanceUpper(value: Optional<PositionSize | DecimalInput>) {
    this.#balanceUpper = optionalPositionSize(value);
  }

  /** Smallest allowed value of what can be spent, inclusive. */
  get balanceLower(): PositionSize | undefined {
    return wrapped(this.#balanceLower);
  }
  set balanceLower(value: Optional<PositionSize | DecimalInput>) {
    this.#balanceLower = optionalPositionSize(value);
  }

  /** Largest allowed value of what is reserved, inclusive. */
  get heldUpper(): PositionSize | undefined {
    return wrapped(this.#heldUpper);
  }
  set heldUpper(value: Optional<PositionSize | DecimalInput>) {
    this.#heldUpper = optionalPositionSize(value);
  }

  /** Smallest allowed value of what is reserved, inclusive. */
  get heldLower(): PositionSize | undefined {
    return wrapped(this.#heldLower);
  }
  set heldLower(value: Optional<PositionSize | DecimalInput>) {
    this.#heldLower = optionalPositionSize(value);
  }

  /** Largest allowed value of what is expected, inclusive. */
  get incomingUpper(): PositionSize | undefined {
    return wrapped(this.#incomingUpper);
  }
  set incomingUpper(value: Optional<PositionSize | DecimalInput>) {
    this.#incomingUpper = optionalPositionSize(value);
  }

  /** Smallest allowed value of what is expected, inclusive. */
  get incomingLower(): PositionSize | undefined {
    return wrapped(this.#incomingLower);
  }
  set incomingLower(value: Optional<PositionSize | DecimalInput>) {
    this.#incomingLower = optionalPositionSize(value);
  }

  /** A new object of the same fields. */
  clone(): AccountAdjustmentBounds {
    const copy = new AccountAdjustmentBounds();
    copy.#balanceUpper = this.#balanceUpper;
    copy.#balanceLower = this.#balanceLower;
    copy.#heldUpper = this.#heldUpper;
    copy.#heldLower = this.#heldLower;
    copy.#incomingUpper = this.#incomingUpper;
    copy.#incomingLower = this.#incomingLower;
    return copy;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function wrapped(decimal: Decimal | undefined): PositionSize | undefined {
  return decimal === undefined ? undefined : makePositionSize(decimal);
}

const FIELDS: readonly string[] = [
  "balanceUpper",
  "balanceLower",
  "heldUpper",
  "heldLower",
  "incomingUpper",
  "incomingLower",
];

/** Reads a bounds group, class or plain form, into an object of its own. Each field is read once. */
export function readAccountAdjustmentBounds(
  value: unknown,
  options: ReadOptions = LENIENT,
): AccountAdjustmentBounds {
  if (isBounds(value)) return value.clone();
  const record = groupRecord(value, "bounds", "AccountAdjustmentBounds", FIELDS, options);
  const bounds = new AccountAdjustmentBounds();
  bounds.balanceUpper = record.balanceUpper as DecimalInput;
  bounds.balanceLower = record.balanceLower as DecimalInput;
  bounds.heldUpper = record.heldUpper as DecimalInput;
  bounds.heldLower = record.heldLower as DecimalInput;
  bounds.incomingUpper = record.incomingUpper as DecimalInput;
  bounds.incomingLower = record.incomingLower as DecimalInput;
  return bounds;
}
