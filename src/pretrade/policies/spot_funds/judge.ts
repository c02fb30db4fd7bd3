import { ZERO } from "../../../internal/decimal/mod.ts";
import type { AccountBlock, PolicyHost } from "../../internal.ts";
import { axisBlock, type AxisBounds } from "./axes.ts";
import type { Books } from "./books.ts";
import {
  type Bounds,
  type BoundsTiers,
  breachBlock,
  effectiveBounds,
  isWithoutBounds,
  mismatchBlock,
  REALIZED,
} from "./bounds.ts";
import type { Pricing } from "./pricing.ts";
import { AXES, type BoundsSettings } from "./settings.ts";

/** Judges accounts by their bounds. Source: docs/semantics.md rules SPF-16 to SPF-18. */
export class Judge {
  readonly #books: Books;
  readonly #host: PolicyHost;
  readonly #pricing: Pricing;

  constructor(books: Books, host: PolicyHost, pricing: Pricing) {
    this.#books = books;
    this.#host = host;
    this.#pricing = pricing;
  }

  /** The block that an account's profit or loss asks for now, by the realized bounds or else by an axis. */
  ofAccount(bounds: BoundsSettings, account: bigint): AccountBlock | undefined {
    return this.realized(bounds.realized, account) ?? this.axes(bounds, account);
  }

  /** The block that the realized profit or loss of an account asks for now. */
  realized(tiers: BoundsTiers, account: bigint): AccountBlock | undefined {
    if (isWithoutBounds(tiers)) return undefined;
    const group = this.#host.groupOf(account);
    const currency = this.#host.currencyOf(account, group);
    const bounds = effectiveBounds(tiers, account, group, currency);
    return bounds === undefined ? undefined : this.ledger(bounds, account, currency);
  }

  /** The block that the ledger of an account asks for under these bounds. */
  ledger(
    bounds: Bounds,
    account: bigint,
    currency: string | undefined,
  ): AccountBlock | undefined {
    return mismatchBlock(bounds, currency, REALIZED) ??
      breachBlock(bounds, this.#books.find(account)?.ledger ?? ZERO, REALIZED);
  }

  /** The block that an account's open positions ask for now. */
  axes(settings: BoundsSettings, account: bigint): AccountBlock | undefined {
    if (isWithoutAxes(settings)) return undefined;
    const group = this.#host.groupOf(account);
    const currency = this.#host.currencyOf(account, group);
    const bounds: AxisBounds = {};
    for (const axis of AXES) {
      bounds[axis] = effectiveBounds(settings[axis], account, group, currency);
    }
    return this.positions(bounds, account, currency);
  }

  /** The block that an account's open positions ask for under these bounds. */
  positions(
    bounds: AxisBounds,
    account: bigint,
    currency: string | undefined,
  ): AccountBlock | undefined {
    return axisBlock(bounds, account, this.#books.find(account), currency, this.#pricing);
  }
}

function isWithoutAxes(settings: BoundsSettings): boolean {
  for (const axis of AXES) if (!isWithoutBounds(settings[axis])) return false;
  return true;
}
