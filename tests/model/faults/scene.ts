/**
 * An engine of three policies: `before` and `after` do their work well, `faulty` in the middle does whatever a test arms it with. All
 * that policies do is noted.
 */
import { Engine, type Observer } from "../../../mod.ts";
import {
  AccountAdjustmentOutcome,
  AccountOutcomeEntry,
  OutcomeAmount,
} from "../../../src/accountadjustment.ts";
import type { Context, Policy, Reservation } from "../../../src/pretrade/mod.ts";
import { orderDraft } from "../../../src/testing/mod.ts";
import { Mutation } from "../../../src/tx.ts";
import { observe } from "../real/observe.ts";

const HOOKS = [
  "checkPreTradeStart",
  "performPreTradeCheck",
  "checkPreTradeStartDryRun",
  "performPreTradeCheckDryRun",
  "applyExecutionReport",
  "applyAccountAdjustment",
  "retireAccount",
] as const;
export type HookName = typeof HOOKS[number];

/** How hooks stand in the log. */
const SHORT: Readonly<Record<HookName, string>> = {
  checkPreTradeStart: "start",
  performPreTradeCheck: "main",
  checkPreTradeStartDryRun: "start",
  performPreTradeCheckDryRun: "main",
  applyExecutionReport: "report",
  applyAccountAdjustment: "adjust",
  retireAccount: "retire",
};

export interface Scene {
  readonly engine: Engine;
  /** What ran, in order. */
  readonly log: string[];
  /** What the faulty policy does in the named hook, with its context; disarmed if undefined. */
  armed: { readonly hook: HookName; readonly answer: (ctx: Context) => unknown } | undefined;
  /** What each policy had reserved when it was last asked. */
  readonly reserved: Map<string, string>;
}

export interface SceneOptions {
  /** Whether the faulty policy has hooks of its own for dry runs. */
  readonly hasDryRunHooks?: boolean;
  /** Whoever watches. */
  readonly observer?: Observer;
}

export function newScene({ hasDryRunHooks = false, observer }: SceneOptions = {}): Scene {
  const scene = { log: [], armed: undefined, reserved: new Map() } as unknown as Scene;
  const settings = observer === undefined ? Engine.builder() : Engine.builder().observer(observer);
  const engine = settings
    .preTrade(sibling(scene, "before"))
    .preTrade(faulty(scene, hasDryRunHooks))
    .preTrade(sibling(scene, "after"))
    .build();
  engine.accounts().registerGroup([1], 7);
  engine.accounts().setCurrency(1, "EUR");
  return Object.assign(scene, { engine });
}

/** A mutation that notes which half of it runs. */
export function noted(log: string[], name: string): Mutation {
  return new Mutation(
    () => void log.push(`commit ${name}`),
    () => void log.push(`rollback ${name}`),
  );
}

function faulty(scene: Scene, hasDryRunHooks: boolean): Policy {
  const policy: Record<string, unknown> = { name: "faulty" };
  for (const hook of HOOKS) {
    if (hook.endsWith("DryRun") && !hasDryRunHooks) continue;
    policy[hook] = (ctx: Context) => {
      note(scene, "faulty", hook, ctx);
      return scene.armed?.hook === hook ? scene.armed.answer(ctx) : undefined;
    };
  }
  return policy as unknown as Policy;
}

/** Contributes at every stage all that the stage has room for. */
function sibling(scene: Scene, name: string): Policy {
  const mutations = () => [noted(scene.log, name), reserve()];
  const entry = { asset: "USD", balance: { delta: 1, absolute: 2 } };
  return {
    name,
    checkPreTradeStart(ctx) {
      note(scene, name, "checkPreTradeStart", ctx);
      if (ctx.isDropCopy) ctx.recordDropCopyStartMutation(noted(scene.log, `${name} start`));
      return [];
    },
    performPreTradeCheck(ctx) {
      note(scene, name, "performPreTradeCheck", ctx);
      return { mutations: mutations(), lockPrices: [1], accountAdjustments: [entry] };
    },
    applyExecutionReport() {
      scene.log.push(`${name}.report`);
      const outcome = new AccountOutcomeEntry("USD", new OutcomeAmount(1, 2));
      return { accountAdjustments: [new AccountAdjustmentOutcome(0, outcome)] };
    },
    applyAccountAdjustment() {
      scene.log.push(`${name}.adjust`);
      return { mutations: mutations(), accountAdjustments: [entry] };
    },
    retireAccount() {
      scene.log.push(`${name}.retire`);
      return { mutations: mutations() };
    },
  };
}

const NOTIONAL = { accountId: 1, settlementAsset: "USD" };

/** Something that the engine itself has to take back. */
export function reserve(): Mutation {
  return Mutation.reserveNotional({ ...NOTIONAL, amount: 5 });
}

/** More than anyone has reserved. */
export function releaseAll(): Mutation {
  return Mutation.releaseNotional({ ...NOTIONAL, amount: 1_000_000 });
}

function note(scene: Scene, name: string, hook: HookName, ctx: Context): void {
  scene.log.push(`${name}.${SHORT[hook]}`);
  if (hook === "checkPreTradeStart") scene.reserved.set(name, `${ctx.reservedNotional("USD")}`);
}

export const ORDER: ReturnType<typeof orderDraft> = orderDraft({ accountId: 1 });

/** All that can be seen from outside. */
export function look({ engine }: Scene): unknown {
  return observe(engine);
}

/** An order in which nothing fails goes through, and finds nothing left of what came before. */
export function tryOut(scene: Scene): { readonly ok: boolean; readonly left: string[] } {
  scene.armed = undefined;
  scene.log.length = 0;
  const { ok, reservation } = scene.engine.executePreTrade(ORDER);
  const left = [...scene.reserved].filter(([, amount]) => amount !== "0").map(([name]) => name);
  (reservation as Reservation | undefined)?.rollback();
  return { ok, left };
}

/** What a call throws. */
export function caught(call: () => unknown): { readonly value: unknown } | undefined {
  try {
    call();
    return undefined;
  } catch (value) {
    return { value };
  }
}
