import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../src/engine/mod.ts";
import { buildOrderSizeLimit, buildOrderValidation } from "../../../src/pretrade/policies/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import {
  causeText,
  engineOf,
  linesOf,
  noted,
  orderOf,
  policy,
  refusal,
  reservationOf,
  thrownBy,
} from "./_kit.ts";
import { clockedEngine, token } from "./_units.ts";

describe("the start stage", () => {
  it("asks every policy in order of registration and gives a request if none refuses", () => {
    const log: string[] = [];
    const start = (name: string) => policy(name, { start: () => void log.push(name) });
    const result = engineOf(start("b"), start("c"), start("a")).startPreTrade(orderOf(1));
    assert(result.ok);
    assertEquals(log, ["b", "c", "a"]);
    assertEquals(result.rejects, []);
  });
  it("asks every policy, whatever the others say, and lists all rejects", () => {
    const engine = engineOf(
      policy("a", { start: () => [refusal({ reason: "1" }), refusal({ reason: "2" })] }),
      policy("b"),
      policy("c", { start: () => [refusal({ reason: "3", code: "Custom", userData: 9 })] }),
    );
    const result = engine.startPreTrade(orderOf(1));
    assertEquals([result.ok, result.request], [false, undefined]);
    assertEquals(linesOf(result), [
      "order Other [a] 1: because",
      "order Other [a] 2: because",
      "order Custom [c] 3: because #9",
    ]);
  });
  it("runs no main check, and executePreTrade() none either if it refuses", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { main: () => void log.push("a") }),
      policy("b", { start: () => [refusal()], main: () => void log.push("b") }),
    );
    engine.startPreTrade(orderOf(1));
    const result = engine.executePreTrade(orderOf(1));
    assertEquals([result.ok, result.reservation], [false, undefined]);
    assertEquals(linesOf(result), ["order Other [b] no: because"]);
    assertEquals(log, []);
  });
});

describe("the main stage", () => {
  it("runs after every start check, each policy in order", () => {
    const log: string[] = [];
    const both = (name: string) =>
      policy(name, {
        start: () => void log.push(`start ${name}`),
        main: () => void log.push(`main ${name}`),
      });
    reservationOf(engineOf(both("a"), both("b")).executePreTrade(orderOf(1)));
    assertEquals(log, ["start a", "start b", "main a", "main b"]);
  });
  it("waits for execute()", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { main: () => void log.push("main") }));
    const request = engine.startPreTrade(orderOf(1)).request;
    assertEquals(log, []);
    reservationOf(request!.execute());
    assertEquals(log, ["main"]);
  });
  it("asks every policy, lists all rejects and undoes every mutation, last first", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { main: () => ({ mutations: [noted(log, "a1"), noted(log, "a2")] }) }),
      policy("b", { main: () => ({ rejects: [refusal()], mutations: [noted(log, "b1")] }) }),
      policy("c", { main: () => ({ mutations: [noted(log, "c1")] }) }),
      policy("d", { main: () => ({ rejects: [refusal({ reason: "late" })] }) }),
    );
    const result = engine.executePreTrade(orderOf(1));
    assertEquals(linesOf(result), ["order Other [b] no: because", "order Other [d] late: because"]);
    assertEquals(log, ["rollback c1", "rollback b1", "rollback a2", "rollback a1"]);
  });
  it("keeps nothing of a refused order: the next one starts anew", () => {
    const log: string[] = [];
    let isOpen = false;
    const engine = engineOf(policy("a", {
      main: () => ({
        rejects: isOpen ? [] : [refusal()],
        mutations: [noted(log, isOpen ? "second" : "first")],
      }),
    }));
    engine.executePreTrade(orderOf(1));
    isOpen = true;
    reservationOf(engine.executePreTrade(orderOf(1))).commit();
    assertEquals(log, ["rollback first", "commit second"]);
  });
});

describe("a released engine", () => {
  it("refuses every method, also when released twice or by [Symbol.dispose]()", () => {
    const error = "LifecycleError: engine has been released";
    for (const release of ["free", Symbol.dispose] as const) {
      const engine = engineOf(policy("a"));
      engine[release]();
      engine[release]();
      assertErrors([
        [() => engine.startPreTrade(orderOf(1)), error],
        [() => engine.executePreTrade(orderOf(1)), error],
        [() => engine.startPreTradeDryRun(orderOf(1)), error],
        [() => engine.executePreTradeDryRun(orderOf(1)), error],
        [() => engine.startPreTrade(null as never), error],
      ]);
    }
  });
  it("rejects the requests it left behind, once each", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { main: () => void log.push("main") }));
    const request = engine.startPreTrade(orderOf(1)).request!;
    engine.free();
    const result = request.execute();
    assertEquals([result.ok, result.reservation], [false, undefined]);
    assertEquals(linesOf(result), [
      "order SystemUnavailable [Engine] engine is no longer available: request handle outlived engine instance",
    ]);
    assertEquals(log, []);
    assertErrors([
      [() => request.execute(), "LifecycleError: request has already been executed"],
    ]);
  });
  it("leaves open reservations usable", () => {
    const log: string[] = [];
    const main = () => ({ mutations: [noted(log, "m")], lockPrices: ["5"] });
    const engine = engineOf(policy("a", { main }));
    const reservations = [1, 2, 3].map(() => reservationOf(engine.executePreTrade(orderOf(1))));
    engine.free();
    assertEquals(reservations[0]?.lock().toJson(), '[["5"]]');
    reservations[0]?.commit();
    reservations[1]?.rollback();
    reservations[2]?.[Symbol.dispose]();
    assertEquals(log, ["commit m", "rollback m", "rollback m"]);
  });
  it("says nothing about other engines", () => {
    const [one, two] = [engineOf(policy("a")), engineOf(policy("a"))];
    one.free();
    assertEquals(two.startPreTrade(orderOf(1)).ok, true);
  });
});

describe("the clock", () => {
  it("is not read where no policy uses the time", () => {
    const now = () => {
      throw new Error("The clock was read");
    };
    const engine = Engine.builder().clock(now)
      .builtin(buildOrderValidation())
      .builtin(buildOrderSizeLimit().assetBarriers([]))
      .preTrade(policy("a", { main: () => ({ lockPrices: [1] }) }))
      .build();
    assertEquals(engine.startPreTradeDryRun(orderOf(1)).isPass, true);
    assertEquals(engine.executePreTradeDryRun(orderOf(1)).isPass, true);
    reservationOf(engine.startPreTrade(orderOf(1)).request!.execute()).commit();
    reservationOf(engine.executePreTrade(orderOf(1))).rollback();
  });
  it("is read once for all start checks of a call, before any of them", () => {
    const log: string[] = [];
    const unit = (name: string) =>
      token(() => ({ name, usesClock: true, start: (run) => void log.push(`${run.startNs}`) }));
    let ns = 0n;
    const engine = Engine.builder().clock(() => (log.push("read"), ++ns))
      .builtin(unit("x")).preTrade(policy("a", { start: () => void log.push("a") }))
      .builtin(unit("y")).build();
    engine.startPreTrade(orderOf(1));
    assertEquals(log.splice(0), ["read", "1", "a", "1"]);
    engine.executePreTrade(orderOf(1));
    engine.startPreTradeDryRun(orderOf(1));
    engine.executePreTradeDryRun(orderOf(1));
    const next = (now: string) => ["read", now, "a", now];
    assertEquals(log, [...next("2"), ...next("3"), ...next("4")]);
  });
  it("is not read by execute(), whose policies ask for themselves", () => {
    let readings = 0;
    const engine = clockedEngine(() => BigInt(++readings), () => {});
    const request = engine.startPreTrade(orderOf(1)).request;
    request?.execute();
    assertEquals(readings, 1);
  });
  it("is read after the input, so a malformed order costs no reading", () => {
    let readings = 0;
    const engine = clockedEngine(() => BigInt(++readings), () => {});
    thrownBy(() => engine.startPreTrade({ operation: 5 } as never));
    assertEquals(readings, 0);
  });
  it("ends the call with what its first reading throws, and nothing has run", () => {
    const log: string[] = [];
    for (const thrown of [new Error("no time"), "no time", undefined]) {
      const now = () => {
        throw thrown;
      };
      const engine = clockedEngine(now, () => log.push("start"));
      assert(thrownBy(() => engine.startPreTrade(orderOf(1))) === thrown);
      assert(thrownBy(() => engine.executePreTrade(orderOf(1))) === thrown);
      assert(thrownBy(() => engine.startPreTradeDryRun(orderOf(1))) === thrown);
      assert(thrownBy(() => engine.executePreTradeDryRun(orderOf(1))) === thrown);
    }
    assertEquals(log, []);
  });
  it("must give bigints", () => {
    const check = (reading: unknown) => () =>
      clockedEngine(() => reading, () => {}).startPreTrade(orderOf(1));
    const error = "TypeError: clock must return a bigint";
    const readings = [undefined, null, 1, NaN, "1", {}, Promise.resolve(1n)];
    assertErrors(readings.map((reading) => [check(reading), error]));
  });
  it("serves again after a failed reading", () => {
    let reading: unknown = 1;
    const engine = clockedEngine(() => reading, () => {});
    thrownBy(() => engine.startPreTrade(orderOf(1)));
    reading = 1n;
    assertEquals(engine.startPreTrade(orderOf(1)).ok, true);
  });
});

describe("a built-in policy", () => {
  it("may read the engine's clock itself", () => {
    const seen: unknown[] = [];
    let ns = 4n;
    clockedEngine(() => ++ns, (_run, host) => void seen.push(host.readClock()))
      .startPreTrade(orderOf(1));
    assertEquals(seen, [6n]);
  });
  it("has failed if a reading that it asks for fails", () => {
    const failing = (reading: () => unknown) => {
      let readings = 0;
      const log: string[] = [];
      const now = () => ++readings === 1 ? 1n : reading();
      const engine = clockedEngine(now, (_run, host) => {
        log.push("asked");
        host.readClock();
        log.push("answered");
      });
      return [causeText(() => engine.startPreTrade(orderOf(1))), ...log];
    };
    const fail = () => {
      throw new RangeError("no time");
    };
    assertEquals(failing(fail), ["RangeError: no time", "asked"]);
    assertEquals(failing(() => 5), ["TypeError: clock must return a bigint", "asked"]);
  });
  it("sees what kind of call it is, and the order as numbers", () => {
    const seen: unknown[] = [];
    const engine = clockedEngine(() => 0n, (run) => {
      seen.push([run.isDryRun, run.isDropCopy, run.order.operation?.accountId]);
    });
    engine.startPreTrade(orderOf(7));
    engine.startPreTradeDryRun(orderOf(8));
    assertEquals(seen, [[false, false, 7n], [true, false, 8n]]);
  });
});
