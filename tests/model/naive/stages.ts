/** The two stages that pre-trade calls and drop copies share (engine.md 4). */
import type { RejectRecord } from "../records.ts";
import type { ScriptedPolicy } from "../scripted_policy.ts";
import type { Answer } from "../side.ts";
import { blockOfReject } from "./blocks.ts";
import { refuseUnreadable, type Transaction } from "./transaction.ts";

/** All start hooks, whatever they say. */
export function startStage(run: Transaction): void {
  for (const policy of run.state.policies) {
    const hook = run.kind === "dryRun" && policy.plan.optional.includes("startDryRun")
      ? "startDryRun"
      : "start";
    try {
      run.state.callback(() => {
        const answer = policy.perform(hook, "start", run.contextFor(policy));
        refuseUnreadable(answer);
        reject(run, answer.rejects.map((each) => ({ policy: policy.plan.name, ...each })));
      });
    } catch (value) {
      run.fail(policy, value);
    }
  }
}

/** All main hooks, whatever they say. */
export function mainStage(run: Transaction): void {
  for (const policy of run.state.policies) {
    const hook = run.kind === "dryRun" && policy.plan.optional.includes("mainDryRun")
      ? "mainDryRun"
      : "main";
    try {
      run.state.callback(() => {
        const answer = policy.perform(hook, "main", run.contextFor(policy));
        const rejects = run.take(policy, answer);
        // In a drop copy what a policy with ordinary rejects contributes counts too.
        if (rejects.length === 0 || run.kind === "dropCopy") contribute(run, policy, answer);
        reject(run, rejects);
      });
    } catch (value) {
      run.fail(policy, value);
    }
  }
}

function contribute(run: Transaction, policy: ScriptedPolicy, answer: Answer): void {
  const { group } = policy.plan;
  for (const price of answer.prices) run.prices.push([group, price]);
  for (const entry of answer.outcomes) run.outcomes.push({ policyGroupId: group, ...entry });
}

function reject(run: Transaction, rejects: readonly RejectRecord[]): void {
  for (const each of rejects) {
    run.rejects.push(each);
    if (each.scope === "account") run.noted?.push(blockOfReject(each));
  }
}
