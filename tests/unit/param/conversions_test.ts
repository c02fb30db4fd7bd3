import { assert } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  CashFlow,
  Fee,
  Notional,
  Pnl,
  PositionSize,
  Quantity,
  Volume,
} from "../../../src/param/mod.ts";
import { DECIMALS, MAX } from "./_decimals.ts";
import { assertCalls, assertOutcomes, assertRefusesTypes, OBJECTS_AND_NOTHING } from "./_expect.ts";

type Conversion = readonly [
  name: string,
  to: abstract new (...args: never) => unknown,
  convert: (text: string) => unknown,
];

/** From signed types, number and scale kept. */
const KEEPING: readonly Conversion[] = [
  ["Pnl.toCashFlow", CashFlow, (text) => Pnl.fromString(text).toCashFlow()],
  ["CashFlow.fromPnl", CashFlow, (text) => CashFlow.fromPnl(Pnl.fromString(text))],
  ["Pnl.toPositionSize", PositionSize, (text) => Pnl.fromString(text).toPositionSize()],
  ["PositionSize.fromPnl", PositionSize, (text) => PositionSize.fromPnl(Pnl.fromString(text))],
];

/** From unsigned types, number and scale kept. */
const WIDENING: readonly Conversion[] = [
  ["Quantity.toPositionSize", PositionSize, (text) => Quantity.fromString(text).toPositionSize()],
  ["Volume.toPositionSize", PositionSize, (text) => Volume.fromString(text).toPositionSize()],
  ["Volume.toCashFlowInflow", CashFlow, (text) => Volume.fromString(text).toCashFlowInflow()],
  [
    "CashFlow.fromVolumeInflow",
    CashFlow,
    (text) => CashFlow.fromVolumeInflow(Volume.fromString(text)),
  ],
  ["Notional.fromVolume", Notional, (text) => Notional.fromVolume(Volume.fromString(text))],
  ["Notional.toVolume", Volume, (text) => Notional.fromString(text).toVolume()],
];

/** Number kept, sign flipped. */
const FLIPPING: readonly Conversion[] = [
  ["Fee.toPnl", Pnl, (text) => Fee.fromString(text).toPnl()],
  ["Pnl.fromFee", Pnl, (text) => Pnl.fromFee(Fee.fromString(text))],
  ["Fee.toCashFlow", CashFlow, (text) => Fee.fromString(text).toCashFlow()],
  ["CashFlow.fromFee", CashFlow, (text) => CashFlow.fromFee(Fee.fromString(text))],
  ["Fee.toPositionSize", PositionSize, (text) => Fee.fromString(text).toPositionSize()],
  ["PositionSize.fromFee", PositionSize, (text) => PositionSize.fromFee(Fee.fromString(text))],
];

/** The same from an unsigned type. */
const OUTGOING: readonly Conversion[] = [
  ["Volume.toCashFlowOutflow", CashFlow, (text) => Volume.fromString(text).toCashFlowOutflow()],
  [
    "CashFlow.fromVolumeOutflow",
    CashFlow,
    (text) => CashFlow.fromVolumeOutflow(Volume.fromString(text)),
  ],
];

const TEXTS: readonly string[] = ["1", "1.50", "0.0000000000000000000000000001", MAX];

function run(
  conversions: readonly Conversion[],
  texts: readonly string[],
  expected: (text: string) => string,
): void {
  for (const [, to, convert] of conversions) {
    assertOutcomes(texts.map((text) => [text, expected(text)] as const), convert);
    assert(convert("1") instanceof to);
  }
}

describe("conversions", () => {
  it("keep number and scale of a profit", () => {
    const negative = TEXTS.map((text) => `-${text}`);
    run(KEEPING, [...TEXTS, ...negative, "0", "0.00"], (text) => text);
  });

  it("keep number and scale of quantities, volumes and notionals", () => {
    run(WIDENING, [...TEXTS, "0", "0.00"], (text) => text);
  });

  it("flip the sign of a fee", () => {
    run(FLIPPING, TEXTS, (text) => `-${text}`);
    run(FLIPPING, TEXTS.map((text) => `-${text}`), (text) => text.slice(1));
  });

  it("flip the sign of an outgoing volume", () => {
    run(OUTGOING, TEXTS, (text) => `-${text}`);
  });

  it("refuse everything but a value of the class they convert", () => {
    const makers: readonly (readonly [unknown, (value: never) => unknown])[] = [
      [Fee, (value) => Pnl.fromFee(value)],
      [Fee, (value) => CashFlow.fromFee(value)],
      [Fee, (value) => PositionSize.fromFee(value)],
      [Pnl, (value) => CashFlow.fromPnl(value)],
      [Pnl, (value) => PositionSize.fromPnl(value)],
      [Volume, (value) => CashFlow.fromVolumeInflow(value)],
      [Volume, (value) => CashFlow.fromVolumeOutflow(value)],
      [Volume, (value) => Notional.fromVolume(value)],
    ];
    for (const [source, make] of makers) {
      const strangers = DECIMALS.filter((type) => type !== source).map((type) => type.zero());
      assertRefusesTypes(make, [...OBJECTS_AND_NOTHING, "1", 1, 1n, ...strangers]);
    }
  });

  it("do not depend on their receiver", () => {
    const { fromFee } = Pnl;
    const { fromPnl } = CashFlow;
    const { fromVolume } = Notional;
    assertCalls([
      [() => fromFee(new Fee(1)), "-1"],
      [() => fromPnl(new Pnl(1)), "1"],
      [() => fromVolume(new Volume(1)), "1"],
    ]);
  });
});
