/** What a user's compiler must accept, read from the declarations of the package. */
import { Engine } from "@openpit-ts/openpit";
import { AccountId, Price, Quantity, type Volume } from "@openpit-ts/openpit/param";
import { buildOrderValidation } from "@openpit-ts/openpit/pretrade/policies";

export const price: Price = Price.fromString("1.50");
export const sum: Price = price.add(new Price(1));
export const volume: Volume = price.calculateVolume(new Quantity(2));
export const account: AccountId = AccountId.fromString("desk-7");

const engine = Engine.builder().builtin(buildOrderValidation()).build();

/** No further check is needed where the result says that it is good. */
export function decide(quantity: Quantity): readonly string[] {
  const result = engine.executePreTrade({
    operation: {
      underlyingAsset: "AAPL",
      settlementAsset: "USD",
      accountId: account,
      side: "BUY",
      tradeAmount: { quantity },
      price,
    },
  });
  if (!result.ok) return result.rejects.map((reject) => reject.details);
  result.reservation.commit();
  return [];
}
