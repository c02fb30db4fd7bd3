import {
  isPlainRecord,
  markLibraryClass,
  notConstructibleError,
  typeError,
} from "../param/internal.ts";
import {
  type AccountBlockOutcomes,
  ConfigurationRefused,
  type PolicyConfigurationResult,
  type PolicyUnit,
} from "../pretrade/internal.ts";
// Types only, which are erased: the engine names no policy's code.
import type {
  AccountPnlOptions,
  OrderSizeLimitOptions,
  PnlBoundsKillswitchOptions,
  RateLimitOptions,
  SpotFundsAccountPnlOptions,
  SpotFundsOptions,
  SpotFundsPnlBoundsKillswitchOptions,
} from "../pretrade/policies/mod.ts";
import type { EngineCore } from "./core.ts";
import { PolicyConfigureError } from "./errors.ts";

const MAKER: unique symbol = Symbol();

/** Makes a handle on the settings of an engine's policies. */
export let makeConfigurator: (core: EngineCore) => Configurator;

/**
 * The settings of an engine's built-in policies. One call is one transaction: all of it or, by an error, nothing. It takes effect with the next
 * operation and never lifts a block. Source: docs/semantics.md rule CFG-1.
 */
export class Configurator {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "Configurator";
  readonly #core: EngineCore;

  static {
    markLibraryClass(this, "Configurator");
    makeConfigurator = (core) => new Configurator(MAKER, core);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, core: EngineCore) {
    if (maker !== MAKER) throw notConstructibleError("Configurator");
    this.#core = core;
  }

  /**
   * Changes the rate limit. Counters and logs go on under the new numbers.
   *
   * @throws {TypeError} If an option has a wrong type.
   * @throws {PolicyConfigureError} UNKNOWN, TYPE_MISMATCH, VALIDATION.
   */
  rateLimit(name: string, options: RateLimitOptions): void {
    this.#apply("rateLimit", name, options);
  }

  /**
   * Changes the order size limit.
   *
   * @throws {TypeError} If an option has a wrong type.
   * @throws {PolicyConfigureError} UNKNOWN, TYPE_MISMATCH, VALIDATION.
   */
  orderSizeLimit(name: string, options: OrderSizeLimitOptions): void {
    this.#apply("orderSizeLimit", name, options);
  }

  /**
   * Changes the bounds of the P&L kill switch; sums and blocks stay, and are judged at the next order or report.
   *
   * @throws {TypeError} If an option has a wrong type.
   * @throws {PolicyConfigureError} UNKNOWN, TYPE_MISMATCH, VALIDATION.
   */
  pnlBoundsKillswitch(name: string, options: PnlBoundsKillswitchOptions): void {
    this.#apply("pnlBoundsKillswitch", name, options);
  }

  /**
   * Sets the sum of the P&L kill switch for an account and settlement asset; it is judged at the next order or report.
   *
   * @throws {TypeError} If an option is missing or has a wrong type.
   * @throws {PolicyConfigureError} UNKNOWN, TYPE_MISMATCH.
   */
  setAccountPnl(name: string, options: AccountPnlOptions): void {
    this.#apply("setAccountPnl", name, options);
  }

  /**
   * Changes the spot funds policy: slippage, pricing source, limit modes, position limits. Lists merge, entry by entry. It judges nothing.
   *
   * @throws {TypeError} If an option has a wrong type.
   * @throws {PolicyConfigureError} UNKNOWN, TYPE_MISMATCH, VALIDATION.
   */
  spotFunds(name: string, options: SpotFundsOptions): void {
    this.#apply("spotFunds", name, options);
  }

  /**
   * Changes the bounds of the spot funds policy; each list replaces its tier. Accounts whose bounds are others now are judged at once.
   *
   * @returns The blocks that are new, by account.
   * @throws {TypeError} If an option has a wrong type.
   * @throws {PolicyConfigureError} UNKNOWN, TYPE_MISMATCH, VALIDATION.
   */
  spotFundsPnlBoundsKillswitch(
    name: string,
    options: SpotFundsPnlBoundsKillswitchOptions,
  ): AccountBlockOutcomes {
    return this.#apply("spotFundsPnlBoundsKillswitch", name, options) as AccountBlockOutcomes;
  }

  /**
   * Sets an account's profit and loss in the spot funds policy, or says why it is unknown. It is judged at once.
   *
   * @returns The block that it leads to, also if an older one stays.
   * @throws {TypeError} If an option is missing or has a wrong type.
   * @throws {PolicyConfigureError} UNKNOWN, TYPE_MISMATCH.
   */
  setSpotFundsAccountPnl(
    name: string,
    options: SpotFundsAccountPnlOptions,
  ): PolicyConfigurationResult {
    return this.#apply("setSpotFundsAccountPnl", name, options) as PolicyConfigurationResult;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}

  #apply(method: string, name: unknown, options: unknown): unknown {
    this.#core.enter();
    if (typeof name !== "string") throw typeError("policy name must be a string");
    if (!isPlainRecord(options)) throw typeError(`${method} options must be a plain object`);
    const unit = this.#core.units.find((policy) => policy.name === name);
    const configurable = unit?.configurable;
    if (configurable === undefined) {
      throw new PolicyConfigureError(`no configurable policy named ${name}`, "UNKNOWN", {
        policyName: name,
      });
    }
    if (!(method in configurable)) throw typeMismatch(method, name, unit as PolicyUnit);
    try {
      return this.#core.configure(unit as PolicyUnit, method, options);
    } catch (thrown) {
      if (!(thrown instanceof ConfigurationRefused)) throw thrown;
      throw new PolicyConfigureError(
        `policy ${name} rejected the update: ${thrown.message}`,
        "VALIDATION",
        { policyName: name, validationMessage: thrown.message },
      );
    }
  }
}

function typeMismatch(method: string, name: string, unit: PolicyUnit): PolicyConfigureError {
  const found = Object.keys(unit.configurable ?? {}).join(" or ");
  return new PolicyConfigureError(
    `policy ${name} does not take ${method} settings: it takes ${found}`,
    "TYPE_MISMATCH",
    { policyName: name, expected: method, found },
  );
}
