/** The part of `kill_run.ts` that each run of the tests can afford. */
import { assert } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { killThreads } from "./_kill.ts";

const THREADS = 15;
/** Fixed ones, and one of this run's own. */
const SEEDS = [7, 8, 9, 1 + Date.now() % 1_000_000];

describe("threads that are killed", () => {
  for (const seed of SEEDS) {
    it(`leave nothing behind (seed ${seed}): ${THREADS} threads`, async () => {
      const { accepted, rolledBack } = await killThreads(THREADS, seed, 3);
      assert(accepted > 0 && rolledBack > 0);
    });
  }
});
