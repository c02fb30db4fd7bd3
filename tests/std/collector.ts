/**
 * A test runner for bare hosts: bundled in front of the test files, it collects their cases and runs them when asked.
 */
import type { BddHost } from "./bdd.ts";

type Callback = () => void | Promise<void>;

/** What became of a case. */
export interface Outcome {
  readonly name: string;
  /** Absent if the case passed. */
  readonly failure?: string;
}

interface Group {
  readonly name: string;
  readonly beforeAll: Callback[];
  readonly afterAll: Callback[];
  readonly beforeEach: Callback[];
  readonly afterEach: Callback[];
  readonly members: (Group | Case)[];
}

interface Case {
  readonly name: string;
  readonly run: Callback;
}

const root: Group = newGroup("");
let current = root;

const host: BddHost = {
  describe(name, fn) {
    const outer = current;
    const group = newGroup(name);
    outer.members.push(group);
    current = group;
    try {
      fn();
    } finally {
      current = outer;
    }
  },
  it: (name, run) => current.members.push({ name, run }),
  beforeAll: (fn) => current.beforeAll.push(fn),
  afterAll: (fn) => current.afterAll.push(fn),
  beforeEach: (fn) => current.beforeEach.push(fn),
  afterEach: (fn) => current.afterEach.push(fn),
};

Object.assign(globalThis, { bddHost: host });

/** Runs every collected case; a failing one doesn't stop the rest. */
export async function runCollected(): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  await runGroup(root, [], outcomes);
  return outcomes;
}

async function runGroup(group: Group, path: readonly Group[], outcomes: Outcome[]): Promise<void> {
  const inner = [...path, group];
  const nameOf = (name: string): string =>
    [...inner.map((one) => one.name), name].filter((part) => part !== "").join(" > ");
  try {
    for (const fn of group.beforeAll) await fn();
    for (const member of group.members) {
      if ("members" in member) await runGroup(member, inner, outcomes);
      else outcomes.push(await runCase(member, inner, nameOf(member.name)));
    }
    for (const fn of group.afterAll) await fn();
  } catch (error) {
    outcomes.push({ name: nameOf("(hook)"), failure: describeError(error) });
  }
}

async function runCase(test: Case, path: readonly Group[], name: string): Promise<Outcome> {
  try {
    for (const group of path) for (const fn of group.beforeEach) await fn();
    try {
      await test.run();
    } finally {
      for (const group of [...path].reverse()) for (const fn of group.afterEach) await fn();
    }
    return { name };
  } catch (error) {
    return { name, failure: describeError(error) };
  }
}

function describeError(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}

function newGroup(name: string): Group {
  return { name, beforeAll: [], afterAll: [], beforeEach: [], afterEach: [], members: [] };
}
