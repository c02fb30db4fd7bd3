/** A scripted policy as the package takes it. */
import {
  AccountAdjustmentOutcome,
  AccountOutcomeEntry,
  OutcomeAmount,
  PnlOutcomeAmount,
} from "../../../src/accountadjustment.ts";
import { AccountPnlOutcome, type Context, type Policy } from "../../../src/pretrade/mod.ts";
import type { AccountControl } from "../../../src/reject.ts";
import { Mutation } from "../../../src/tx.ts";
import type { BlockRecord } from "../records.ts";
import type { Hook } from "../script.ts";
import type { ScriptedPolicy } from "../scripted_policy.ts";
import type { Answer, AnsweredMutation, CallbackMutation, HookContext } from "../side.ts";
import { makeBlock } from "./values.ts";

/** Hooks that the plan leaves out are absent. What they answer is of any shape, so it has no type. */
export function realPolicy(scripted: ScriptedPolicy): Policy {
  const { name, group, optional } = scripted.plan;
  const start = (hook: Hook) => (ctx: Context) =>
    startAnswer(scripted.perform(hook, "start", preTradeContext(ctx)));
  const main = (hook: Hook) => (ctx: Context) =>
    mainAnswer(scripted.perform(hook, "main", preTradeContext(ctx)));
  const all = {
    startDryRun: { checkPreTradeStartDryRun: start("startDryRun") },
    mainDryRun: { performPreTradeCheckDryRun: main("mainDryRun") },
    ...accountHooks(scripted),
  };
  const hooks = {
    name,
    policyGroupId: group,
    checkPreTradeStart: start("start"),
    performPreTradeCheck: main("main"),
  };
  return Object.assign(hooks, ...optional.map((hook) => all[hook])) as Policy;
}

function accountHooks(scripted: ScriptedPolicy): Readonly<Record<AccountStage, object>> {
  const { group } = scripted.plan;
  const perform = (stage: AccountStage, context: HookContext): Answer =>
    scripted.perform(stage, stage, context);
  return {
    report: {
      applyExecutionReport: (ctx: Told) =>
        reportAnswer(perform("report", { group: groupOf(ctx) }), group + 100),
    },
    adjust: {
      applyAccountAdjustment: (ctx: Told, account: { readonly value: bigint }) => {
        const block = blockThrough(ctx.accountControl);
        const context = { account: String(account.value), group: groupOf(ctx), block };
        return adjustAnswer(perform("adjust", context));
      },
    },
    retire: {
      retireAccount: (account: { readonly value: bigint }) =>
        retireAnswer(perform("retire", { account: String(account.value) })),
    },
  };
}

type AccountStage = "report" | "adjust" | "retire";

/** What all contexts have in common. */
interface Told {
  readonly accountGroup: { readonly value: number } | undefined;
  readonly accountControl?: AccountControl | undefined;
}

function preTradeContext(ctx: Context): HookContext {
  return {
    account: ctx.accountId === undefined ? undefined : String(ctx.accountId.value),
    group: groupOf(ctx),
    isDropCopy: ctx.isDropCopy,
    block: blockThrough(ctx.accountControl),
    recordStart: (mutation) => ctx.recordDropCopyStartMutation(pair(mutation) as Mutation),
    reserved: (asset) => ctx.reservedNotional(asset).toString(),
  };
}

function groupOf(ctx: Told): string | undefined {
  return ctx.accountGroup === undefined ? undefined : String(ctx.accountGroup.value);
}

function blockThrough(control: AccountControl | undefined) {
  if (control === undefined) return undefined;
  return (block: BlockRecord): void => control.block(makeBlock(block));
}

function startAnswer(answer: Answer): unknown {
  return spoiled(answer) ?? rejectsOf(answer);
}

function mainAnswer(answer: Answer): unknown {
  return spoiled(answer) ?? compact({
    rejects: rejectsOf(answer),
    mutations: mutationsOf(answer),
    accountAdjustments: entriesOf(answer),
    lockPrices: answer.fault === "badPrice" ? [...answer.prices, {}] : answer.prices,
  });
}

function adjustAnswer(answer: Answer): unknown {
  return spoiled(answer) ?? compact({
    rejects: rejectsOf(answer),
    mutations: mutationsOf(answer),
    accountAdjustments: entriesOf(answer),
    accountBlocks: blocksOf(answer),
  });
}

function reportAnswer(answer: Answer, policyGroupId: number): unknown {
  const outcomes = answer.outcomes.map(({ asset, delta, absolute }) => {
    const entry = new AccountOutcomeEntry(asset, new OutcomeAmount(delta, absolute));
    return new AccountAdjustmentOutcome(policyGroupId, entry);
  });
  const pnls = answer.pnls.map(({ account, delta, absolute }) =>
    new AccountPnlOutcome(policyGroupId, Number(account), new PnlOutcomeAmount(delta, absolute))
  );
  return spoiled(answer) ?? compact({
    accountBlocks: blocksOf(answer),
    accountPnls: pnls,
    accountAdjustments: answer.fault === "badOutcome" ? [...outcomes, 5] : outcomes,
    mutations: mutationsOf(answer),
  });
}

function retireAnswer(answer: Answer): unknown {
  return spoiled(answer) ?? answer.refusal ?? compact({ mutations: mutationsOf(answer) });
}

/** An answer that isn't even of the right kind. */
function spoiled({ fault }: Answer): unknown {
  if (fault === "promise") return Promise.reject(new Error("too late"));
  return fault === "notObject" ? 5 : undefined;
}

/** Without its empty lists; nothing at all if all are empty. */
function compact(lists: Readonly<Record<string, readonly unknown[]>>): unknown {
  const filled = Object.entries(lists).filter(([, list]) => list.length > 0);
  return filled.length === 0 ? undefined : Object.fromEntries(filled);
}

function rejectsOf({ rejects, fault }: Answer): unknown[] {
  const all: unknown[] = rejects.map((reject) => ({
    ...reject,
    userData: BigInt(reject.userData),
  }));
  const bad = { code: "Bogus", reason: "r", details: "d" };
  return fault === "badReject" ? [...all, bad] : all;
}

function mutationsOf({ mutations, fault }: Answer): unknown[] {
  const all: unknown[] = mutations.map(mutationOf);
  return fault === "badMutation" ? [...all, { commit: 1, rollback: 1 }] : all;
}

function mutationOf(mutation: AnsweredMutation): unknown {
  switch (mutation.kind) {
    case "callback":
      return pair(mutation);
    case "killSwitch": {
      const { account, engaged, cause } = mutation;
      return Mutation.setKillSwitch({
        accountId: account,
        engaged,
        cause: cause === undefined ? null : makeBlock(cause),
      });
    }
    default: {
      const { account, asset, amount } = mutation;
      const init = { accountId: account, settlementAsset: asset, amount };
      return mutation.kind === "reserve"
        ? Mutation.reserveNotional(init)
        : Mutation.releaseNotional(init);
    }
  }
}

function pair({ commit, rollback }: CallbackMutation): unknown {
  const callback = (run: () => boolean) => (): unknown =>
    run() ? Promise.reject(new Error("too late")) : undefined;
  return { commit: callback(commit), rollback: callback(rollback) };
}

function entriesOf({ outcomes, fault }: Answer): unknown[] {
  const all: unknown[] = outcomes.map(({ asset, delta, absolute }) => ({
    asset,
    balance: { delta, absolute },
  }));
  return fault === "badOutcome" ? [...all, 5] : all;
}

function blocksOf({ blocks, fault }: Answer): unknown[] {
  const all: unknown[] = blocks.map(makeBlock);
  return fault === "badBlock" ? [...all, { policy: "a", code: "Other" }] : all;
}
