import { CONFIGURATOR_METHODS, decodeValue, encodeValue } from "../../engine/internal.ts";
import { readAccountId } from "../../param/internal.ts";
import { type AccountBlockOutcomes, makeBlockOutcomes } from "../../pretrade/internal.ts";
import { methods, type RemoteConfigurator } from "../remote_accounts.ts";
import type { RemoteEngine } from "../remote_engine.ts";
import { broadcast, invoke } from "./_broadcast.ts";
import { shardOfAccount } from "./rendezvous.ts";

/** What sets the books of one account, and thus concerns its shard only. */
const OF_ACCOUNT: ReadonlySet<string> = new Set<keyof RemoteConfigurator>([
  "setAccountPnl",
  "setSpotFundsAccountPnl",
]);

/**
 * The settings of the policies of all shards, kept equal: a change is made on each of them, or refused by each. It fails if a shard is gone,
 * after the others have made it. Source: docs/semantics.md rule SYN-25.
 */
export function poolConfigurator(engines: readonly RemoteEngine[]): RemoteConfigurator {
  const handles = engines.map((engine) => engine.configure());
  return methods(CONFIGURATOR_METHODS, async (name, given) => {
    // Read once for all shards: barriers may come from generators.
    const args = decodeValue(encodeValue([...given])) as readonly unknown[];
    if (OF_ACCOUNT.has(name)) {
      const { account } = (args[1] ?? {}) as { readonly account?: unknown };
      const shard = shardOfAccount(readAccountId(account), handles.length);
      return await invoke(handles[shard] as RemoteConfigurator, name, args);
    }
    const answers = await broadcast(handles, name, args);
    return name === "spotFundsPnlBoundsKillswitch"
      ? mergedBlocks(answers as readonly AccountBlockOutcomes[])
      : answers[0];
  }) as RemoteConfigurator;
}

/** The new blocks of all shards, each of an account of its own, by account. */
function mergedBlocks(answers: readonly AccountBlockOutcomes[]): AccountBlockOutcomes {
  const blocks = answers.flatMap(({ accountBlocks }) =>
    accountBlocks.map(({ accountId, block }) => [accountId.value, block] as const)
  );
  return makeBlockOutcomes(
    blocks.sort(([left], [right]) => left < right ? -1 : left > right ? 1 : 0),
  );
}
