/** What a scripted hook answers, put together deed by deed. */
import type { BlockRecord } from "./records.ts";
import { type AnswerDeed, ASSETS, type MutationPlan, type Stage } from "./script.ts";
import type { Answer, CallbackMutation } from "./side.ts";

/** How a policy makes what deeds need. */
export interface Maker {
  block(label: string): BlockRecord;
  mutation(plan: MutationPlan, id: string): CallbackMutation;
}

export function emptyAnswer(): Answer {
  const lists = { rejects: [], mutations: [], outcomes: [], prices: [], blocks: [], pnls: [] };
  return { ...lists, refusal: undefined, fault: undefined };
}

/** Does one deed; its label is unique, so that causes and mutations can be told apart. */
export function addTo(answer: Answer, deed: AnswerDeed, label: string, maker: Maker): void {
  switch (deed.do) {
    case "reject": {
      const { code, scope, userData } = deed;
      const texts = { reason: label, details: `${label} details` };
      answer.rejects.push({ code, scope, ...texts, userData: String(userData) });
      return;
    }
    case "mutate":
      answer.mutations.push(maker.mutation(deed.mutation, label));
      return;
    case "reserve":
    case "release": {
      const { account, amount } = deed;
      answer.mutations.push({ kind: deed.do, account, asset: ASSETS[0], amount });
      return;
    }
    case "killSwitch": {
      const { account, engaged, hasCause } = deed;
      const cause = hasCause ? maker.block(label) : undefined;
      answer.mutations.push({ kind: "killSwitch", account, engaged, cause });
      return;
    }
    case "price":
      answer.prices.push(deed.price);
      return;
    case "outcome":
      answer.outcomes.push({ asset: deed.asset, ...change(deed.amount) });
      return;
    case "pnl":
      answer.pnls.push({ account: String(deed.account), ...change(deed.amount) });
      return;
    case "reportBlock":
      answer.blocks.push(maker.block(label));
      return;
    case "refuse":
      answer.refusal ??= deed.refusal;
      return;
    case "fault":
      answer.fault ??= deed.fault;
      return;
  }
}

/**
 * Whether the spec leaves open what comes of a fault: one among the outcomes, prices and blocks of a refusal, which are ignored;
 * and one in a report whose mutations can fail as well, since nothing says which of the two is met first.
 */
function isOpen({ fault, rejects, mutations }: Answer, stage: Stage): boolean {
  const isInLists = fault === "badOutcome" || fault === "badPrice" || fault === "badBlock";
  if (isInLists && rejects.length > 0) return true;
  const canFail = mutations.some(({ kind }) => kind === "release");
  return stage === "report" && canFail && (isInLists || fault === "badMutation");
}

/** Such a fault is left out. */
export function forgetOpenFault(answer: Answer, stage: Stage): void {
  if (isOpen(answer, stage)) answer.fault = undefined;
}

/** Ids of the mutations that an engine meets when it reads the answer in order. */
export function mutationsMet({ fault, refusal, mutations }: Answer): string[] {
  const isUnread = fault === "promise" || fault === "notObject" || fault === "badReject";
  if (isUnread || refusal !== undefined) return [];
  return mutations.flatMap((mutation) => mutation.kind === "callback" ? [mutation.id] : []);
}

function change(amount: number): { readonly delta: string; readonly absolute: string } {
  return { delta: String(amount), absolute: String(amount + 100) };
}
