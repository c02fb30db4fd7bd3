/** The stand-in must be able to fail: each assertion on values that it accepts and values that it must refuse. */
import {
  assert,
  assertArrayIncludes,
  assertEquals,
  assertExists,
  assertFalse,
  assertGreater,
  assertGreaterOrEqual,
  assertInstanceOf,
  AssertionError,
  assertIsError,
  assertLess,
  assertLessOrEqual,
  assertMatch,
  assertNotEquals,
  assertNotInstanceOf,
  assertNotMatch,
  assertNotStrictEquals,
  assertObjectMatch,
  assertRejects,
  assertStrictEquals,
  assertStringIncludes,
  assertThrows,
  fail,
  unreachable,
} from "./assert.ts";
import { describe, it } from "@std/testing/bdd";

type Check = () => unknown;

const boom = (): never => {
  throw new RangeError("boom at 7");
};

/** Not by assertThrows, which is under test itself. */
function problemOf(check: Check): unknown {
  try {
    check();
  } catch (error) {
    return error;
  }
  return undefined;
}

function mustPass(checks: readonly Check[]): void {
  for (const check of checks) {
    const problem = problemOf(check);
    if (problem !== undefined) throw new Error(`refused: ${check}`, { cause: problem });
  }
}

function mustFail(checks: readonly Check[]): void {
  for (const check of checks) {
    if (!(problemOf(check) instanceof AssertionError)) throw new Error(`accepted: ${check}`);
  }
}

const table: Readonly<Record<string, { readonly good: Check[]; readonly bad: Check[] }>> = {
  "assert()": { good: [() => assert(1)], bad: [() => assert(0), () => assert("")] },
  "assertFalse()": { good: [() => assertFalse(0)], bad: [() => assertFalse({})] },
  "assertEquals()": {
    good: [() => assertEquals({ a: [1n] }, { a: [1n] })],
    bad: [() => assertEquals({ a: [1n] }, { a: [2n] }), () => assertEquals<unknown>(1, 1n)],
  },
  "assertNotEquals()": {
    good: [() => assertNotEquals([1], [2])],
    bad: [() => assertNotEquals([1], [1])],
  },
  "assertStrictEquals()": {
    good: [() => assertStrictEquals(NaN, NaN)],
    bad: [() => assertStrictEquals([], []), () => assertStrictEquals(0, -0)],
  },
  "assertNotStrictEquals()": {
    good: [() => assertNotStrictEquals([], [])],
    bad: [() => assertNotStrictEquals(1, 1)],
  },
  "assertExists()": {
    good: [() => assertExists(0), () => assertExists(false)],
    bad: [() => assertExists(null), () => assertExists(undefined)],
  },
  "assertInstanceOf()": {
    good: [() => assertInstanceOf(new RangeError(), Error)],
    bad: [() => assertInstanceOf(new Error(), RangeError), () => assertInstanceOf(1, Number)],
  },
  "assertNotInstanceOf()": {
    good: [() => assertNotInstanceOf(new Error(), RangeError)],
    bad: [() => assertNotInstanceOf(new RangeError(), Error)],
  },
  "assertStringIncludes()": {
    good: [() => assertStringIncludes("abc", "bc")],
    bad: [() => assertStringIncludes("abc", "cb")],
  },
  "assertMatch()": {
    good: [() => assertMatch("abc", /^a/)],
    bad: [() => assertMatch("abc", /^b/)],
  },
  "assertNotMatch()": {
    good: [() => assertNotMatch("abc", /^b/)],
    bad: [() => assertNotMatch("abc", /^a/)],
  },
  "assertArrayIncludes()": {
    good: [() => assertArrayIncludes([{ a: 1 }, 2], [{ a: 1 }])],
    bad: [() => assertArrayIncludes([1, 2], [3])],
  },
  "assertObjectMatch()": {
    good: [() => assertObjectMatch({ a: { b: 1, c: 2 }, d: [{ e: 1, f: 2 }] }, { d: [{ e: 1 }] })],
    bad: [
      () => assertObjectMatch({ a: { b: 1 } }, { a: { b: 2 } }),
      () => assertObjectMatch({ a: [1, 2] }, { a: [1] }),
      () => assertObjectMatch({}, { a: undefined }),
    ],
  },
  "assertGreater() and its like": {
    good: [
      ...[() => assertGreater(2, 1), () => assertGreaterOrEqual(2n, 2n)],
      ...[() => assertLess(1, 2), () => assertLessOrEqual(2, 2)],
    ],
    bad: [
      ...[() => assertGreater(2, 2), () => assertGreaterOrEqual(1n, 2n)],
      ...[() => assertLess(2, 2), () => assertLessOrEqual(3, 2)],
    ],
  },
  "assertIsError()": {
    good: [
      () => assertIsError(new RangeError("x 1"), RangeError, "x"),
      () => assertIsError(new Error("x"), Error, /x/),
    ],
    bad: [
      () => assertIsError("text"),
      () => assertIsError(new Error("x"), RangeError),
      () => assertIsError(new Error("x"), Error, "y"),
    ],
  },
  "assertThrows()": {
    good: [
      () => assertThrows(boom),
      () => assertThrows(boom, RangeError, "at 7"),
      () => assertThrows(boom, Error),
    ],
    bad: [
      () => assertThrows(() => 1),
      () => assertThrows(boom, TypeError),
      () => assertThrows(boom, RangeError, "at 8"),
      () =>
        assertThrows(() => {
          throw "text";
        }, Error),
    ],
  },
  "fail() and unreachable()": { good: [], bad: [() => fail("x"), () => unreachable()] },
};

for (const [name, { good, bad }] of Object.entries(table)) {
  describe(name, () => {
    it("accepts what holds", () => mustPass(good));
    it("refuses what does not hold", () => mustFail(bad));
  });
}

describe("assertRejects()", () => {
  const rejects = () => Promise.reject(new RangeError("boom at 7"));
  it("gives the error of the promise", async () => {
    const error = await assertRejects(rejects, RangeError, "at 7");
    if (!(error instanceof RangeError)) throw new Error("another value");
  });
  it("refuses a promise that is kept, another class, another text, and a throw without promise", async () => {
    const bad: (() => Promise<unknown>)[] = [
      () => assertRejects(() => Promise.resolve(1)),
      () => assertRejects(rejects, TypeError),
      () => assertRejects(rejects, RangeError, "at 8"),
      () => assertRejects(boom),
    ];
    for (const check of bad) {
      const problem = await check().then(() => undefined, (error: unknown) => error);
      if (!(problem instanceof AssertionError)) throw new Error(`accepted: ${check}`);
    }
  });
});
