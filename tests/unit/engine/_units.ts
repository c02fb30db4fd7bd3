/** Built-in policies that exist for tests only: what the engine gives to those of the package and asks of them. */

import { Engine } from "../../../src/engine/mod.ts";
import {
  type BuiltinPolicy,
  MAKE_POLICY,
  type PolicyHost,
  type PolicyToken,
  type PolicyUnit,
  type PreTradeRun,
} from "../../../src/pretrade/internal.ts";

/** The parts of a unit that a test cares about. */
export interface UnitParts {
  readonly name?: string;
  readonly usesClock?: boolean;
  readonly start?: (run: PreTradeRun) => void;
  readonly main?: (run: PreTradeRun) => void;
}

/** A token of a built-in policy. */
export function token(make: (host: PolicyHost) => UnitParts): BuiltinPolicy {
  const made: PolicyToken = {
    [MAKE_POLICY]: (host): PolicyUnit => ({
      name: "unit",
      policyGroupId: 0,
      usesClock: false,
      partition: "account",
      ...make(host),
    }),
  };
  return made as unknown as BuiltinPolicy;
}

/** An engine with one built-in policy that asks for the time. */
export function clockedEngine(
  now: () => unknown,
  start: (run: PreTradeRun, host: PolicyHost) => void,
): Engine {
  return Engine.builder()
    .clock(now as () => bigint)
    .builtin(token((host) => ({ usesClock: true, start: (run) => start(run, host) })))
    .build();
}
