/**
 * Generates scripts: policies, then commands. Swarm: each script switches whole kinds of commands and of deeds off, so that rare meetings
 * of the rest become common; ids come from a hot and a cold set.
 */
import * as fc from "fast-check";
import { account, acts, pick, POLICIES_MAX } from "./deeds.ts";
import {
  ASSETS,
  type Command,
  type Deed,
  DEFAULT_GROUP,
  GROUPS,
  type Op,
  OPTIONAL_HOOKS,
  type PolicyPlan,
  type Script,
} from "./script.ts";

/** Commands of one script; those that are switched off or lack a handle are no steps. */
export const COMMANDS_MAX = 120;

/** A few orders and more reports come without account. */
const orderAccount = orNone(7);
const reportAccount = orNone(3);
const accounts = fc.array(account, { maxLength: 3 });
const asset = fc.constantFrom(...ASSETS);
const group = fc.oneof(
  { arbitrary: fc.constantFrom(GROUPS[0]), weight: 4 },
  { arbitrary: fc.constantFrom(...GROUPS, DEFAULT_GROUP), weight: 2 },
);

function orNone(weight: number): fc.Arbitrary<number | null> {
  return fc.oneof({ arbitrary: account, weight }, { arbitrary: fc.constant(null), weight: 1 });
}

function command<T extends Op>(
  weight: number,
  ops: readonly T[],
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
): fc.WeightedArbitrary<Command> {
  const arbitrary = fc.record({ op: fc.constantFrom(...ops), ...fields }) as unknown;
  return { arbitrary: arbitrary as fc.Arbitrary<Command>, weight };
}

const inOrder = { account: orderAccount, acts: acts("start", "main") };
const byHandle = { pick };

const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  command(8, ["start"], { account: orderAccount, acts: acts("start") }),
  command(6, ["execute"], { pick, acts: acts("main") }),
  command(12, ["executePreTrade"], inOrder),
  command(4, ["startDryRun", "executeDryRun"], inOrder),
  command(8, ["dropCopy"], inOrder),
  command(4, ["commit"], byHandle),
  command(4, ["rollback"], byHandle),
  command(3, ["dispose", "read"], byHandle),
  command(1, ["disposeRequest"], byHandle),
  command(4, ["report"], { account: reportAccount, acts: acts("report") }),
  command(5, ["adjust"], { account, items: fc.nat({ max: 3 }), acts: acts("adjust") }),
  command(3, ["retire"], { account, acts: acts("retire") }),
  command(3, ["block", "replaceBlockReason", "blockWithCause"], { account }),
  command(4, ["unblock"], { account }),
  command(3, ["unblockAll"]),
  command(3, ["blockGroup", "unblockGroup", "replaceGroupBlockReason"], { group }),
  command(4, ["registerGroup", "unregisterGroup"], { accounts, group }),
  command(1, ["setCurrency"], { account, asset }),
  command(1, ["clearCurrency"], { account }),
  command(1, ["setGroupCurrency"], { group, asset }),
  command(1, ["clearGroupCurrency"], { group }),
  command(2, ["useControl"], { pick }),
  command(1, ["configure", "badOrder"]),
  command(1, ["release"]),
);

/** What may be switched off. Lifting blocks stays, else nothing but refusals would be left of many scripts. */
const OPS_OFF: readonly Op[] = [
  ...["execute", "executePreTrade", "startDryRun", "executeDryRun", "dropCopy"] as const,
  ...["commit", "rollback", "dispose", "report", "adjust", "retire"] as const,
  ...["block", "blockWithCause", "blockGroup", "registerGroup", "useControl"] as const,
];
const DEEDS_OFF: readonly Deed["do"][] = [
  ...["block", "useKept", "keep", "reenter", "throw", "fault", "reject"] as const,
  ...["mutate", "recordStart", "killSwitch", "reserve", "release", "reportBlock"] as const,
];

const policies: fc.Arbitrary<PolicyPlan[]> = fc.array(
  fc.record({
    group: fc.boolean(),
    optional: fc.oneof(fc.constant([...OPTIONAL_HOOKS]), fc.subarray([...OPTIONAL_HOOKS])),
  }),
  { minLength: 1, maxLength: POLICIES_MAX },
).map((plans) =>
  // Names differ, and so do group ids that aren't the default.
  plans.map(({ group, optional }, index) => ({
    name: "abcd".charAt(index),
    group: group ? index + 1 : 0,
    optional,
  }))
);

/** Nine scripts of ten never release their engine, after which little is left to do. */
const opsOff: fc.Arbitrary<Op[]> = fc.tuple(fc.subarray([...OPS_OFF]), fc.nat({ max: 9 })).map(
  ([off, lot]) => lot === 9 ? off : [...off, "release"],
);

export const script: fc.Arbitrary<Script> = fc.record({
  policies,
  observer: fc.constantFrom("none", "attentive", "throws", "promise"),
  opsOff: fc.oneof(fc.constant<Op[]>(["release"]), opsOff),
  deedsOff: fc.oneof(fc.constant<Deed["do"][]>([]), fc.subarray([...DEEDS_OFF])),
  commands: fc.array(anyCommand, { minLength: 1, maxLength: COMMANDS_MAX, size: "max" }),
});
