/** Drop copies (engine.md 7). */
import type { RejectRecord } from "../records.ts";
import { callbackError } from "./errors.ts";
import { HoldingModel } from "./handles.ts";
import type { Executed } from "./pre_trade.ts";
import { mainStage, startStage } from "./stages.ts";
import type { EngineState } from "./state.ts";
import { Transaction } from "./transaction.ts";

const FATAL_CODES: readonly string[] = [
  ...["MissingRequiredField", "UnknownInstrument", "UnknownAccount", "UnknownVenue"],
  ...["UnknownClearingAccount", "UnknownCollateralAsset", "RiskConfigurationMissing"],
  ...["ReferenceDataUnavailable", "OrderValueCalculationFailed", "SystemUnavailable"],
  ...["MarkPriceUnavailable", "ArithmeticOverflow"],
];

export function dropCopy(state: EngineState, account: number | undefined): Executed {
  if (account === undefined) return { rejects: [UNREADABLE] };
  const run = new Transaction(state, "dropCopy", account);
  startStage(run);
  if (hasFatal(run.rejects)) return concludeFatal(run);
  mainStage(run);
  if (hasFatal(run.rejects)) return concludeFatal(run);

  const noted = run.noted ?? [];
  run.noted = undefined;
  for (const block of noted) state.blocks.recordAccount(account, block);
  const wasBlocked = state.blocks.find(account, state.registry.groupOf(account)) !== undefined;
  return { rejects: [], holding: new HoldingModel(run, noted[0], wasBlocked) };
}

/** What was noted is forgotten; a rollback that blocks does so at once. */
function concludeFatal(run: Transaction): Executed {
  run.noted = undefined;
  const failure = run.state.finalize([...run.startMutations, ...run.mutations], "rollback");
  run.failure ??= failure;
  run.isOver = true;
  if (run.failure !== undefined) throw callbackError(run.failure);
  return { rejects: run.rejects.filter(({ code }) => FATAL_CODES.includes(code)) };
}

function hasFatal(rejects: readonly RejectRecord[]): boolean {
  return rejects.some(({ code }) => FATAL_CODES.includes(code));
}

const UNREADABLE: RejectRecord = {
  policy: "Engine",
  scope: "order",
  code: "MissingRequiredField",
  reason: "drop-copy requires a readable account ID",
  details: "the account ID routes the drop-copy pipeline and its account control",
  userData: "0",
};
