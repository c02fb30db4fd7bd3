/** Runs commands on the real engine. */
import { Engine } from "../../../mod.ts";
import type { DropCopyOperation, Request, Reservation } from "../../../src/pretrade/mod.ts";
import type { Command, Script } from "../script.ts";
import { ScriptedPolicy } from "../scripted_policy.ts";
import { byAge, commandBlock, type Side, type Stagehand } from "../side.ts";
import { newStagehand } from "../stagehand.ts";
import { administer } from "./admin.ts";
import { observe } from "./observe.ts";
import { type Noted, notingObserver } from "./observer.ts";
import { realPolicy } from "./policy.ts";
import { reentrantCalls } from "./reentry.ts";
import { showError } from "./show_error.ts";
import { showBatch, showDryRun, showHolding, showReject, showReport } from "./values.ts";

export type Holding = Reservation | DropCopyOperation;

export class RealSide implements Side {
  readonly hand: Stagehand;
  readonly engine: Engine;
  readonly requests: Request[] = [];
  readonly holdings: Holding[] = [];
  readonly #firstPolicy: string;
  readonly #noted: Noted = { told: [], calls: 0 };
  readonly #isObserverBad: boolean;
  isReleased = false;

  constructor({ policies: plans, observer }: Pick<Script, "policies" | "observer">) {
    this.#isObserverBad = observer === "throws" || observer === "promise";
    this.hand = newStagehand((call) => {
      const calls = reentrancy();
      calls[call % calls.length]!();
    });
    const policies = plans.map((plan, index) =>
      realPolicy(new ScriptedPolicy(plan, index, this.hand))
    );
    const [first, ...others] = policies;
    const builder = Engine.builder().preTrade(first!);
    for (const policy of others) builder.preTrade(policy);
    if (observer !== "none") {
      builder.observer(notingObserver(observer, this.#noted, this.hand.reenter));
    }
    this.engine = builder.build();
    this.#firstPolicy = plans[0]!.name;
    // Handles kept from outside are refused inside a callback too.
    const kept = { accounts: this.engine.accounts(), configurator: this.engine.configure() };
    const reentrancy = () => reentrantCalls(this, kept);
  }

  run(command: Command): unknown {
    switch (command.op) {
      case "start": {
        const result = this.engine.startPreTrade(order(command.account));
        if (result.request !== undefined) this.requests.push(result.request);
        return { ok: result.ok, rejects: result.rejects.map(showReject) };
      }
      case "executePreTrade":
        return this.#keep(this.engine.executePreTrade(order(command.account)));
      case "execute":
        return this.#keep(byAge(this.requests, command.pick)!.execute());
      case "dropCopy": {
        const { ok, rejects, operation } = this.engine.applyDropCopy(order(command.account));
        return this.#keep({ ok, rejects, reservation: operation });
      }
      case "startDryRun":
        return showDryRun(this.engine.startPreTradeDryRun(order(command.account)));
      case "executeDryRun":
        return showDryRun(this.engine.executePreTradeDryRun(order(command.account)));
      case "disposeRequest":
        return byAge(this.requests, command.pick)![Symbol.dispose]();
      case "commit":
      case "rollback":
        return byAge(this.holdings, command.pick)![command.op]();
      case "dispose":
        return byAge(this.holdings, command.pick)!.free();
      case "read":
        return showHolding(byAge(this.holdings, command.pick)!);
      case "report":
        return showReport(this.engine.applyExecutionReport(executionReport(command.account)));
      case "adjust": {
        const items = Array.from({ length: command.items }, () => ADJUSTMENT);
        return showBatch(this.engine.applyAccountAdjustment(command.account, items));
      }
      case "retire":
        return this.engine.retireAccount(command.account);
      case "useControl":
        return byAge(this.hand.controls, command.pick)!(commandBlock(this.hand.step));
      case "badOrder":
        return this.engine.startPreTrade({ operation: 5 } as never);
      case "release":
        this.isReleased = true;
        return this.engine.free();
      default:
        return administer(this.engine, command, this.hand.step, this.#firstPolicy);
    }
  }

  showError(error: unknown): Readonly<Record<string, unknown>> {
    return showError(error);
  }

  observe(): unknown {
    return this.isReleased ? "released" : observe(this.engine);
  }

  takeTold(): unknown[] {
    return this.#noted.told.splice(0);
  }

  /** How often the observer must have failed so far. */
  get observerFailures(): number {
    return this.#isObserverBad ? this.#noted.calls : 0;
  }

  #keep(result: {
    readonly ok: boolean;
    readonly rejects: Parameters<typeof showReject>[0][];
    readonly reservation: Holding | undefined;
  }): unknown {
    const { ok, rejects, reservation } = result;
    const shown = { ok, rejects: rejects.map(showReject) };
    if (reservation === undefined) return shown;
    this.holdings.push(reservation);
    return { ...shown, ...showHolding(reservation) };
  }
}

function operation(account: number | null) {
  return {
    underlyingAsset: "AAPL",
    settlementAsset: "USD",
    side: "BUY" as const,
    ...(account === null ? {} : { accountId: account }),
  };
}

function order(account: number | null) {
  return { operation: { ...operation(account), tradeAmount: { quantity: "10" }, price: "100" } };
}

function executionReport(account: number | null) {
  return { operation: operation(account), financialImpact: { pnl: "0", fee: "0" } };
}

const ADJUSTMENT = { operation: { asset: "USD" }, amount: { balance: { absolute: "5" } } };
