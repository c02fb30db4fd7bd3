/** What an account has, in words. */
import { ACCOUNT } from "./engine.ts";
import type { Desk } from "./desk.ts";

/** A line per asset; what is zero is left out. */
export function statement({ engine, ledger }: Desk): string[] {
  const lines = engine.accounts().holdings(ACCOUNT)
    .toSorted((one, other) => one.asset < other.asset ? -1 : 1)
    .map(({ asset, available, held, incoming, averageEntryPrice, realizedPnl }) => {
      const parts = [`${available} available`];
      if (!held.isZero()) parts.push(`${held} held`);
      if (!incoming.isZero()) parts.push(`${incoming} incoming`);
      if (averageEntryPrice !== undefined) parts.push(`average ${averageEntryPrice}`);
      if (realizedPnl !== undefined) parts.push(`P&L ${realizedPnl}`);
      return `   ${asset.padEnd(6)}${parts.join(", ")}`;
    });
  return [...lines, `   P&L   ${ledger} of the account`];
}
