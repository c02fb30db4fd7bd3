/** Reports and bounds in short form, for the tests of the P&L kill switch. */

import type { ExecutionReportInit, OrderOperationInit } from "../../../../src/model/mod.ts";
import {
  buildPnlBoundsKillswitch,
  type PnlBoundInput,
  PnlBoundsAccountAssetBarrier,
  PnlBoundsAccountAssetBarrierUpdate,
  PnlBoundsBrokerBarrier,
  type PnlBoundsKillswitchReadyBuilder,
} from "../../../../src/pretrade/policies/mod.ts";
import { lineOf } from "../../engine/_kit.ts";
import { Session } from "./_session.ts";

export const PNL_POLICY = "PnlBoundsKillSwitchPolicy";

/** A lower and an upper bound, each of which may be missing. */
export type Bounds = readonly [lower?: PnlBoundInput, upper?: PnlBoundInput];

/** Bounds by axis; accounts are keyed by account and asset, as in `1 USD`, and start with a sum. */
export interface Switch {
  readonly broker?: Readonly<Record<string, Bounds>>;
  readonly accounts?: Readonly<Record<string, readonly [initial: string, ...Bounds]>>;
}

/** Bounds as `builtin()` takes them. */
export function killSwitch(
  { broker = {}, accounts = {} }: Switch,
): PnlBoundsKillswitchReadyBuilder {
  return buildPnlBoundsKillswitch()
    .brokerBarriers(brokerBarriers(broker))
    .accountBarriers(
      Object.entries(accounts).map(([key, [initial, ...bounds]]) => {
        const [account = "", asset = ""] = key.split(" ");
        return new PnlBoundsAccountAssetBarrier(BigInt(account), asset, initial, ...bounds);
      }),
    );
}

/** Broker bounds by asset. */
export function brokerBarriers(
  bounds: Readonly<Record<string, Bounds>>,
): PnlBoundsBrokerBarrier[] {
  return Object.entries(bounds).map(([asset, each]) => new PnlBoundsBrokerBarrier(asset, ...each));
}

/** Account bounds as `configure()` takes them, keyed by account and asset. */
export function updates(
  bounds: Readonly<Record<string, Bounds>>,
): PnlBoundsAccountAssetBarrierUpdate[] {
  return Object.entries(bounds).map(([key, each]) => {
    const [account = "", asset = ""] = key.split(" ");
    return new PnlBoundsAccountAssetBarrierUpdate(BigInt(account), asset, ...each);
  });
}

/** One engine with a kill switch, fed with reports of AAPL/USD. */
export class PnlSession extends Session {
  constructor(bounds: Switch) {
    super(killSwitch(bounds));
  }

  /** The blocks that a report asks for. */
  report(pnl: string, fee = "0", changes: Partial<OrderOperationInit> = {}): string {
    return this.apply({ ...reportOf(changes), financialImpact: { pnl, fee } });
  }

  /** The blocks that any report asks for. */
  apply(report: ExecutionReportInit): string {
    const { accountBlocks } = this.engine.applyExecutionReport(report);
    return accountBlocks.map((block) => lineOf(block)).join(" | ") || "inside";
  }

  /** Sets the sum of account 1. */
  setPnl(pnl: string, settlementAsset = "USD", account = 1): void {
    this.engine.configure().setAccountPnl(PNL_POLICY, { account, settlementAsset, pnl });
  }

  unblock(account = 1): void {
    this.engine.accounts().unblock(account);
  }
}

/** A report of account 1 in AAPL/USD without financial impact. */
export function reportOf(
  { underlyingAsset = "AAPL", settlementAsset = "USD", accountId = 1 }: Partial<OrderOperationInit>,
): ExecutionReportInit {
  return { operation: { underlyingAsset, settlementAsset, accountId, side: "BUY" } };
}

/** The block of a report that ends outside. */
export function outside(pnl: string, asset = "USD"): string {
  return `PnlKillSwitchTriggered [${PNL_POLICY}] pnl kill switch triggered: realized pnl ${pnl}, settlement asset ${asset}`;
}

/** The reject of an order of an account that a report has blocked. */
export function stored(pnl: string, asset = "USD"): string {
  return `account ${outside(pnl, asset)}`;
}

/** The reject of an order that is found outside, as in `broker`, `lower`, `-11, lower bound -10`. */
export function breach(barrier: string, sides: string, numbers: string, asset = "USD"): string {
  return `account PnlKillSwitchTriggered [${PNL_POLICY}] pnl kill switch triggered: ${barrier} barrier: ${sides} bound breached: realized pnl ${numbers}, settlement asset ${asset}`;
}

/** The reject of the orders that come after that. */
export function latched(barrier: string, sides: string, numbers: string, asset = "USD"): string {
  return breach(barrier, sides, numbers, asset).replace("PnlKillSwitchTriggered", "AccountBlocked");
}
