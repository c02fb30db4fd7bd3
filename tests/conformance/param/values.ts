/** Operations across value types: products, conversions, positions, margin. */
import type { Loose } from "../shared/api.ts";
import { type Input, integer, text, VectorError } from "../shared/input.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { type DecimalType, type ParamKit, side } from "./kit.ts";

export function valueOperations(kit: ParamKit): Map<string, ReadCall> {
  const binary = (left: DecimalType, right: DecimalType, method: string): ReadCall => (input) => {
    const [a, b] = operands(kit, input, left, right);
    return kit.textOutcome(() => a[method](b));
  };
  return new Map<string, ReadCall>([
    ["priceVolume", binary("Price", "Quantity", "calculateVolume")],
    ["pricePosition", binary("Price", "Quantity", "calculatePositionSize")],
    ["quantityVolume", binary("Quantity", "Price", "calculateVolume")],
    ["volumeQuantity", binary("Volume", "Price", "calculateQuantity")],
    ["notionalPriceQuantity", (input) => notional(kit, input)],
    ["margin", (input) => margin(kit, input)],
    ["convert", (input) => convert(kit, input)],
    ["positionFrom", (input) => positionFrom(kit, input)],
    ["positionAdd", (input) => positionAdd(kit, input)],
    ["positionOpen", (input) => positionParts(kit, input, "toOpenQuantity")],
    ["positionClose", (input) => positionParts(kit, input, "toCloseQuantity")],
  ]);
}

function operands(
  kit: ParamKit,
  input: Input,
  left: DecimalType,
  right: DecimalType,
): [Loose, Loose] {
  return [input.get("a", kit.operand(left)), input.get("b", kit.operand(right))];
}

function notional(kit: ParamKit, input: Input): Call {
  const [price, quantity] = operands(kit, input, "Price", "Quantity");
  return kit.textOutcome(() => kit.class("Notional").fromPriceQuantity(price, quantity));
}

/** The same margin has to come out from both sides; two answers show as a difference. */
function margin(kit: ParamKit, input: Input): Call {
  const amount = input.get("a", kit.operand("Notional"));
  const leverage = kit.class("Leverage").fromFloat(input.get("raw", integer) / 10);
  const forth = kit.textOutcome(() => amount.calculateMarginRequired(leverage));
  const back = kit.textOutcome(() => leverage.calculateMarginRequired(amount));
  return () => {
    const [first, second] = [forth(), back()];
    return JSON.stringify(first) === JSON.stringify(second) ? first : { first, second };
  };
}

type Conversion = (kit: ParamKit, value: Loose) => Loose;

const CONVERSIONS: ReadonlyMap<string, readonly [DecimalType, Conversion]> = new Map<
  string,
  readonly [DecimalType, Conversion]
>([
  ["feeToPnl", ["Fee", (_, value) => value.toPnl()]],
  ["feeToCashFlow", ["Fee", (_, value) => value.toCashFlow()]],
  ["feeToPositionSize", ["Fee", (_, value) => value.toPositionSize()]],
  ["pnlToCashFlow", ["Pnl", (_, value) => value.toCashFlow()]],
  ["pnlToPositionSize", ["Pnl", (_, value) => value.toPositionSize()]],
  ["pnlFromFee", ["Fee", (kit, value) => kit.class("Pnl").fromFee(value)]],
  ["cashFlowFromPnl", ["Pnl", (kit, value) => kit.class("CashFlow").fromPnl(value)]],
  ["cashFlowFromFee", ["Fee", (kit, value) => kit.class("CashFlow").fromFee(value)]],
  ["cashFlowFromVolumeInflow", [
    "Volume",
    (kit, value) => kit.class("CashFlow").fromVolumeInflow(value),
  ]],
  ["cashFlowFromVolumeOutflow", [
    "Volume",
    (kit, value) => kit.class("CashFlow").fromVolumeOutflow(value),
  ]],
  ["volumeToCashFlowInflow", ["Volume", (_, value) => value.toCashFlowInflow()]],
  ["volumeToCashFlowOutflow", ["Volume", (_, value) => value.toCashFlowOutflow()]],
  ["volumeToPositionSize", ["Volume", (_, value) => value.toPositionSize()]],
  ["quantityToPositionSize", ["Quantity", (_, value) => value.toPositionSize()]],
  ["notionalFromVolume", ["Volume", (kit, value) => kit.class("Notional").fromVolume(value)]],
  ["notionalToVolume", ["Notional", (_, value) => value.toVolume()]],
  ["positionSizeFromPnl", ["Pnl", (kit, value) => kit.class("PositionSize").fromPnl(value)]],
  ["positionSizeFromFee", ["Fee", (kit, value) => kit.class("PositionSize").fromFee(value)]],
]);

function convert(kit: ParamKit, input: Input): Call {
  const how = input.get("how", text);
  const conversion = CONVERSIONS.get(how);
  if (conversion === undefined) throw new VectorError(`unknown conversion ${how}`);
  const [type, make] = conversion;
  const value = input.get("a", kit.operand(type));
  return kit.textOutcome(() => make(kit, value));
}

function positionFrom(kit: ParamKit, input: Input): Call {
  const quantity = input.get("a", kit.operand("Quantity"));
  const direction = input.get("side", side);
  return kit.textOutcome(() => kit.class("PositionSize").fromQuantityAndSide(quantity, direction));
}

function positionAdd(kit: ParamKit, input: Input): Call {
  const [position, quantity] = operands(kit, input, "PositionSize", "Quantity");
  const direction = input.get("side", side);
  return kit.textOutcome(() => position.checkedAddQuantity(quantity, direction));
}

function positionParts(
  kit: ParamKit,
  input: Input,
  method: "toOpenQuantity" | "toCloseQuantity",
): Call {
  const position = input.get("a", kit.operand("PositionSize"));
  return kit.outcome(() => {
    const [quantity, direction] = position[method]();
    return [quantity.toString(), direction === undefined ? null : direction];
  });
}
