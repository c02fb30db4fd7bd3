import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  DropCopyOperation,
  DropCopyResult,
  ExecuteResult,
  Request,
  Reservation,
  StartResult,
} from "../../../src/pretrade/mod.ts";
import { engineOf, noted, orderOf, policy } from "../engine/_kit.ts";
import { assertErrors } from "../model/_errors.ts";
import { blocking } from "./_blocking.ts";

const REQUEST = "LifecycleError: request has already been executed";
const RESERVATION = "LifecycleError: reservation has already been finalized";
const OPERATION = "LifecycleError: drop-copy operation has already been finalized";

function world() {
  const log: string[] = [];
  let count = 0;
  const engine = engineOf(policy("a", {
    main: () => ({ mutations: [noted(log, `${++count}`)], lockPrices: ["2.50"] }),
  }));
  const made = blocking(engine);
  return made === undefined ? undefined : { ...made, log };
}

describe("handles of a blocking engine", () => {
  it("are of the classes of local ones, and single-use as they are", () => {
    const made = world();
    if (made === undefined) return;
    const { engine, log } = made;
    const started = engine.startPreTrade(orderOf(1));
    assert(started instanceof StartResult && started.ok && started.request instanceof Request);
    const result = started.request.execute();
    assert(
      result instanceof ExecuteResult && result.ok && result.reservation instanceof Reservation,
    );
    const { request } = started;
    const { reservation } = result;
    assertEquals(reservation.lock().prices().map(String), ["2.50"]);
    assertEquals([reservation.accountAdjustments(), reservation.accountBlock()], [[], undefined]);
    reservation.commit();
    assertErrors([
      [() => request.execute(), REQUEST],
      [() => reservation.commit(), RESERVATION],
      [() => reservation.rollback(), RESERVATION],
      [() => reservation.lock(), RESERVATION],
      [() => reservation.accountBlock(), RESERVATION],
      [() => reservation.accountAdjustments(), RESERVATION],
    ]);
    assertEquals(log, ["commit 1"]);
  });
  it("of drop copies tell of blocks too", () => {
    const made = world();
    if (made === undefined) return;
    const result = made.engine.applyDropCopy(orderOf(1));
    assert(result instanceof DropCopyResult && result.ok);
    const { operation } = result;
    assert(operation instanceof DropCopyOperation);
    assertEquals([operation.isAccountBlocked(), operation.accountBlock()], [false, undefined]);
    operation.rollback();
    assertErrors([
      [() => operation.commit(), OPERATION],
      [() => operation.isAccountBlocked(), OPERATION],
      [() => operation.accountBlock(), OPERATION],
    ]);
    assertEquals(made.log, ["rollback 1"]);
  });
  it("are let go by free(), which may be repeated, also after the end of the connection", () => {
    const made = world();
    if (made === undefined) return;
    const { engine, server, log, link } = made;
    const started = engine.startPreTrade(orderOf(1));
    const first = engine.executePreTrade(orderOf(1));
    const second = engine.executePreTrade(orderOf(1));
    assert(started.ok && first.ok && second.ok);
    assertEquals(server.openCount, 3);
    started.request.free();
    started.request.free();
    first.reservation.free();
    first.reservation.free();
    assertEquals([server.openCount, log], [1, ["rollback 1"]]);
    link.close();
    second.reservation.free();
    started.request.free();
    assertEquals(log, ["rollback 1", "rollback 2"]);
  });
  it("of a refusal are none", () => {
    const made = blocking(
      engineOf(policy("a", { start: () => [{ code: "Other", reason: "r", details: "d" }] })),
    );
    if (made === undefined) return;
    const results = [
      made.engine.startPreTrade(orderOf(1)),
      made.engine.executePreTrade(orderOf(1)),
    ];
    assertEquals(results.map(({ ok, rejects }) => [ok, rejects.length]), [[false, 1], [false, 1]]);
    assertEquals(made.engine.applyDropCopy({}).ok, false);
  });
});
