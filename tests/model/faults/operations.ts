/** Every call that asks hooks, and what runs when the one of the policy in the middle fails. */
import type { PolicyCallbackError } from "../../../mod.ts";
import { type AccountAdjustmentBatchResult, PostTradeResult } from "../../../src/pretrade/mod.ts";
import { showBatch } from "../real/values.ts";
import {
  BAD_ADJUST,
  BAD_MAIN,
  BAD_REPORT,
  BAD_RETIRE,
  BAD_START,
  type BadAnswer,
} from "./answers.ts";
import { type HookName, ORDER, type Scene } from "./scene.ts";

export interface Operation {
  readonly name: string;
  readonly hook: HookName;
  readonly answers: readonly BadAnswer[];
  /** Gets ready, and gives the call. */
  readonly prepare: (scene: Scene) => () => unknown;
  /** The hooks that run. */
  readonly ran: readonly string[];
  /** What is undone; `faulty` only if it had given a mutation. */
  readonly undone: readonly string[];
  /** What the error's `result` shows. */
  readonly result?: (error: PolicyCallbackError) => unknown;
  readonly expectedResult?: unknown;
  readonly hasDryRunHooks?: true;
}

const START = ["before.start", "faulty.start", "after.start"];
const MAIN = ["before.main", "faulty.main", "after.main"];
const MAIN_UNDONE = ["rollback after", "rollback faulty", "rollback before"];
const START_UNDONE = ["rollback after start", "rollback before start"];

const start = { hook: "checkPreTradeStart", answers: BAD_START, ran: START, undone: [] } as const;
const main = {
  hook: "performPreTradeCheck",
  answers: BAD_MAIN,
  ran: [...START, ...MAIN],
} as const;
const dryStart = {
  hook: "checkPreTradeStartDryRun",
  answers: BAD_START,
  ran: START,
  undone: [],
  hasDryRunHooks: true,
} as const;

export const OPERATIONS: readonly Operation[] = [
  {
    ...start,
    name: "startPreTrade()",
    prepare: ({ engine }) => () => engine.startPreTrade(ORDER),
  },
  {
    ...start,
    name: "executePreTrade(), start stage",
    prepare: ({ engine }) => () => engine.executePreTrade(ORDER),
  },
  {
    ...start,
    name: "startPreTradeDryRun()",
    prepare: ({ engine }) => () => engine.startPreTradeDryRun(ORDER),
  },
  {
    ...start,
    name: "executePreTradeDryRun(), start stage",
    prepare: ({ engine }) => () => engine.executePreTradeDryRun(ORDER),
  },
  {
    ...dryStart,
    name: "startPreTradeDryRun(), own hook",
    prepare: ({ engine }) => () => engine.startPreTradeDryRun(ORDER),
  },
  {
    ...start,
    name: "applyDropCopy(), start stage",
    prepare: ({ engine }) => () => engine.applyDropCopy(ORDER),
    undone: START_UNDONE,
  },
  {
    ...main,
    name: "executePreTrade(), main stage",
    prepare: ({ engine }) => () => engine.executePreTrade(ORDER),
    undone: MAIN_UNDONE,
  },
  {
    ...main,
    name: "execute()",
    prepare: ({ engine, log }) => {
      const { request } = engine.startPreTrade(ORDER);
      log.length = 0;
      return () => request?.execute();
    },
    ran: MAIN,
    undone: MAIN_UNDONE,
  },
  {
    ...main,
    name: "executePreTradeDryRun(), main stage",
    prepare: ({ engine }) => () => engine.executePreTradeDryRun(ORDER),
    undone: [],
  },
  {
    ...main,
    name: "executePreTradeDryRun(), own hook of the main stage",
    hook: "performPreTradeCheckDryRun",
    hasDryRunHooks: true,
    prepare: ({ engine }) => () => engine.executePreTradeDryRun(ORDER),
    undone: [],
  },
  {
    ...main,
    name: "applyDropCopy(), main stage",
    prepare: ({ engine }) => () => engine.applyDropCopy(ORDER),
    undone: [...MAIN_UNDONE, ...START_UNDONE],
  },
  {
    name: "applyExecutionReport()",
    hook: "applyExecutionReport",
    answers: BAD_REPORT,
    prepare: ({ engine }) => () =>
      engine.applyExecutionReport({ operation: { ...ORDER.operation }, financialImpact: {} }),
    ran: ["before.report", "faulty.report", "after.report"],
    undone: [],
    // What the others gave is there.
    result: ({ result }) => result instanceof PostTradeResult && countsOf(result),
    expectedResult: { accountBlocks: 0, accountPnls: 0, accountAdjustments: 2 },
  },
  {
    name: "applyAccountAdjustment()",
    hook: "applyAccountAdjustment",
    answers: BAD_ADJUST,
    prepare: ({ engine }) => () => engine.applyAccountAdjustment(1, [{}, {}]),
    // The batch ends with the one that fails.
    ran: ["before.adjust", "faulty.adjust"],
    undone: ["rollback faulty", "rollback before"],
    result: ({ result }) => showBatch(result as AccountAdjustmentBatchResult),
    expectedResult: {
      ok: false,
      failedIndex: 0,
      rejects: [{
        policy: "faulty",
        code: "SystemUnavailable",
        scope: "order",
        reason: "javascript policy callback failed",
        details: "javascript policy callback raised an exception",
        userData: "0",
      }],
      outcomes: [],
      accountBlocks: [],
    },
  },
];

// One that has nothing reserved, which would be a refusal of its own.
const OTHER_ACCOUNT = 2;

/** Not a call of the others' kind: its error is another one. */
export const RETIREMENT: Operation = {
  name: "retireAccount()",
  hook: "retireAccount",
  answers: BAD_RETIRE,
  prepare: ({ engine }) => () => engine.retireAccount(OTHER_ACCOUNT),
  ran: ["before.retire", "faulty.retire", "after.retire"],
  undone: MAIN_UNDONE,
};

function countsOf(result: PostTradeResult): object {
  const { accountBlocks, accountPnls, accountAdjustments } = result;
  return {
    accountBlocks: accountBlocks.length,
    accountPnls: accountPnls.length,
    accountAdjustments: accountAdjustments.length,
  };
}
