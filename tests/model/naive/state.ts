/** Everything an engine remembers. */
import type { ScriptedPolicy } from "../scripted_policy.ts";
import { BlocksModel, finalizerBlock } from "./blocks.ts";
import { type Failure, lifecycleError, reentrancyError } from "./errors.ts";
import type { ModelMutation } from "./mutations.ts";
import { RegistryModel } from "./registry.ts";
import { Told } from "./told.ts";
import type { Transaction } from "./transaction.ts";

export class EngineState {
  readonly policies: readonly ScriptedPolicy[];
  readonly told: Told = new Told();
  readonly blocks: BlocksModel = new BlocksModel(this.told);
  readonly registry: RegistryModel = new RegistryModel();
  /** What each policy has reserved, by policy, account and asset. */
  readonly notional: Map<string, number> = new Map();
  isReleased = false;
  /** How many orders were accepted; it numbers reservations. */
  accepted = 0;
  /** What the running call works on. */
  current: Transaction | undefined;
  #isInCallback = false;

  constructor(policies: readonly ScriptedPolicy[]) {
    this.policies = policies;
  }

  /** Calls of the engine and of its handles are refused meanwhile (engine.md 13.6). */
  callback<T>(run: () => T): T {
    this.#isInCallback = true;
    try {
      return run();
    } finally {
      this.#isInCallback = false;
    }
  }

  refuseReentry(): void {
    if (this.#isInCallback) throw reentrancyError();
  }

  /** Where every method of the engine itself begins. */
  enter(): void {
    this.refuseReentry();
    if (this.isReleased) throw lifecycleError("engine has been released");
  }

  /** Runs all commits in order, or all rollbacks in reverse. A failing one stops nothing and arms the kill switch. */
  finalize(mutations: readonly ModelMutation[], how: "commit" | "rollback"): Failure | undefined {
    const order = how === "commit" ? mutations : mutations.toReversed();
    let first: Failure | undefined;
    for (const mutation of order) {
      try {
        mutation[how]();
      } catch (value) {
        first ??= { value };
      }
    }
    // All policies of the model are custom, so the whole engine is blocked.
    if (first !== undefined) this.blocks.recordEngine(finalizerBlock());
    return first;
  }
}
