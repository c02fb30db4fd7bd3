import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PnlHaltReason } from "../../../src/model/internal.ts";
import { AccountAdjustmentAccountPnlOperation } from "../../../src/model/mod.ts";
import { assertErrors } from "./_errors.ts";
import { pnlState } from "./_fields.ts";
import { STRICT } from "./_groups.ts";
import { assignOperation, readOperation } from "./_operations.ts";
import { show } from "./_show.ts";

type Operation = AccountAdjustmentAccountPnlOperation;

const { holds, refuses } = pnlState("state");
const NOTHING_ERROR = "TypeError: state must be a Pnl, DecimalInput, or PnlHaltReason";
const Loose = AccountAdjustmentAccountPnlOperation as new (state?: unknown) => Operation;

function stateOf(operation: object | undefined): string {
  assert(operation instanceof AccountAdjustmentAccountPnlOperation);
  return show(operation.state);
}

describe("AccountAdjustmentAccountPnlOperation", () => {
  it("holds a profit or loss or a halt reason from every input form", () => {
    const operation = new AccountAdjustmentAccountPnlOperation(0);
    for (const [input, text] of holds) {
      Reflect.set(operation, "state", input);
      const made = [operation, new Loose(input), readOperation({ state: input })];
      assertEquals([...made, assignOperation({ state: input })].map(stateOf), Array(4).fill(text));
    }
  });

  it("refuses each wrong value, nothing included, and keeps the one it had", () => {
    const operation = new AccountAdjustmentAccountPnlOperation("1.50");
    const values = [...refuses, [null, NOTHING_ERROR], [undefined, NOTHING_ERROR]] as const;
    for (const [value, error] of values) {
      assertErrors([
        [() => Reflect.set(operation, "state", value), error],
        [() => new Loose(value), error],
        [() => readOperation({ state: value }), error],
        [() => assignOperation({ state: value }), error],
      ]);
    }
    assertErrors([[() => new Loose(), NOTHING_ERROR]]);
    assertEquals(stateOf(operation), "Pnl 1.50");
  });

  it("is copied in and out, and clones to an object of its own", () => {
    const given = new AccountAdjustmentAccountPnlOperation("1.50");
    const copies = [readOperation(given), assignOperation(given), given.clone()];
    given.state = PnlHaltReason.fromMissingFx();
    assertEquals(copies.map(stateOf), Array(3).fill("Pnl 1.50"));
    const clone = given.clone();
    clone.state = 2;
    assertEquals([given, clone].map(stateOf), ["PnlHaltReason missing-fx", "Pnl 2"]);
  });

  it("knows no field but state in strict mode", () => {
    assertEquals(stateOf(readOperation({ state: 1, note: "x" })), "Pnl 1");
    assertEquals(stateOf(readOperation({ state: 1 }, STRICT)), "Pnl 1");
    assertErrors([[
      () => readOperation({ state: 1, note: "x" }, STRICT),
      'TypeError: Unknown field "note" in operation: the nearest known field is "state"',
    ]]);
  });

  it("survives free() and disposal, any number of times", () => {
    const operation = new AccountAdjustmentAccountPnlOperation(1);
    operation.free();
    operation[Symbol.dispose]();
    operation.free();
    assertEquals(stateOf(operation), "Pnl 1");
  });
});
