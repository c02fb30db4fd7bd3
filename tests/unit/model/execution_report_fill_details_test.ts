import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Lock, makeExecutionReport, readExecutionReport } from "../../../src/model/internal.ts";
import { ExecutionReport, ExecutionReportFillDetails } from "../../../src/model/mod.ts";
import { MonetaryAmount, Price, Quantity, Trade } from "../../../src/param/mod.ts";
import { assertErrors, errorOf } from "./_errors.ts";
import { allBut, type Field, flag, quantity } from "./_fields.ts";
import { describeGroup, STRICT } from "./_groups.ts";

const DECIMAL_ERROR = "TypeError: decimal input must be a string, number, or bigint";
const FEE_ERROR = "TypeError: fee must be a MonetaryAmount or { amount, currency }";
const LOCK_ERROR = "TypeError: fill.lock must be a Lock";
const TRADE_ERROR = "TypeError: lastTrade must be a Trade or a plain object";
const LEAVES_ERROR = "TypeError: leavesQuantity is not supported; use remainingReservedQuantity";

const lastTrade: Field = {
  name: "lastTrade",
  holds: [
    [new Trade("185.50", "10"), "Trade 185.50 x 10"],
    [{ price: "-37.630", quantity: 2n }, "Trade -37.630 x 2"],
    [{ price: new Price(1), quantity: new Quantity("0.5") }, "Trade 1 x 0.5"],
  ],
  refuses: [
    ...allBut(["object"], TRADE_ERROR),
    [[], TRADE_ERROR],
    [new Price(1), TRADE_ERROR],
    [{}, DECIMAL_ERROR],
    [{ price: 1 }, DECIMAL_ERROR],
    [{ quantity: 1 }, DECIMAL_ERROR],
    [{ price: 1, quantity: "-1" }, "ParamError Negative: value must be non-negative for Quantity"],
  ],
  absent: "undefined",
};

const fee: Field = {
  name: "fee",
  holds: [
    [new MonetaryAmount("1.50", "USD"), "MonetaryAmount 1.50 USD"],
    [{ amount: "-0.10", currency: "BNB" }, "MonetaryAmount -0.10 BNB"],
    [{ amount: 0, currency: " x " }, "MonetaryAmount 0  x "],
  ],
  refuses: [
    ...allBut(["object"], FEE_ERROR),
    [[], FEE_ERROR],
    [new Trade(1, 1), FEE_ERROR],
    [{}, DECIMAL_ERROR],
    [{ amount: 1 }, "TypeError: currency must be a string"],
    [{ amount: 1, currency: 1 }, "TypeError: currency must be a string"],
    [{ amount: 1, currency: " " }, "AssetError AssetEmpty: asset must not be empty"],
    [{ amount: "x", currency: "USD" }, "ParamError InvalidFormat: invalid format for Fee: 'x'"],
  ],
  absent: "undefined",
};

const lock: Field = {
  name: "lock",
  holds: [
    [new Lock([[0, "185"]]), 'Lock [["185"]]'],
    [new Lock(), "Lock []"],
    [new Lock([[7, "200"]]), 'Lock [[],[7,"200"]]'],
  ],
  refuses: [
    ...allBut([], LOCK_ERROR),
    [[[0, "185"]], LOCK_ERROR],
    ['[["185"]]', LOCK_ERROR],
    [new Price(1), LOCK_ERROR],
    [Object.create(Lock.prototype), LOCK_ERROR],
  ],
  absent: "undefined",
  clearing: LOCK_ERROR,
};

function read(value: unknown, isStrict = false): ExecutionReportFillDetails | undefined {
  return makeExecutionReport(readExecutionReport({ fill: value }, { ...STRICT, isStrict })).fill;
}

function assign(value: unknown): ExecutionReportFillDetails | undefined {
  const report = new ExecutionReport();
  Reflect.set(report, "fill", value);
  return report.fill;
}

describeGroup({
  type: ExecutionReportFillDetails,
  make: () => new ExecutionReportFillDetails(new Lock()),
  read: (value, options) => read(value, options?.isStrict),
  assign,
  fields: [
    lastTrade,
    fee,
    quantity("remainingReservedQuantity"),
    lock,
    flag("isFinal", "undefined"),
  ],
  shapeError: "TypeError: fill must be an ExecutionReportFillDetails or a plain object",
  misspelt: [
    "final",
    'TypeError: Unknown field "final" in fill: the nearest known field is "isFinal"',
  ],
});

describe("new ExecutionReportFillDetails()", () => {
  it("carries a copy of the lock and nothing else", () => {
    const given = new Lock([[0, "185"]]);
    const fill = new ExecutionReportFillDetails(given);
    given.push(0, "186");
    assertEquals(fill.lock?.toJson(), '[["185"]]');
    const { lastTrade, fee, remainingReservedQuantity, isFinal } = fill;
    assertEquals([lastTrade, fee, remainingReservedQuantity, isFinal], Array(4).fill(undefined));
  });

  it("needs a lock", () => {
    const Loose = ExecutionReportFillDetails as new (lock?: unknown) => ExecutionReportFillDetails;
    assertErrors([
      [() => new Loose(), LOCK_ERROR],
      [() => new Loose(null), LOCK_ERROR],
      ...lock.refuses.map(([value, error]): [() => unknown, string] => [
        () => new Loose(value),
        error,
      ]),
    ]);
  });
});

describe("ExecutionReportFillDetails.lock", () => {
  it("gives a copy at each reading", () => {
    const fill = new ExecutionReportFillDetails(new Lock([[0, "185"]]));
    const first = fill.lock;
    assert(first !== fill.lock);
    first?.push(0, "186");
    assertEquals(fill.lock?.length, 1);
  });

  it("is copied with the group and with the report", () => {
    const report = new ExecutionReport();
    const given = new Lock([[0, "185"]]);
    report.fill = { lock: given };
    const clone = report.clone();
    given.push(0, "186");
    report.fill = { lock: given };
    assertEquals(clone.fill?.lock?.length, 1);
    assertEquals(report.fill?.lock?.length, 2);
  });
});

describe("leavesQuantity", () => {
  it("is refused as an own field of a plain fill, whatever its value", () => {
    const plains = [
      { leavesQuantity: "5" },
      { leavesQuantity: undefined },
      { leavesQuantity: null, remainingReservedQuantity: "5" },
    ];
    for (const plain of plains) {
      assertErrors([
        [() => read(plain), LEAVES_ERROR],
        [() => read(plain, true), LEAVES_ERROR],
        [() => assign(plain), LEAVES_ERROR],
      ]);
    }
  });

  it("is ignored if inherited", () => {
    assertEquals(errorOf(() => read(Object.create({ leavesQuantity: "5" }))), "nothing");
  });
});
