/** What can be seen of an engine from outside. */
import type { Engine } from "../../../mod.ts";
import { inOrder } from "../records.ts";
import { ACCOUNTS } from "../script.ts";
import { showBlock } from "./values.ts";

export function observe(engine: Engine): unknown {
  const accounts = engine.accounts();
  return {
    blocks: inOrder(
      [...accounts.blocks()].map(({ slot, accountId, accountGroupId, block }) => ({
        slot,
        owner: (accountId ?? accountGroupId)?.value.toString(),
        block: showBlock(block),
      })),
    ),
    accounts: ACCOUNTS.map((account) => {
      const found = accounts.blockOf(account);
      return {
        block: found && { slot: found.slot, block: showBlock(found.block) },
        group: accounts.groupOf(account)?.value,
        currency: accounts.currencyOf(account),
      };
    }),
    policies: engine.policies().map(({ name, policyGroupId, isBuiltin, stages }) => ({
      name,
      policyGroupId,
      isBuiltin,
      stages,
    })),
  };
}
