import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type Engine, LifecycleError, ReentrancyError } from "../../../src/engine/mod.ts";
import type { Request, Reservation, StartResult } from "../../../src/pretrade/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { errorOf } from "../model/_errors.ts";
import {
  blockLines,
  callbackError,
  causeText,
  engineOf,
  FINALIZER_BLOCK,
  type Hooks,
  linesOf,
  noted,
  orderOf,
  policy,
  reservationOf,
} from "./_kit.ts";
import { clockedEngine } from "./_units.ts";

const REENTERED =
  "ReentrancyError: this engine cannot be re-entered while one of its own policy callbacks is running";

/** An engine with an open request and reservation, and every call that may not come from inside. */
interface World {
  readonly engine: Engine;
  readonly request: Request;
  readonly reservation: Reservation;
  readonly finalized: Reservation;
  calls(): (() => unknown)[];
}

/** Makes a world whose policy runs `inside` in the callback of the given name, once it is armed. */
function worldWith(place: Place, inside: () => void): World & { arm(): void } {
  let isArmed = false;
  const at = (here: Place) => () => {
    if (here === place && isArmed) inside();
  };
  const hooks: Hooks = {
    start: at("start"),
    startDryRun: at("startDryRun"),
    mainDryRun: at("mainDryRun"),
    main: () => {
      at("main")();
      const lazy = { [Symbol.iterator]: () => (at("iterator")(), [].values()) };
      return { rejects: lazy, mutations: [{ commit: at("commit"), rollback: at("rollback") }] };
    },
  };
  const engine = engineOf(policy("a", hooks));
  const request = engine.startPreTrade(orderOf(1)).request!;
  const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
  const finalized = reservationOf(engine.executePreTrade(orderOf(1)));
  finalized.commit();
  const calls = () => [
    () => engine.startPreTrade(orderOf(2)),
    () => engine.executePreTrade(orderOf(2)),
    () => engine.startPreTradeDryRun(orderOf(2)),
    () => engine.executePreTradeDryRun(orderOf(2)),
    () => engine.startPreTrade(null as never),
    () => engine.free(),
    () => engine[Symbol.dispose](),
    () => request.execute(),
    () => request.free(),
    () => reservation.lock(),
    () => reservation.accountAdjustments(),
    () => reservation.accountBlock(),
    () => reservation.commit(),
    () => reservation.rollback(),
    () => reservation.free(),
    () => reservation[Symbol.dispose](),
    () => finalized.commit(),
    () => finalized.lock(),
  ];
  return { engine, request, reservation, finalized, calls, arm: () => void (isArmed = true) };
}

type Place =
  | "start"
  | "startDryRun"
  | "main"
  | "mainDryRun"
  | "iterator"
  | "commit"
  | "rollback";

/** The call during which each callback runs. */
const TRIGGERS: Readonly<Record<Place, (engine: Engine) => unknown>> = {
  start: (engine) => engine.startPreTrade(orderOf(3)),
  startDryRun: (engine) => engine.startPreTradeDryRun(orderOf(3)),
  main: (engine) => engine.executePreTrade(orderOf(3)),
  mainDryRun: (engine) => engine.executePreTradeDryRun(orderOf(3)),
  iterator: (engine) => engine.executePreTrade(orderOf(3)),
  commit: (engine) => reservationOf(engine.executePreTrade(orderOf(3))).commit(),
  rollback: (engine) => reservationOf(engine.executePreTrade(orderOf(3))).rollback(),
};

describe("a call from inside a callback of the same engine", () => {
  for (const place of Object.keys(TRIGGERS) as Place[]) {
    it(`is refused in ${place}, whatever is called, and changes nothing`, () => {
      const found: string[] = [];
      const world = worldWith(place, () => {
        for (const call of world.calls()) found.push(errorOf(call));
      });
      world.arm();
      TRIGGERS[place](world.engine);
      assertEquals(found, world.calls().map(() => REENTERED));
      assertEquals(world.request.execute().ok, true);
      world.reservation.commit();
      assertEquals(world.engine.startPreTrade(orderOf(2)).ok, true);
    });
  }
  it("is refused in the clock", () => {
    const found: string[] = [];
    const engine: Engine = clockedEngine(() => {
      found.push(errorOf(() => engine.startPreTrade(orderOf(2))));
      return 1n;
    }, () => {});
    assertEquals(engine.startPreTrade(orderOf(1)).ok, true);
    assertEquals(found, [REENTERED]);
  });
  it("throws a LifecycleError of its own class", () => {
    let thrown: unknown;
    const world = worldWith("start", () => {
      try {
        world.engine.startPreTrade(orderOf(2));
      } catch (error) {
        thrown = error;
      }
    });
    world.arm();
    world.engine.startPreTrade(orderOf(3));
    assert(thrown instanceof ReentrancyError);
    assert(thrown instanceof LifecycleError);
  });
});

describe("an uncaught re-entrancy error", () => {
  it("is a thrown hook error like any other: a refusal, and the engine is in order", () => {
    const world = worldWith("main", () => void world.engine.startPreTrade(orderOf(2)));
    world.arm();
    assertEquals(causeText(() => world.engine.executePreTrade(orderOf(3))), REENTERED);
    assertEquals(world.engine.startPreTrade(orderOf(2)).ok, true);
  });
  it("is a failing finalizer in commit", () => {
    const world = worldWith("commit", () => world.reservation.rollback());
    const other = reservationOf(world.engine.executePreTrade(orderOf(3)));
    world.arm();
    assertEquals(causeText(() => other.commit()), REENTERED);
    assertEquals(blockLines(world.engine, 9), [FINALIZER_BLOCK]);
    world.reservation.rollback();
  });
});

describe("the guard", () => {
  it("opens again after a callback that threw", () => {
    let isFailing = true;
    const engine = engineOf(policy("a", {
      start: () => {
        if (isFailing) throw new Error("hook");
      },
    }));
    callbackError(() => engine.startPreTrade(orderOf(1)));
    isFailing = false;
    assertEquals(engine.startPreTrade(orderOf(1)).ok, true);
  });
  it("lets callbacks use other engines", () => {
    const inner = engineOf(policy("inner"));
    const seen: unknown[] = [];
    const outer = engineOf(policy("outer", {
      start: () => void seen.push(inner.startPreTrade(orderOf(1)).ok),
      main: () => {
        const reservation = reservationOf(inner.executePreTrade(orderOf(1)));
        return { mutations: [{ commit: () => reservation.commit(), rollback() {} }] };
      },
    }));
    reservationOf(outer.executePreTrade(orderOf(1))).commit();
    assertEquals(seen, [true]);
  });
  it("holds for the outer engine while a callback of an inner one runs", () => {
    const found: string[] = [];
    const inner: Engine = engineOf(policy("inner", {
      start: () => void found.push(errorOf(() => outer.startPreTrade(orderOf(2)))),
    }));
    const outer: Engine = engineOf(policy("outer", {
      start: () => {
        inner.startPreTrade(orderOf(1));
        found.push(errorOf(() => outer.startPreTrade(orderOf(2))));
      },
    }));
    outer.startPreTrade(orderOf(1));
    assertEquals(found, [REENTERED, REENTERED]);
  });
  it("lets callbacks block their account, in every place", () => {
    const cause = new AccountBlock("a", "Custom", "r", "d");
    const block: Hooks["start"] = (ctx) => ctx.accountControl?.block(cause);
    const engine = engineOf(policy("a", {
      startDryRun: block,
      main: (ctx) => ({
        mutations: [{ commit: () => ctx.accountControl?.block(cause), rollback() {} }],
      }),
    }));
    const reservation = reservationOf(engine.executePreTrade(orderOf(2)));
    assertEquals(engine.startPreTradeDryRun(orderOf(1)).isPass, true);
    assertEquals(linesOf(engine.executePreTrade(orderOf(1))), ["account Custom [a] r: d"]);
    reservation.commit();
    assertEquals(linesOf(engine.executePreTrade(orderOf(2))), ["account Custom [a] r: d"]);
  });
  it("lets callbacks read results that they were given earlier", () => {
    const given: StartResult[] = [];
    const seen: unknown[] = [];
    const engine = engineOf(policy("a", {
      start: () => void seen.push(given.map(({ ok, rejects }) => [ok, rejects.length])),
    }));
    given.push(engine.startPreTrade(orderOf(1)));
    engine.startPreTrade(orderOf(1));
    assertEquals(seen, [[], [[true, 0]]]);
  });
  it("lets getters of an order call the engine: nothing has begun yet", () => {
    const engine = engineOf(policy("a"));
    const inner: boolean[] = [];
    const order = {
      get operation() {
        inner.push(engine.startPreTrade(orderOf(2)).ok);
        return orderOf(1).operation;
      },
    };
    assertEquals(engine.startPreTrade(order).ok, true);
    assertEquals(inner, [true]);
  });
  it("is not closed by hooks of a reservation that is finalized later", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { main: () => ({ mutations: [noted(log, "m")] }) }));
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    engine.startPreTrade(orderOf(1));
    reservation.commit();
    assertEquals(log, ["commit m"]);
  });
});
