/** Answers of hooks that lie about their shape (engine.md 13.4). */
import { noted, releaseAll, reserve, type Scene } from "./scene.ts";
import type { Cause } from "./thrown.ts";

export interface BadAnswer {
  readonly name: string;
  readonly answer: (scene: Scene) => unknown;
  readonly cause: Cause;
  /** Whether a mutation named `faulty` stands before the fault, and has to be rolled back with the rest. */
  readonly hasMutation?: true;
}

const TYPE_ERROR: Cause = { name: "TypeError" };
const thrown = new Error("from inside");
const THROWN: Cause = { is: { value: thrown } };

function raise(): never {
  throw thrown;
}

function raising(field: string, others: object = {}): object {
  return Object.defineProperty({ ...others }, field, { get: raise, enumerable: false });
}

function* endingBadly(...items: readonly unknown[]): Generator {
  yield* items;
  raise();
}

function bad(
  name: string,
  answer: (scene: Scene) => unknown,
  cause: Cause = TYPE_ERROR,
): BadAnswer {
  return { name, answer, cause };
}

/** With a mutation that was read before the fault. */
function after(name: string, fault: () => object, cause: Cause = TYPE_ERROR): BadAnswer {
  const answer = ({ log }: Scene) => {
    const part = fault();
    const mutations = [noted(log, "faulty"), reserve()];
    return Object.defineProperties({ mutations }, Object.getOwnPropertyDescriptors(part));
  };
  return { name, answer, cause, hasMutation: true };
}

function reject(changes: object): object {
  return { code: "Other", reason: "r", details: "d", ...changes };
}

const BAD_REJECTS: readonly (readonly [name: string, reject: () => unknown, cause: Cause])[] = [
  ["null", () => null, TYPE_ERROR],
  ["a text", () => "Other", TYPE_ERROR],
  ["no code", () => reject({ code: undefined }), {
    name: "TypeError",
    message: "reject.code must be a string",
  }],
  ["a number as reason", () => reject({ reason: 1 }), {
    name: "TypeError",
    message: "reject.reason must be a string",
  }],
  ["no details", () => reject({ details: null }), {
    name: "TypeError",
    message: "reject.details must be a string",
  }],
  ["an unknown code", () => reject({ code: "other" }), {
    name: "ParamError",
    message: "unknown reject code: other",
  }],
  ["an unknown scope", () => reject({ scope: "all" }), { name: "RangeError" }],
  ["negative userData", () => reject({ userData: -1 }), { name: "RangeError" }],
  ["half userData", () => reject({ userData: 0.5 }), { name: "RangeError" }],
  ["userData of 65 bits", () => reject({ userData: 2n ** 64n }), { name: "RangeError" }],
  ["userData as a text", () => reject({ userData: "1" }), TYPE_ERROR],
  ["a code that can't be read", () => raising("code"), THROWN],
  ["userData that can't be read", () => raising("userData", reject({})), THROWN],
];

const NO_ITERABLES: readonly unknown[] = [5, true, {}, Symbol("s"), () => {}];

/** A revoked proxy throws whatever is done to it. */
function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

/** What start hooks must not return. Good rejects before a bad one don't count either. */
export const BAD_START: readonly BadAnswer[] = [
  ...NO_ITERABLES.map((value) => bad(`returns ${String(value)}`, () => value)),
  bad("returns a text", () => "no"),
  bad("returns a revoked proxy", revoked),
  bad("returns an iterable without next", () => ({ [Symbol.iterator]: () => ({}) })),
  bad(
    "returns an iterator that throws",
    () => endingBadly(reject({ scope: "account" })),
    THROWN,
  ),
  ...BAD_REJECTS.map(([name, make, cause]) =>
    bad(`rejects with ${name}`, () => [reject({ scope: "account" }), make()], cause)
  ),
];

/** What no hook with a result object may return. */
const NO_RESULTS: readonly BadAnswer[] = [
  ...[5, true, "no", Symbol("s")].map((value) => bad(`returns ${String(value)}`, () => value)),
  bad("returns an empty array", () => []),
  bad("returns a map", () => new Map()),
  bad("returns a date", () => new Date(0)),
  bad("returns an object of unknown fields", () => ({ reject: [] })),
  bad("returns a revoked proxy", revoked),
];

const MUTATION_TEXT: Cause = { name: "TypeError", message: "policy.commit must be a function" };

/** Mutations that are none; a good one comes first. */
const BAD_MUTATIONS: readonly BadAnswer[] = [
  bad("gives mutations that are no list", () => ({ mutations: 5 })),
  bad("gives mutations that can't be read", () => raising("mutations"), THROWN),
  ...([
    ["null", () => null, TYPE_ERROR],
    ["a function", () => () => {}, TYPE_ERROR],
    ["an empty object", () => ({}), MUTATION_TEXT],
    ["a commit that is no function", () => ({ commit: 1, rollback() {} }), MUTATION_TEXT],
    ["no rollback", () => ({ commit() {} }), TYPE_ERROR],
    ["a commit that can't be read", () => raising("commit"), THROWN],
  ] as const).map(([name, make, cause]): BadAnswer => ({
    name: `gives a mutation that is ${name}`,
    answer: ({ log }) => ({ mutations: [noted(log, "faulty"), reserve(), make()] }),
    cause,
    hasMutation: true,
  })),
  {
    name: "gives mutations that end badly",
    answer: ({ log }) => ({ mutations: endingBadly(noted(log, "faulty"), reserve()) }),
    cause: THROWN,
    hasMutation: true,
  },
];

function badList(field: string, elements: readonly (readonly [string, () => unknown])[]) {
  return [
    after(`gives ${field} that are no list`, () => ({ [field]: 5 })),
    after(`gives ${field} that can't be read`, () => raising(field), THROWN),
    after(`gives ${field} that end badly`, () => ({ [field]: endingBadly() }), THROWN),
    ...elements.map(([name, make]) =>
      after(`gives ${name} in ${field}`, () => ({ [field]: [make()] }))
    ),
  ];
}

const BAD_OUTCOMES = badList("accountAdjustments", [
  ["null", () => null],
  ["a number", () => 5],
  ["an entry without asset", () => ({ balance: { delta: 1, absolute: 1 } })],
]);
const BAD_BLOCKS = badList("accountBlocks", [
  ["a plain record", () => ({ policy: "p", code: "Other", reason: "r", details: "d" })],
  ["a text", () => "block"],
]);

const BAD_REJECT_LISTS: readonly BadAnswer[] = BAD_START
  .filter(({ name }) => name.startsWith("rejects with") || name.includes("iterator"))
  .map(({ name, answer, cause }) => ({
    name: `${name}, in a result`,
    answer: (scene) => ({ rejects: answer(scene), mutations: [noted(scene.log, "faulty")] }),
    cause,
  }));

export const BAD_MAIN: readonly BadAnswer[] = [
  ...NO_RESULTS,
  ...BAD_REJECT_LISTS,
  ...BAD_MUTATIONS,
  ...BAD_OUTCOMES,
  ...badList("lockPrices", [["an object", () => ({})], ["null", () => null]]),
];

export const BAD_ADJUST: readonly BadAnswer[] = [
  ...NO_RESULTS,
  ...BAD_REJECT_LISTS,
  ...BAD_MUTATIONS,
  ...BAD_OUTCOMES,
  ...BAD_BLOCKS,
];

/** Of mutations reports only carry ready-made ones, so those of functions are left out. */
function ofReport({ name, answer, cause }: BadAnswer): BadAnswer {
  const withoutFunctions = (scene: Scene): unknown => {
    const result = answer(scene) as { readonly mutations?: unknown };
    const { mutations } = Object.getOwnPropertyDescriptors(result);
    if (!Array.isArray(mutations?.value)) return result;
    return Object.defineProperty(result, "mutations", { value: mutations.value.slice(1) });
  };
  return { name, answer: withoutFunctions, cause };
}

export const BAD_REPORT: readonly BadAnswer[] = [
  ...NO_RESULTS,
  ...[...BAD_BLOCKS, ...badList("accountPnls", [["a record", () => ({})], ["null", () => null]])]
    .map(ofReport),
  ...BAD_OUTCOMES.map(ofReport),
  ...BAD_MUTATIONS.filter(({ name }) => !name.includes("end badly")).map(ofReport),
  // The spec says that such a hook has failed, and not with what error.
  bad("releases more than is reserved", () => ({ mutations: [reserve(), releaseAll()] }), {}),
];

/** A text is the name of a refusal, so only an unknown one is a fault; what error that is, is nowhere said. */
export const BAD_RETIRE: readonly BadAnswer[] = [
  ...NO_RESULTS.filter(({ name }) => name !== "returns no"),
  bad("returns an unknown refusal", () => "Later", {}),
  ...BAD_MUTATIONS,
];
