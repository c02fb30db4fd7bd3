/**
 * A kit for testing code that uses the engine: a clock that is told the time, ready orders, a policy that records.
 *
 * @example
 * ```ts
 * import { Engine } from "@openpit-ts/openpit";
 * import { orderDraft, RecordingPolicy } from "@openpit-ts/openpit/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const policy = new RecordingPolicy("recorder");
 * const engine = Engine.builder().preTrade(policy).build();
 * engine.executePreTrade(orderDraft({ side: "SELL" }));
 * assertEquals(policy.calls, ["start", "main"]);
 * ```
 *
 * @module
 */
export { FakeClock } from "./fake_clock.ts";
export { orderDraft } from "./order_draft.ts";
export { RecordingPolicy, type RecordingPolicyAnswers } from "./recording_policy.ts";
