import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type EngineParts, partsOf } from "../../../../src/engine/internal.ts";
import { Session } from "../../../../src/engine/shared/session.ts";
import { assertErrors } from "../../model/_errors.ts";
import { engineOf, noted, orderOf, policy, reservationOf } from "../_kit.ts";

function world() {
  const log: string[] = [];
  let count = 0;
  const engine = engineOf(policy("a", {
    main: () => ({ mutations: [noted(log, `${++count}`)] }),
  }));
  const parts: EngineParts = partsOf(engine);
  return { engine, log, session: new Session(parts) };
}

describe("Session", () => {
  it("hands a request out once", () => {
    const { engine, session } = world();
    session.keepRequest(5, engine.startPreTrade(orderOf(1)).request!);
    assert(session.has(5));
    assert(session.takeRequest(5).execute().ok);
    assert(!session.has(5));
    assertErrors([[
      () => session.takeRequest(5),
      "LifecycleError: request has already been executed",
    ]]);
  });
  it("hands a hold out once", () => {
    const { engine, session, log } = world();
    session.keepHold(5, reservationOf(engine.executePreTrade(orderOf(1))));
    session.takeHold(5).commit();
    assertErrors([[
      () => session.takeHold(5),
      "LifecycleError: reservation has already been finalized",
    ]]);
    assertEquals(log, ["commit 1"]);
  });
  it("lets everything go, the last first", () => {
    const { engine, session, log } = world();
    const request = engine.startPreTrade(orderOf(1)).request!;
    session.keepHold(1, reservationOf(engine.executePreTrade(orderOf(1))));
    session.keepRequest(2, request);
    session.keepHold(3, reservationOf(engine.executePreTrade(orderOf(1))));
    assertEquals(session.size, 3);
    session.dropAll();
    assertEquals([session.size, log], [0, ["rollback 2", "rollback 1"]]);
    assertErrors([[() => request.execute(), "LifecycleError: request has already been executed"]]);
  });
  it("lets what is not open alone", () => {
    const { session, log } = world();
    session.drop(9);
    assertEquals(log, []);
  });
});
