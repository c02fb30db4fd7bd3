/** Looks for a script on which the engines differ. */
import * as fc from "fast-check";
import { script } from "./commands.ts";
import { type Alteration, print, runScript, StepFailure } from "./lockstep.ts";
import { liveCommands, type Script } from "./script.ts";

/** Scripts per round; a round has a seed of its own. */
const SCRIPTS = 20;
/** How long a round may take, which ends the search for a shorter script. */
const ROUND_MS = 20_000;

export interface Found {
  /** The seed whose first round finds it again. */
  readonly seed: number;
  /** What differs, and the shortest script that shows it. */
  readonly text: string;
}

export interface Search {
  readonly steps: number;
  readonly found: Found | undefined;
}

export interface SearchOptions {
  /** Steps to run at least, unless a difference is found. */
  readonly steps: number;
  readonly alter?: Alteration;
  /** Whether any script will do, be it long. */
  readonly isFirstEnough?: boolean;
}

export function search(seed: number, options: SearchOptions): Search {
  let steps = 0;
  for (let round = 0; steps < options.steps; round++) {
    const roundSeed = seed + round * 1_000_003;
    const ran = runRound(roundSeed, options);
    steps += ran.steps;
    if (ran.text !== undefined) return { steps, found: { seed: roundSeed, text: ran.text } };
  }
  return { steps, found: undefined };
}

function runRound(
  seed: number,
  { alter, isFirstEnough = false }: SearchOptions,
): { readonly steps: number; readonly text?: string } {
  let steps = 0;
  const property = fc.property(script, (each) => void (steps += runScript(each, alter)));
  const { counterexample, errorInstance } = fc.check(property, {
    seed,
    numRuns: SCRIPTS,
    endOnFailure: isFirstEnough,
    interruptAfterTimeLimit: ROUND_MS,
  });
  if (counterexample === null) return { steps };
  return { steps, text: describe(counterexample[0], errorInstance) };
}

function describe(script: Script, error: unknown): string {
  const isDifference = error instanceof StepFailure;
  const needed = isDifference ? error.commands : undefined;
  const commands = liveCommands(script).slice(0, needed);
  return [
    `policies: ${print(script.policies)}, observer: ${script.observer}`,
    "commands:",
    ...commands.map((command) => `  ${print(command)}`),
    // A failure that is no difference is a mistake in here, and its place matters.
    isDifference ? error.message : String((error as Error).stack),
  ].join("\n");
}
