import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Lock, makeExecutionReport, readExecutionReport } from "../../../src/model/internal.ts";
import { ExecutionReport } from "../../../src/model/mod.ts";
import { describeCarrier } from "./_carriers.ts";

describeCarrier({
  type: ExecutionReport,
  make: () => new ExecutionReport(),
  read: (value) => makeExecutionReport(readExecutionReport(value)),
  groups: {
    operation: { field: "underlyingAsset", holds: [["AAPL", '"AAPL"'], ["MSFT", '"MSFT"']] },
    financialImpact: { field: "pnl", holds: [["-10.50", "Pnl -10.50"], ["11", "Pnl 11"]] },
    fill: { field: "remainingReservedQuantity", holds: [["5", "Quantity 5"], ["0", "Quantity 0"]] },
    positionImpact: { field: "positionEffect", holds: [["OPEN", '"OPEN"'], ["CLOSE", '"CLOSE"']] },
  },
  shapeError: "TypeError: report must be an ExecutionReport or a plain object",
});

describe("readExecutionReport()", () => {
  it("gives the engine raw numbers", () => {
    const { operation, financialImpact, fill } = readExecutionReport({
      operation: { accountId: "acc-1", side: "buy" },
      financialImpact: { pnl: "-1.5" },
      fill: {
        lastTrade: { price: "185.5", quantity: 10 },
        fee: { amount: "0.25", currency: "USD" },
        remainingReservedQuantity: 0,
        lock: new Lock([[0, "185"]]),
        isFinal: true,
      },
    });
    assertEquals([operation?.accountId, operation?.side], [10697264322394758796n, "BUY"]);
    assertEquals([financialImpact?.pnl?.small, financialImpact?.pnl?.scale], [-15, 1]);
    assertEquals(financialImpact?.fee, undefined);
    assertEquals([fill?.tradePrice?.small, fill?.tradePrice?.scale], [1855, 1]);
    assertEquals(fill?.tradeQuantity?.small, 10);
    assertEquals([fill?.feeAmount?.small, fill?.feeAmount?.scale], [25, 2]);
    assertEquals([fill?.feeCurrency, fill?.isFinal], ["USD", true]);
    assertEquals(fill?.remainingReservedQuantity?.small, 0);
    assertEquals(fill?.lock?.toJson(), '[["185"]]');
  });

  it("makes data that share nothing with a report made from them", () => {
    const data = readExecutionReport({ fill: { lock: new Lock([[0, "185"]]), isFinal: false } });
    const report = makeExecutionReport(data);
    report.fill = { isFinal: true };
    assertEquals(data.fill?.isFinal, false);
    data.fill?.lock?.push(0, "186");
    assertEquals(makeExecutionReport(data).fill?.lock?.length, 2);
    assertEquals(report.fill?.lock, undefined);
  });

  it("gives data that later changes of the report don't reach", () => {
    const report = new ExecutionReport();
    report.operation = { side: "BUY" };
    report.fill = { isFinal: true };
    const data = readExecutionReport(report);
    report.operation = { side: "SELL" };
    report.fill = null;
    assertEquals([data.operation?.side, data.fill?.isFinal], ["BUY", true]);
  });
});
