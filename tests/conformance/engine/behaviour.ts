/** What a scripted hook does in one call. */
import { type Input, listOf, object, present, type Read, text } from "../shared/input.ts";
import { blockFields, type RejectFields, rejectFields } from "../shared/rejects.ts";
import type { BlockFields } from "../shared/values.ts";
import {
  type EntryFields,
  entryFields,
  type ReportOutcomeFields,
  reportOutcomeFields,
  type ReportPnlFields,
  reportPnlFields,
} from "./outcomes.ts";

export const HOOKS = ["start", "main", "report", "adjust", "startDryRun", "mainDryRun"] as const;
export type Hook = typeof HOOKS[number];

export interface Behaviour {
  readonly probe?: true;
  readonly keepControl?: string;
  readonly controlBlock?: BlockFields;
  readonly recordStartMutation?: MutationScript;
  readonly throws?: string;
  readonly rejects?: readonly RejectFields[];
  readonly mutations?: readonly MutationScript[];
  readonly lockPrices?: readonly string[];
  readonly accountAdjustments?: readonly EntryFields[];
  readonly accountBlocks?: readonly BlockFields[];
  readonly accountPnls?: readonly ReportPnlFields[];
  readonly reportAdjustments?: readonly ReportOutcomeFields[];
}

interface Finalizer {
  readonly block?: BlockFields;
  readonly throws?: string;
}

export interface MutationScript {
  readonly id: string;
  readonly commit: Finalizer;
  readonly rollback: Finalizer;
}

const mutationScript: Read<MutationScript> = object((input) => ({
  id: input.get("id", text),
  commit: finalizer(input, "commit"),
  rollback: finalizer(input, "rollback"),
}));

function finalizer(input: Input, kind: "commit" | "rollback"): Finalizer {
  const block = input.maybe(`${kind}Blocks`, blockFields);
  const throws = input.maybe(`${kind}Throws`, text);
  return { ...(block && { block }), ...(throws !== undefined && { throws }) };
}

/** Each hook knows only the contributions that it can make. */
const CONTRIBUTIONS: Readonly<Record<Hook, (input: Input) => Behaviour>> = {
  start: startContribution,
  startDryRun: startContribution,
  main: mainContribution,
  mainDryRun: mainContribution,
  adjust: (input) => ({
    ...input.field("rejects", listOf(rejectFields)),
    ...input.field("mutations", listOf(mutationScript)),
    ...input.field("accountAdjustments", listOf(entryFields)),
    ...input.field("accountBlocks", listOf(blockFields)),
  }),
  report: (input) => {
    const reportAdjustments = input.maybe("accountAdjustments", listOf(reportOutcomeFields));
    return {
      ...input.field("accountBlocks", listOf(blockFields)),
      ...input.field("accountPnls", listOf(reportPnlFields)),
      ...(reportAdjustments && { reportAdjustments }),
    };
  },
};

function startContribution(input: Input): Behaviour {
  return {
    ...input.field("recordStartMutation", mutationScript),
    ...input.field("rejects", listOf(rejectFields)),
  };
}

function mainContribution(input: Input): Behaviour {
  return {
    ...input.field("recordStartMutation", mutationScript),
    ...input.field("rejects", listOf(rejectFields)),
    ...input.field("mutations", listOf(mutationScript)),
    ...input.field("lockPrices", listOf(text)),
    ...input.field("accountAdjustments", listOf(entryFields)),
  };
}

export function behaviour(hook: Hook): Read<Behaviour> {
  return object((input) => ({
    ...input.field("probe", present),
    ...input.field("keepControl", text),
    ...input.field("controlBlock", blockFields),
    ...input.field("throws", text),
    ...CONTRIBUTIONS[hook](input),
  }));
}
