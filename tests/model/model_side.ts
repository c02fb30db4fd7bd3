/** Runs commands on the model. */
import { EngineModel, type HoldingModel, type RequestModel } from "./engine_model.ts";
import { ModelError } from "./naive/errors.ts";
import type { Adjusted } from "./naive/post_trade.ts";
import type { Executed } from "./naive/pre_trade.ts";
import type { RejectRecord } from "./records.ts";
import { inOrder, UNWORDED } from "./records.ts";
import { ACCOUNTS, type Command, type PolicyPlan, type Script } from "./script.ts";
import { ScriptedPolicy } from "./scripted_policy.ts";
import { byAge, commandBlock, type Side, type Stagehand } from "./side.ts";
import { newStagehand } from "./stagehand.ts";

export class ModelSide implements Side {
  readonly hand: Stagehand;
  readonly engine: EngineModel;
  readonly requests: RequestModel[] = [];
  readonly holdings: HoldingModel[] = [];
  readonly #plans: readonly PolicyPlan[];
  readonly #isObserved: boolean;

  constructor({ policies: plans, observer }: Pick<Script, "policies" | "observer">) {
    this.hand = newStagehand(() => this.engine.state.refuseReentry());
    this.#plans = plans;
    this.#isObserved = observer !== "none";
    this.engine = new EngineModel(
      plans.map((plan, index) => new ScriptedPolicy(plan, index, this.hand)),
    );
  }

  run(command: Command): unknown {
    switch (command.op) {
      case "start": {
        const { rejects, request } = this.engine.start(command.account ?? undefined);
        if (request !== undefined) this.requests.push(request);
        return verdict(rejects);
      }
      case "executePreTrade":
        return this.#keep(this.engine.executePreTrade(command.account ?? undefined));
      case "execute":
        return this.#keep(this.engine.execute(byAge(this.requests, command.pick)!));
      case "dropCopy":
        return this.#keep(this.engine.dropCopy(command.account ?? undefined));
      case "startDryRun":
      case "executeDryRun": {
        const hasMainStage = command.op === "executeDryRun";
        const { rejects, ...rest } = this.engine.dryRun(command.account ?? undefined, hasMainStage);
        return { isPass: rejects.length === 0, rejects, ...rest };
      }
      case "disposeRequest":
        return byAge(this.requests, command.pick)!.dispose();
      case "commit":
      case "rollback":
      case "dispose":
        return byAge(this.holdings, command.pick)![command.op]();
      case "read":
        return holding(byAge(this.holdings, command.pick)!);
      case "report":
        return this.engine.report(command.account ?? undefined);
      case "adjust":
        return batch(this.engine.adjust(command.account, command.items));
      case "retire":
        return this.engine.retire(command.account);
      case "useControl":
        return byAge(this.hand.controls, command.pick)!(commandBlock(this.hand.step));
      case "badOrder":
        this.engine.state.enter();
        throw new ModelError("TypeError", UNWORDED);
      default:
        return administer(this.engine, command, this.hand.step, this.#plans[0]!.name);
    }
  }

  showError(error: unknown): Readonly<Record<string, unknown>> {
    // Anything else is a mistake of the model itself.
    if (!(error instanceof ModelError)) throw error;
    const { result, ...fields } = error.fields;
    const shown = result !== undefined && "failedIndex" in (result as object)
      ? batch(result as Adjusted)
      : result;
    return {
      name: error.name,
      message: error.message,
      ...fields,
      ...(shown === undefined ? {} : { result: shown }),
    };
  }

  observe(): unknown {
    const { state } = this.engine;
    if (state.isReleased) return "released";
    return {
      blocks: inOrder(state.blocks.list()),
      accounts: ACCOUNTS.map((account) => ({
        block: this.engine.blockOf(account),
        group: state.registry.groupOf(account),
        currency: state.registry.currencyOf(account),
      })),
      policies: this.#plans.map(({ name, group, optional }) => ({
        name,
        policyGroupId: group,
        isBuiltin: false,
        stages: [
          ...["start", "main"],
          ...(optional.includes("report") ? ["report"] : []),
          ...(optional.includes("adjust") ? ["adjustment"] : []),
          ...(optional.includes("retire") ? ["retirement"] : []),
        ],
      })),
    };
  }

  takeTold(): unknown[] {
    const told = this.engine.state.told.records.splice(0);
    return this.#isObserved ? told : [];
  }

  #keep({ rejects, holding: kept }: Executed): unknown {
    if (kept === undefined) return verdict(rejects);
    this.holdings.push(kept);
    return { ...verdict(rejects), ...holding(kept) };
  }
}

type AdminCommand = Exclude<
  Command,
  { op: "read" | "report" | "adjust" | "retire" | "useControl" | "badOrder" } | {
    pick: number;
  } | { acts: unknown }
>;

function administer(engine: EngineModel, command: AdminCommand, step: string, name: string): void {
  switch (command.op) {
    case "block":
    case "replaceBlockReason":
      return engine[command.op](command.account, step);
    case "blockWithCause":
      return engine.blockWithCause(command.account, commandBlock(step));
    case "blockGroup":
    case "replaceGroupBlockReason":
      return engine[command.op](command.group, step);
    case "unblock":
    case "clearCurrency":
      return engine[command.op](command.account);
    case "unblockGroup":
    case "clearGroupCurrency":
      return engine[command.op](command.group);
    case "unblockAll":
    case "release":
      return engine[command.op]();
    case "registerGroup":
    case "unregisterGroup":
      return engine[command.op](command.accounts, command.group);
    case "setCurrency":
      return engine.setCurrency(command.account, command.asset);
    case "setGroupCurrency":
      return engine.setGroupCurrency(command.group, command.asset);
    case "configure":
      return engine.configure(name);
  }
}

function verdict(rejects: readonly RejectRecord[]): object {
  return { ok: rejects.length === 0, rejects };
}

function holding(held: HoldingModel): object {
  held.requireOpen();
  return {
    lock: held.lock(),
    accountAdjustments: held.accountAdjustments(),
    accountBlock: held.firstBlock,
    isAccountBlocked: held.run.kind === "dropCopy" ? held.wasBlocked : undefined,
  };
}

function batch(result: Adjusted): object {
  return { ok: result.failedIndex === undefined, ...result };
}
