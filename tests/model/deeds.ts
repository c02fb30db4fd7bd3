/** Generates what policies do while a command runs. */
import * as fc from "fast-check";
import {
  ACCOUNTS,
  type Act,
  ASSETS,
  type Deed,
  type Fault,
  type Finalizer,
  type MutationPlan,
  type SmallDeed,
  type Stage,
} from "./script.ts";

/** At most so many policies in one engine. */
export const POLICIES_MAX = 4;

/** Two accounts of five get most of the traffic. */
export const account: fc.Arbitrary<number> = fc.oneof(
  { arbitrary: fc.constantFrom(1, 2), weight: 4 },
  { arbitrary: fc.constantFrom(...ACCOUNTS), weight: 1 },
);

/** Mostly the newest, now and then an old one. */
export const pick: fc.Arbitrary<number> = fc.oneof(
  { arbitrary: fc.nat({ max: 2 }), weight: 4 },
  { arbitrary: fc.nat({ max: 12 }), weight: 1 },
);

const FATAL = ["UnknownVenue", "SystemUnavailable", "ArithmeticOverflow"];
const ORDINARY = ["RiskLimitExceeded", "Custom", "Other", "AccountBlocked", "InsufficientFunds"];
const REFUSALS = [
  ...["ConfigurationReferencesAccount", "NonZeroState"],
  ...["OperationInProgress", "EvaluationFailed"],
];

function deed<T extends Deed["do"]>(
  name: T,
  fields: { [K in keyof Omit<Extract<Deed, { do: T }>, "do">]: fc.Arbitrary<unknown> },
  weight: number,
): fc.WeightedArbitrary<Deed> {
  const arbitrary = fc.record({ do: fc.constant(name), ...fields }) as unknown;
  return { arbitrary: arbitrary as fc.Arbitrary<Deed>, weight };
}

const thrown = fc.constantFrom("error", "text", "record", "undefined");

function small(weight: number): fc.WeightedArbitrary<Deed>[] {
  return [
    deed("block", {}, weight),
    deed("useKept", { pick }, weight),
    deed("reenter", { call: fc.nat({ max: 30 }), isCaught: fc.boolean() }, weight),
    deed("throw", { what: thrown }, weight),
  ];
}

/** Most callbacks of mutations do what they should: nothing of the kind. */
const finalizer: fc.Arbitrary<Finalizer> = fc.oneof(
  { arbitrary: fc.constant({ deeds: [], isPromise: false }), weight: 2 },
  {
    arbitrary: fc.record({
      deeds: fc.array(fc.oneof(...small(1)) as fc.Arbitrary<SmallDeed>, { maxLength: 2 }),
      isPromise: fc.oneof(
        { arbitrary: fc.constant(false), weight: 9 },
        { arbitrary: fc.constant(true), weight: 1 },
      ),
    }),
    weight: 1,
  },
);

const mutation: fc.Arbitrary<MutationPlan> = fc.record({ commit: finalizer, rollback: finalizer });
const amount = fc.integer({ min: 1, max: 9 });
const notional = { account, amount };

const reject = deed("reject", {
  code: fc.oneof(
    { arbitrary: fc.constantFrom(...ORDINARY), weight: 5 },
    { arbitrary: fc.constantFrom(...FATAL), weight: 1 },
  ),
  scope: fc.constantFrom("order", "account"),
  userData: fc.constantFrom(0, 7),
}, 5);
const mutate = deed("mutate", { mutation }, 16);
const outcome = deed("outcome", { asset: fc.constantFrom(...ASSETS), amount }, 3);
const keep = deed("keep", {}, 2);
const recordStart = deed("recordStart", { mutation }, 3);
const killSwitch = deed("killSwitch", {
  account,
  engaged: fc.boolean(),
  hasCause: fc.boolean(),
}, 2);

function faults(...names: readonly Fault[]): fc.WeightedArbitrary<Deed> {
  return deed("fault", { fault: fc.constantFrom(...names) }, 1);
}

const DEEDS: Readonly<Record<Stage, readonly fc.WeightedArbitrary<Deed>[]>> = {
  start: [...small(2), keep, reject, recordStart, faults("promise", "notObject", "badReject")],
  main: [
    ...small(2),
    ...[keep, reject, mutate, outcome, killSwitch],
    // In a drop copy it stands before all mutations of the main stage, which only shows next to some.
    { ...recordStart, weight: 6 },
    deed("reserve", notional, 3),
    deed("price", { price: fc.constantFrom("1", "2.50", "200") }, 4),
    faults("promise", "notObject", "badReject", "badMutation", "badOutcome", "badPrice"),
  ],
  report: [
    deed("useKept", { pick }, 1),
    deed("throw", { what: thrown }, 1),
    deed("reenter", { call: fc.nat({ max: 30 }), isCaught: fc.boolean() }, 1),
    outcome,
    deed("reserve", notional, 3),
    deed("release", notional, 4),
    deed("reportBlock", {}, 4),
    deed("pnl", { account, amount }, 2),
    faults("promise", "notObject", "badMutation", "badOutcome", "badBlock"),
  ],
  adjust: [
    ...small(2),
    ...[keep, reject, mutate, outcome, killSwitch],
    deed("reserve", notional, 2),
    deed("reportBlock", {}, 4),
    faults("promise", "notObject", "badReject", "badMutation", "badOutcome", "badBlock"),
  ],
  retire: [
    deed("useKept", { pick }, 1),
    deed("throw", { what: thrown }, 1),
    deed("reenter", { call: fc.nat({ max: 30 }), isCaught: fc.boolean() }, 1),
    ...[mutate, killSwitch],
    deed("refuse", { refusal: fc.constantFrom(...REFUSALS) }, 2),
    faults("promise", "notObject", "badMutation"),
  ],
};

const always = fc.constant(undefined);

/** Deeds at the given stages; a command without any is as common as one with several. */
export function acts(...stages: readonly Stage[]): fc.Arbitrary<Act[]> {
  const act = fc.oneof(...stages.map((stage) =>
    fc.record({
      policy: fc.nat({ max: POLICIES_MAX - 1 }),
      stage: fc.constant(stage),
      // Only a batch calls a hook more than once.
      call: stage === "adjust" ? fc.oneof(always, fc.nat({ max: 2 })) : always,
      deed: fc.oneof(...DEEDS[stage]),
    })
  ));
  return fc.oneof(
    fc.constant<Act[]>([]),
    fc.array(act, { maxLength: 3 }),
    fc.array(act, { maxLength: 8, size: "max" }),
  );
}
