/** The scripted custom policy of these vectors: it answers adjustments only. */
import type { Loose } from "../shared/api.ts";
import {
  type Input,
  integer,
  listOf,
  object,
  oneOf,
  type Read,
  tableOf,
  text,
} from "../shared/input.ts";
import { HALT_KINDS } from "../shared/records.ts";
import { blockFields, type RejectFields, rejectFields, rejectLiteral } from "../shared/rejects.ts";
import type { BlockFields } from "../shared/values.ts";
import type { World } from "./world.ts";

interface Answer {
  readonly rejects?: readonly RejectFields[];
  /** Labels; each one registers a commit and a rollback. */
  readonly mutations?: readonly string[];
  readonly outcomes?: readonly Loose[];
  readonly blocks?: readonly BlockFields[];
  readonly controlBlock?: BlockFields;
}

const figures: Read<Loose> = object((input) => ({
  delta: input.get("delta", text),
  absolute: input.get("absolute", text),
}));

function pnlReader(world: World): Read<Loose> {
  const halted = object((input) => world.values.halt(input.get("halt", oneOf(...HALT_KINDS))));
  return (value, where) =>
    typeof value === "object" && value !== null && "halt" in value
      ? { haltReason: halted(value, where) }
      : { pnl: figures(value, where) };
}

function entryReader(world: World): Read<Loose> {
  return object((input) => ({
    asset: input.get("asset", text),
    ...input.field("balance", figures),
    ...input.field("held", figures),
    ...input.field("incoming", figures),
    ...input.field("realizedPnl", pnlReader(world)),
    ...input.field("averageEntryPrice", text),
  }));
}

function answerReader(world: World): Read<Answer> {
  return object((input) => ({
    ...input.field("rejects", listOf(rejectFields)),
    ...input.field("mutations", listOf(text)),
    ...input.field("outcomes", listOf(entryReader(world))),
    ...input.field("blocks", listOf(blockFields)),
    ...input.field("controlBlock", blockFields),
  }));
}

/** Reads a policy whose kind has been read already; gives what makes the policy object. */
export function scriptReader(world: World, input: Input): () => Loose {
  const name = input.get("name", text);
  const group = input.maybe("groupId", integer);
  const answers = input.maybe("onAdjustment", tableOf(answerReader(world))) ?? new Map();
  return () => {
    world.log = [];
    let calls = 0;
    return {
      name,
      ...(group !== undefined && { policyGroupId: group }),
      checkPreTradeStart: () => [],
      performPreTradeCheck: () => ({}),
      applyExecutionReport: () => undefined,
      applyAccountAdjustment: (ctx: Loose, account: Loose) => {
        const index = calls++;
        const member = ctx.accountGroup === undefined ? "none" : ctx.accountGroup.value;
        world.log?.push(`call:${name}#${index}:account=${account.value}:group=${member}`);
        return respond(world, ctx, answers.get(String(index)) ?? {});
      },
    };
  };
}

function respond(world: World, ctx: Loose, answer: Answer): unknown {
  const { rejects, mutations, outcomes, blocks, controlBlock } = answer;
  if (controlBlock !== undefined) ctx.accountControl.block(world.values.block(controlBlock));
  return {
    ...(rejects && { rejects: rejects.map(rejectLiteral) }),
    ...(mutations && { mutations: mutations.map((label) => mutation(world, label)) }),
    ...(outcomes && { accountAdjustments: outcomes }),
    ...(blocks && { accountBlocks: blocks.map((fields) => world.values.block(fields)) }),
  };
}

function mutation(world: World, label: string): Loose {
  return {
    commit: () => void world.log?.push(`commit:${label}`),
    rollback: () => void world.log?.push(`rollback:${label}`),
  };
}
