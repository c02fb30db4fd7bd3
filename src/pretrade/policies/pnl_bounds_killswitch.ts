import {
  add,
  type Decimal,
  flipSign,
  isGreater,
  isZero,
  toText,
  ZERO,
} from "../../internal/decimal/mod.ts";
import { type PlainRecord, readAccountId, readAsset, readPnl } from "../../param/internal.ts";
import {
  AccountBlock,
  makeReject,
  missingField,
  type PendingMutation,
  type PolicyUnit,
  type PostTradeRun,
  type PreTradeRun,
  type Reject,
  type RetirementRun,
} from "../internal.ts";
import { AccountAssetMap } from "./account_asset_map.ts";
import type { PnlBounds, SeededBounds } from "./pnl_bounds_barriers.ts";
import { type PnlBoundsSettings, readBoundsUpdate } from "./pnl_bounds_settings.ts";

/** Name of the P&L kill switch in rejects and in `configure()`. */
export const PNL_BOUNDS_KILLSWITCH_NAME = "PnlBoundsKillSwitchPolicy";

/**
 * The P&L kill switch: adds up realized profit and loss per account and settlement asset, and blocks an account that leaves its bounds. Equal to a
 * bound is inside. A block stays until `unblock`, whatever the sum does. Source: docs/semantics.md rules PBK-1 to PBK-5.
 */
export class PnlBoundsKillswitchPolicy implements PolicyUnit {
  readonly name: string = PNL_BOUNDS_KILLSWITCH_NAME;
  readonly usesClock = false;
  readonly partition = "account";
  readonly policyGroupId: number;
  readonly configurable: Readonly<Record<string, (options: PlainRecord) => void>> = {
    pnlBoundsKillswitch: (options) => {
      const update = readBoundsUpdate(options);
      this.#settings = update(this.#settings);
    },
    setAccountPnl: (options) => this.#setAccountPnl(options),
  };
  #settings: PnlBoundsSettings;
  readonly #ledger: AccountAssetMap<Decimal> = new AccountAssetMap();

  constructor(policyGroupId: number, settings: PnlBoundsSettings, seeds: readonly SeededBounds[]) {
    this.policyGroupId = policyGroupId;
    this.#settings = settings;
    for (const { account, asset, initialPnl } of seeds) {
      this.#ledger.set(account, asset, initialPnl);
    }
  }

  start(run: PreTradeRun): void {
    const { broker, accounts } = this.#settings;
    const order = run.order.operation;
    if (run.isDropCopy && broker.size === 0) {
      // A drop copy is not held up by a field that no barrier could use.
      if (accounts.ofAccount(order?.accountId as bigint) === undefined) return;
    }
    if (order?.underlyingAsset === undefined || order.settlementAsset === undefined) {
      return run.reject(missing("instrument", "operation.instrument"));
    }
    if (order.accountId === undefined) {
      return run.reject(missing("account ID", "operation.account_id"));
    }
    const asset = order.settlementAsset;
    const pnl = this.#ledger.get(order.accountId, asset) ?? ZERO;
    const ofBroker = broker.get(asset);
    if (ofBroker !== undefined && isOutside(pnl, ofBroker)) {
      return run.reject(breach("broker", pnl, ofBroker, asset));
    }
    const ofAccount = accounts.get(order.accountId, asset);
    if (ofAccount !== undefined && isOutside(pnl, ofAccount)) {
      run.reject(breach("account + asset", pnl, ofAccount, asset));
    }
  }

  report(run: PostTradeRun): void {
    const { operation, financialImpact } = run.report;
    const asset = operation?.settlementAsset;
    if (operation?.underlyingAsset === undefined || asset === undefined) {
      return block(run, missing("instrument", "operation.instrument"));
    }
    if (operation.accountId === undefined) {
      return block(run, missing("account ID", "operation.account_id"));
    }
    const { pnl, fee } = financialImpact ?? NO_IMPACT;
    if (pnl === undefined) return block(run, missing("P&L", "financial_impact.pnl"));
    if (fee === undefined) return block(run, missing("fee", "financial_impact.fee"));
    this.#book(run, operation.accountId, asset, pnl, fee);
  }

  retire(run: RetirementRun): void {
    const assets = this.#ledger.ofAccount(run.accountId);
    for (const pnl of assets?.values() ?? []) {
      if (!isZero(pnl)) return run.refuse("NonZeroState");
    }
    if (this.#settings.accounts.ofAccount(run.accountId) !== undefined) {
      return run.refuse("ConfigurationReferencesAccount");
    }
    run.mutate(new ForgetPnl(this.#ledger, run.accountId));
  }

  /** Adds pnl − fee, barrier or not; a sum that doesn't fit blocks and changes nothing. */
  #book(run: PostTradeRun, account: bigint, asset: string, pnl: Decimal, fee: Decimal): void {
    // A fee is a loss: its sign is flipped first, which shows in the text of a zero.
    const increment = add(pnl, flipSign(fee));
    if (increment === undefined) {
      return blockOverflow(
        run,
        `pnl + fee overflow: pnl ${toText(pnl)}, fee ${toText(fee)}, settlement asset ${asset}`,
      );
    }
    const previous = this.#ledger.get(account, asset);
    const sum = previous === undefined ? increment : add(previous, increment);
    if (sum === undefined) {
      return blockOverflow(
        run,
        `realized pnl + pnl_with_fee overflow: previous ${toText(previous ?? ZERO)}, ` +
          `increment ${toText(increment)}, settlement asset ${asset}`,
      );
    }
    this.#ledger.set(account, asset, sum);
    const { broker, accounts } = this.#settings;
    if (isOutside(sum, broker.get(asset)) || isOutside(sum, accounts.get(account, asset))) {
      run.block(
        new AccountBlock(
          PNL_BOUNDS_KILLSWITCH_NAME,
          "PnlKillSwitchTriggered",
          "pnl kill switch triggered",
          `realized pnl ${toText(sum)}, settlement asset ${asset}`,
        ),
      );
    }
  }

  #setAccountPnl(options: PlainRecord): void {
    const account = readAccountId(options.account);
    const asset = readAsset(options.settlementAsset, "settlementAsset");
    this.#ledger.set(account, asset, readPnl(options.pnl));
  }
}

const NO_IMPACT = { pnl: undefined, fee: undefined };

/** Forgets the sums of a retired account. */
class ForgetPnl implements PendingMutation {
  readonly isCustom = false;
  readonly #ledger: AccountAssetMap<Decimal>;
  readonly #account: bigint;

  constructor(ledger: AccountAssetMap<Decimal>, account: bigint) {
    this.#ledger = ledger;
    this.#account = account;
  }

  commit(): void {
    this.#ledger.deleteAccount(this.#account);
  }

  rollback(): void {}
}

function isOutside(pnl: Decimal, bounds: PnlBounds | undefined): boolean {
  return bounds !== undefined && (isBelow(pnl, bounds) || isAbove(pnl, bounds));
}

function isBelow(pnl: Decimal, { lower }: PnlBounds): boolean {
  return lower !== undefined && isGreater(lower, pnl);
}

function isAbove(pnl: Decimal, { upper }: PnlBounds): boolean {
  return upper !== undefined && isGreater(pnl, upper);
}

function breach(barrier: string, pnl: Decimal, bounds: PnlBounds, asset: string): Reject {
  const below = isBelow(pnl, bounds);
  const above = isAbove(pnl, bounds);
  const sides = below && above ? "lower and upper" : below ? "lower" : "upper";
  const lower = bounds.lower === undefined ? "" : `, lower bound ${toText(bounds.lower)}`;
  const upper = bounds.upper === undefined ? "" : `, upper bound ${toText(bounds.upper)}`;
  return makeReject(
    PNL_BOUNDS_KILLSWITCH_NAME,
    "account",
    "PnlKillSwitchTriggered",
    `pnl kill switch triggered: ${barrier} barrier`,
    `${sides} bound breached: realized pnl ${
      toText(pnl)
    }${lower}${upper}, settlement asset ${asset}`,
  );
}

function missing(label: string, path: string): Reject {
  return missingField(PNL_BOUNDS_KILLSWITCH_NAME, label, path);
}

function block(run: PostTradeRun, reject: Reject): void {
  run.block(new AccountBlock(reject.policy, reject.code, reject.reason, reject.details));
}

function blockOverflow(run: PostTradeRun, details: string): void {
  run.block(
    new AccountBlock(
      PNL_BOUNDS_KILLSWITCH_NAME,
      "OrderValueCalculationFailed",
      "pnl accumulation overflow",
      details,
    ),
  );
}
