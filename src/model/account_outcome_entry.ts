import type { Decimal } from "../internal/decimal/mod.ts";
import { decimalArgument, makePrice, markLibraryClass, readAsset } from "../param/internal.ts";
import type { Price } from "../param/mod.ts";
import { isAbsent, type Optional, optionalInstance } from "./_fields.ts";
import { isOutcomeAmount, type OutcomeAmount } from "./outcome_amount.ts";
import { isPnlOutcome, type PnlOutcome } from "./pnl_outcome.ts";

/** Whether a value is an {@linkcode AccountOutcomeEntry}. */
export let isAccountOutcomeEntry: (value: unknown) => value is AccountOutcomeEntry;

/** What happened to one asset of an account. Only what was touched is there. Immutable. */
export class AccountOutcomeEntry {
  // Keeps the class apart from others at compile time; not there at run time.
  declare private readonly brand: "AccountOutcomeEntry";
  readonly #asset: string;
  readonly #balance: OutcomeAmount | undefined;
  readonly #held: OutcomeAmount | undefined;
  readonly #incoming: OutcomeAmount | undefined;
  readonly #realizedPnl: PnlOutcome | undefined;
  readonly #averageEntryPrice: Decimal | undefined;

  static {
    markLibraryClass(this, "AccountOutcomeEntry");
    isAccountOutcomeEntry = (value): value is AccountOutcomeEntry =>
      typeof value === "object" && value !== null && #asset in value;
  }

  /** Makes an entry. Only value objects are taken, no plain forms. @throws {TypeError} Wrong type. @throws {AssetError} Blank asset. */
  constructor(
    asset: string,
    balance?: Optional<OutcomeAmount>,
    held?: Optional<OutcomeAmount>,
    incoming?: Optional<OutcomeAmount>,
    realizedPnl?: Optional<PnlOutcome>,
    averageEntryPrice?: Optional<Price>,
  ) {
    this.#asset = readAsset(asset, "asset");
    this.#balance = optionalAmount(balance, "balance");
    this.#held = optionalAmount(held, "held");
    this.#incoming = optionalAmount(incoming, "incoming");
    this.#realizedPnl = optionalInstance(realizedPnl, isPnlOutcome, "realizedPnl", "PnlOutcome");
    this.#averageEntryPrice = isAbsent(averageEntryPrice)
      ? undefined
      : decimalArgument(averageEntryPrice, "Price", "averageEntryPrice");
  }

  /** Which asset. */
  get asset(): string {
    return this.#asset;
  }

  /** What can be spent, if it was touched. */
  get balance(): OutcomeAmount | undefined {
    return this.#balance;
  }

  /** What is reserved, if it was touched. */
  get held(): OutcomeAmount | undefined {
    return this.#held;
  }

  /** What is expected, if it was touched. */
  get incoming(): OutcomeAmount | undefined {
    return this.#incoming;
  }

  /** The realized profit or loss, if it was touched. */
  get realizedPnl(): PnlOutcome | undefined {
    return this.#realizedPnl;
  }

  /** The average entry price after the change, if it is reported. */
  get averageEntryPrice(): Price | undefined {
    const price = this.#averageEntryPrice;
    return price === undefined ? undefined : makePrice(price);
  }

  /** A new object of the same entry. */
  clone(): AccountOutcomeEntry {
    return new AccountOutcomeEntry(
      this.#asset,
      this.#balance,
      this.#held,
      this.#incoming,
      this.#realizedPnl,
      this.averageEntryPrice,
    );
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function optionalAmount(value: unknown, label: string): OutcomeAmount | undefined {
  return optionalInstance(value, isOutcomeAmount, label, "OutcomeAmount");
}
