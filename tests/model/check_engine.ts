/** What must hold of the real engine after every step, whatever the model says. */
import type { ModelSide } from "./model_side.ts";
import type { Holding, RealSide } from "./real/side.ts";
import { showReject } from "./real/values.ts";
import { firstDifference } from "./compare.ts";
import { ACCOUNTS, type Command } from "./script.ts";
import { byAge } from "./side.ts";
import { beginStep } from "./stagehand.ts";

/** How often each mutation was finalized, and which holding it waits for. */
export class Ledger {
  readonly finalized: Map<string, number> = new Map();
  readonly waiting: Map<unknown, readonly string[]> = new Map();
}

export interface Checked {
  readonly command: Command;
  readonly model: ModelSide;
  readonly real: RealSide;
  readonly ledger: Ledger;
}

/** What is broken; undefined if all is well. */
export function checkEngine(checked: Checked): string | undefined {
  return checkMutations(checked) ?? checkHandles(checked) ??
    (checked.real.isReleased
      ? undefined
      : checkBlocks(checked.real) ?? checkObserver(checked.real));
}

/** Each mutation is finalized exactly once, when its holding or its call ends; one of a dry run never. */
function checkMutations({ command, real, ledger }: Checked): string | undefined {
  const { made, trace } = real.hand;
  for (const event of trace) {
    const [, id] = /^(?:commit|rollback) (.*)$/.exec(event) ?? [];
    if (id !== undefined) ledger.finalized.set(id, (ledger.finalized.get(id) ?? 0) + 1);
  }
  const count = (id: string): number => ledger.finalized.get(id) ?? 0;
  const wrong = (ids: readonly string[], wanted: number): string | undefined => {
    const id = ids.find((each) => count(each) !== wanted);
    return id && `mutation "${id}" was finalized ${count(id)} times in place of ${wanted}`;
  };
  const newest = real.holdings.at(-1);
  if (newest !== undefined && !ledger.waiting.has(newest)) {
    ledger.waiting.set(newest, [...made]);
    return wrong(made, 0);
  }
  if (command.op === "startDryRun" || command.op === "executeDryRun") return wrong(made, 0);
  if (command.op === "commit" || command.op === "rollback" || command.op === "dispose") {
    return wrong(ledger.waiting.get(byAge(real.holdings, command.pick)) ?? [], 1);
  }
  return wrong(made, 1);
}

/** What the model holds open can be read, all of it; of what it has closed nothing can. */
function checkHandles({ model, real }: Checked): string | undefined {
  if (model.holdings.length !== real.holdings.length) return "a handle is lost";
  for (let age = 0; age < HANDLES_CHECKED && age < model.holdings.length; age++) {
    const { isOpen } = byAge(model.holdings, age)!;
    const wrong = readings(byAge(real.holdings, age)!).find((read) => succeeds(read) !== isOpen);
    if (wrong === undefined) continue;
    return `the handle of age ${age} ${isOpen ? "is lost" : "is still open"}: ${wrong}`;
  }
  return undefined;
}

const HANDLES_CHECKED = 8;

function readings(holding: Holding): (() => unknown)[] {
  return [
    () => holding.lock(),
    () => holding.accountAdjustments(),
    () => holding.accountBlock(),
    ...("isAccountBlocked" in holding ? [() => holding.isAccountBlocked()] : []),
  ];
}

function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

/** Each failure of the observer is counted, and nothing else is. */
function checkObserver({ engine, observerFailures }: RealSide): string | undefined {
  const counted = engine.observerFailures;
  if (counted === observerFailures) return undefined;
  return `${counted} failures of the observer were counted in place of ${observerFailures}`;
}

/** Listing, lookup and the verdict on an order agree; each slot has one cause. */
function checkBlocks({ engine, hand }: RealSide): string | undefined {
  const accounts = engine.accounts();
  const listed = [...accounts.blocks()];
  const owners = listed.map(({ slot, accountId, accountGroupId }) =>
    `${slot} ${accountId ?? accountGroupId ?? ""}`
  );
  if (new Set(owners).size !== owners.length) return `a slot is listed twice: ${owners}`;
  beginStep(hand, "check", []);
  for (const account of ACCOUNTS) {
    const group = accounts.groupOf(account)?.value;
    const met = listed.find(({ accountId }) => accountId?.value === BigInt(account)) ??
      listed.find(({ accountGroupId }) => group !== undefined && accountGroupId?.value === group) ??
      listed.find(({ slot }) => slot === "engine");
    const found = accounts.blockOf(account);
    if (met?.slot !== found?.slot || met?.block.reason !== found?.block.reason) {
      return `blockOf(${account}) and blocks() disagree`;
    }
    if (found === undefined) continue;
    const report = engine.startPreTradeDryRun({ operation: { accountId: account } });
    const { policy, code, reason, details, userData } = found.block;
    const wanted = { policy, code, scope: "account", reason, details, userData: `${userData}` };
    if (firstDifference([wanted], report.rejects.map(showReject)) !== undefined) {
      return `blockOf(${account}) and the verdict on an order disagree`;
    }
  }
  return hand.trace.length > 0 ? "a hook ran for a blocked account" : undefined;
}
