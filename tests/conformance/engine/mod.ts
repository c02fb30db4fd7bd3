/** Engine vectors: lifecycle, mutations, blocks, groups, drop copies, reports, locks. */
import type { Api, Loose } from "../shared/api.ts";
import { requireSame } from "../shared/compare.ts";
import { attempt } from "../shared/errors.ts";
import { listOf, object, oneOf, type Read, text, unread, VectorError } from "../shared/input.ts";
import { ifAny } from "../shared/records.ts";
import { type Call, replaySteps, stepList, type StepReader } from "../shared/steps.ts";
import type { Topic } from "../shared/topic.ts";
import { adminSteps } from "./admin_steps.ts";
import { lifecycleSteps } from "./lifecycle_steps.ts";
import { lockSteps } from "./lock_steps.ts";
import { policyReader, type Registration } from "./policies.ts";
import { comparedThrows, expectedThrows, thrown } from "./throws.ts";
import { World } from "./world.ts";

interface Scenario {
  readonly policies: readonly Registration[];
  readonly build: unknown;
  readonly steps: readonly unknown[];
}

export function engineTopic(api: Api): Topic {
  return {
    name: "engine",
    claims: (line) => line["suite"] === "engine",
    replay: (line) => replayScenario(api, line),
  };
}

function replayScenario(api: Api, line: unknown): void {
  const world = new World(api);
  const scenario = scenarioReader(world)(line, "scenario");
  judge(world, () => build(world, scenario.policies), scenario.build);
  if (world.engine === undefined && scenario.steps.length > 0) {
    throw new VectorError("steps follow a failed build");
  }
  replaySteps(scenario.steps, stepReader(world));
}

function scenarioReader(world: World): Read<Scenario> {
  return object((input) => {
    input.get("name", text);
    input.get("suite", oneOf("engine"));
    input.get("kind", oneOf("handwritten", "random"));
    input.maybe("note", text);
    input.maybe("requires", listOf(oneOf("dispose", "engineRelease")));
    const policies = object((engine) => engine.get("policies", listOf(policyReader(world))));
    return {
      policies: input.get("engine", policies),
      build: input.get("build", unread),
      steps: input.get("steps", stepList),
    };
  });
}

function build(world: World, policies: readonly Registration[]): unknown {
  let builder: Loose = world.api.need("root", "Engine").builder().clock(world.clock.now);
  for (const register of policies) builder = register(builder);
  world.engine = builder.build();
  return { ok: true };
}

function stepReader(world: World): StepReader {
  return {
    operations: new Map([...lifecycleSteps(world), ...adminSteps(world), ...lockSteps(world)]),
    judge: (_, call, expected) => judge(world, call, expected),
  };
}

/** A step answers or throws; what the policies saw meanwhile counts either way. */
function judge(world: World, call: Call, expected: unknown): void {
  world.trace = [];
  const throws = comparedThrows(expectedThrows(expected));
  const made = attempt(world.api, call);
  const trace = ifAny(world.trace);
  const found = made.ok
    ? { ...(made.value as object), trace }
    : { throws: thrown(made.error, throws), trace };
  requireSame({ ...(expected as object), throws }, found);
}
