/** Making values: parsing, floats, integers, identifiers, leverage, assets. */
import type { Loose } from "../shared/api.ts";
import { bigText, type Input, integer, text } from "../shared/input.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { decimalType, double, type ParamKit } from "./kit.ts";

export function factoryOperations(kit: ParamKit): Map<string, ReadCall> {
  return new Map<string, ReadCall>([
    ["parse", (input) => parse(kit, input)],
    ["parseRounded", (input) => parseRounded(kit, input)],
    ["fromFloat", (input) => fromFloat(kit, input)],
    ["fromFloatRounded", (input) => fromFloatRounded(kit, input)],
    ["fromInt", (input) => fromInt(kit, input)],
    ["leverageInt", (input) => leverage(kit, "fromInt", input.get("n", integer))],
    ["leverageFloat", (input) => leverage(kit, "fromFloat", input.get("f64", double))],
    ["accountId", (input) => identifier(kit, "AccountId", input)],
    ["accountGroupId", (input) => identifier(kit, "AccountGroupId", input)],
    ["asset", (input) => asset(kit, input)],
  ]);
}

function parse(kit: ParamKit, input: Input): Call {
  const type = kit.class(input.get("t", decimalType));
  const written = input.get("text", text);
  return kit.textOutcome(() => type.fromString(written));
}

function parseRounded(kit: ParamKit, input: Input): Call {
  const type = kit.class(input.get("t", decimalType));
  const written = input.get("text", text);
  const [scale, strategy] = rounding(kit, input);
  return kit.textOutcome(() => type.fromStringRounded(written, scale, strategy));
}

function fromFloat(kit: ParamKit, input: Input): Call {
  const type = kit.class(input.get("t", decimalType));
  const number = input.get("f64", double);
  return kit.textOutcome(() => type.fromFloat(number));
}

function fromFloatRounded(kit: ParamKit, input: Input): Call {
  const type = kit.class(input.get("t", decimalType));
  const number = input.get("f64", double);
  const [scale, strategy] = rounding(kit, input);
  return kit.textOutcome(() => type.fromFloatRounded(number, scale, strategy));
}

function fromInt(kit: ParamKit, input: Input): Call {
  const type = kit.class(input.get("t", decimalType));
  const number = input.get("n", bigText);
  return kit.textOutcome(() => type.fromInt(number));
}

function rounding(kit: ParamKit, input: Input): [number, string] {
  return [input.get("scale", integer), input.get("strategy", kit.strategy)];
}

function leverage(kit: ParamKit, factory: "fromInt" | "fromFloat", multiplier: number): Call {
  const Leverage = kit.class("Leverage");
  return kit.outcome(() => {
    const made: Loose = Leverage[factory](multiplier);
    return { raw: Math.round(made.value * 10), text: made.toString() };
  });
}

function identifier(kit: ParamKit, name: "AccountId" | "AccountGroupId", input: Input): Call {
  const type = kit.class(name);
  const written = input.get("text", text);
  return kit.outcome(() => String(type.fromString(written).value));
}

/** There is no asset class: an asset is a text that an instrument accepts. */
function asset(kit: ParamKit, input: Input): Call {
  const Instrument = kit.class("Instrument");
  const written = input.get("text", text);
  return kit.outcome(() => new Instrument(written, "X").underlyingAsset);
}
