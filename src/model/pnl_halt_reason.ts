import { markLibraryClass, notConstructibleError } from "../param/internal.ts";

const MAKER: unique symbol = Symbol();

/** The texts of {@linkcode PnlHaltReason}. */
export type PnlHaltReasonKind =
  | "missing-fx"
  | "missing-account-currency"
  | "missing-initial-pnl"
  | "missing-cost-basis"
  | "arithmetic-overflow";

/** Whether a value is a {@linkcode PnlHaltReason}. */
export let isPnlHaltReason: (value: unknown) => value is PnlHaltReason;

/** Why a profit or loss can't be calculated any longer. Immutable. */
export class PnlHaltReason {
  // Keeps the class apart from others at compile time; not there at run time.
  declare private readonly brand: "PnlHaltReason";
  readonly #kind: PnlHaltReasonKind;

  static {
    markLibraryClass(this, "PnlHaltReason");
    isPnlHaltReason = (value): value is PnlHaltReason =>
      typeof value === "object" && value !== null && #kind in value;
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, kind: PnlHaltReasonKind) {
    if (maker !== MAKER) throw notConstructibleError("PnlHaltReason");
    this.#kind = kind;
  }

  /** No exchange rate into the account's currency. */
  static fromMissingFx(): PnlHaltReason {
    return new PnlHaltReason(MAKER, "missing-fx");
  }

  /** The account has no currency. */
  static fromMissingAccountCurrency(): PnlHaltReason {
    return new PnlHaltReason(MAKER, "missing-account-currency");
  }

  /** No profit or loss to start from. */
  static fromMissingInitialPnl(): PnlHaltReason {
    return new PnlHaltReason(MAKER, "missing-initial-pnl");
  }

  /** No average entry price of what was held. */
  static fromMissingCostBasis(): PnlHaltReason {
    return new PnlHaltReason(MAKER, "missing-cost-basis");
  }

  /** A number that does not fit. */
  static fromArithmeticOverflow(): PnlHaltReason {
    return new PnlHaltReason(MAKER, "arithmetic-overflow");
  }

  /** The reason as a text. */
  get kind(): PnlHaltReasonKind {
    return this.#kind;
  }

  /** Whether an exchange rate is missing. */
  get isMissingFx(): boolean {
    return this.#kind === "missing-fx";
  }

  /** Whether the account's currency is missing. */
  get isMissingAccountCurrency(): boolean {
    return this.#kind === "missing-account-currency";
  }

  /** Whether the profit or loss to start from is missing. */
  get isMissingInitialPnl(): boolean {
    return this.#kind === "missing-initial-pnl";
  }

  /** Whether the average entry price is missing. */
  get isMissingCostBasis(): boolean {
    return this.#kind === "missing-cost-basis";
  }

  /** Whether a number did not fit. */
  get isArithmeticOverflow(): boolean {
    return this.#kind === "arithmetic-overflow";
  }

  /** A new object of the same reason. */
  clone(): PnlHaltReason {
    return new PnlHaltReason(MAKER, this.#kind);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
