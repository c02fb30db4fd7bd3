import type { EngineCore } from "./core.ts";

/** Puts an account into a group, or takes it out of its group, and lets the policies see to it. */
export function regroup(core: EngineCore, account: bigint, group: number | undefined): void {
  const before = core.groups.groupOf(account);
  if (group === undefined) core.groups.remove(account);
  else core.groups.put(account, group);
  for (const unit of core.units) unit.regrouped?.(account, before);
}
