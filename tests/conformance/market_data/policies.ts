/** The policies of `engine.create`, as registrations on a builder. */
import type { Loose } from "../shared/api.ts";
import {
  bigText,
  type Input,
  integer,
  listOf,
  object,
  oneOf,
  orNull,
  type Read,
  text,
} from "../shared/input.ts";
import { scriptReader } from "./script.ts";
import type { World } from "./world.ts";

export type Registration = (builder: Loose) => Loose;

export function policyReader(world: World): Read<Registration> {
  const need = (name: string): Loose => world.api.need("policies", name);
  const kinds = oneOf("orderValidation", "spotFunds", "spotFundsPnlKillSwitch", "script");
  return object((input) => {
    switch (input.get("kind", kinds)) {
      case "script": {
        const make = scriptReader(world, input);
        return (builder) => builder.preTrade(make());
      }
      case "orderValidation":
        return (builder) => builder.builtin(need("buildOrderValidation")());
      case "spotFunds": {
        const make = spotFunds(world, input);
        return (builder) => builder.builtin(make());
      }
      case "spotFundsPnlKillSwitch": {
        const make = killSwitch(world, input);
        return (builder) => builder.builtin(make());
      }
    }
  });
}

function spotFunds(world: World, input: Input): () => Loose {
  const build = world.api.need("policies", "buildSpotFunds");
  const group = input.maybe("groupId", integer);
  const pricing = input.maybe("marketData", pricingReader(world));
  return () => {
    const grouped = group === undefined ? build() : build().withPolicyGroupId(group);
    return pricing === undefined ? grouped : grouped.marketData(...pricing());
  };
}

function pricingReader(world: World): Read<() => Loose[]> {
  return object((input) => {
    const service = world.serviceOf(input);
    const slippageBps = input.maybe("slippageBps", integer) ?? 0;
    const source = input.maybe("pricingSource", oneOf("Mark", "BookTop"));
    const overrides = input.maybe("overrides", listOf(overrideReader(world)));
    return () => [service, slippageBps, source, overrides?.map((make) => make())];
  });
}

function overrideReader(world: World): Read<() => Loose> {
  return object((input) => {
    const Override = world.api.need("policies", "SpotFundsOverride");
    const id = input.get("instrumentId", bigText);
    const account = input.maybe("account", bigText);
    const group = input.maybe("group", integer);
    const bps = input.get("slippageBps", orNull(integer));
    return () =>
      new Override(
        id,
        account === undefined ? undefined : world.values.account(account),
        group === undefined ? undefined : world.values.group(group),
        bps,
      );
  });
}

function killSwitch(world: World, input: Input): () => Loose {
  const build = world.api.need("policies", "buildSpotFundsPnlBoundsKillswitch");
  const Barrier = world.api.need("policies", "SpotFundsPnlBoundsBarrier");
  const [currency, lower, upper] = input.get(
    "global",
    object((barrier) =>
      [
        barrier.get("currency", text),
        barrier.maybe("lower", text),
        barrier.maybe("upper", text),
      ] as const
    ),
  );
  return () => build().globalBarrier(new Barrier(currency, lower, upper));
}
