/** Spot-funds vectors, those of the profit-and-loss axes and of retirement included. */
import type { Api, Loose } from "../shared/api.ts";
import { requireSame } from "../shared/compare.ts";
import { attempt, succeed } from "../shared/errors.ts";
import { integer, object, oneOf, type Read, text, VectorError } from "../shared/input.ts";
import { type Call, replaySteps, stepList, type StepReader } from "../shared/steps.ts";
import type { Topic } from "../shared/topic.ts";
import { adminSteps } from "./admin_steps.ts";
import {
  buildEngine,
  type BuildOutcome,
  buildOutcome,
  type EngineSetup,
  setupReader,
} from "./build.ts";
import { sameText } from "./texts.ts";
import { tradeSteps } from "./trade_steps.ts";
import { World } from "./world.ts";

interface Scenario {
  readonly setup: EngineSetup;
  readonly build: BuildOutcome;
  readonly steps: readonly unknown[];
}

export function spotFundsTopic(api: Api): Topic {
  return {
    name: "spot funds",
    claims: (line) => line["suite"] === "spotFunds",
    replay: (line) => replayScenario(api, line),
  };
}

function replayScenario(api: Api, line: unknown): void {
  const world = new World(api);
  const scenario = scenarioReader(world)(line, "scenario");
  buildEngine(world, scenario.setup, scenario.build);
  if (!scenario.build.ok && scenario.steps.length > 0) {
    throw new VectorError("steps follow a failed build");
  }
  replaySteps(scenario.steps, stepReader(world));
}

function scenarioReader(world: World): Read<Scenario> {
  return object((input) => {
    input.get("name", text);
    input.get("suite", oneOf("spotFunds"));
    input.get("kind", oneOf("handwritten", "random", "extreme"));
    input.maybe("seed", text);
    input.maybe("index", integer);
    input.maybe("note", text);
    input.maybe("needs", oneOf("0.11"));
    return {
      setup: input.get("engine", setupReader(world)),
      build: input.get("build", buildOutcome),
      steps: input.get("steps", stepList),
    };
  });
}

function stepReader(world: World): StepReader {
  const administrating = adminSteps(world);
  return {
    operations: new Map([...administrating, ...tradeSteps(world)]),
    judge: (op, call, expected) => {
      if (expected === undefined) throw new VectorError("the step has no expect");
      if (administrating.has(op)) judgeGuarded(world, op, call, expected as object);
      else requireSame(expected, succeed(world.api, call), sameText);
    },
  };
}

interface Guarded {
  readonly ok?: unknown;
  readonly error?: unknown;
  readonly kind?: unknown;
}

/** A step that may fail records either `ok` with its fields or the recorder's error. */
function judgeGuarded(world: World, op: string, call: Call, expected: object): void {
  const made = attempt(world.api, call);
  if (made.ok) {
    requireSame(expected, { ok: true, ...(made.value as object) }, sameText);
  } else {
    requireSame(comparedFailure(op, expected), failure(op, made.error, expected), sameText);
  }
}

/** Finalizing twice is recorded with the recorder's own error, of which only `ok` counts. */
function comparedFailure(op: string, expected: Guarded): unknown {
  return isFinalizing(op) && expected.ok === false ? { ok: false } : expected;
}

function failure(op: string, error: Loose, expected: Guarded): unknown {
  if (isFinalizing(op) && expected.ok === false) return { ok: false };
  if (op === "retireAccount" && error.name === "AccountRetirementError") {
    return { ok: false, refusals: error.refusals };
  }
  // What a type mismatch says is free text on either side.
  const freeText = error.kind === "TYPE_MISMATCH" && expected.kind === "TYPE_MISMATCH";
  const message = freeText ? (expected as Loose).message : error.message;
  const kind = error.name === "PolicyConfigureError" ? error.kind : undefined;
  return { ok: false, error: error.name, message, kind };
}

function isFinalizing(op: string): boolean {
  return op === "commit" || op === "rollback";
}
