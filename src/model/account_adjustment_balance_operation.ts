import type { Decimal } from "../internal/decimal/mod.ts";
import { makePrice, markLibraryClass } from "../param/internal.ts";
import type { DecimalInput, Pnl, Price } from "../param/mod.ts";
import { isAbsent, type Optional, optionalAsset, optionalPrice } from "./_fields.ts";
import { readPnlState } from "./_pnl_state.ts";
import type { PnlHaltReason } from "./pnl_halt_reason.ts";

/** Plain form of an {@linkcode AccountAdjustmentBalanceOperation}. */
export interface AccountAdjustmentBalanceOperationInit {
  /** Which asset. */
  readonly asset?: Optional<string>;
  /** The average entry price to be set. */
  readonly averageEntryPrice?: Optional<Price | DecimalInput>;
  /** The realized profit or loss to be set, or why it can't be calculated. */
  readonly realizedPnl?: Optional<Pnl | DecimalInput | PnlHaltReason>;
}

/** Whether a value is an {@linkcode AccountAdjustmentBalanceOperation}. */
export let isBalanceOperation: (value: unknown) => value is AccountAdjustmentBalanceOperation;

/** Changes what an account has of one asset. */
export class AccountAdjustmentBalanceOperation {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "AccountAdjustmentBalanceOperation";
  #asset: string | undefined;
  #averageEntryPrice: Decimal | undefined;
  #realizedPnl: Pnl | PnlHaltReason | undefined;

  static {
    markLibraryClass(this, "AccountAdjustmentBalanceOperation");
    isBalanceOperation = (value): value is AccountAdjustmentBalanceOperation =>
      typeof value === "object" && value !== null && #asset in value;
  }

  /** Which asset. */
  get asset(): string | undefined {
    return this.#asset;
  }
  set asset(value: Optional<string>) {
    this.#asset = optionalAsset(value, "asset");
  }

  /** The average entry price to be set. */
  get averageEntryPrice(): Price | undefined {
    const price = this.#averageEntryPrice;
    return price === undefined ? undefined : makePrice(price);
  }
  set averageEntryPrice(value: Optional<Price | DecimalInput>) {
    this.#averageEntryPrice = optionalPrice(value);
  }

  /** The realized profit or loss to be set, or why it can't be calculated. */
  get realizedPnl(): Pnl | PnlHaltReason | undefined {
    return this.#realizedPnl;
  }
  set realizedPnl(value: Optional<Pnl | DecimalInput | PnlHaltReason>) {
    this.#realizedPnl = isAbsent(value) ? undefined : readPnlState(value, "realizedPnl");
  }

  /** A new object of the same fields. */
  clone(): AccountAdjustmentBalanceOperation {
    const copy = new AccountAdjustmentBalanceOperation();
    copy.#asset = this.#asset;
    copy.#averageEntryPrice = this.#averageEntryPrice;
    copy.#realizedPnl = this.#realizedPnl;
    return copy;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
