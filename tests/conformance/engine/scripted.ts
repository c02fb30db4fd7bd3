/** The scripted custom policy: its answers are data, and what it sees goes on a trace. */
import type { Loose } from "../shared/api.ts";
import { type Input, integer, listOf, object, type Read, text } from "../shared/input.ts";
import { rejectLiteral } from "../shared/rejects.ts";
import type { BlockFields } from "../shared/values.ts";
import { type Behaviour, behaviour, type Hook, HOOKS, type MutationScript } from "./behaviour.ts";
import { entryLiteral, reportOutcome, reportPnl } from "./outcomes.ts";
import type { World } from "./world.ts";

export interface ScriptedPolicy {
  readonly name: string;
  readonly policyGroupId: number | undefined;
  readonly hooks: ReadonlyMap<Hook, readonly Behaviour[]>;
}

const READERS: ReadonlyMap<string, Hook> = new Map(HOOKS.map((hook) => [hook, hook]));

/** Reads a policy whose `type` has been read already. */
export function scriptedPolicy(input: Input): ScriptedPolicy {
  return {
    name: input.get("name", text),
    policyGroupId: input.maybe("policyGroupId", integer),
    hooks: input.maybe("hooks", hookTable) ?? new Map(),
  };
}

const hookTable: Read<Map<Hook, readonly Behaviour[]>> = object((input) => {
  const table = new Map<Hook, readonly Behaviour[]>();
  for (const key of input.keys()) {
    const hook = READERS.get(key);
    if (hook !== undefined) table.set(hook, input.get(key, behaviours(hook)));
  }
  return table;
});

/** One behaviour serves every call; of a list, the last one serves all later calls. */
function behaviours(hook: Hook): Read<readonly Behaviour[]> {
  return (value, where) =>
    Array.isArray(value) ? listOf(behaviour(hook))(value, where) : [behaviour(hook)(value, where)];
}

/** The policy object that is handed to the engine. */
export function scriptedPolicyObject(policy: ScriptedPolicy, world: World): Loose {
  const run = new Run(policy, world);
  const hooks: Record<string, unknown> = {
    name: policy.name,
    checkPreTradeStart: (ctx: Loose) => run.start("start", ctx),
    performPreTradeCheck: (ctx: Loose) => run.main("main", ctx),
    applyExecutionReport: (ctx: Loose) => run.report(ctx),
    applyAccountAdjustment: (ctx: Loose) => run.adjust(ctx),
  };
  if (policy.policyGroupId !== undefined) hooks["policyGroupId"] = policy.policyGroupId;
  if (policy.hooks.has("startDryRun") || policy.hooks.has("mainDryRun")) {
    hooks["checkPreTradeStartDryRun"] = (ctx: Loose) => run.start("startDryRun", ctx);
    hooks["performPreTradeCheckDryRun"] = (ctx: Loose) => run.main("mainDryRun", ctx);
  }
  return hooks;
}

class Run {
  readonly #policy: ScriptedPolicy;
  readonly #world: World;
  readonly #calls: Map<Hook, number> = new Map();

  constructor(policy: ScriptedPolicy, world: World) {
    this.#policy = policy;
    this.#world = world;
  }

  start(hook: "start" | "startDryRun", ctx: Loose): unknown {
    const { rejects } = this.#enter(hook, ctx);
    return (rejects ?? []).map(rejectLiteral);
  }

  main(hook: "main" | "mainDryRun", ctx: Loose): unknown {
    const { rejects, mutations, lockPrices, accountAdjustments } = this.#enter(hook, ctx);
    return {
      ...(rejects && { rejects: rejects.map(rejectLiteral) }),
      ...(mutations && { mutations: mutations.map((script) => this.#mutation(script, ctx)) }),
      ...(lockPrices && { lockPrices }),
      ...(accountAdjustments && { accountAdjustments: accountAdjustments.map(entryLiteral) }),
    };
  }

  adjust(ctx: Loose): unknown {
    const { rejects, mutations, accountAdjustments, accountBlocks } = this.#enter("adjust", ctx);
    return {
      ...(rejects && { rejects: rejects.map(rejectLiteral) }),
      ...(mutations && { mutations: mutations.map((script) => this.#mutation(script, ctx)) }),
      ...(accountAdjustments && { accountAdjustments: accountAdjustments.map(entryLiteral) }),
      ...(accountBlocks && { accountBlocks: accountBlocks.map((it) => this.#block(it)) }),
    };
  }

  report(ctx: Loose): unknown {
    const { accountBlocks, accountPnls, reportAdjustments } = this.#enter("report", ctx);
    if (!accountBlocks && !accountPnls && !reportAdjustments) return undefined;
    const { values } = this.#world;
    return {
      ...(accountBlocks && { accountBlocks: accountBlocks.map((it) => this.#block(it)) }),
      ...(accountPnls && { accountPnls: accountPnls.map((it) => reportPnl(values, it)) }),
      ...(reportAdjustments && {
        accountAdjustments: reportAdjustments.map((it) => reportOutcome(values.api, it)),
      }),
    };
  }

  #enter(hook: Hook, ctx: Loose): Behaviour {
    const step = this.#next(hook);
    const event = `${this.#policy.name}.${hook}${step.probe ? probe(hook, ctx) : ""}`;
    this.#world.trace.push(event);
    const control = ctx.accountControl;
    if (control !== undefined) {
      if (step.keepControl !== undefined) this.#world.controls.set(step.keepControl, control);
      if (step.controlBlock !== undefined) control.block(this.#block(step.controlBlock));
    }
    if (step.recordStartMutation !== undefined) {
      this.#recordStartMutation(step.recordStartMutation, ctx, event);
    }
    if (step.throws !== undefined) throw new Error(step.throws);
    return step;
  }

  #next(hook: Hook): Behaviour {
    const list = this.#policy.hooks.get(hook) ?? [];
    const call = this.#calls.get(hook) ?? 0;
    this.#calls.set(hook, call + 1);
    return list[Math.min(call, list.length - 1)] ?? {};
  }

  #recordStartMutation(script: MutationScript, ctx: Loose, event: string): void {
    try {
      ctx.recordDropCopyStartMutation(this.#mutation(script, ctx));
    } catch (error) {
      this.#world.trace.push(`${event}: ${(error as Error).name}`);
    }
  }

  #mutation(script: MutationScript, ctx: Loose): Loose {
    const control = ctx.accountControl;
    const callback = (kind: "commit" | "rollback") => (): void => {
      this.#world.trace.push(`${script.id}.${kind}`);
      const { block, throws } = script[kind];
      if (block !== undefined) control?.block(this.#block(block));
      if (throws !== undefined) throw new Error(throws);
    };
    return { commit: callback("commit"), rollback: callback("rollback") };
  }

  #block(fields: BlockFields): Loose {
    return this.#world.values.block(fields);
  }
}

function probe(hook: Hook, ctx: Loose): string {
  const group = ctx.accountGroup === undefined ? "none" : ctx.accountGroup.value;
  if (hook === "report" || hook === "adjust") return ` group=${group}`;
  const control = ctx.accountControl === undefined ? "none" : "set";
  return ` group=${group} dropCopy=${ctx.isDropCopy} control=${control}`;
}
