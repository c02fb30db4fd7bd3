import {
  add,
  Decimal,
  divide,
  isNegative,
  isZero,
  multiply,
  subtract,
  ZERO,
} from "../../../internal/decimal/mod.ts";
import type { QuoteStore } from "../../../marketdata/internal.ts";
import type { PolicyHost, Reject } from "../../internal.ts";
import { refusal } from "./rejects.ts";
import { slippageOf, type SpotFundsSettings } from "./settings.ts";

const ONE: Decimal = new Decimal(1, undefined, 0);
const BPS_OF_ONE: Decimal = new Decimal(10_000, undefined, 0);

/** Prices of market orders and exchange rates, from the quotes that the policy was given. */
export class Pricing {
  readonly #store: QuoteStore | undefined;
  readonly #host: PolicyHost;
  #reader = 0n;
  // One function for all reads, so that a read makes none.
  readonly #readGroup = (): number | undefined => this.#host.groupOf(this.#reader);

  constructor(store: QuoteStore | undefined, host: PolicyHost) {
    this.#store = store;
    this.#host = host;
  }

  /** The worst price of a market order, or why there is none. Source: docs/semantics.md rule SPF-8. */
  marketPrice(
    settings: SpotFundsSettings,
    underlying: string,
    settlement: string,
    account: bigint,
    isBuy: boolean,
  ): Decimal | Reject {
    const store = this.#store;
    if (store === undefined) {
      return refusal("UnsupportedOrderType", "market orders not supported", "");
    }
    const id = store.idOf(underlying, settlement);
    const quote = id === undefined ? undefined : this.#fresh(store, id, account);
    const base = settings.pricingSource === "Mark" ? quote?.mark : isBuy ? quote?.ask : quote?.bid;
    if (base === undefined) return refusal("MarkPriceUnavailable", "mark price unavailable", "");
    const bps = slippageOf(settings, id as bigint, account, this.#host.groupOf(account));
    const price = worstPrice(base, bps, isBuy);
    return price ??
      refusal("OrderValueCalculationFailed", "price calculation failed", "");
  }

  /**
   * What one unit of an asset is worth in a currency: a mark, or 1 ÷ the mark of the opposite pair, however old; undefined if there is no
   * rate. Source: docs/semantics.md rule SPF-12.
   */
  factor(account: bigint, asset: string, currency: string): Decimal | undefined {
    if (asset === currency) return ONE;
    const direct = this.#mark(account, asset, currency);
    if (direct !== undefined) return direct;
    const inverse = this.#mark(account, currency, asset);
    if (inverse === undefined) return undefined;
    return isZero(inverse) ? ZERO : divide(ONE, inverse);
  }

  #mark(account: bigint, underlying: string, settlement: string): Decimal | undefined {
    const id = this.#store?.idOf(underlying, settlement);
    if (id === undefined) return undefined;
    this.#reader = account;
    return this.#store?.latest(id, account, this.#readGroup)?.mark;
  }

  #fresh(
    store: QuoteStore,
    id: bigint,
    account: bigint,
  ): ReturnType<QuoteStore["lookUp"]>["quote"] {
    this.#reader = account;
    // The age of a quote is judged by a clock that may be the caller's.
    this.#host.beginCallback();
    try {
      const found = store.lookUp(id, account, this.#readGroup, "ACCOUNT_THEN_GROUP_THEN_DEFAULT");
      return found.status === "fresh" ? found.quote : undefined;
    } finally {
      this.#host.endCallback();
    }
  }
}

/** base × (1 ± bps ÷ 10000); undefined if it makes no sense or does not fit. */
function worstPrice(base: Decimal, bps: number, isBuy: boolean): Decimal | undefined {
  if (isBuy && !isPositive(base)) return undefined;
  const slippage = divide(new Decimal(bps, undefined, 0), BPS_OF_ONE) as Decimal;
  const factor = (isBuy ? add(ONE, slippage) : subtract(ONE, slippage)) as Decimal;
  const price = multiply(base, factor);
  return price === undefined || isBuy || isPositive(price) ? price : undefined;
}

function isPositive(value: Decimal): boolean {
  return !isNegative(value) && !isZero(value);
}
