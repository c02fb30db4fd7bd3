import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readPnlState } from "../../../src/model/_pnl_state.ts";
import { PnlHaltReason } from "../../../src/model/internal.ts";
import { assertErrors } from "./_errors.ts";
import { pnlState } from "./_fields.ts";
import { show } from "./_show.ts";

describe("readPnlState()", () => {
  const { holds, refuses } = pnlState("total");

  it("reads a profit or loss or a halt reason", () => {
    for (const [input, text] of holds) assertEquals(show(readPnlState(input, "total")), text);
    const reason = PnlHaltReason.fromArithmeticOverflow();
    assert(readPnlState(reason, "total") === reason);
  });

  it("names what it reads in its error", () => {
    const error = "TypeError: total must be a Pnl, DecimalInput, or PnlHaltReason";
    assertErrors([
      ...refuses.map(([value, text]): [() => unknown, string] => [
        () => readPnlState(value, "total"),
        text,
      ]),
      [() => readPnlState(null, "total"), error],
      [() => readPnlState(undefined, "total"), error],
    ]);
  });
});
