/** Operands, numbers and errors of the value-type vectors. */
import type { Api, Loose } from "../shared/api.ts";
import { attempt } from "../shared/errors.ts";
import { oneOf, type Read, text, VectorError } from "../shared/input.ts";
import type { Call } from "../shared/steps.ts";

export const decimalType: Read<DecimalType> = oneOf(
  "Price",
  "Pnl",
  "CashFlow",
  "Fee",
  "PositionSize",
  "Quantity",
  "Volume",
  "Notional",
);

export type DecimalType =
  | "Price"
  | "Pnl"
  | "CashFlow"
  | "Fee"
  | "PositionSize"
  | "Quantity"
  | "Volume"
  | "Notional";

export const side: Read<"BUY" | "SELL"> = oneOf("BUY", "SELL");

/** The bit pattern of a double, so that NaN, infinities and negative zero are exact. */
export function double(value: unknown, where: string): number {
  const pattern = text(value, where);
  if (!/^0x[0-9a-f]{16}$/.test(pattern)) throw new VectorError(`${where} is no bit pattern`);
  return new Float64Array(new BigUint64Array([BigInt(pattern)]).buffer)[0]!;
}

const NEGATIVE_ZERO = /^-0(\.0+)?$/;
const MADE_FROM_FEE: readonly DecimalType[] = ["CashFlow", "Pnl", "PositionSize"];
const ERROR_CLASSES: ReadonlyMap<string, string> = new Map([
  ["AssetEmpty", "AssetError"],
  ["AccountIdEmpty", "AccountIdError"],
]);

export class ParamKit {
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  class(name: string): Loose {
    return this.#api.need("param", name);
  }

  /** Reads an operand, which is the output text of a value. */
  operand(type: DecimalType): Read<Loose> {
    return (value, where) => {
      const written = text(value, where);
      if (!NEGATIVE_ZERO.test(written)) return this.class(type).fromString(written);
      return this.#negativeZero(type, written, where);
    };
  }

  /** Parsing drops the sign of a zero, so a conversion that flips it has to make one. */
  #negativeZero(type: DecimalType, written: string, where: string): Loose {
    if (MADE_FROM_FEE.includes(type)) {
      return this.class(type).fromFee(this.class("Fee").fromString(written.slice(1)));
    }
    if (written !== "-0") throw new VectorError(`${where}: no ${type} can print ${written}`);
    return this.class(type).fromFloat(-0);
  }

  strategy: Read<string> = (value, where) => {
    const name = oneOf("MidpointNearestEven", "MidpointAwayFromZero", "Up", "Down")(value, where);
    return this.class("RoundingStrategies")[name];
  };

  /** The recorded form of a call: its value or its error. */
  outcome(call: () => unknown): Call {
    return () => {
      const made = attempt(this.#api, call, this.class("OpenpitValueError"));
      return made.ok ? { ok: made.value } : { err: this.error(made.error) };
    };
  }

  /** The recorded form of a call whose value is recorded as its text. */
  textOutcome(call: () => Loose): Call {
    return this.outcome(() => call().toString());
  }

  /** A field that isn't recorded has to be absent on the error, not merely undefined. */
  error(error: Loose): Record<string, unknown> {
    const rightClass = ERROR_CLASSES.get(error.code) ?? "ParamError";
    return {
      code: error.code,
      message: error.message,
      param: ownField(error, "param"),
      input: ownField(error, "input"),
      class: error instanceof this.class(rightClass) ? undefined : error.name,
    };
  }

  /** One step of a chain; `undefined` when it succeeded. */
  failureOf(call: () => void): Record<string, unknown> | undefined {
    const made = attempt(this.#api, call, this.class("OpenpitValueError"));
    return made.ok ? undefined : this.error(made.error);
  }
}

function ownField(error: Loose, name: string): unknown {
  if (!(name in error)) return undefined;
  return error[name] ?? "(a field without a value)";
}
