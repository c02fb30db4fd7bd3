import type { Decimal } from "../../../internal/decimal/mod.ts";
import type { OrderOperationData } from "../../../model/internal.ts";
import { type PolicyHost, type PreTradeRun, Reject, rejectOfBlock } from "../../internal.ts";
import type { AccountBook, Books } from "./books.ts";
import { giveBack, HoldMutation } from "./hold_mutation.ts";
import type { Judge } from "./judge.ts";
import { legsOf, type OrderLeg, type OrderLegs } from "./order_legs.ts";
import { legOutcome } from "./outcomes.ts";
import type { Pricing } from "./pricing.ts";
import { missing, refusal } from "./rejects.ts";
import { takeLeg, type TakingRules } from "./reservation.ts";
import { limitModeOf, type SpotFundsSettings } from "./settings.ts";

/** What the check needs of its policy. */
export interface OrderCheckParts {
  readonly policyGroupId: number;
  readonly books: Books;
  readonly host: PolicyHost;
  readonly judge: Judge;
  readonly pricing: Pricing;
}

/** The main check of an order. Source: docs/semantics.md rules SPF-5 to SPF-10. */
export class OrderCheck {
  readonly #parts: OrderCheckParts;

  constructor(parts: OrderCheckParts) {
    this.#parts = parts;
  }

  /** Checks an order, and takes its legs. */
  run(run: PreTradeRun, settings: SpotFundsSettings): void {
    const order = run.order.operation;
    const lacking = lackingField(order);
    if (lacking !== undefined) return run.reject(lacking);
    const fields = order as OrderFields;
    if (run.isDropCopy && fields.price === undefined) return run.reject(unpricedDropCopy());
    const breach = this.#parts.judge.ofAccount(settings.bounds, fields.accountId);
    if (breach !== undefined) {
      run.reject(rejectOfBlock(breach));
      // What stands at the venue is booked all the same.
      if (!run.isDropCopy) return;
    }
    const price = this.#priceOf(fields, settings);
    if (price instanceof Reject) return run.reject(price);
    const legs = legsOf({
      underlying: fields.underlyingAsset,
      settlement: fields.settlementAsset,
      isBuy: fields.side === "BUY",
      quantity: fields.quantity,
      volume: fields.volume,
      price,
      isBooked: run.isDropCopy,
    });
    if (legs instanceof Reject) return run.reject(legs);
    const refused = this.#take(run, fields.accountId, legs, settings);
    if (refused !== undefined) return run.reject(refused);
    run.lockPrice(this.#parts.policyGroupId, price);
  }

  #priceOf(order: OrderFields, settings: SpotFundsSettings): Decimal | Reject {
    return order.price ?? this.#parts.pricing.marketPrice(
      settings,
      order.underlyingAsset,
      order.settlementAsset,
      order.accountId,
      order.side === "BUY",
    );
  }

  /** Takes both legs or none, and reports them. A dry run does it on a copy. */
  #take(
    run: PreTradeRun,
    account: bigint,
    { first, second }: OrderLegs,
    settings: SpotFundsSettings,
  ): Reject | undefined {
    const { books, host } = this.#parts;
    const rules = rulesFor(run, account, settings, host);
    const isIdle = first.isIdle() && second.isIdle();
    if (isIdle) return undefined;
    if (run.isDryRun) {
      const sketch = books.sketch(account, [first.asset, second.asset]);
      return this.#takeBoth(run, sketch, first, second, rules);
    }
    const book = books.open(account);
    const refused = this.#takeBoth(run, book, first, second, rules, account);
    if (refused === undefined) {
      book.openHolds++;
      run.mutate(new HoldMutation(account, taken(first), taken(second), books, host));
    } else {
      books.close(account, book);
    }
    return refused;
  }

  /** @param account Whose first leg is given back if the second one is refused; not in a dry run, whose copy is thrown away. */
  #takeBoth(
    run: PreTradeRun,
    book: AccountBook,
    first: OrderLeg,
    second: OrderLeg,
    rules: TakingRules,
    account?: bigint,
  ): Reject | undefined {
    const { policyGroupId, host } = this.#parts;
    const firstSlot = first.isIdle() ? undefined : takeLeg(book, first, second, false, rules);
    if (firstSlot instanceof Reject) return firstSlot;
    // Made now, because the second leg may fall on the same slot.
    const outcome = firstSlot && legOutcome(policyGroupId, first, firstSlot);
    const secondSlot = second.isIdle() ? undefined : takeLeg(book, second, first, true, rules);
    if (secondSlot instanceof Reject) {
      const isTaken = firstSlot !== undefined && account !== undefined;
      if (isTaken) giveBack(book, account, first, host);
      return secondSlot;
    }
    if (outcome !== undefined) run.adjust(outcome);
    if (secondSlot !== undefined) run.adjust(legOutcome(policyGroupId, second, secondSlot));
    return undefined;
  }
}

/** The fields of an order that lacks none. */
type OrderFields = OrderOperationData & {
  readonly underlyingAsset: string;
  readonly settlementAsset: string;
  readonly accountId: bigint;
};

function lackingField(order: OrderOperationData | undefined): Reject | undefined {
  if (order?.underlyingAsset === undefined || order.settlementAsset === undefined) {
    return missing("instrument", "operation.instrument");
  }
  if (order.accountId === undefined) return missing("account ID", "operation.account_id");
  if (order.side === undefined) return missing("side", "operation.side");
  if (order.quantity !== undefined || order.volume !== undefined) return undefined;
  return missing("trade amount", "operation.trade_amount");
}

function unpricedDropCopy(): Reject {
  return refusal(
    "MissingRequiredField",
    "limit price is required for drop-copy",
    "historical market orders cannot be valued at the current market price",
  );
}

/** A drop copy is taken whatever the account has. */
function rulesFor(
  run: PreTradeRun,
  account: bigint,
  settings: SpotFundsSettings,
  host: PolicyHost,
): TakingRules {
  if (run.isDropCopy) return { isEnforced: false, limits: undefined };
  const group = settings.groupModes.size === 0 ? undefined : host.groupOf(account);
  return {
    isEnforced: limitModeOf(settings, account, group) === "Enforce",
    limits: settings.positionLimits.ofAccount(account),
  };
}

function taken(leg: OrderLeg): OrderLeg | undefined {
  return leg.isIdle() ? undefined : leg;
}
