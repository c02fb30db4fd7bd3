/** Operators of one value type, alone and in chains. */
import type { Loose } from "../shared/api.ts";
import { bigText, type Input, listOf, type Read, unread, VectorError } from "../shared/input.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { type DecimalType, decimalType, double, type ParamKit } from "./kit.ts";

interface Operator {
  readonly method: "add" | "sub" | "neg" | "mul" | "div" | "mod";
  /** The key of its argument, which tells the kind of it as well. */
  readonly argument?: "b" | "n" | "f64";
}

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ["add", { method: "add", argument: "b" }],
  ["sub", { method: "sub", argument: "b" }],
  ["neg", { method: "neg" }],
  ["mulInt", { method: "mul", argument: "n" }],
  ["divInt", { method: "div", argument: "n" }],
  ["modInt", { method: "mod", argument: "n" }],
  ["mulFloat", { method: "mul", argument: "f64" }],
  ["divFloat", { method: "div", argument: "f64" }],
  ["modFloat", { method: "mod", argument: "f64" }],
]);

export function arithmeticOperations(kit: ParamKit): Map<string, ReadCall> {
  const operations = new Map<string, ReadCall>([
    ["compare", (input) => compare(kit, input)],
    ["chain", (input) => chain(kit, input)],
  ]);
  for (const [name, operator] of OPERATORS) {
    operations.set(name, (input) => single(kit, operator, input));
  }
  return operations;
}

function single(kit: ParamKit, operator: Operator, input: Input): Call {
  const type = input.get("t", decimalType);
  const left = input.get("a", kit.operand(type));
  const right = operator.argument === undefined
    ? []
    : [input.get(operator.argument, argumentReader(kit, type, operator.argument))];
  return kit.textOutcome(() => left[operator.method](...right));
}

function compare(kit: ParamKit, input: Input): Call {
  const type = input.get("t", decimalType);
  const left = input.get("a", kit.operand(type));
  const right = input.get("b", kit.operand(type));
  return kit.outcome(() => {
    const order = left.compare(right);
    const equal = left.equals(right);
    return equal === (order === 0) ? order : { compare: order, equals: equal };
  });
}

type Link = (value: Loose) => Loose;

function chain(kit: ParamKit, input: Input): Call {
  const type = input.get("t", decimalType);
  const start = input.get("start", kit.operand(type));
  const links = input.get("steps", listOf(linkReader(kit, type)));
  return () => {
    const trace: string[] = [];
    let value = start;
    for (const link of links) {
      const err = kit.failureOf(() => {
        value = link(value);
      });
      if (err !== undefined) return { trace, err };
      trace.push(value.toString());
    }
    return { trace };
  };
}

function linkReader(kit: ParamKit, type: DecimalType): Read<Link> {
  return (value, where) => {
    const [name, ...rest] = listOf(unread)(value, where);
    const operator = typeof name === "string" ? OPERATORS.get(name) : undefined;
    if (operator === undefined) throw new VectorError(`${where}: unknown operator ${name}`);
    const { method, argument } = operator;
    if (rest.length !== (argument === undefined ? 0 : 1)) {
      throw new VectorError(`${where}: ${name} has ${rest.length} arguments`);
    }
    const args = argument === undefined
      ? []
      : [argumentReader(kit, type, argument)(rest[0], `${where}[1]`)];
    return (left) => left[method](...args);
  };
}

function argumentReader(
  kit: ParamKit,
  type: DecimalType,
  argument: "b" | "n" | "f64",
): Read<unknown> {
  if (argument === "b") return kit.operand(type);
  return argument === "n" ? bigText : double;
}
