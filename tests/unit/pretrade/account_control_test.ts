import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountBlock, AccountControl } from "../../../src/reject.ts";
import type { Engine } from "../../../src/engine/mod.ts";
import {
  blockLines,
  engineOf,
  type Hooks,
  NOBODYS_ORDER,
  orderOf,
  policy,
  refusal,
  reservationOf,
  thrownBy,
} from "../engine/_kit.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";

const CAUSE = new AccountBlock("p", "RiskLimitExceeded", "reason", "details", 9);
const LINE = "account RiskLimitExceeded [p] reason: details #9";
const DEAD = "LifecycleError: account control is no longer valid for its transaction";

/** An engine whose one policy hands out its control, and does what else it is told. */
function controlled(hooks: Hooks = {}): { engine: Engine; control(): AccountControl } {
  let control: AccountControl | undefined;
  const keep = (hook: Hooks["start"]): NonNullable<Hooks["start"]> => (ctx, order) => {
    control = ctx.accountControl;
    return hook?.(ctx, order);
  };
  const engine = engineOf(policy("a", { ...hooks, start: keep(hooks.start) }));
  return { engine, control: () => control! };
}

describe("AccountControl", () => {
  it("is what a context of an order with account carries", () => {
    const { engine, control } = controlled();
    engine.startPreTrade(orderOf(1));
    assert(control() instanceof AccountControl);
    engine.startPreTrade(NOBODYS_ORDER);
    assertEquals(control(), undefined);
  });
  it("refuses new", () => {
    const Class = AccountControl as unknown as new () => unknown;
    assertErrors([[() => new Class(), "TypeError: AccountControl cannot be constructed directly"]]);
  });
});

describe("AccountControl.block()", () => {
  it("blocks the account at once, with the cause unchanged", () => {
    const { engine } = controlled({ start: (ctx) => ctx.accountControl?.block(CAUSE) });
    assertEquals(engine.startPreTrade(orderOf(1)).ok, true);
    assertEquals(blockLines(engine, 1), [LINE]);
  });
  it("blocks no other account", () => {
    const { engine, control } = controlled();
    engine.startPreTrade(orderOf(1));
    control().block(CAUSE);
    assertEquals(blockLines(engine, 2), []);
  });
  it("keeps the first cause; a later one is silently dropped", () => {
    const { engine, control } = controlled();
    engine.startPreTrade(orderOf(1));
    control().block(CAUSE);
    control().block(new AccountBlock("q", "Other", "second", "d"));
    assertEquals(blockLines(engine, 1), [LINE]);
  });
  it("wins over the reject of account scope that its hook then gives", () => {
    const { engine } = controlled({
      start: (ctx) => {
        ctx.accountControl?.block(CAUSE);
        return [refusal({ scope: "account" })];
      },
    });
    engine.startPreTrade(orderOf(1));
    assertEquals(blockLines(engine, 1), [LINE]);
  });
  it("takes blocks only", () => {
    const { engine, control } = controlled();
    engine.startPreTrade(orderOf(1));
    const plain = { policy: "p", code: "Other", reason: "r", details: "d", userData: 0n };
    const error = "TypeError: block must be an AccountBlock";
    for (const value of [undefined, null, 1, "p", {}, plain, [CAUSE]]) {
      assertErrors([[() => control().block(value as never), error]]);
    }
    assertEquals(blockLines(engine, 1), []);
  });
});

describe("a control lives", () => {
  it("between start and execute, and until its reservation is finalized", () => {
    for (const end of ["commit", "rollback", "free", Symbol.dispose] as const) {
      const { engine, control } = controlled();
      const request = engine.startPreTrade(orderOf(1)).request!;
      const reservation = reservationOf(request.execute());
      control().block(CAUSE);
      reservation[end]();
      assertErrors([[() => control().block(CAUSE), DEAD]]);
      assertEquals(blockLines(engine, 1), [LINE]);
    }
  });
  it("between start and execute, where its block stops execute()", () => {
    const { engine, control } = controlled();
    const request = engine.startPreTrade(orderOf(1)).request!;
    control().block(CAUSE);
    assertEquals(request.execute().ok, false);
    assertErrors([[() => control().block(CAUSE), DEAD]]);
  });
  it("in commit and rollback callbacks", () => {
    for (const end of ["commit", "rollback", "free"] as const) {
      const block: Hooks["main"] = (ctx) => {
        const run = () => ctx.accountControl?.block(CAUSE);
        return { mutations: [{ commit: run, rollback: run }] };
      };
      const { engine } = controlled({ main: block });
      reservationOf(engine.executePreTrade(orderOf(1)))[end]();
      assertEquals(blockLines(engine, 1), [LINE]);
    }
  });
  it("until the start stage rejects", () => {
    const { engine, control } = controlled({ start: () => [refusal()] });
    engine.startPreTrade(orderOf(1));
    assertErrors([[() => control().block(CAUSE), DEAD]]);
    assertEquals(blockLines(engine, 1), ["order Other [a] no: because"]);
  });
  it("until the main stage rejects, rollbacks included", () => {
    const log: string[] = [];
    const { engine, control } = controlled({
      main: (ctx) => ({
        rejects: [refusal()],
        mutations: [{
          commit() {},
          rollback: () => void log.push(errorOf(() => ctx.accountControl?.block(CAUSE))),
        }],
      }),
    });
    engine.executePreTrade(orderOf(1));
    assertEquals(log, ["nothing"]);
    assertErrors([[() => control().block(CAUSE), DEAD]]);
  });
  it("until a hook's failure has ended the call", () => {
    for (const stage of ["start", "main"] as const) {
      const { engine, control } = controlled({
        [stage]: () => {
          throw new Error("hook");
        },
      });
      thrownBy(() => engine.executePreTrade(orderOf(1)));
      assertErrors([[() => control().block(CAUSE), DEAD]]);
    }
  });
  it("until its request is let go", () => {
    const { engine, control } = controlled();
    engine.startPreTrade(orderOf(1)).request?.free();
    assertErrors([[() => control().block(CAUSE), DEAD]]);
  });
  it("until the dry run ends, but blocks for real within it", () => {
    const { engine, control } = controlled();
    engine.startPreTradeDryRun(orderOf(1));
    assertErrors([[() => control().block(CAUSE), DEAD]]);
    const blocking = controlled({ start: (ctx) => ctx.accountControl?.block(CAUSE) });
    assertEquals(blocking.engine.startPreTradeDryRun(orderOf(1)).isPass, true);
    assertEquals(blockLines(blocking.engine, 1), [LINE]);
  });
  it("as long as its own operation, whatever becomes of others of the account", () => {
    const controls: AccountControl[] = [];
    const engine = engineOf(
      policy("a", { start: (ctx) => void controls.push(ctx.accountControl!) }),
    );
    const [one, two] = [1, 2].map(() => reservationOf(engine.executePreTrade(orderOf(1))));
    one?.commit();
    assertErrors([
      [() => controls[0]?.block(CAUSE), DEAD],
      [() => controls[1]?.block(CAUSE), "nothing"],
    ]);
    two?.commit();
  });
  it("in another engine's callbacks too", () => {
    const { engine, control } = controlled();
    reservationOf(engine.executePreTrade(orderOf(1)));
    const other = engineOf(policy("b", { start: () => control().block(CAUSE) }));
    assertEquals(other.startPreTrade(orderOf(1)).ok, true);
    assertEquals(blockLines(engine, 1), [LINE]);
    assertEquals(blockLines(other, 1), []);
  });
});
