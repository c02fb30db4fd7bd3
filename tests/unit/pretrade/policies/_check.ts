/** Orders in short form and verdicts as texts, for the tests of the built-in policies. */

import { assertEquals } from "@std/assert";
import { Engine } from "../../../../src/engine/mod.ts";
import type { OrderInit, OrderOperationInit } from "../../../../src/model/mod.ts";
import type { BuiltinPolicy } from "../../../../src/pretrade/policies/mod.ts";
import { linesOf } from "../../engine/_kit.ts";

/** An order of exactly these fields of its operation. */
export function order(operation: OrderOperationInit): OrderInit {
  return { operation };
}

/** What an engine with just this policy says of an order, the same at every entry point. */
export function verdictOf(token: BuiltinPolicy, of: OrderInit): string {
  const engine = Engine.builder().builtin(token).build();
  const verdicts = [
    engine.startPreTrade(of),
    engine.executePreTrade(of),
    engine.startPreTradeDryRun(of),
    engine.executePreTradeDryRun(of),
  ].map((result) => linesOf(result).join(" | ") || "pass");
  assertEquals(verdicts, verdicts.map(() => verdicts[0]));
  return verdicts[0] as string;
}

/** Checks a table of orders and verdicts against one policy, and reports every row that differs at once. */
export function assertVerdicts(
  token: BuiltinPolicy,
  rows: readonly (readonly [operation: OrderOperationInit, verdict: string])[],
): void {
  const found = rows.map(([operation]) => verdictOf(token, order(operation)));
  assertEquals(found, rows.map(([, verdict]) => verdict));
}

/** The line of a field that a policy needs. */
export function missing(policy: string, label: string, path: string): string {
  return `order MissingRequiredField [${policy}] failed to access required field '${label}': failed to access field '${path}'`;
}
