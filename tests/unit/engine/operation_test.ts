import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { assertErrors } from "../model/_errors.ts";
import { engineOf, noted, orderOf, policy, refusal, reservationOf, thrownBy } from "./_kit.ts";

const FINALIZED = "LifecycleError: reservation has already been finalized";

/** What the policies of an accepted order contributed: lock prices and adjusted assets by group. */
function contributions(
  ...policies: readonly [group: number, prices: unknown, assets: readonly string[]][]
): { lock: string; adjusted: [number, string][] } {
  const [first, ...others] = policies.map(([group, lockPrices, assets], index) =>
    policy(`p${index}`, {
      group,
      main: () => ({ lockPrices, accountAdjustments: assets.map((asset) => ({ asset })) }),
    })
  );
  const engine = engineOf(first!, ...others);
  const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
  return {
    lock: reservation.lock().toJson(),
    adjusted: reservation.accountAdjustments()
      .map(({ policyGroupId, entry }) => [policyGroupId, entry.asset]),
  };
}

describe("an accepted order", () => {
  it("locks prices under the group of their policy, scale and order kept", () => {
    assertEquals(
      contributions([7, ["200", "201.50"], []], [0, ["185"], []], [3, [1, 2n, "-0.10"], []]).lock,
      '[["185"],[7,"200","201.50"],[3,"1","2","-0.10"]]',
    );
  });
  it("joins the prices of policies that share group 0", () => {
    assertEquals(contributions([0, ["2"], []], [0, ["1", "2"], []]).lock, '[["2","1","2"]]');
  });
  it("lists adjustments by policy, then as listed, tagged with the group", () => {
    assertEquals(
      contributions([9, [], ["USD", "AAPL"]], [0, [], ["EUR"]], [2, [], ["USD"]]).adjusted,
      [[9, "USD"], [9, "AAPL"], [0, "EUR"], [2, "USD"]],
    );
  });
  it("has an empty lock and no adjustments if no policy gives any", () => {
    assertEquals(contributions([4, [], []], [0, null, []]), { lock: "[]", adjusted: [] });
  });
  it("hands out copies: changing them changes nothing inside", () => {
    const main = () => ({ lockPrices: ["5"], accountAdjustments: [{ asset: "USD" }] });
    const reservation = reservationOf(engineOf(policy("a", { main })).executePreTrade(orderOf(1)));
    reservation.lock().push(1, "9");
    reservation.accountAdjustments().length = 0;
    assertEquals(reservation.lock().toJson(), '[["5"]]');
    assertEquals(reservation.accountAdjustments().map(({ entry }) => entry.asset), ["USD"]);
    assert(reservation.lock() !== reservation.lock());
  });
});

describe("Reservation", () => {
  it("commits in order of registration", () => {
    const log: string[] = [];
    const main = (...names: string[]) => () => ({ mutations: names.map((n) => noted(log, n)) });
    const engine = engineOf(
      policy("a", { main: main("a1", "a2") }),
      policy("b"),
      policy("c", { main: main("c1") }),
    );
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    assertEquals(log, []);
    reservation.commit();
    assertEquals(log, ["commit a1", "commit a2", "commit c1"]);
  });
  it("rolls back in reverse", () => {
    const log: string[] = [];
    const main = (...names: string[]) => () => ({ mutations: names.map((n) => noted(log, n)) });
    const engine = engineOf(
      policy("a", { main: main("a1", "a2") }),
      policy("b", { main: main("b1") }),
    );
    reservationOf(engine.executePreTrade(orderOf(1))).rollback();
    assertEquals(log, ["rollback b1", "rollback a2", "rollback a1"]);
  });
  it("is finalized once; nothing works afterwards", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { main: () => ({ mutations: [noted(log, "m")] }) }));
    for (const end of ["commit", "rollback", "free", Symbol.dispose] as const) {
      const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
      reservation[end]();
      assertErrors([
        [() => reservation.commit(), FINALIZED],
        [() => reservation.rollback(), FINALIZED],
        [() => reservation.lock(), FINALIZED],
        [() => reservation.accountAdjustments(), FINALIZED],
        [() => reservation.accountBlock(), FINALIZED],
      ]);
    }
    assertEquals(log, ["commit m", "rollback m", "rollback m", "rollback m"]);
  });
  it("is finalized once even without mutations", () => {
    const reservation = reservationOf(engineOf(policy("a")).executePreTrade(orderOf(1)));
    reservation.commit();
    assertErrors([[() => reservation.rollback(), FINALIZED]]);
  });
  it("outlives a later block of its account", () => {
    const log: string[] = [];
    let scope: "order" | "account" = "order";
    const engine = engineOf(policy("a", {
      start: () => scope === "account" ? [refusal({ scope })] : [],
      main: () => ({ mutations: [noted(log, "m")], lockPrices: [3] }),
    }));
    const [one, two] = [1, 2].map(() => reservationOf(engine.executePreTrade(orderOf(1))));
    scope = "account";
    assertEquals(engine.startPreTrade(orderOf(1)).ok, false);
    assertEquals(one?.lock().toJson(), '[["3"]]');
    one?.commit();
    two?.rollback();
    assertEquals(log, ["commit m", "rollback m"]);
  });
  it("is independent of other reservations of the engine", () => {
    const log: string[] = [];
    let count = 0;
    const engine = engineOf(
      policy("a", { main: () => ({ mutations: [noted(log, `m${++count}`)] }) }),
    );
    const [one, two, three] = [1, 2, 3].map(() =>
      reservationOf(engine.executePreTrade(orderOf(1)))
    );
    two?.rollback();
    three?.commit();
    one?.commit();
    assertEquals(log, ["rollback m2", "commit m3", "commit m1"]);
  });
});

describe("a reservation that is let go", () => {
  it("rolls back at once by free() and [Symbol.dispose](), which may be repeated", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { main: () => ({ mutations: [noted(log, "1"), noted(log, "2")] }) }),
    );
    for (const end of ["free", Symbol.dispose] as const) {
      const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
      reservation[end]();
      reservation[end]();
      assertEquals(log.splice(0), ["rollback 2", "rollback 1"]);
    }
  });
  it("is left alone after commit() and rollback()", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { main: () => ({ mutations: [noted(log, "m")] }) }));
    for (const end of ["commit", "rollback"] as const) {
      const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
      reservation[end]();
      reservation.free();
      reservation[Symbol.dispose]();
      assertEquals(log.splice(0), [`${end} m`]);
    }
  });
  it("is not let go with the result that it came in: results own nothing", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { main: () => ({ mutations: [noted(log, "m")] }) }));
    const result = engine.executePreTrade(orderOf(1));
    result.free();
    result[Symbol.dispose]();
    reservationOf(result).commit();
    assertEquals(log, ["commit m"]);
  });
});

describe("Request", () => {
  const EXECUTED = "LifecycleError: request has already been executed";

  it("is executed once, whatever comes of it", () => {
    const mains: Readonly<Record<string, () => unknown>> = {
      accepting: () => {},
      refusing: () => ({ rejects: [refusal()] }),
      throwing: () => {
        throw new Error("main failed");
      },
    };
    for (const [name, main] of Object.entries(mains)) {
      const request = engineOf(policy(name, { main })).startPreTrade(orderOf(1)).request!;
      if (name === "throwing") thrownBy(() => request.execute());
      else assertEquals(request.execute().ok, name === "accepting");
      assertErrors([[() => request.execute(), EXECUTED]]);
    }
  });
  it("is used up by free() and [Symbol.dispose](), which run nothing and may be repeated", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { main: () => void log.push("main") }));
    for (const end of ["free", Symbol.dispose] as const) {
      const request = engine.startPreTrade(orderOf(1)).request!;
      request[end]();
      request[end]();
      assertErrors([[() => request.execute(), EXECUTED]]);
    }
    assertEquals(log, []);
  });
  it("leaves its reservation alone when it is let go after execute()", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { main: () => ({ mutations: [noted(log, "m")] }) }));
    const request = engine.startPreTrade(orderOf(1)).request!;
    const reservation = reservationOf(request.execute());
    request.free();
    reservation.commit();
    assertEquals(log, ["commit m"]);
  });
  it("is independent of requests made before and after it", () => {
    const accounts: unknown[] = [];
    const engine = engineOf(
      policy("a", { main: (ctx) => void accounts.push(ctx.accountId?.value) }),
    );
    const [one, two, three] = [1, 2, 3].map((account) =>
      engine.startPreTrade(orderOf(account)).request!
    );
    three?.execute();
    one?.execute();
    two?.execute();
    assertEquals(accounts, [3n, 1n, 2n]);
  });
});
