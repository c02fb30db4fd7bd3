/** Kinds of values don't mix, though they look alike at run time. */

import {
  type AccountGroupId,
  type AccountId,
  AdjustmentAmount,
  type CashFlow,
  type Fee,
  type Instrument,
  type Leverage,
  MonetaryAmount,
  type Notional,
  type Pnl,
  type PositionSize,
  type Price,
  type Quantity,
  Trade,
  TradeAmount,
  type Volume,
} from "../../src/param/mod.ts";
import { Lock } from "../../src/pretrade/mod.ts";

interface Values {
  readonly price: Price;
  readonly quantity: Quantity;
  readonly volume: Volume;
  readonly notional: Notional;
  readonly pnl: Pnl;
  readonly cashFlow: CashFlow;
  readonly positionSize: PositionSize;
  readonly fee: Fee;
  readonly leverage: Leverage;
  readonly accountId: AccountId;
  readonly accountGroupId: AccountGroupId;
  readonly instrument: Instrument;
}

/** The kinds that a value of one kind can be taken for: itself only. */
type Mixing = {
  [From in keyof Values]: {
    [To in keyof Values]: Values[From] extends Values[To] ? To : never;
  }[keyof Values];
};
type Same<A, B> = [A] extends [B] ? [B] extends [A] ? true : false : false;
export const nothingMixes: Same<Mixing, { [Kind in keyof Values]: Kind }> = true;

export function arithmetic({ price, quantity, volume, pnl, fee, cashFlow }: Values): void {
  const sum: Price = price.add(price);
  const amount: Volume = price.calculateVolume(quantity);
  const back: Quantity = volume.calculateQuantity(price);
  const flow: CashFlow = pnl.toCashFlow();
  // @ts-expect-error -- a quantity is no price
  price.add(quantity);
  // @ts-expect-error -- a price is no quantity
  quantity.sub(price);
  // @ts-expect-error -- a fee is no profit or loss
  pnl.add(fee);
  // @ts-expect-error -- comparing a price with a quantity means nothing
  price.compare(quantity);
  // @ts-expect-error -- nor are they ever equal
  price.equals(quantity);
  // @ts-expect-error -- a volume is divided by a price
  volume.calculateQuantity(quantity);
  // @ts-expect-error -- texts are made into values first
  price.add("1");
  // @ts-expect-error -- quantities have no sign to change
  quantity.neg();
  [sum, amount, back, flow, cashFlow.neg()];
}

export function assignment(values: Values): void {
  // @ts-expect-error -- a price is no quantity
  const quantity: Quantity = values.price;
  // @ts-expect-error -- an account is no group
  const group: AccountGroupId = values.accountId;
  // @ts-expect-error -- a plain object of the same methods is no price
  const price: Price = { ...values.price };
  // @ts-expect-error -- a number is no price
  const other: Price = 5;
  [quantity, group, price, other];
}

export function composition({ price, quantity, volume, positionSize, fee, pnl }: Values): void {
  new Trade(price, quantity);
  // @ts-expect-error -- the wrong way round
  new Trade(quantity, price);
  TradeAmount.quantity(quantity);
  TradeAmount.volume(volume);
  // @ts-expect-error -- a volume is no quantity
  TradeAmount.quantity(volume);
  AdjustmentAmount.delta(positionSize);
  // @ts-expect-error -- a quantity is no signed size
  AdjustmentAmount.delta(quantity);
  new MonetaryAmount(fee, "USD");
  // @ts-expect-error -- a profit or loss is no fee
  new MonetaryAmount(pnl, "USD");
  new Lock([[0, price]]).push(1, price);
  // @ts-expect-error -- a quantity is no price
  new Lock().push(1, quantity);
}
