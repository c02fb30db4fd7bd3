import { ACCOUNTS_METHODS } from "../../engine/internal.ts";
import { iterable } from "../../model/internal.ts";
import { readAccountId } from "../../param/internal.ts";
import type { AccountGroupIdInput } from "../../param/mod.ts";
import { methods, type RemoteAccounts } from "../remote_accounts.ts";
import type { RemoteEngine } from "../remote_engine.ts";
import { broadcast, invoke } from "./_broadcast.ts";
import { shardOfAccount } from "./rendezvous.ts";

type Listing = Awaited<ReturnType<RemoteAccounts["blocks"]>>;

/** What concerns a group, or everybody, and thus all shards. */
const OF_ALL: ReadonlySet<string> = new Set<keyof RemoteAccounts>([
  "setGroupCurrency",
  "clearGroupCurrency",
  "unblockAll",
  "blockGroup",
  "unblockGroup",
  "replaceGroupBlockReason",
]);

/**
 * The accounts of all shards. What concerns one account goes to its shard. What concerns a group or everybody goes to all of them: it
 * fails if a shard is gone, after the others have done it. Source: docs/semantics.md rule SYN-25.
 */
export function poolAccounts(engines: readonly RemoteEngine[]): RemoteAccounts {
  const handles = engines.map((engine) => engine.accounts());
  return methods(ACCOUNTS_METHODS, async (name, args) => {
    if (name === "blocks") return mergedBlocks(await broadcast(handles, name, args));
    if (OF_ALL.has(name)) return (await broadcast(handles, name, args))[0];
    if (name === "registerGroup") return await changeGroup(handles, name, "unregisterGroup", args);
    if (name === "unregisterGroup") return await changeGroup(handles, name, "registerGroup", args);
    const shard = shardOfAccount(readAccountId(args[0]), handles.length);
    return await invoke(handles[shard] as RemoteAccounts, name, args);
  }) as RemoteAccounts;
}

/**
 * Every block once: a group is blocked on all shards, but is one group. Of an account, its own shard tells; others may hold one too that
 * `createEngine` has set.
 */
function mergedBlocks(lists: readonly unknown[]): Listing {
  const groups = new Set<string>();
  return (lists as readonly Listing[]).flatMap((list, shard) =>
    [...list].filter(({ accountId, accountGroupId }) => {
      if (accountId !== undefined) return shardOfAccount(accountId.value, lists.length) === shard;
      if (accountGroupId === undefined) return true;
      const group = String(accountGroupId);
      return !groups.has(group) && groups.add(group);
    })
  );
}

type GroupCall = "registerGroup" | "unregisterGroup";

/** Changes the group of accounts, each on its shard. If a shard refuses, those that have done it take it back: all of them or none. */
async function changeGroup(
  handles: readonly RemoteAccounts[],
  act: GroupCall,
  undo: GroupCall,
  [accounts, group]: readonly unknown[],
): Promise<void> {
  const parts = split(accounts, handles.length);
  const answers = await Promise.allSettled(
    parts.map(({ shard, own }) =>
      (handles[shard] as RemoteAccounts)[act](own, group as AccountGroupIdInput)
    ),
  );
  const failure = answers.find((answer) => answer.status === "rejected");
  if (failure === undefined) return;
  await Promise.allSettled(
    parts.map(({ shard, own }, index) =>
      answers[index]?.status === "fulfilled" &&
      (handles[shard] as RemoteAccounts)[undo](own, group as AccountGroupIdInput)
    ),
  );
  throw failure.reason;
}

interface Part {
  readonly shard: number;
  readonly own: bigint[];
}

/** The accounts by shard. Without any, one shard is still asked, to judge the group. */
function split(accounts: unknown, count: number): readonly Part[] {
  const parts = Array.from({ length: count }, (_, shard): Part => ({ shard, own: [] }));
  for (const item of iterable(accounts, "accounts must be an iterable of account ids")) {
    const account = readAccountId(item);
    (parts[shardOfAccount(account, count)] as Part).own.push(account);
  }
  const used = parts.filter(({ own }) => own.length > 0);
  return used.length > 0 ? used : parts.slice(0, 1);
}
