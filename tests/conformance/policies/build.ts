/** Builds the engine of a policy scenario and compares how building fails. */
import type { Api, Loose } from "../shared/api.ts";
import { requireSame } from "../shared/compare.ts";
import { attempt } from "../shared/errors.ts";
import {
  type Input,
  integer,
  listOf,
  object,
  oneOf,
  orNull,
  type Read,
  text,
  VectorError,
} from "../shared/input.ts";
import { type Axes, type Make, pnlAxes, rateAxes, sizeAxes } from "./barriers.ts";
import type { World } from "./world.ts";

interface BuildError {
  readonly stage: "builtin" | "build";
  readonly kind: string;
  readonly message: string | null;
}

export interface EngineSetup {
  readonly policies: readonly Make[];
  readonly buildError: BuildError | undefined;
}

export function setupReader(world: World): Read<EngineSetup> {
  return object((input) => ({
    policies: input.get("policies", listOf(tokenReader(world))),
    buildError: input.maybe("build_error", buildError),
  }));
}

const buildError: Read<BuildError> = object((input) => ({
  stage: input.get("stage", oneOf("builtin", "build")),
  kind: input.get(
    "kind",
    oneOf("InvalidConfiguration", "DuplicatePolicyName", "DuplicatePolicyGroupId"),
  ),
  message: input.get("message", orNull(text)),
}));

function tokenReader(world: World): Read<Make> {
  return object((input) => {
    const make = builderOf(world, input);
    const group = input.maybe("group_id", integer);
    return () => group === undefined ? make() : make().withPolicyGroupId(group);
  });
}

function builderOf(world: World, input: Input): Make {
  const { api } = world;
  const type = input.get("type", text);
  switch (type) {
    case "OrderValidation":
      return () => start(api, "buildOrderValidation");
    case "RateLimit": {
      const axes = rateAxes(world, input);
      return () => withAxes(start(api, "buildRateLimit"), axes);
    }
    case "OrderSizeLimit": {
      const axes = sizeAxes(world, input);
      return () => withAxes(start(api, "buildOrderSizeLimit"), axes);
    }
    case "PnlBoundsKillSwitch": {
      const axes = pnlAxes(world, input, "build");
      return () => withAxes(start(api, "buildPnlBoundsKillswitch"), axes);
    }
    default:
      throw new VectorError(`unknown policy type ${type}`);
  }
}

function start(api: Api, name: string): Loose {
  return api.need("policies", name)();
}

function withAxes(empty: Loose, axes: Axes): Loose {
  let builder = empty;
  const all = (makers: readonly Make[]): Loose[] => makers.map((make) => make());
  if (axes.broker) builder = builder.brokerBarrier(axes.broker());
  if (axes.brokers) builder = builder.brokerBarriers(all(axes.brokers));
  if (axes.asset) builder = builder.assetBarriers(all(axes.asset));
  if (axes.account) builder = builder.accountBarriers(all(axes.account));
  if (axes.accountAsset) builder = builder.accountAssetBarriers(all(axes.accountAsset));
  return builder;
}

/** Sets the world's engine, or throws unless building fails as recorded. */
export function buildEngine(world: World, setup: EngineSetup): void {
  const progress: { stage: BuildError["stage"] } = { stage: "builtin" };
  const made = attempt(world.api, () => {
    let builder = world.api.need("root", "Engine").builder().clock(world.clock.now);
    for (const token of setup.policies) builder = builder.builtin(token());
    progress.stage = "build";
    world.engine = builder.build();
  });
  const expected = setup.buildError;
  const found = made.ok ? undefined : {
    stage: progress.stage,
    kind: made.error.kind,
    message: expected?.message === null ? null : made.error.message,
    class: made.error.name === "EngineBuildError" ? undefined : made.error.name,
  };
  requireSame({ build_error: expected }, { build_error: found });
}
