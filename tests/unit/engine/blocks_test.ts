import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Engine } from "../../../src/engine/mod.ts";
import type { PolicyReject } from "../../../src/pretrade/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import {
  blockLines,
  callbackError,
  engineOf,
  linesOf,
  NOBODYS_ORDER,
  noted,
  orderOf,
  policy,
  refusal,
  reservationOf,
  UNVERIFIABLE,
} from "./_kit.ts";

const ofAccount = (reason: string): PolicyReject => refusal({ scope: "account", reason });

interface World {
  readonly engine: Engine;
  readonly log: string[];
  isOn: boolean;
}

/** An engine whose policies refuse at the start with the given rejects while `isOn`. */
function refusing(...rejects: readonly (readonly PolicyReject[])[]): World {
  const log: string[] = [];
  const [first, ...others] = rejects.map((answer, index) =>
    policy(`p${index}`, {
      start: () => {
        log.push(`p${index}`);
        return world.isOn ? answer : [];
      },
    })
  );
  const world: World = { engine: engineOf(first!, ...others), log, isOn: true };
  return world;
}

describe("a reject of account scope", () => {
  it("blocks the account: later orders get the one stored cause and no policy runs", () => {
    const world = refusing([
      refusal({ scope: "account", code: "RiskLimitExceeded", userData: 7n }),
    ]);
    const { engine, log } = world;
    assertEquals(linesOf(engine.startPreTrade(orderOf(1))), [
      "account RiskLimitExceeded [p0] no: because #7",
    ]);
    world.isOn = false;
    log.length = 0;
    const cause = ["account AccountBlocked [p0] no: because #7"];
    const start = engine.startPreTrade(orderOf(1));
    assertEquals([start.ok, start.request], [false, undefined]);
    assertEquals(linesOf(start), cause);
    assertEquals(linesOf(engine.executePreTrade(orderOf(1))), cause);
    assertEquals(log, []);
  });
  it("concerns that account only", () => {
    const world = refusing([ofAccount("one")]);
    world.engine.startPreTrade(orderOf(1));
    world.isOn = false;
    assertEquals(world.engine.startPreTrade(orderOf(2)).ok, true);
    assertEquals(world.engine.startPreTrade(orderOf(1)).ok, false);
  });
  it("counts as the first one in order of policies, then of the list", () => {
    const { engine } = refusing(
      [refusal({ reason: "order" })],
      [refusal({ reason: "order too" }), ofAccount("first"), ofAccount("second")],
      [ofAccount("third")],
    );
    assertEquals(engine.startPreTrade(orderOf(1)).rejects.length, 5);
    assertEquals(blockLines(engine, 1), ["account AccountBlocked [p1] first: because"]);
  });
  it("in the main stage blocks as well, after the rollback", () => {
    const log: string[] = [];
    const lookUp = () => void log.push(`${log.length}: rolled back`);
    const engine = engineOf(
      policy("a", { main: () => ({ mutations: [{ commit() {}, rollback: lookUp }] }) }),
      policy("b", { main: () => ({ rejects: [refusal(), ofAccount("main")] }) }),
    );
    assertEquals(linesOf(engine.executePreTrade(orderOf(1))), [
      "order Other [b] no: because",
      "account Other [b] main: because",
    ]);
    assertEquals(log, ["0: rolled back"]);
    assertEquals(blockLines(engine, 1), ["account AccountBlocked [b] main: because"]);
  });
  it("loses to a block that a rollback asks for, since that comes first", () => {
    const engine = engineOf(policy("a", {
      main: (ctx) => ({
        rejects: [ofAccount("reject")],
        mutations: [{
          commit() {},
          rollback: () => ctx.accountControl?.block(new AccountBlock("x", "Custom", "r", "d")),
        }],
      }),
    }));
    engine.executePreTrade(orderOf(1));
    assertEquals(blockLines(engine, 1), ["account Custom [x] r: d"]);
  });
  it("of an order without account blocks nothing", () => {
    const world = refusing([ofAccount("nobody")]);
    assertEquals(linesOf(world.engine.startPreTrade(NOBODYS_ORDER)), [
      "account Other [p0] nobody: because",
    ]);
    world.isOn = false;
    assertEquals(world.engine.startPreTrade(orderOf(1)).ok, true);
    assertEquals(world.engine.startPreTrade(NOBODYS_ORDER).ok, true);
  });
  it("of a policy is recorded even if a sibling throws", () => {
    const fail = () => {
      throw new Error("sibling");
    };
    const start = engineOf(
      policy("a", { start: fail }),
      policy("b", { start: () => [ofAccount("start")] }),
    );
    callbackError(() => start.startPreTrade(orderOf(1)));
    assertEquals(blockLinesOfRefused(start), ["account AccountBlocked [b] start: because"]);
    const main = engineOf(
      policy("a", { main: () => ({ rejects: [ofAccount("main")] }) }),
      policy("b", { main: fail }),
    );
    callbackError(() => main.executePreTrade(orderOf(1)));
    assertEquals(blockLinesOfRefused(main), ["account AccountBlocked [a] main: because"]);
  });
});

/** The rejects of the next order, whose policies would throw if they ran. */
function blockLinesOfRefused(engine: Engine): string[] {
  return linesOf(engine.executePreTrade(orderOf(1)));
}

describe("the first cause", () => {
  it("stays, also when a reservation's policy asks for another block later", () => {
    const causes = ["first", "second"].map((reason) =>
      new AccountBlock("p", "Custom", reason, "d")
    );
    const engine = engineOf(policy("a", {
      main: (ctx) => ({
        mutations: causes.map((cause) => ({
          commit: () => ctx.accountControl?.block(cause),
          rollback() {},
        })),
      }),
    }));
    reservationOf(engine.executePreTrade(orderOf(1))).commit();
    assertEquals(blockLines(engine, 1), ["account Custom [p] first: d"]);
  });
});

describe("a block that comes between start and execute", () => {
  it("rejects in execute() before any main hook", () => {
    const log: string[] = [];
    let rejects: readonly PolicyReject[] = [];
    const engine = engineOf(policy("a", {
      start: () => rejects,
      main: () => ({ mutations: [noted(log, "m")] }),
    }));
    const [one, two] = [1, 2].map((account) => engine.startPreTrade(orderOf(account)).request!);
    rejects = [ofAccount("late")];
    engine.startPreTrade(orderOf(1));
    const result = one!.execute();
    assertEquals([result.ok, result.reservation], [false, undefined]);
    assertEquals(linesOf(result), ["account AccountBlocked [a] late: because"]);
    assertEquals(log, []);
    assertEquals(two!.execute().ok, true);
  });
  it("is seen by executePreTrade() too, whose second check follows the start stage", () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", {
      start: (ctx) => ctx.accountControl?.block(new AccountBlock("a", "Custom", "r", "d")),
      main: () => void log.push("main"),
    }));
    assertEquals(linesOf(engine.executePreTrade(orderOf(1))), ["account Custom [a] r: d"]);
    assertEquals(log, []);
  });
});

describe("an order without account", () => {
  it("passes while nothing is blocked", () => {
    const engine = engineOf(policy("a"));
    assertEquals(engine.executePreTrade(NOBODYS_ORDER).ok, true);
    assertEquals(engine.executePreTrade({}).ok, true);
  });
  it("can't be verified while anything is, at every entry point; no policy runs", () => {
    const world = refusing([ofAccount("one")]);
    const { engine, log } = world;
    engine.startPreTrade(orderOf(1));
    world.isOn = false;
    log.length = 0;
    for (const order of [NOBODYS_ORDER, {}, { operation: null }]) {
      assertEquals(linesOf(engine.startPreTrade(order)), [UNVERIFIABLE]);
      assertEquals(linesOf(engine.executePreTrade(order)), [UNVERIFIABLE]);
      assertEquals(linesOf(engine.startPreTradeDryRun(order)), [UNVERIFIABLE]);
      assertEquals(linesOf(engine.executePreTradeDryRun(order)), [UNVERIFIABLE]);
    }
    assertEquals(log, []);
  });
  it("can't be verified in execute() either", () => {
    const world = refusing([ofAccount("one")]);
    world.isOn = false;
    const request = world.engine.startPreTrade(NOBODYS_ORDER).request!;
    world.isOn = true;
    world.engine.startPreTrade(orderOf(1));
    assertEquals(linesOf(request.execute()), [UNVERIFIABLE]);
  });
  it("can't be verified under the engine-wide block", () => {
    const fail = () => {
      throw new Error("commit");
    };
    const engine = engineOf(
      policy("a", { main: () => ({ mutations: [{ commit: fail, rollback() {} }] }) }),
    );
    const reservation = reservationOf(engine.executePreTrade(NOBODYS_ORDER));
    callbackError(() => reservation.commit());
    assertEquals(linesOf(engine.startPreTrade(NOBODYS_ORDER)), [UNVERIFIABLE]);
  });
});

describe("accounts", () => {
  it("are the same in every form that reads as one number", () => {
    const { engine } = refusing([ofAccount("seven")]);
    engine.startPreTrade({ operation: { accountId: 7 } });
    assertEquals(linesOf(engine.startPreTrade({ operation: { accountId: 7n } })), [
      "account AccountBlocked [p0] seven: because",
    ]);
    const other = engine.startPreTrade({ operation: { accountId: "7" } });
    assertEquals(linesOf(other), ["account Other [p0] seven: because"]);
    assert(!engine.startPreTrade({ operation: { accountId: "7" } }).ok);
  });
  it("0 and 2^64 - 1 are accounts like any other", () => {
    for (const account of [0, 18446744073709551615n]) {
      const { engine } = refusing([ofAccount("edge")]);
      const order = { operation: { accountId: account } };
      engine.startPreTrade(order);
      assertEquals(linesOf(engine.startPreTrade(order)), [
        "account AccountBlocked [p0] edge: because",
      ]);
    }
  });
});
