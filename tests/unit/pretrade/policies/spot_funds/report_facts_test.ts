import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Lock } from "../../../../../src/pretrade/mod.ts";
import type { ExecutionReportInit } from "../../../../../src/model/mod.ts";
import { lineOf } from "../../../engine/_kit.ts";
import { Desk, NAME } from "./_kit.ts";

const OPERATION = {
  underlyingAsset: "A",
  settlementAsset: "USD",
  accountId: 1,
  side: "BUY",
} as const;
const FILL = {
  lock: new Lock([[0, "2"]]),
  remainingReservedQuantity: "1",
  isFinal: true,
};

/** Blocks of a report. */
function blocks(report: ExecutionReportInit, desk = new Desk()): string[] {
  const { accountBlocks } = desk.engine.applyExecutionReport(report as never);
  return accountBlocks.map((block) => lineOf(block) ?? "");
}

function missing(label: string, path: string): string[] {
  return [
    `MissingRequiredField [${NAME}] failed to access required field '${label}': failed to access field '${path}'`,
  ];
}

describe("readFacts()", () => {
  it("blocks for the first field that is missing, and applies nothing", () => {
    const desk = new Desk();
    const of = (operation: object, fill: object | undefined) =>
      blocks({ operation, ...(fill && { fill }) } as ExecutionReportInit, desk);
    assertEquals(
      of({ ...OPERATION, underlyingAsset: null }, FILL),
      missing("instrument", "operation.instrument"),
    );
    assertEquals(of({ ...OPERATION, side: null }, FILL), missing("side", "operation.side"));
    const remaining = missing("remaining reserved quantity", "fill.remaining_reserved_quantity");
    assertEquals(of(OPERATION, { ...FILL, remainingReservedQuantity: null }), remaining);
    assertEquals(of(OPERATION, undefined), remaining);
    assertEquals(
      of(OPERATION, { ...FILL, isFinal: null }),
      missing("order finality", "fill.is_final"),
    );
    assertEquals(of(OPERATION, { ...FILL, lock: null }), missing("pre-trade lock", "fill.lock"));
    assertEquals([desk.holds("A"), desk.holds("USD")], ["nothing", "nothing"]);
    assertEquals(desk.block()?.includes("'instrument'"), true);
  });
  it("blocks everyone if the account is missing", () => {
    const desk = new Desk();
    const report = { operation: { ...OPERATION, accountId: null }, fill: FILL };
    assertEquals(blocks(report, desk), missing("account ID", "operation.account_id"));
    assertEquals(desk.block(5), desk.block(1));
    assertEquals(desk.block(5)?.startsWith("AccountBlocked [Engine] account is blocked"), true);
  });
});

describe("valueAtLock()", () => {
  it("needs exactly one price of the policy's group, and ignores those of others", () => {
    const withLock = (entries: [number, string][]) =>
      blocks({ operation: OPERATION, fill: { ...FILL, lock: new Lock(entries) } });
    assertEquals(withLock([[3, "1"]]), [
      `MissingRequiredField [${NAME}] pre-trade lock has no price for settlement release: group 0`,
    ]);
    assertEquals(withLock([[0, "1"], [0, "2"]]), [
      `Other [${NAME}] pre-trade lock has multiple prices for settlement release; ` +
      "two SpotFundsPolicies share a group_id: group 0",
    ]);
    assertEquals(withLock([[3, "1"], [0, "2"]]), []);
  });
});
