/** Market-data vectors, and what SpotFunds and adjustments do with market data and models. */
import type { Api } from "../shared/api.ts";
import { requireSame } from "../shared/compare.ts";
import { object, text, VectorError } from "../shared/input.ts";
import { replaySteps, stepList, type StepReader } from "../shared/steps.ts";
import type { Topic } from "../shared/topic.ts";
import { bookSteps } from "./book_steps.ts";
import { engineSteps } from "./engine_steps.ts";
import { comparable } from "./answers.ts";
import { serviceSteps } from "./service_steps.ts";
import { World } from "./world.ts";

const GROUPS: ReadonlySet<string> = new Set([
  "md",
  "spot",
  "fx",
  "adjust",
  "custom",
  "model",
  "dropcopy",
  "book",
  "lock",
]);

export function marketDataTopic(api: Api): Topic {
  return {
    name: "market data",
    claims: (line) => line["suite"] === undefined && line["tags"] === undefined && inGroup(line),
    replay: (line) => {
      const steps = readSteps(line, "scenario");
      replaySteps(steps, stepReader(new World(api)));
    },
  };
}

function inGroup({ name }: Readonly<Record<string, unknown>>): boolean {
  return typeof name === "string" && name.includes("/") && GROUPS.has(name.split("/")[0]!);
}

const readSteps = object((input) => {
  input.get("name", text);
  return input.get("steps", stepList);
});

function stepReader(world: World): StepReader {
  const reader: StepReader = {
    operations: new Map([
      ...serviceSteps(world, (steps) => replaySteps(steps, reader)),
      ...bookSteps(world),
      ...engineSteps(world),
    ]),
    judge: (_, call, expected) => {
      if (expected === undefined) throw new VectorError("the step has no expect");
      requireSame(...comparable(expected as object, call() as object));
    },
  };
  return reader;
}
