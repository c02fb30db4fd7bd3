import type { LimitShare, PolicyUnit } from "../pretrade/internal.ts";
import { EngineBuildError } from "./errors.ts";

/**
 * Makes policies those of one of several engines that the accounts are spread over. Source: docs/semantics.md rules SYN-22, SYN-23.
 *
 * @throws {EngineBuildError} InvalidConfiguration, if one of them has to see all accounts.
 */
export function takeLimitShare(units: readonly PolicyUnit[], share: LimitShare): void {
  if (share.count === 1) return;
  for (const unit of units) {
    if (unit.partition === "global" && !(share.isSplit && unit.takeShare !== undefined)) {
      throw new EngineBuildError(refusal(unit, share.count), "InvalidConfiguration", {
        policyName: unit.name,
      });
    }
  }
  for (const unit of units) unit.takeShare?.(share);
}

function refusal(unit: PolicyUnit, count: number): string {
  const last = unit.takeShare === undefined
    ? `give each shard its part of the budget in createEngine and declare partition "account"`
    : "set splitGlobalLimits, which gives each shard its part of the budget";
  return `policy ${unit.name} needs to see all accounts and cannot be spread over ${count} shards: ` +
    `use size 1, or share one fullSync engine, or ${last}`;
}
