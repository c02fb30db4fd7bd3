import {
  InstrumentId,
  type InstrumentIdInput,
  makeAccountGroupId,
  makeAccountId,
  markLibraryClass,
  markRemakeable,
  MAX_U16,
  otherError,
  readAccountGroupId,
  readAccountId,
  readInstrumentId,
  readInteger,
} from "../../../param/internal.ts";
import type { AccountGroupIdInput, AccountIdInput } from "../../../param/mod.ts";

/** What an override says. */
export interface OverrideEntry {
  readonly instrument: bigint;
  /** At most one of account and group is set. */
  readonly account: bigint | undefined;
  readonly group: number | undefined;
  /** Undefined takes the override away. */
  readonly slippageBps: number | undefined;
}

/** Looks into an override; undefined for everything else. */
export let overrideIn: (value: unknown) => OverrideEntry | undefined;

/** The slippage of market orders in one instrument: of everyone, of an account or of a group. */
export class SpotFundsOverride {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "SpotFundsOverride";
  readonly #entry: OverrideEntry;

  static {
    markLibraryClass(this, "SpotFundsOverride");
    markRemakeable(this, (override) => partsOf(override.#entry));
    overrideIn = (value) =>
      typeof value === "object" && value !== null && #entry in value ? value.#entry : undefined;
  }

  /**
   * Takes the id of the instrument, at most one of account and group, and the slippage in hundredths of a percent. Without
   * a slippage it says nothing when the policy is built, and takes an earlier override away in `configure()`.
   *
   * @throws {TypeError} Wrong type. @throws {RangeError} Slippage out of range. @throws {AccountIdError} No account. @throws {ParamError} No instrument or group, or both account and group.
   */
  constructor(
    instrument: InstrumentIdInput,
    account?: AccountIdInput | null,
    group?: AccountGroupIdInput | null,
    slippageBps?: number | null,
  ) {
    const id = readInstrumentId(instrument).value;
    const ofAccount = account === undefined || account === null
      ? undefined
      : readAccountId(account);
    const ofGroup = group === undefined || group === null ? undefined : readAccountGroupId(group);
    if (ofAccount !== undefined && ofGroup !== undefined) {
      throw otherError("accountId and accountGroupId are mutually exclusive");
    }
    this.#entry = {
      instrument: id,
      account: ofAccount,
      group: ofGroup,
      slippageBps: slippageBps === undefined || slippageBps === null
        ? undefined
        : readInteger(slippageBps, "slippageBps", MAX_U16),
    };
  }

  /** A new object of the same settings. */
  clone(): SpotFundsOverride {
    return new SpotFundsOverride(...partsOf(this.#entry));
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function partsOf(
  { instrument, account, group, slippageBps }: OverrideEntry,
): ConstructorParameters<typeof SpotFundsOverride> {
  return [
    new InstrumentId(instrument),
    account === undefined ? undefined : makeAccountId(account),
    group === undefined ? undefined : makeAccountGroupId(group),
    slippageBps,
  ];
}
