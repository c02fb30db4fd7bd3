/** A call for every handler of an observer. */
import type { Engine, Observer } from "../../../mod.ts";
import { ORDER } from "./scene.ts";

export interface Observed {
  readonly name: string;
  readonly handler: keyof Observer;
  /** Has the handler called, when its engine has a rate limit and nothing is blocked. */
  readonly call: (engine: Engine) => unknown;
}

export const OBSERVED: readonly Observed[] = [
  {
    name: "onDecision()",
    handler: "onDecision",
    call: (engine) => engine.executePreTrade(ORDER),
  },
  {
    name: "onBlock()",
    handler: "onBlock",
    call: (engine) => engine.accounts().block(1, "why"),
  },
  {
    name: "onUnblock()",
    handler: "onUnblock",
    call: (engine) => {
      engine.accounts().block(1, "why");
      engine.accounts().unblock(1);
    },
  },
  {
    name: "onConfigure()",
    handler: "onConfigure",
    call: (engine) => engine.configure().rateLimit("RateLimitPolicy", {}),
  },
];

export const HANDLERS: readonly (keyof Observer)[] = OBSERVED.map(({ handler }) => handler);
