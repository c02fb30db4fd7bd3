/** Vectors of the built-in policies other than SpotFunds. */
import type { Api, Loose } from "../shared/api.ts";
import { requireSame } from "../shared/compare.ts";
import { attempt, succeed } from "../shared/errors.ts";
import {
  Input,
  listOf,
  object,
  oneOf,
  orNull,
  type Read,
  text,
  VectorError,
} from "../shared/input.ts";
import { type Call, replaySteps, stepList, type StepReader } from "../shared/steps.ts";
import type { Topic } from "../shared/topic.ts";
import { configureSteps, silentSteps } from "./admin_steps.ts";
import { buildEngine, type EngineSetup, setupReader } from "./build.ts";
import { orderSteps } from "./order_steps.ts";
import { World } from "./world.ts";

const TAGS = ["random", "clock", "backwards-clock", "decimal-text", "negative-zero"] as const;

interface Scenario {
  readonly setup: EngineSetup;
  readonly steps: readonly unknown[];
}

export function policiesTopic(api: Api): Topic {
  return {
    name: "policies",
    claims: (line) => Array.isArray(line["tags"]) && hasPolicies(line["engine"]),
    replay: (line) => replayScenario(api, line),
  };
}

function hasPolicies(engine: unknown): boolean {
  return typeof engine === "object" && engine !== null && "policies" in engine;
}

function replayScenario(api: Api, line: unknown): void {
  const world = new World(api);
  const { setup, steps } = scenarioReader(world)(line, "scenario");
  buildEngine(world, setup);
  if (setup.buildError !== undefined && steps.length > 0) {
    throw new VectorError("steps follow a failed build");
  }
  replaySteps(steps, stepReader(world));
}

function scenarioReader(world: World): Read<Scenario> {
  return object((input) => {
    input.get("name", text);
    input.get("tags", listOf(oneOf(...TAGS)));
    return {
      setup: input.get("engine", setupReader(world)),
      steps: input.get("steps", stepList),
    };
  });
}

function stepReader(world: World): StepReader {
  const silent = silentSteps(world);
  const configuring = configureSteps(world);
  return {
    operations: new Map([...silent, ...configuring, ...orderSteps(world)]),
    judge: (op, call, expected) => {
      if (silent.has(op)) {
        requireSame({ expect: expected }, { expect: succeed(world.api, call) });
      } else if (configuring.has(op)) {
        judgeConfigure(world, call, expected);
      } else {
        requireSame(expected, succeed(world.api, call));
      }
    },
  };
}

/** A null message stands for one that isn't compared. */
function judgeConfigure(world: World, call: Call, expected: unknown): void {
  const wanted = new Input(expected, "expect");
  const compareMessage = wanted.maybe("message", orNull(text)) !== null;
  const made = attempt(world.api, call);
  const found = made.ok
    ? { ok: true, returned: made.value }
    : { ok: false, ...configureError(made.error, compareMessage) };
  requireSame(expected, found);
}

function configureError(error: Loose, compareMessage: boolean): Record<string, unknown> {
  return {
    kind: error.kind,
    message: compareMessage ? error.message : null,
    class: error.name === "PolicyConfigureError" ? undefined : error.name,
    validationMessage: error.kind === "VALIDATION" ? strayValidationMessage(error) : undefined,
  };
}

/** It has to be the part of the message after `update: `; anything else is a difference. */
function strayValidationMessage(error: Loose): unknown {
  const reason = error.message.slice(error.message.indexOf("update: ") + "update: ".length);
  return error.validationMessage === reason ? undefined : error.validationMessage ?? null;
}
