import {
  absolute,
  type Decimal,
  divide,
  flipSign,
  isNegative,
  isZero,
  multiply,
  negate,
  ZERO,
} from "../../../internal/decimal/mod.ts";
import type { Reject } from "../../internal.ts";
import { refusal } from "./rejects.ts";

/** What an order does to one asset: how much of it is held, and how much is expected. */
export class OrderLeg {
  readonly asset: string;
  readonly hold: Decimal;
  readonly incoming: Decimal;

  constructor(asset: string, hold: Decimal, incoming: Decimal) {
    this.asset = asset;
    this.hold = hold;
    this.incoming = incoming;
  }

  /** Whether it does nothing. */
  isIdle(): boolean {
    return isZero(this.hold) && isZero(this.incoming);
  }
}

/** The two legs of an order, in the order in which they are taken. */
export interface OrderLegs {
  readonly first: OrderLeg;
  readonly second: OrderLeg;
}

/** An order whose fields have been read and whose price is known. */
export interface PricedOrder {
  readonly underlying: string;
  readonly settlement: string;
  readonly isBuy: boolean;
  /** Exactly one of quantity and volume is set. */
  readonly quantity: Decimal | undefined;
  readonly volume: Decimal | undefined;
  readonly price: Decimal;
  /** Whether the order stands at the venue already, so that a volume at price 0 is taken as nothing. */
  readonly isBooked: boolean;
}

/**
 * The legs of an order, or why they can't be told: a buy may cost max(0, price × quantity) and brings the quantity; a sale takes the
 * quantity, brings price × quantity, and at a negative price costs. Source: docs/semantics.md rule SPF-5.
 */
export function legsOf(order: PricedOrder): OrderLegs | Reject {
  const quantity = quantityOf(order);
  if (quantity === undefined) {
    return unvalued("price or volume could not be used to evaluate order quantity");
  }
  const notional = notionalOf(order, quantity);
  if (notional === undefined) return unvalued("");
  const { underlying, settlement, isBuy } = order;
  if (isBuy) {
    return {
      first: new OrderLeg(settlement, positivePart(notional), ZERO),
      second: new OrderLeg(underlying, ZERO, quantity),
    };
  }
  return {
    first: new OrderLeg(underlying, quantity, ZERO),
    second: new OrderLeg(settlement, negativePart(notional), positivePart(notional)),
  };
}

/** max(0, value); a zero has no scale. */
export function positivePart(value: Decimal): Decimal {
  return isNegative(value) || isZero(value) ? ZERO : value;
}

/** max(0, −value). */
export function negativePart(value: Decimal): Decimal {
  return isNegative(value) ? flipSign(value) : ZERO;
}

function quantityOf({ quantity, volume, price, isBooked }: PricedOrder): Decimal | undefined {
  if (quantity !== undefined) return quantity;
  if (isZero(price)) return isBooked ? ZERO : undefined;
  return divide(volume as Decimal, absolute(price));
}

/** price × quantity. What a buyer spends by volume is the volume, without multiplying back. */
function notionalOf(order: PricedOrder, quantity: Decimal): Decimal | undefined {
  const { isBuy, volume, price } = order;
  if (!isBuy || volume === undefined) return multiply(price, quantity);
  return isNegative(price) || isZero(price) ? negate(volume) : volume;
}

function unvalued(details: string): Reject {
  return refusal("OrderValueCalculationFailed", "order value calculation failed", details);
}
