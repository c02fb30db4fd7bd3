import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../src/engine/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { assertErrors } from "../model/_errors.ts";
import {
  blockLines,
  callbackError,
  causeText,
  engineOf,
  FINALIZER_BLOCK,
  type Hook,
  linesOf,
  noted,
  orderOf,
  policy,
  refusal,
  reservationOf,
} from "./_kit.ts";
import { token } from "./_units.ts";

/** A mutation that notes what is called and then throws its name. */
function failing(log: string[], name: string): { commit: () => void; rollback: () => void } {
  const fail = (step: string) => () => {
    log.push(`${step} ${name}`);
    throw new Error(name);
  };
  return { commit: fail("commit"), rollback: fail("rollback") };
}

function engineWith(log: string[], rejects: readonly unknown[] = []): Engine {
  return engineOf(
    policy("a", { main: () => ({ mutations: [failing(log, "a1"), noted(log, "a2")] }) }),
    policy("b", { main: () => ({ mutations: [failing(log, "b1")], rejects }) }),
  );
}

const COMMITS = ["commit a1", "commit a2", "commit b1"];
const ROLLBACKS = ["rollback b1", "rollback a2", "rollback a1"];

describe("a failing commit", () => {
  it("does not stop the rest; the first thrown value surfaces", () => {
    const log: string[] = [];
    const reservation = reservationOf(engineWith(log).executePreTrade(orderOf(1)));
    const error = callbackError(() => reservation.commit());
    assertEquals(log, COMMITS);
    assertEquals(error.message, "javascript policy callback failed: a1");
    assertEquals((error.cause as Error).message, "a1");
    assertEquals(error.result, undefined);
  });
  it("finalizes the reservation nevertheless", () => {
    const log: string[] = [];
    const reservation = reservationOf(engineWith(log).executePreTrade(orderOf(1)));
    callbackError(() => reservation.commit());
    const error = "LifecycleError: reservation has already been finalized";
    assertErrors([[() => reservation.commit(), error], [() => reservation.lock(), error]]);
    reservation.free();
    assertEquals(log, COMMITS);
  });
  it("blocks every account of the engine", () => {
    const engine = engineWith([]);
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    callbackError(() => reservation.commit());
    assertEquals(blockLines(engine, 1), [FINALIZER_BLOCK]);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
});

describe("a failing rollback", () => {
  it("does not stop the rest; the value thrown first, of the last mutation, surfaces", () => {
    const log: string[] = [];
    const engine = engineWith(log);
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    assertEquals(causeText(() => reservation.rollback()), "Error: b1");
    assertEquals(log, ROLLBACKS);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
  it("of a refused order replaces the rejects that were due", () => {
    const log: string[] = [];
    const engine = engineWith(log, [refusal()]);
    assertEquals(causeText(() => engine.executePreTrade(orderOf(1))), "Error: b1");
    assertEquals(log, ROLLBACKS);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
  it("comes after a hook that threw before it", () => {
    const log: string[] = [];
    const main: Hook = () => {
      throw new Error("hook");
    };
    const engine = engineOf(
      policy("a", { main: () => ({ mutations: [failing(log, "a1")] }) }),
      policy("b", { main }),
    );
    assertEquals(causeText(() => engine.executePreTrade(orderOf(1))), "Error: hook");
    assertEquals(log, ["rollback a1"]);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
  it("reaches nobody when the reservation is let go, but blocks all the same", () => {
    for (const end of ["free", Symbol.dispose] as const) {
      const log: string[] = [];
      const engine = engineWith(log);
      reservationOf(engine.executePreTrade(orderOf(1)))[end]();
      assertEquals(log, ROLLBACKS);
      assertEquals(blockLines(engine, 1), [FINALIZER_BLOCK]);
    }
  });
  it("is the one thing blocked by a rejected order of order scope", () => {
    const engine = engineWith([], [refusal()]);
    callbackError(() => engine.executePreTrade(orderOf(1)));
    assertEquals(blockLines(engine, 1), [FINALIZER_BLOCK]);
  });
});

describe("the engine-wide block", () => {
  it("does not keep the account's own block from being recorded", () => {
    const engine = engineWith([], [refusal({ scope: "account", userData: 4 })]);
    callbackError(() => engine.executePreTrade(orderOf(1)));
    assertEquals(blockLines(engine, 1), ["account AccountBlocked [b] no: because #4"]);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
  it("leaves an older block of an account in its slot", () => {
    const own = new AccountBlock("own", "Custom", "mine", "first");
    let fails = false;
    const engine = engineOf(policy("a", {
      start: (ctx) => fails ? undefined : ctx.accountControl?.block(own),
      main: () => ({ mutations: [failing([], "m")] }),
    }));
    engine.startPreTrade(orderOf(1));
    fails = true;
    const reservation = reservationOf(engine.executePreTrade(orderOf(2)));
    callbackError(() => reservation.commit());
    assertEquals(blockLines(engine, 1), ["account Custom [own] mine: first"]);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
  it("does not touch open reservations and other engines", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", {
      main: (ctx) => ({
        mutations: [ctx.accountId?.value === 1n ? failing(log, "bad") : noted(log, "good")],
      }),
    }));
    const good = reservationOf(engine.executePreTrade(orderOf(2)));
    const bad = reservationOf(engine.executePreTrade(orderOf(1)));
    callbackError(() => bad.commit());
    good.commit();
    assertEquals(log, ["commit bad", "commit good"]);
    assertEquals(engineOf(policy("a")).startPreTrade(orderOf(1)).ok, true);
  });
});

describe("a failing mutation of a built-in policy", () => {
  /** An engine with a built-in policy whose mutation fails, and a custom one with `mutations`. */
  function engineWithUnit(mutations: readonly unknown[] = []): Engine {
    const fail = () => {
      throw new Error("unit");
    };
    const unit = token(() => ({
      main: (run) => run.mutate({ isCustom: false, commit: fail, rollback: fail }),
    }));
    return Engine.builder().builtin(unit).preTrade(policy("a", { main: () => ({ mutations }) }))
      .build();
  }

  it("blocks the account of the operation only", () => {
    const engine = engineWithUnit();
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    assertEquals(causeText(() => reservation.commit()), "Error: unit");
    assertEquals(blockLines(engine, 1), [FINALIZER_BLOCK]);
    assertEquals(blockLines(engine, 2), []);
  });
  it("blocks every account if the operation's is unknown", () => {
    const engine = engineWithUnit();
    const reservation = reservationOf(engine.executePreTrade({}));
    assertEquals(causeText(() => reservation.rollback()), "Error: unit");
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
  it("gives way to the engine-wide block of a custom one that fails too", () => {
    const engine = engineWithUnit([failing([], "m")]);
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    assertEquals(causeText(() => reservation.commit()), "Error: unit");
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
  it("is not blamed on a custom one that works", () => {
    const log: string[] = [];
    const engine = engineWithUnit([noted(log, "m")]);
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    assertEquals(causeText(() => reservation.rollback()), "Error: unit");
    assertEquals(log, ["rollback m"]);
    assertEquals(blockLines(engine, 2), []);
  });
});

describe("what callbacks throw", () => {
  it("is the cause, untouched, whatever it is", () => {
    const values = [new Error("e"), "text", 0, null, undefined, Symbol("s"), { message: 5 }];
    for (const value of values) {
      const main = () => ({
        mutations: [{
          commit: () => {
            throw value;
          },
          rollback() {},
        }],
      });
      const reservation = reservationOf(
        engineOf(policy("a", { main })).executePreTrade(orderOf(1)),
      );
      const error = callbackError(() => reservation.commit());
      assert("cause" in error);
      assert(error.cause === value);
    }
  });
  it("is one thing per finalization; a second engine call finds the engine in order", () => {
    const log: string[] = [];
    const engine = engineWith(log);
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    callbackError(() => reservation.commit());
    assertEquals(linesOf(engine.executePreTrade(orderOf(1))), [FINALIZER_BLOCK]);
    assertEquals(log, COMMITS);
  });
});
