import type { PolicyPartition, PolicyUnit } from "../pretrade/internal.ts";
import { CustomPolicy } from "./custom_policy.ts";

/** A stage that a policy takes part in. */
export type PolicyStage = "start" | "main" | "report" | "adjustment" | "retirement";

/** What is known of a registered policy. Source: docs/semantics.md rule POL-8. */
export interface PolicyInfo {
  /** Its name. */
  readonly name: string;
  /** The tag of its lock prices and outcomes. */
  readonly policyGroupId: number;
  /** Whether it is one of the package. */
  readonly isBuiltin: boolean;
  /** Whether the limits it has now can be decided per account, so that accounts may be spread over several engines. */
  readonly partition: PolicyPartition;
  /** The stages it takes part in. */
  readonly stages: readonly PolicyStage[];
}

const STAGES: readonly (readonly [keyof PolicyUnit, PolicyStage])[] = [
  ["start", "start"],
  ["main", "main"],
  ["report", "report"],
  ["adjust", "adjustment"],
  ["retire", "retirement"],
];

/** Describes a policy for an operator. */
export function describePolicy(unit: PolicyUnit): PolicyInfo {
  return {
    name: unit.name,
    policyGroupId: unit.policyGroupId,
    isBuiltin: !(unit instanceof CustomPolicy),
    partition: unit.partition,
    stages: STAGES.filter(([method]) => unit[method] !== undefined).map(([, stage]) => stage),
  };
}
