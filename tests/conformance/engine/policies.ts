/** The policies of an engine scenario, as registrations on a builder. */
import type { Api, Loose } from "../shared/api.ts";
import { type Input, integer, object, type Read, text, VectorError } from "../shared/input.ts";
import { scriptedPolicy, scriptedPolicyObject } from "./scripted.ts";
import type { World } from "./world.ts";

/** Registers one policy and gives the builder to go on with. */
export type Registration = (builder: Loose) => Loose;

export function policyReader(world: World): Read<Registration> {
  const { api } = world;
  return object((input) => {
    const type = input.get("type", text);
    if (type === "scripted") {
      const policy = scriptedPolicy(input);
      return (builder) => builder.preTrade(scriptedPolicyObject(policy, world));
    }
    const token = builtinToken(api, type, input);
    return (builder) => builder.builtin(token());
  });
}

function builtinToken(api: Api, type: string, input: Input): () => Loose {
  const need = (name: string): Loose => api.need("policies", name);
  switch (type) {
    case "OrderValidation":
      return () => need("buildOrderValidation")();
    case "RateLimit": {
      const barrier = input.get("broker", rateBrokerBarrier(api));
      return () => need("buildRateLimit")().brokerBarrier(barrier());
    }
    case "OrderSizeLimit": {
      const barrier = input.get("broker", sizeBrokerBarrier(api));
      return () => need("buildOrderSizeLimit")().brokerBarrier(barrier());
    }
    case "PnlBoundsKillSwitch": {
      const barrier = input.get("broker", pnlBrokerBarrier(api));
      return () => need("buildPnlBoundsKillswitch")().brokerBarriers([barrier()]);
    }
    default:
      throw new VectorError(`unknown policy type ${type}`);
  }
}

export function rateBrokerBarrier(api: Api): Read<() => Loose> {
  return object((input) => {
    const maxOrders = input.get("maxOrders", integer);
    const windowMs = input.get("windowSeconds", integer) * 1000;
    const [Limit, Barrier] = ["RateLimit", "RateLimitBrokerBarrier"].map((name) =>
      api.need("policies", name)
    );
    return () => new Barrier(new Limit(maxOrders, windowMs));
  });
}

export function sizeBrokerBarrier(api: Api): Read<() => Loose> {
  return object((input) => {
    const maxQuantity = input.get("maxQuantity", text);
    const [Limit, Barrier] = ["OrderSizeLimit", "OrderSizeBrokerBarrier"].map((name) =>
      api.need("policies", name)
    );
    return () => new Barrier(new Limit(maxQuantity));
  });
}

export function pnlBrokerBarrier(api: Api): Read<() => Loose> {
  return object((input) => {
    const settlementAsset = input.get("settlementAsset", text);
    const lowerBound = input.get("lowerBound", text);
    const Barrier = api.need("policies", "PnlBoundsBrokerBarrier");
    return () => new Barrier(settlementAsset, lowerBound, undefined);
  });
}
