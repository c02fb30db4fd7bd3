/** Callbacks that fail, at every stage: the right error, nothing left behind, and the engine usable or closed (engine.md 5.3, 13). */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountRetirementError, PolicyCallbackError } from "../../mod.ts";
import type { BadAnswer } from "./faults/answers.ts";
import { expectCause, expectFailure, expectUsable } from "./faults/expect.ts";
import { type FinalizerScene, newFinalizerScene, PATHS } from "./faults/finalizer_scene.ts";
import { type Operation, OPERATIONS, RETIREMENT } from "./faults/operations.ts";
import { caught, newScene, ORDER } from "./faults/scene.ts";
import { FAILING } from "./faults/thrown.ts";
import { showBlock } from "./real/values.ts";

/** All ways to fail for a hook: those of any callback, then lies about the shape of its answer. */
function faultsOf({ answers }: Operation): readonly BadAnswer[] {
  return [...FAILING.map(({ name, run, cause }) => ({ name, answer: run, cause })), ...answers];
}

function logOf({ ran, undone }: Operation, { hasMutation }: BadAnswer): string[] {
  return [...ran, ...undone.filter((line) => hasMutation || line !== "rollback faulty")];
}

for (const operation of OPERATIONS) {
  describe(`a hook in ${operation.name}`, () => {
    for (const fault of faultsOf(operation)) {
      it(`that ${fault.name} fails the call and leaves nothing behind`, () => {
        const scene = newScene(operation);
        const call = operation.prepare(scene);
        scene.armed = { hook: operation.hook, answer: () => fault.answer(scene) };
        const log = logOf(operation, fault);
        const error = expectFailure(scene, call, { log, cause: fault.cause });
        assert(error instanceof PolicyCallbackError);
        assertEquals(operation.result?.(error) ?? error.result, operation.expectedResult);
        expectUsable(scene);
      });
    }
  });
}

describe("a hook in retireAccount()", () => {
  for (const fault of faultsOf(RETIREMENT)) {
    it(`that ${fault.name} refuses, and nothing is forgotten`, () => {
      const scene = newScene();
      scene.armed = { hook: RETIREMENT.hook, answer: () => fault.answer(scene) };
      const log = logOf(RETIREMENT, fault);
      const error = expectFailure(scene, RETIREMENT.prepare(scene), { log, cause: fault.cause });
      assert(error instanceof AccountRetirementError);
      const refusals = [{ policy: "faulty", refusal: "EvaluationFailed" as const }];
      assertEquals({ kind: error.kind, refusals: error.refusals }, { kind: "Refused", refusals });
      expectUsable(scene);
    });
  }
});

const CLOSED = {
  slot: "engine",
  block: {
    policy: "Engine",
    code: "SystemUnavailable",
    reason: "mutation finalizer failed",
    details: "a mutation commit or rollback callback failed; engine state may be inconsistent",
    userData: "0",
  },
};

/** The engine refuses every account, and nobody but the operator opens it. */
function expectClosed({ engine }: FinalizerScene): void {
  const accounts = engine.accounts();
  for (const account of [1, 99]) {
    const found = accounts.blockOf(account);
    assertEquals(found && { slot: found.slot, block: showBlock(found.block) }, CLOSED);
  }
  assertEquals([...accounts.blocks()].length, 1);
  assertEquals(accounts.groupOf(1)?.value, 7);
  assertEquals(accounts.currencyOf(1), "EUR");
  assertEquals(engine.executePreTrade(ORDER).rejects[0]?.code, "SystemUnavailable");
  accounts.unblockAll();
}

function expectOpen(scene: FinalizerScene): void {
  scene.refuses = false;
  scene.deeds.clear();
  const { reservation } = scene.engine.executePreTrade(ORDER);
  assert(reservation !== undefined, "the engine stays closed");
  reservation.commit();
}

for (const path of PATHS) {
  const order = path.how === "commit" ? path.names : path.names.toReversed();
  const halves = order.map((name) => `${path.how} ${name}`);
  describe(`a ${path.how} callback in ${path.name}`, () => {
    for (const { name, run, cause } of FAILING) {
      it(`that ${name} stops none of the others and closes the engine`, () => {
        const scene = newFinalizerScene();
        const call = path.prepare(scene);
        scene.deeds.set(`${path.how} b`, run);
        const thrown = caught(call);
        assertEquals(scene.log, halves);
        const error = thrown?.value as PolicyCallbackError | undefined;
        assertEquals(error?.name, path.error);
        if (error !== undefined) expectCause(error.cause, cause);
        assertEquals(error !== undefined && error.result !== undefined, path.hasResult ?? false);
        const again = caught(() => scene.handle?.commit());
        assertEquals((again?.value as Error)?.name, scene.handle && "LifecycleError");
        assertEquals(scene.log, halves);
        expectClosed(scene);
        expectOpen(scene);
      });
    }
    it("is the cause if it is the first to throw, whatever the others throw", () => {
      const scene = newFinalizerScene();
      const call = path.prepare(scene);
      for (const half of halves) {
        scene.deeds.set(half, () => {
          throw half;
        });
      }
      const error = caught(call)?.value as PolicyCallbackError | undefined;
      assertEquals(error?.cause, path.error && halves[0]);
      assertEquals(scene.log, halves);
      expectClosed(scene);
    });
  });
}
