import { markLibraryClass, notConstructibleError } from "../../param/internal.ts";
import { type BuiltinPolicy, readPolicyGroupId } from "../internal.ts";
import type { HasAccountId, HasFee, HasInstrument, HasPnl } from "../mod.ts";
import { readBarriers } from "./barriers.ts";
import { defineToken } from "./token.ts";
import {
  type AssetBounds,
  pnlAccountBarrierIn,
  type PnlBoundsAccountAssetBarrier,
  type PnlBoundsBrokerBarrier,
  pnlBrokerBarrierIn,
  type SeededBounds,
} from "./pnl_bounds_barriers.ts";
import { PNL_BOUNDS_KILLSWITCH_NAME, PnlBoundsKillswitchPolicy } from "./pnl_bounds_killswitch.ts";
import { boundsAxes } from "./pnl_bounds_settings.ts";

/**
 * Starts the settings of the P&L kill switch, which blocks an account whose realized profit and loss leaves its bounds.
 *
 * Reports feed it (`financialImpact.pnl − financialImpact.fee`, in the settlement asset of the instrument); reports and the start stage judge it. A
 * broker barrier bounds each account separately, an account barrier holds besides it. Equal to a bound is inside.
 *
 * Units: settlement asset, exact. Cost: O(1). Source: docs/semantics.md rules PBK-1 to PBK-5.
 * Codes: `PnlKillSwitchTriggered` (account scope), `OrderValueCalculationFailed`, `MissingRequiredField`.
 *
 * @example
 * ```ts
 * import { Engine } from "@openpit-ts/openpit";
 * import {
 *   buildPnlBoundsKillswitch,
 *   PnlBoundsBrokerBarrier,
 * } from "@openpit-ts/openpit/pretrade/policies";
 * import { orderDraft } from "@openpit-ts/openpit/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const bounds = new PnlBoundsBrokerBarrier("USD", "-500");
 * const engine = Engine.builder()
 *   .builtin(buildPnlBoundsKillswitch().brokerBarriers([bounds]))
 *   .build();
 * const { operation } = orderDraft();
 * const { underlyingAsset, settlementAsset, accountId } = operation;
 * engine.applyExecutionReport({
 *   operation: { underlyingAsset, settlementAsset, accountId },
 *   financialImpact: { pnl: "-500.01", fee: "0" },
 * });
 * assertEquals(engine.startPreTrade({ operation }).rejects[0]?.code, "PnlKillSwitchTriggered");
 * ```
 */
export function buildPnlBoundsKillswitch(): PnlBoundsKillswitchBuilder {
  return makeBuilder(EMPTY);
}

/** A builder with settings, which `builtin()` takes. */
export type PnlBoundsKillswitchReadyBuilder =
  & PnlBoundsKillswitchBuilder
  & BuiltinPolicy<HasInstrument & HasAccountId, HasInstrument & HasAccountId & HasPnl & HasFee>;

const MAKER: unique symbol = Symbol();

interface Draft {
  readonly policyGroupId: number;
  readonly broker: readonly AssetBounds[];
  readonly accounts: readonly SeededBounds[];
}

const EMPTY: Draft = { policyGroupId: 0, broker: [], accounts: [] };

let makeBuilder: (draft: Draft) => PnlBoundsKillswitchReadyBuilder;

/** Settings of the P&L kill switch; immutable, every call gives a new builder. */
export class PnlBoundsKillswitchBuilder {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "PnlBoundsKillswitchBuilder";
  readonly #draft: Draft;

  static {
    markLibraryClass(this, "PnlBoundsKillswitchBuilder");
    defineToken(
      this as { readonly prototype: PnlBoundsKillswitchBuilder },
      (builder) => #draft in builder ? makePolicy(builder.#draft) : undefined,
    );
    makeBuilder = (draft) =>
      new PnlBoundsKillswitchBuilder(MAKER, draft) as PnlBoundsKillswitchReadyBuilder;
  }

  /** Made by `buildPnlBoundsKillswitch()` only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, draft: Draft) {
    if (maker !== MAKER) throw notConstructibleError("PnlBoundsKillswitchBuilder");
    this.#draft = draft;
  }

  /** Name of the policy in rejects and in `configure()`. */
  static get NAME(): string {
    return PNL_BOUNDS_KILLSWITCH_NAME;
  }

  /** Adds bounds for each account per settlement asset. @throws {TypeError} If it is no list of such barriers. */
  brokerBarriers(barriers: Iterable<PnlBoundsBrokerBarrier>): PnlBoundsKillswitchReadyBuilder {
    const added = readBarriers(barriers, "brokerBarriers", pnlBrokerBarrierIn);
    return makeBuilder({ ...this.#draft, broker: [...this.#draft.broker, ...added] });
  }

  /** Adds bounds for single accounts. @throws {TypeError} If it is no list of such barriers. */
  accountBarriers(
    barriers: Iterable<PnlBoundsAccountAssetBarrier>,
  ): PnlBoundsKillswitchReadyBuilder {
    const added = readBarriers(barriers, "accountBarriers", pnlAccountBarrierIn);
    return makeBuilder({ ...this.#draft, accounts: [...this.#draft.accounts, ...added] });
  }

  /** Sets the policy group id, 0 to 65535. @throws {TypeError} Wrong type. @throws {RangeError} Out of range. */
  withPolicyGroupId(policyGroupId: number): this {
    return makeBuilder({
      ...this.#draft,
      policyGroupId: readPolicyGroupId(policyGroupId),
    }) as unknown as this;
  }

  /** A new builder of the same settings. */
  clone(): this {
    return makeBuilder(this.#draft) as unknown as this;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function makePolicy(draft: Draft): PnlBoundsKillswitchPolicy {
  const settings = boundsAxes(draft.broker, draft.accounts);
  return new PnlBoundsKillswitchPolicy(draft.policyGroupId, settings, draft.accounts);
}
