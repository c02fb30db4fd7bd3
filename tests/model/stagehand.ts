/** The state that the policies of one side share, and its start at each command. */
import type { Act } from "./script.ts";
import type { Stagehand } from "./side.ts";

export function newStagehand(reenter: (call: number) => void): Stagehand {
  return {
    step: "",
    acts: [],
    trace: [],
    made: [],
    controls: [],
    calls: new Map(),
    labels: 0,
    reenter,
  };
}

export function beginStep(hand: Stagehand, step: string, acts: readonly Act[]): void {
  hand.step = step;
  hand.acts = acts;
  hand.trace.length = 0;
  hand.made.length = 0;
  hand.calls.clear();
  hand.labels = 0;
}
