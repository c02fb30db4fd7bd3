/** Barriers, overrides and profit-and-loss states, for building and for configuring alike. */
import type { Loose } from "../shared/api.ts";
import { type Input, integer, listOf, object, orNull, type Read, text } from "../shared/input.ts";
import type { World } from "./world.ts";

/** Makes the value: inside the call, since it may refuse its parts. */
export type Make = () => Loose;

export function makeAll(makers: readonly Make[]): Loose[] {
  return makers.map((make) => make());
}

function barrierFrom(world: World, input: Input): Make {
  const Barrier = world.api.need("policies", "SpotFundsPnlBoundsBarrier");
  const currency = input.get("currency", text);
  const lower = input.maybe("lowerBound", text);
  const upper = input.maybe("upperBound", text);
  return () => new Barrier(currency, lower, upper);
}

export function barrier(world: World): Read<Make> {
  return object((input) => barrierFrom(world, input));
}

export function groupBarriers(world: World): Read<Make[]> {
  return listOf(object((input) => {
    const GroupBarrier = world.api.need("policies", "SpotFundsPnlBoundsAccountGroupBarrier");
    const group = input.get("accountGroupId", world.group);
    const make = barrierFrom(world, input);
    return () => new GroupBarrier(group, make());
  }));
}

export function accountBarriers(world: World): Read<Make[]> {
  return listOf(object((input) => {
    const AccountBarrier = world.api.need("policies", "SpotFundsPnlBoundsAccountBarrier");
    const account = input.get("accountId", world.account);
    const make = barrierFrom(world, input);
    return () => new AccountBarrier(account, make());
  }));
}

export function overrides(world: World): Read<Make[]> {
  return listOf(object((input) => {
    const Override = world.api.need("policies", "SpotFundsOverride");
    const instrument = input.get("instrumentId", integer);
    const account = input.maybe("accountId", world.account);
    const group = input.maybe("accountGroupId", world.group);
    const slippageBps = input.get("slippageBps", orNull(integer));
    return () => new Override(instrument, account, group, slippageBps);
  }));
}

/** A figure, or the reason why there is none. */
export function pnlState(world: World): Read<Loose> {
  return object((input) =>
    input.has("haltReason")
      ? world.values.haltByName(input.get("haltReason", text))
      : input.get("value", text)
  );
}
