/** Steps that set and clear quote lifetimes. */
import type { Loose } from "../shared/api.ts";
import { bigText, type Input, integer, object, oneOf, type Read } from "../shared/input.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { done } from "./answers.ts";
import type { World } from "./world.ts";

/** The part of the method name, and the keys of its arguments. */
const SCOPES = {
  account: ["AccountTtl", ["account"]],
  group: ["AccountGroupTtl", ["group"]],
  instrument: ["InstrumentTtl", ["id"]],
  instrumentAccount: ["InstrumentAccountTtl", ["id", "account"]],
  instrumentGroup: ["InstrumentAccountGroupTtl", ["id", "group"]],
} as const satisfies Record<string, readonly [string, readonly ("id" | "account" | "group")[]]>;

const scope = oneOf("account", "group", "instrument", "instrumentAccount", "instrumentGroup");

export function ttlSteps(world: World): Map<string, ReadCall> {
  return new Map<string, ReadCall>([
    ["md.setTtl", (input) => change(world, input, "set", [input.get("ttl", ttlReader(world))])],
    ["md.clearTtl", (input) => change(world, input, "clear", [])],
  ]);
}

/** `"infinite"` or `{ withinMs }`. */
export function ttlReader(world: World): Read<Loose> {
  const within = object((input) => input.get("withinMs", integer));
  return (value, where) => {
    const QuoteTtl = world.api.need("marketdata", "QuoteTtl");
    if (value === "infinite") return QuoteTtl.infinite();
    return QuoteTtl.within(within(value, where));
  };
}

function change(
  world: World,
  input: Input,
  verb: "set" | "clear",
  ttl: readonly Loose[],
): Call {
  const service = world.serviceOf(input);
  const [name, keys] = SCOPES[input.get("scope", scope)];
  const args = [...keys.map((key) => target(world, input, key)), ...ttl];
  return done(world.api, () => service[`${verb}${name}`](...args));
}

function target(world: World, input: Input, key: "id" | "account" | "group"): Loose {
  if (key === "id") return input.get("id", bigText);
  if (key === "account") return world.values.account(input.get("account", bigText));
  return world.values.group(input.get("group", integer));
}
