/** Limits and barriers of the built-in policies, for building and for configuring alike. */
import type { Loose } from "../shared/api.ts";
import {
  bigText,
  type Input,
  integer,
  listOf,
  object,
  orNull,
  type Read,
  text,
} from "../shared/input.ts";
import type { World } from "./world.ts";

/** Makes the barrier: inside the call, since it may refuse its values. */
export type Make = () => Loose;

/** The axes of one policy kind; an axis that isn't recorded isn't passed. */
export interface Axes {
  readonly broker?: Make;
  readonly brokers?: readonly Make[];
  readonly asset?: readonly Make[];
  readonly account?: readonly Make[];
  readonly accountAsset?: readonly Make[];
}

/** An optional text where null and absence mean the same. */
function optional(input: Input, key: string): string | undefined {
  return input.maybe(key, orNull(text)) ?? undefined;
}

function axis<K extends "broker" | "brokers" | "asset" | "account" | "accountAsset", T>(
  input: Input,
  name: K,
  key: string,
  read: Read<T>,
): { [P in K]?: T } {
  const found = input.maybe(key, orNull(read)) ?? undefined;
  const result: { [P in K]?: T } = {};
  if (found !== undefined) result[name] = found;
  return result;
}

export function rateAxes(world: World, input: Input): Axes {
  const barrier = (name: string, keys: readonly ("account" | "asset")[]): Read<Make> =>
    object((fields) => {
      const Limit = world.api.need("policies", "RateLimit");
      const Barrier = world.api.need("policies", name);
      const maxOrders = fields.get("max_orders", integer);
      const windowMs = Number(fields.get("window_ns", bigText)) / 1e6;
      const target = keys.map((key) =>
        key === "account" ? accountOf(world, fields) : fields.get("settlement_asset", text)
      );
      return () => new Barrier(new Limit(maxOrders, windowMs), ...target);
    });
  return {
    ...axis(input, "broker", "broker", barrier("RateLimitBrokerBarrier", [])),
    ...axis(input, "asset", "asset", listOf(barrier("RateLimitAssetBarrier", ["asset"]))),
    ...axis(input, "account", "account", listOf(barrier("RateLimitAccountBarrier", ["account"]))),
    ...axis(
      input,
      "accountAsset",
      "account_asset",
      listOf(barrier("RateLimitAccountAssetBarrier", ["account", "asset"])),
    ),
  };
}

export function sizeAxes(world: World, input: Input): Axes {
  const barrier = (name: string, keys: readonly ("account" | "asset")[]): Read<Make> =>
    object((fields) => {
      const Limit = world.api.need("policies", "OrderSizeLimit");
      const Barrier = world.api.need("policies", name);
      const maxQuantity = optional(fields, "max_quantity");
      const maxNotional = optional(fields, "max_notional");
      const target = keys.map((key) =>
        key === "account" ? accountOf(world, fields) : fields.get("asset", text)
      );
      return () => new Barrier(new Limit(maxQuantity, maxNotional), ...target);
    });
  return {
    ...axis(input, "broker", "broker", barrier("OrderSizeBrokerBarrier", [])),
    ...axis(input, "asset", "asset", listOf(barrier("OrderSizeAssetBarrier", ["asset"]))),
    ...axis(
      input,
      "accountAsset",
      "account_asset",
      listOf(barrier("OrderSizeAccountAssetBarrier", ["account", "asset"])),
    ),
  };
}

/** Account barriers start from a recorded figure when built; an update has none. */
export function pnlAxes(world: World, input: Input, purpose: "build" | "configure"): Axes {
  const broker: Read<Make> = object((fields) => {
    const Barrier = world.api.need("policies", "PnlBoundsBrokerBarrier");
    const [settlementAsset, lower, upper] = bounds(fields);
    return () => new Barrier(settlementAsset, lower, upper);
  });
  const account: Read<Make> = object((fields) => {
    const id = accountOf(world, fields);
    const [settlementAsset, lower, upper] = bounds(fields);
    if (purpose === "configure") {
      const Update = world.api.need("policies", "PnlBoundsAccountAssetBarrierUpdate");
      return () => new Update(id, settlementAsset, lower, upper);
    }
    const Barrier = world.api.need("policies", "PnlBoundsAccountAssetBarrier");
    const initialPnl = fields.get("initial_pnl", text);
    return () => new Barrier(id, settlementAsset, initialPnl, lower, upper);
  });
  return {
    ...axis(input, "brokers", "broker", listOf(broker)),
    ...axis(input, "account", "account", listOf(account)),
  };
}

function bounds(fields: Input): [string, string | undefined, string | undefined] {
  return [
    fields.get("settlement_asset", text),
    optional(fields, "lower"),
    optional(fields, "upper"),
  ];
}

function accountOf(world: World, fields: Input): Loose {
  return world.values.account(fields.get("account", bigText));
}
