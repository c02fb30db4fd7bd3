/** Drives both engines with one script and compares them after every step. */
import { checkEngine, Ledger } from "./check_engine.ts";
import { firstDifference } from "./compare.ts";
import type { EngineModel } from "./engine_model.ts";
import { ModelSide } from "./model_side.ts";
import type { Outcome } from "./records.ts";
import { RealSide } from "./real/side.ts";
import { type Command, liveCommands, type Script } from "./script.ts";
import type { Side } from "./side.ts";
import { beginStep } from "./stagehand.ts";

/** Changes a rule of the model, to see whether the difference is found. */
export type Alteration = (engine: EngineModel) => void;

/** The engines differ, or the real one breaks an invariant. */
export class StepFailure extends Error {
  override readonly name = "StepFailure";
  /** How many commands the script needs to get there. */
  readonly commands: number;

  constructor(commands: number, message: string) {
    super(message);
    this.commands = commands;
  }
}

/** Runs a script to its end and gives the number of steps; commands without their handle are no steps. */
export function runScript(script: Script, alter?: Alteration): number {
  const model = new ModelSide(script);
  alter?.(model.engine);
  const real = new RealSide(script);
  const ledger = new Ledger();
  let steps = 0;
  for (const [index, command] of liveCommands(script).entries()) {
    if (!hasHandle(command, model)) continue;
    const step = `s${steps++}`;
    const found = {
      model: runStep(model, command, step),
      real: runStep(real, command, step),
    };
    const problem = difference(found.model, found.real) ??
      checkEngine({ command, model, real, ledger });
    if (problem !== undefined) {
      throw new StepFailure(index + 1, `${step} ${print(command)}\n  ${problem}`);
    }
  }
  return steps;
}

interface Step {
  readonly outcome: Outcome;
  readonly told: readonly unknown[];
  readonly trace: readonly string[];
  readonly state: unknown;
}

function runStep(side: Side, command: Command, step: string): Step {
  beginStep(side.hand, step, "acts" in command ? command.acts : []);
  // What checks have led to is nobody's business.
  side.takeTold();
  const outcome = attempt(side, command);
  return {
    outcome,
    told: side.takeTold(),
    trace: [...side.hand.trace],
    state: side.observe(),
  };
}

function attempt(side: Side, command: Command): Outcome {
  try {
    return { returned: side.run(command) };
  } catch (error) {
    return { thrown: side.showError(error) };
  }
}

function hasHandle(command: Command, { requests, holdings, hand }: Side): boolean {
  switch (command.op) {
    case "execute":
    case "disposeRequest":
      return requests.length > 0;
    case "commit":
    case "rollback":
    case "dispose":
    case "read":
      return holdings.length > 0;
    case "useControl":
      return hand.controls.length > 0;
    default:
      return true;
  }
}

function difference(model: Step, real: Step): string | undefined {
  const first = firstDifference(model, real);
  if (first === undefined) return undefined;
  return [
    `differs at ${first.path}`,
    `model: ${print(first.model)}`,
    `real:  ${print(first.real)}`,
    `trace of the model: ${print(model.trace)}`,
    `trace of the real one: ${print(real.trace)}`,
  ].join("\n  ");
}

/** One line, also for what JSON can't say. */
export function print(value: unknown): string {
  return JSON.stringify(value, (_, part) => typeof part === "bigint" ? `${part}n` : part) ??
    String(value);
}
