import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { makeExecutionReport, readExecutionReport } from "../../../src/model/internal.ts";
import { ExecutionReport, FinancialImpact } from "../../../src/model/mod.ts";
import { assertErrors } from "./_errors.ts";
import { money } from "./_fields.ts";
import { describeGroup } from "./_groups.ts";
import { shown } from "./_show.ts";

const pnl = money("pnl", "Pnl");
const fee = money("fee", "Fee");

describeGroup({
  type: FinancialImpact,
  make: () => new FinancialImpact(0, 0),
  read: (value, options) =>
    makeExecutionReport(readExecutionReport({ financialImpact: value }, options)).financialImpact,
  assign: (value) => {
    const report = new ExecutionReport();
    Reflect.set(report, "financialImpact", value);
    return report.financialImpact;
  },
  fields: [pnl, fee],
  shapeError: "TypeError: financialImpact must be a FinancialImpact or a plain object",
  misspelt: [
    "fees",
    'TypeError: Unknown field "fees" in financialImpact: the nearest known field is "fee"',
  ],
});

describe("new FinancialImpact()", () => {
  it("takes every form of both parts", () => {
    for (const [index, [input, text]] of pnl.holds.entries()) {
      const [other, otherText = ""] = fee.holds[index] ?? [];
      const impact = new FinancialImpact(input as string, other as string);
      assertEquals(shown(impact, ["pnl", "fee"]), { pnl: text, fee: otherText });
    }
  });

  it("needs both parts", () => {
    const Loose = FinancialImpact as new (...parts: unknown[]) => FinancialImpact;
    const error = "TypeError: decimal input must be a string, number, or bigint";
    assertErrors([
      [() => new Loose(), error],
      [() => new Loose(1), error],
      [() => new Loose(null, 1), error],
      [() => new Loose(1, null), error],
      ...pnl.refuses.map(([value, text]): [() => unknown, string] => [
        () => new Loose(value, 1),
        text,
      ]),
      ...fee.refuses.map(([value, text]): [() => unknown, string] => [
        () => new Loose(1, value),
        text,
      ]),
    ]);
  });

  it("keeps the part that a plain object left out absent when cloned", () => {
    const report = new ExecutionReport();
    report.financialImpact = { fee: "-0.50" };
    assertEquals(shown(report.clone().financialImpact?.clone() ?? {}, ["pnl", "fee"]), {
      pnl: "undefined",
      fee: "Fee -0.50",
    });
  });
});
