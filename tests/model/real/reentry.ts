/** Everything of an engine and of its handles that a callback may try to call. */
import type { Accounts } from "../../../src/accounts.ts";
import type { Configurator } from "../../../mod.ts";
import type { RealSide } from "./side.ts";

/** Handles that were made before any callback ran. */
export interface Kept {
  readonly accounts: Accounts;
  readonly configurator: Configurator;
}

export function reentrantCalls(side: RealSide, kept: Kept): readonly (() => unknown)[] {
  const { engine } = side;
  const order = { operation: { accountId: 1 } };
  const request = side.requests.at(-1);
  const holding = side.holdings.at(-1);
  return [
    () => engine.startPreTrade(order),
    () => engine.executePreTrade(order),
    () => engine.startPreTradeDryRun(order),
    () => engine.executePreTradeDryRun(order),
    () => engine.applyDropCopy(order),
    () => engine.applyExecutionReport({}),
    () => engine.applyAccountAdjustment(1, []),
    () => engine.retireAccount(1),
    () => engine.accounts(),
    () => engine.configure(),
    () => engine.policies(),
    () => engine.free(),
    () => kept.accounts.block(1, "from inside"),
    () => kept.accounts.unblockAll(),
    () => kept.accounts.registerGroup([1], 7),
    () => kept.accounts.groupOf(1),
    () => kept.accounts.blockOf(1),
    () => kept.accounts.setCurrency(1, "USD"),
    () => kept.configurator.rateLimit("a", {}),
    ...(request === undefined ? [] : [() => request.execute(), () => request.free()]),
    ...(holding === undefined ? [] : [
      () => holding.commit(),
      () => holding.rollback(),
      () => holding.lock(),
      () => holding.accountAdjustments(),
      () => holding.free(),
    ]),
  ];
}
