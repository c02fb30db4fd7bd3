/**
 * Stand-in for `@std/testing/bdd` where JSR can't be reached. It hands everything to the host's own test runner: `globalThis.bddHost`
 * if a bare host has set one, else `bun:test` under Bun, else `node:test` (Node, and Deno, where an `it` becomes a step).
 */
type Callback = () => void | Promise<void>;
type Suite = (name: string, fn: Callback) => unknown;
type Hook = (fn: Callback) => unknown;

/** What a test runner must offer. */
export interface BddHost {
  readonly describe: Suite;
  readonly it: Suite;
  readonly beforeAll: Hook;
  readonly afterAll: Hook;
  readonly beforeEach: Hook;
  readonly afterEach: Hook;
}

const host = await findHost();

/** Groups cases. */
export function describe(name: string, fn: () => void): void {
  host.describe(name, fn);
}

/** A case. */
export function it(name: string, fn: Callback): void {
  host.it(name, fn);
}

export const beforeAll: Hook = host.beforeAll;
export const afterAll: Hook = host.afterAll;
export const beforeEach: Hook = host.beforeEach;
export const afterEach: Hook = host.afterEach;

async function findHost(): Promise<BddHost> {
  const globals = globalThis as { readonly bddHost?: BddHost; readonly Bun?: unknown };
  if (globals.bddHost !== undefined) return globals.bddHost;
  // The names are computed so that bundlers and other hosts leave them alone.
  if (globals.Bun !== undefined) return await import(["bun", "test"].join(":"));
  const runner = await import(["node", "test"].join(":"));
  return { ...runner, beforeAll: runner.before, afterAll: runner.after };
}
