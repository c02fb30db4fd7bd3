/** The options of the spot-funds profit-and-loss bounds: three tiers, again for each axis. */
import type { Loose } from "../shared/api.ts";
import { type Input, object, orNull, type Read } from "../shared/input.ts";
import { accountBarriers, barrier, groupBarriers, type Make, makeAll } from "./barriers.ts";
import type { World } from "./world.ts";

const AXES = ["accountUnrealized", "accountTotal", "positionUnrealized", "positionTotal"] as const;

export function boundsOptions(world: World): Read<Make> {
  return object((input) => {
    const own = tiers(world, input);
    const axes = input.maybe("axes", axesReader(world));
    return () => ({ ...own(), ...(axes && { axes: axes() }) });
  });
}

/** An absent tier isn't passed; null clears the global one. */
function tiers(world: World, input: Input): Make {
  const global = input.maybe("globalBarrier", orNull(barrier(world)));
  const groups = input.maybe("accountGroupBarriers", groupBarriers(world));
  const accounts = input.maybe("accountBarriers", accountBarriers(world));
  return (): Loose => ({
    ...(global !== undefined && { globalBarrier: global === null ? null : global() }),
    ...(groups && { accountGroupBarriers: makeAll(groups) }),
    ...(accounts && { accountBarriers: makeAll(accounts) }),
  });
}

function axesReader(world: World): Read<Make> {
  return object((input) => {
    const axis = object((fields) => tiers(world, fields));
    const made = AXES.map((name) => [name, input.maybe(name, axis)] as const);
    return () => Object.fromEntries(made.flatMap(([name, make]) => make ? [[name, make()]] : []));
  });
}
