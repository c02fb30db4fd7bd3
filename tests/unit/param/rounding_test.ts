import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Pnl, RoundingStrategies } from "../../../src/param/mod.ts";
import { DECIMALS, MAX } from "./_decimals.ts";
import { assertOutcomes } from "./_expect.ts";

const STRATEGIES = ["midpointNearestEven", "midpointAwayFromZero", "up", "down"] as const;

type Texts = readonly [nearestEven: string, away: string, up: string, down: string];

/** To 0 decimals. */
const WHOLE: readonly (readonly [text: string, rounded: Texts])[] = [
  ["0.5", ["0", "1", "1", "0"]],
  ["-0.5", ["0", "-1", "0", "-1"]],
  ["1.5", ["2", "2", "2", "1"]],
  ["-1.5", ["-2", "-2", "-1", "-2"]],
  ["2.5", ["2", "3", "3", "2"]],
  ["-2.5", ["-2", "-3", "-2", "-3"]],
  ["0.4", ["0", "0", "1", "0"]],
  ["-0.4", ["0", "0", "0", "-1"]],
  ["0.6", ["1", "1", "1", "0"]],
  ["-0.6", ["-1", "-1", "0", "-1"]],
  ["0.50", ["0", "1", "1", "0"]],
  ["0.5000000000000000000000000001", ["1", "1", "1", "0"]],
  ["0.4999999999999999999999999999", ["0", "0", "1", "0"]],
  ["-0.5000000000000000000000000001", ["-1", "-1", "0", "-1"]],
  ["1.0000000000000000000000000001", ["1", "1", "2", "1"]],
  ["7.9228162514264337593543950335", ["8", "8", "8", "7"]],
  ["-7.9228162514264337593543950335", ["-8", "-8", "-7", "-8"]],
  ["7922816251426433759354395033.5", [
    "7922816251426433759354395034",
    "7922816251426433759354395034",
    "7922816251426433759354395034",
    "7922816251426433759354395033",
  ]],
  ["3.000", ["3", "3", "3", "3"]],
  ["-3.000", ["-3", "-3", "-3", "-3"]],
  ["0.000", ["0", "0", "0", "0"]],
  ["42", ["42", "42", "42", "42"]],
];

/** To 2 decimals. */
const CENTS: readonly (readonly [text: string, rounded: Texts])[] = [
  ["1.005", ["1.00", "1.01", "1.01", "1.00"]],
  ["1.015", ["1.02", "1.02", "1.02", "1.01"]],
  ["1.995", ["2.00", "2.00", "2.00", "1.99"]],
  ["-123.456", ["-123.46", "-123.46", "-123.45", "-123.46"]],
  ["123.456", ["123.46", "123.46", "123.46", "123.45"]],
  ["1.5", ["1.5", "1.5", "1.5", "1.5"]],
  ["1.50", ["1.50", "1.50", "1.50", "1.50"]],
  ["1.5000", ["1.50", "1.50", "1.50", "1.50"]],
  ["0.0000", ["0.00", "0.00", "0.00", "0.00"]],
  ["0.004", ["0.00", "0.00", "0.01", "0.00"]],
  ["-0.004", ["0.00", "0.00", "0.00", "-0.01"]],
  ["9.999", ["10.00", "10.00", "10.00", "9.99"]],
  [MAX, [MAX, MAX, MAX, MAX]],
];

/** The JavaScript names beyond the four rules, with the rule each stands for. */
const ALIASES = [
  ["default", "midpointNearestEven"],
  ["banker", "midpointNearestEven"],
  ["conservativeProfit", "down"],
  ["conservativeLoss", "down"],
] as const;

function assertTable(rows: readonly (readonly [string, Texts])[], scale: number): void {
  for (const [i, strategy] of STRATEGIES.entries()) {
    assertOutcomes(
      rows.map(([text, rounded]) => [text, rounded[i] ?? ""] as const),
      (text) => Pnl.fromStringRounded(text, scale, strategy),
    );
  }
}

describe("RoundingStrategies", () => {
  it("names the four rules and their aliases", () => {
    assertEquals({ ...RoundingStrategies }, {
      MidpointNearestEven: "midpointNearestEven",
      MidpointAwayFromZero: "midpointAwayFromZero",
      Up: "up",
      Down: "down",
      Default: "default",
      Banker: "banker",
      ConservativeProfit: "conservativeProfit",
      ConservativeLoss: "conservativeLoss",
    });
  });
});

describe("quantization", () => {
  it("follows each rule to whole numbers", () => assertTable(WHOLE, 0));

  it("follows each rule to cents", () => assertTable(CENTS, 2));

  it("never appends zeros", () => {
    for (const strategy of STRATEGIES) {
      assertOutcomes([
        [2, "1.5"],
        [28, "1.5"],
        [4294967295, "1.5"],
      ], (scale) => Pnl.fromStringRounded("1.5", scale, strategy));
    }
  });

  it("reads an alias as the rule it stands for", () => {
    for (const [alias, rule] of ALIASES) {
      for (const [text] of [...WHOLE, ...CENTS]) {
        assertEquals(
          Pnl.fromStringRounded(text, 1, alias).toString(),
          Pnl.fromStringRounded(text, 1, rule).toString(),
        );
      }
    }
  });

  it("floors losses too under the conservative names", () => {
    assertOutcomes([
      ["conservativeProfit", "-123.46"],
      ["conservativeLoss", "-123.46"],
    ], (strategy) => Pnl.fromStringRounded("-123.456", 2, strategy));
  });

  it("works for every class, from text and from floats", () => {
    for (const type of DECIMALS) {
      assertEquals(type.fromStringRounded("2.5", 0, "midpointNearestEven").toString(), "2");
      assertEquals(type.fromStringRounded("2.5", 0, "midpointAwayFromZero").toString(), "3");
      assertEquals(type.fromFloatRounded(2.5, 0, "up").toString(), "3");
      assertEquals(type.fromFloatRounded(2.5, 0, "down").toString(), "2");
    }
  });
});

describe("rounding strategy names", () => {
  it("are compared without ASCII case", () => {
    assertOutcomes([
      ["UP", "3"],
      ["Up", "3"],
      ["DOWN", "2"],
      ["MidpointNearestEven", "2"],
      ["MIDPOINTAWAYFROMZERO", "3"],
      ["midpointawayfromzero", "3"],
      ["BANKER", "2"],
      ["Default", "2"],
      ["ConservativeLoss", "2"],
    ], (strategy) => Pnl.fromStringRounded("2.5", 0, strategy));
  });

  it("fold no letter outside ASCII", () => {
    // KELVIN SIGN lower-cases to k, LATIN SMALL LETTER LONG S upper-cases to S.
    const names = [
      "ban\u212aer",
      "con\u017fervativeLoss",
      "m\u0131dpointNearestEven",
      "\uff55\uff50",
    ];
    assertOutcomes(
      names.map((name) => [name, "RangeError"] as const),
      (strategy) => Pnl.fromStringRounded("2.5", 0, strategy),
    );
  });
});
