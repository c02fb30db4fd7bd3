/** The kinds of fields that the groups of the models have, each with what it takes and what it refuses. */

import {
  AccountId,
  AdjustmentAmount,
  Fee,
  Leverage,
  Pnl,
  PositionSize,
  Price,
  Quantity,
} from "../../../src/param/mod.ts";
import { PnlHaltReason } from "../../../src/model/internal.ts";

/** One field of a group, as its contract has it. */
export interface Field {
  readonly name: string;
  /** Inputs, and the texts of what reads back. No two neighbours read back the same. */
  readonly holds: readonly (readonly [input: unknown, shown: string])[];
  /** Inputs that are refused, and the errors. */
  readonly refuses: readonly (readonly [input: unknown, error: string])[];
  /** What an absent field reads back as. */
  readonly absent: string;
  /** The error of clearing a field of the class, if it can't be cleared. */
  readonly clearing?: string;
}

/** Values of all types; each field leaves out what it takes. */
const ANYTHING: readonly (readonly [type: string, value: unknown])[] = [
  ["boolean", true],
  ["boolean", false],
  ["number", 1],
  ["number", NaN],
  ["bigint", 1n],
  ["string", "x"],
  ["symbol", Symbol("x")],
  ["function", () => "1"],
  ["object", {}],
  ["object", Object.create(null)],
  ["object", [1]],
  ["object", new Date(0)],
  ["object", Object("1")],
  ["object", { toString: () => "1", valueOf: () => 1 }],
];

/** All values but those of the given types, each with the same error. */
export function allBut(types: readonly string[], error: string): [unknown, string][] {
  return ANYTHING.filter(([type]) => !types.includes(type)).map(([, value]) => [value, error]);
}

const DECIMAL_TYPES = ["string", "number", "bigint"];
const DECIMAL_ERROR = "TypeError: decimal input must be a string, number, or bigint";
const INTEGER_ERROR =
  "RangeError: decimal number input must be a finite safe integer; use a decimal string or the explicit fromFloat factory";
const ASSET_ERROR = "AssetError AssetEmpty: asset must not be empty";
const ACCOUNT_ERROR = "AccountIdError AccountIdEmpty: account id must be a non-negative integer";

/** Texts and numbers that are no decimal. */
function badDecimals(kind: string): [unknown, string][] {
  const texts = ["", " 1", "1e3", "1,5", "x"];
  return [
    ...[0.5, NaN, Infinity, 2 ** 53].map((value): [unknown, string] => [value, INTEGER_ERROR]),
    ...texts.map((text): [unknown, string] => [
      text,
      `ParamError InvalidFormat: invalid format for ${kind}: '${text}'`,
    ]),
  ];
}

export function asset(name: string): Field {
  return {
    name,
    holds: [["USD", '"USD"'], [" aapl ", '" aapl "'], ["€", '"€"']],
    refuses: [
      ...allBut(["string"], `TypeError: ${name} must be a string`),
      ["", ASSET_ERROR],
      [" \t\n", ASSET_ERROR],
    ],
    absent: "undefined",
  };
}

export function account(name: string): Field {
  return {
    name,
    holds: [
      [99224416, "AccountId 99224416"],
      // FNV-1a of the text, not the number in it.
      ["acc-1", "AccountId 10697264322394758796"],
      [18446744073709551615n, "AccountId 18446744073709551615"],
      [AccountId.fromInt(7n), "AccountId 7"],
      [0, "AccountId 0"],
    ],
    refuses: [
      ...allBut(["string", "number", "bigint"], ACCOUNT_ERROR),
      ...[-1, 0.5, NaN, -1n, 2n ** 64n].map((id): [unknown, string] => [id, ACCOUNT_ERROR]),
      ["", "AccountIdError AccountIdEmpty: account id string must not be empty"],
      [
        2 ** 53,
        "AccountIdError AccountIdEmpty: account id number must not exceed Number.MAX_SAFE_INTEGER; " +
        "use bigint for larger numeric ids or a string identifier",
      ],
    ],
    absent: "undefined",
  };
}

/** A field of one of two words. `label` is its name in errors, `first` and `second` are canonical. */
export function word(name: string, label: string, first: string, second: string): Field {
  const mixed = first.charAt(0).toUpperCase() + first.slice(1).toLowerCase();
  const rangeError = `RangeError: ${label} must be "${first}" or "${second}"`;
  return {
    name,
    holds: [
      [first, `"${first}"`],
      [second, `"${second}"`],
      [mixed, `"${first}"`],
      [second.toLowerCase(), `"${second}"`],
      [first.toUpperCase(), `"${first}"`],
    ],
    refuses: [
      ...allBut(["string"], `TypeError: ${label} must be a string`),
      ["", rangeError],
      [` ${first}`, rangeError],
      [`${first}${second}`, rangeError],
    ],
    absent: "undefined",
  };
}

/** A flag; `absent` is what it reads back as without a value. */
export function flag(name: string, absent: string): Field {
  return {
    name,
    holds: [[true, "true"], [false, "false"]],
    refuses: allBut(["boolean"], `TypeError: ${name} must be a boolean`),
    absent,
  };
}

export function price(name: string): Field {
  return {
    name,
    holds: [
      ["185.50", "Price 185.50"],
      [185, "Price 185"],
      [-37n, "Price -37"],
      [new Price("0.10"), "Price 0.10"],
    ],
    refuses: [
      ...allBut(DECIMAL_TYPES, DECIMAL_ERROR),
      ...badDecimals("Price"),
      [new Quantity(1), DECIMAL_ERROR],
    ],
    absent: "undefined",
  };
}

export function quantity(name: string): Field {
  return {
    name,
    holds: [
      ["10.50", "Quantity 10.50"],
      [10, "Quantity 10"],
      [0n, "Quantity 0"],
      [new Quantity("7"), "Quantity 7"],
    ],
    refuses: [
      ...allBut(DECIMAL_TYPES, DECIMAL_ERROR),
      ...badDecimals("Quantity"),
      [new Price(1), DECIMAL_ERROR],
      ["-1", "ParamError Negative: value must be non-negative for Quantity"],
    ],
    absent: "undefined",
  };
}

export function positionSize(name: string): Field {
  return {
    name,
    holds: [
      ["-10.50", "PositionSize -10.50"],
      [10, "PositionSize 10"],
      [0n, "PositionSize 0"],
      [new PositionSize("7"), "PositionSize 7"],
    ],
    refuses: [
      ...allBut(DECIMAL_TYPES, DECIMAL_ERROR),
      ...badDecimals("PositionSize"),
      [new Quantity(1), DECIMAL_ERROR],
    ],
    absent: "undefined",
  };
}

/** Profit and loss, or a fee; the class refuses to clear it. */
export function money(name: string, kind: "Pnl" | "Fee"): Field {
  return {
    name,
    holds: [
      ["-10.50", `${kind} -10.50`],
      [10, `${kind} 10`],
      [0n, `${kind} 0`],
      [kind === "Pnl" ? new Pnl("7") : new Fee("7"), `${kind} 7`],
    ],
    refuses: [
      ...allBut(DECIMAL_TYPES, DECIMAL_ERROR),
      ...badDecimals(kind),
      [kind === "Pnl" ? new Fee(1) : new Pnl(1), DECIMAL_ERROR],
    ],
    absent: "undefined",
    clearing: DECIMAL_ERROR,
  };
}

/** A profit or loss, or the reason why there is none. */
export function pnlState(name: string): Field {
  const error = `TypeError: ${name} must be a Pnl, DecimalInput, or PnlHaltReason`;
  return {
    name,
    holds: [
      ["-10.50", "Pnl -10.50"],
      [PnlHaltReason.fromMissingFx(), "PnlHaltReason missing-fx"],
      [10, "Pnl 10"],
      [0n, "Pnl 0"],
      [new Pnl("7"), "Pnl 7"],
    ],
    refuses: [
      ...allBut(DECIMAL_TYPES, error),
      ...badDecimals("Pnl"),
      [new Fee(1), error],
      [new Price(1), error],
    ],
    absent: "undefined",
  };
}

export function leverage(name: string): Field {
  return {
    name,
    holds: [
      [10, "Leverage 10"],
      ["2.5", "Leverage 2.5"],
      [3000n, "Leverage 3000"],
      [1.1, "Leverage 1.1"],
      [Leverage.fromInt(7), "Leverage 7"],
    ],
    refuses: [
      ...allBut(
        ["string", "number", "bigint"],
        "TypeError: leverage must be a Leverage, number, bigint, or string",
      ),
      ...[0, 0.9, 3001, 1.15, NaN, "3000.1"].map((value): [unknown, string] => [
        value,
        "ParamError InvalidLeverage: invalid leverage value",
      ]),
      ["x", "ParamError Other: leverage must be a number such as 10 or 10.5"],
      [-1n, "ParamError Other: leverage must be an integer in range 0..=65535"],
    ],
    absent: "undefined",
  };
}

/** A change of a balance: one of the two plain keys, never both. */
export function adjustmentAmount(name: string): Field {
  const error = "TypeError: amount must be an AdjustmentAmount";
  return {
    name,
    holds: [
      [{ delta: "-1.50" }, "AdjustmentAmount delta -1.50"],
      [{ absolute: 100 }, "AdjustmentAmount absolute 100"],
      [AdjustmentAmount.delta(5), "AdjustmentAmount delta 5"],
      [{ absolute: new PositionSize("7.0") }, "AdjustmentAmount absolute 7.0"],
    ],
    refuses: [
      ...allBut([], error),
      [{ delta: 1, absolute: 1 }, error],
      [{ delta: 1, absolute: undefined }, error],
      [new PositionSize(1), error],
      [{ delta: true }, DECIMAL_ERROR],
      [{ absolute: null }, DECIMAL_ERROR],
      [{ delta: 0.5 }, INTEGER_ERROR],
      [{ delta: "x" }, "ParamError InvalidFormat: invalid format for PositionSize: 'x'"],
    ],
    absent: "undefined",
  };
}
