import {
  absolute,
  type Decimal,
  divide,
  isGreater,
  isZero,
  multiply,
  toText,
  ZERO,
} from "../../internal/decimal/mod.ts";
import type { OrderOperationData } from "../../model/internal.ts";
import type { PlainRecord } from "../../param/internal.ts";
import {
  makeReject,
  missingField,
  type PolicyUnit,
  type PreTradeRun,
  type RejectCode,
  type RetirementRun,
} from "../internal.ts";
import type { SizeCaps } from "./order_size_barriers.ts";
import { type OrderSizeSettings, readSizeUpdate } from "./order_size_settings.ts";

/** Name of the order size limit in rejects and in `configure()`. */
export const ORDER_SIZE_LIMIT_NAME = "OrderSizeLimitPolicy";

/**
 * The order size limit: caps the quantity and the notional of a single order.
 *
 * Two caps can hold at once for each: that of the chain (account and asset, else asset) and that of the broker. The quantity chain goes
 * by the underlying, the notional chain by the settlement asset. Only what is capped is computed. Source:
 * docs/semantics.md rules OSL-1 to OSL-4.
 */
export class OrderSizeLimitPolicy implements PolicyUnit {
  readonly name: string = ORDER_SIZE_LIMIT_NAME;
  readonly usesClock = false;
  readonly partition = "account";
  readonly policyGroupId: number;
  readonly configurable: Readonly<Record<string, (options: PlainRecord) => void>> = {
    orderSizeLimit: (options) => {
      const update = readSizeUpdate(options);
      this.#settings = update(this.#settings);
    },
  };
  #settings: OrderSizeSettings;

  constructor(policyGroupId: number, settings: OrderSizeSettings) {
    this.policyGroupId = policyGroupId;
    this.#settings = settings;
  }

  start(run: PreTradeRun): void {
    if (run.isDropCopy) return;
    const settings = this.#settings;
    const order = run.order.operation ?? NO_OPERATION;
    if (!hasKeyFields(settings, order, run)) return;
    const quantityCap = chainQuantityCap(settings, order);
    const notionalCap = chainNotionalCap(settings, order);
    const brokerQuantityCap = settings.broker?.quantity;
    const brokerNotionalCap = settings.broker?.notional;
    const needsQuantity = quantityCap !== undefined || brokerQuantityCap !== undefined;
    const needsNotional = notionalCap !== undefined || brokerNotionalCap !== undefined;
    if (!needsQuantity && !needsNotional) return;
    if (order.quantity === undefined && order.volume === undefined) {
      return run.reject(missing("trade amount", "operation.trade_amount"));
    }
    const quantity = needsQuantity ? quantityOf(order, run) : ZERO;
    if (quantity === undefined) return;
    const notional = needsNotional ? notionalOf(order, run) : ZERO;
    if (notional === undefined) return;
    // One reject at most: the chain's if it has one.
    if (isOver(quantity, quantityCap) || isOver(notional, notionalCap)) {
      refuse(run, { quantity, quantityCap, notional, notionalCap, namesAssets: true });
    } else if (isOver(quantity, brokerQuantityCap) || isOver(notional, brokerNotionalCap)) {
      refuse(run, {
        quantity,
        quantityCap: brokerQuantityCap,
        notional,
        notionalCap: brokerNotionalCap,
        namesAssets: false,
      });
    }
  }

  retire(run: RetirementRun): void {
    if (this.#settings.accountAssets.ofAccount(run.accountId) !== undefined) {
      run.refuse("ConfigurationReferencesAccount");
    }
  }
}

type OrderFields = Readonly<Partial<OrderOperationData>>;

const NO_OPERATION: OrderFields = {};

/** Whether the fields are there that the configured axes are keyed by; refuses the order if not. */
function hasKeyFields(settings: OrderSizeSettings, order: OrderFields, run: PreTradeRun): boolean {
  const hasPairs = !settings.accountAssets.isEmpty;
  if (!hasPairs && settings.assets.size === 0) return true;
  if (order.underlyingAsset === undefined || order.settlementAsset === undefined) {
    run.reject(missing("instrument", "operation.instrument"));
    return false;
  }
  if (hasPairs && order.accountId === undefined) {
    run.reject(missing("account ID", "operation.account_id"));
    return false;
  }
  return true;
}

/** The cap of the first entry that carries one: (account, underlying), then underlying. */
function chainQuantityCap(settings: OrderSizeSettings, order: OrderFields): Decimal | undefined {
  const asset = order.underlyingAsset as string;
  return pairCaps(settings, order, asset)?.quantity ?? settings.assets.get(asset)?.quantity;
}

/** The cap of the first entry that carries one: (account, settlement asset), then settlement asset. */
function chainNotionalCap(settings: OrderSizeSettings, order: OrderFields): Decimal | undefined {
  const asset = order.settlementAsset as string;
  return pairCaps(settings, order, asset)?.notional ?? settings.assets.get(asset)?.notional;
}

function pairCaps(
  settings: OrderSizeSettings,
  order: OrderFields,
  asset: string,
): SizeCaps | undefined {
  const { accountAssets } = settings;
  return accountAssets.isEmpty ? undefined : accountAssets.get(order.accountId as bigint, asset);
}

function quantityOf(order: OrderFields, run: PreTradeRun): Decimal | undefined {
  if (order.quantity !== undefined) return order.quantity;
  if (order.price === undefined) return refuseUnpriced(run);
  if (isZero(order.price)) return ZERO;
  const quantity = divide(order.volume as Decimal, absolute(order.price));
  if (quantity === undefined) {
    refuseValue(run, "price or volume could not be used to evaluate order quantity");
  }
  return quantity;
}

function notionalOf(order: OrderFields, run: PreTradeRun): Decimal | undefined {
  if (order.volume !== undefined) return order.volume;
  if (order.price === undefined) return refuseUnpriced(run);
  const notional = multiply(absolute(order.price), order.quantity as Decimal);
  if (notional === undefined) {
    refuseValue(run, "price or quantity could not be used to evaluate order notional");
  }
  return notional;
}

function isOver(value: Decimal, cap: Decimal | undefined): boolean {
  return cap !== undefined && isGreater(value, cap);
}

interface Breach {
  readonly quantity: Decimal;
  readonly quantityCap: Decimal | undefined;
  readonly notional: Decimal;
  readonly notionalCap: Decimal | undefined;
  /** Whether the caps belong to assets, which a reject of both then names. */
  readonly namesAssets: boolean;
}

function refuse(run: PreTradeRun, breach: Breach): void {
  const { quantity, quantityCap, notional, notionalCap } = breach;
  if (!isOver(notional, notionalCap)) {
    const details = `requested ${comparison(quantity, "", quantityCap)}`;
    return run.reject(reject("OrderQtyExceedsLimit", "order quantity exceeded", details));
  }
  if (!isOver(quantity, quantityCap)) {
    const details = `requested ${comparison(notional, "", notionalCap)}`;
    return run.reject(reject("OrderNotionalExceedsLimit", "order notional exceeded", details));
  }
  const order = run.order.operation;
  const underlying = breach.namesAssets ? ` for asset ${order?.underlyingAsset}` : "";
  const settlement = breach.namesAssets ? ` for asset ${order?.settlementAsset}` : "";
  run.reject(reject(
    "OrderExceedsLimit",
    "order size exceeded",
    `requested quantity ${comparison(quantity, underlying, quantityCap)}; ` +
      `requested notional ${comparison(notional, settlement, notionalCap)}`,
  ));
}

function comparison(value: Decimal, asset: string, cap: Decimal | undefined): string {
  return `${toText(value)}${asset}, max allowed: ${toText(cap as Decimal)}`;
}

function refuseUnpriced(run: PreTradeRun): undefined {
  refuseValue(run, "price not provided for evaluating cash flow/notional/volume");
}

function refuseValue(run: PreTradeRun, details: string): void {
  run.reject(reject("OrderValueCalculationFailed", "order value calculation failed", details));
}

function reject(code: RejectCode, reason: string, details: string): ReturnType<typeof makeReject> {
  return makeReject(ORDER_SIZE_LIMIT_NAME, "order", code, reason, details);
}

function missing(label: string, path: string): ReturnType<typeof makeReject> {
  return missingField(ORDER_SIZE_LIMIT_NAME, label, path);
}
