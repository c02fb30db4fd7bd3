/** The invariants can be broken: each is told of something that breaks it, and says so. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { checkEngine, Ledger } from "./check_engine.ts";
import { ModelSide } from "./model_side.ts";
import { RealSide } from "./real/side.ts";
import type { Command } from "./script.ts";

const PLAN = {
  policies: [{ name: "a", group: 0, optional: [] }],
  observer: "throws" as const,
};
const ORDER: Command = { op: "executePreTrade", account: 1, acts: [] };
const COMMIT: Command = { op: "commit", pick: 0 };

/** Two sides after an accepted order of account 1, and a check of what a test makes of them. */
class World {
  readonly model: ModelSide = new ModelSide(PLAN);
  readonly real: RealSide = new RealSide(PLAN);
  readonly ledger: Ledger = new Ledger();

  constructor() {
    for (const side of [this.model, this.real]) side.run(ORDER);
    this.real.hand.made.push("m");
    assertEquals(this.check(ORDER), undefined);
  }

  check(command: Command): string | undefined {
    const { model, real, ledger } = this;
    return checkEngine({ command, model, real, ledger });
  }

  /** Both sides commit, and this is what was seen of it. */
  commit(...trace: readonly string[]): string | undefined {
    for (const side of [this.model, this.real]) side.run(COMMIT);
    this.real.hand.trace.splice(0, Infinity, ...trace);
    return this.check(COMMIT);
  }
}

function expectProblem(found: string | undefined, part: string): void {
  assertStringIncludes(found ?? "nothing", part);
}

describe("checkEngine()", () => {
  it("takes one finalization for what it should be", () => {
    assertEquals(new World().commit("commit m"), undefined);
  });
  it("finds a mutation that is never finalized, or twice", () => {
    expectProblem(new World().commit(), "finalized 0 times in place of 1");
    expectProblem(new World().commit("commit m", "rollback m"), "finalized 2 times");
  });
  it("finds a mutation that is finalized while its reservation is open", () => {
    const world = new World();
    world.commit("commit m");
    for (const side of [world.model, world.real]) side.run(ORDER);
    world.real.hand.made.splice(0, Infinity, "n");
    world.real.hand.trace.splice(0, Infinity, "rollback n");
    expectProblem(world.check(ORDER), "in place of 0");
  });
  it("finds handles that are lost or still open", () => {
    const lost = new World();
    lost.real.holdings[0]?.rollback();
    expectProblem(lost.check({ op: "unblockAll" }), "is lost");
    const open = new World();
    open.model.run(COMMIT);
    expectProblem(open.check({ op: "unblockAll" }), "is still open");
    const missing = new World();
    missing.real.holdings.pop();
    expectProblem(missing.check({ op: "unblockAll" }), "a handle is lost");
  });
  it("finds blocks whose listing, lookup and verdict disagree", () => {
    const { real, check } = blockedWorld();
    const { engine } = real;
    const accounts = engine.accounts();
    const [listed] = [...accounts.blocks()];
    const lie = (changes: object) => {
      engine.accounts = () =>
        Object.assign(engine.constructor.prototype.accounts.call(engine), changes);
    };
    lie({ blocks: () => [listed, listed] });
    expectProblem(check(), "listed twice");
    lie({ blocks: () => [] });
    expectProblem(check(), "disagree");
    lie({ blockOf: () => undefined });
    expectProblem(check(), "disagree");
    lie({});
    engine.startPreTradeDryRun = () => ({ rejects: [] }) as never;
    expectProblem(check(), "verdict on an order disagree");
  });
  it("finds a failure of the observer that isn't counted", () => {
    const world = new World();
    Object.defineProperty(world.real.engine, "observerFailures", { value: 0 });
    expectProblem(world.check({ op: "unblockAll" }), "0 failures of the observer");
  });
});

function blockedWorld(): { readonly real: RealSide; readonly check: () => string | undefined } {
  const world = new World();
  world.commit("commit m");
  world.real.hand.made.length = 0;
  const block: Command = { op: "block", account: 1 };
  for (const side of [world.model, world.real]) side.run(block);
  assertEquals(world.check(block), undefined);
  return { real: world.real, check: () => world.check(block) };
}
