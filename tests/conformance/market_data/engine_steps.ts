/** Steps on the engine of a market-data scenario. */
import type { Loose } from "../shared/api.ts";
import { bigText, type Input, integer, listOf, oneOf, text } from "../shared/input.ts";
import * as records from "../shared/records.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { answer, done } from "./answers.ts";
import { adjustmentReader, orderReader, reportReader } from "./models.ts";
import { policyReader } from "./policies.ts";
import type { World } from "./world.ts";

export function engineSteps(world: World): Map<string, ReadCall> {
  return new Map<string, ReadCall>([
    ["engine.create", (input) => create(world, input)],
    ["engine.registerGroup", (input) => membership(world, input, "registerGroup")],
    ["engine.unregisterGroup", (input) => membership(world, input, "unregisterGroup")],
    ["engine.setCurrency", (input) => {
      const account = world.values.account(input.get("account", bigText));
      const asset = input.get("asset", text);
      return done(world.api, () => world.engine.accounts().setCurrency(account, asset));
    }],
    ["engine.adjust", (input) => adjust(world, input)],
    ["engine.preTrade", (input) => preTrade(world, input)],
    ["engine.dropCopy", (input) => dropCopy(world, input)],
    ["engine.report", (input) => report(world, input)],
  ]);
}

const SYNC_METHODS = { none: "noSync", full: "fullSync", account: "accountSync" } as const;

/** A later engine replaces an earlier one; services live on. */
function create(world: World, input: Input): Call {
  const policies = input.get("policies", listOf(policyReader(world)));
  const sync = input.maybe("sync", oneOf("none", "full", "account"));
  return done(world.api, () => {
    world.log = undefined;
    let builder = world.builder();
    if (sync !== undefined) builder = builder[SYNC_METHODS[sync]]();
    for (const register of policies) builder = register(builder);
    world.engine = builder.build();
  });
}

function membership(
  world: World,
  input: Input,
  method: "registerGroup" | "unregisterGroup",
): Call {
  const accounts = world.values.accounts(input.get("accounts", listOf(bigText)));
  const group = world.values.group(input.get("group", integer));
  return done(world.api, () => world.engine.accounts()[method](accounts, group));
}

const finishReader = oneOf("commit", "rollback");

function adjust(world: World, input: Input): Call {
  const account = world.values.account(input.get("account", bigText));
  const adjustments = input.get("adjustments", listOf(adjustmentReader(world)));
  return () =>
    answer(world.api, () => {
      if (world.log !== undefined) world.log = [];
      const result = world.engine.applyAccountAdjustment(account, adjustments);
      return {
        ok: result.ok,
        failedIndex: result.failedIndex === undefined ? null : result.failedIndex,
        rejects: records.rejects(result.rejects),
        outcomes: outcomes(result.outcomes),
        accountBlocks: records.blocks(result.accountBlocks),
        log: world.log,
      };
    });
}

function preTrade(world: World, input: Input): Call {
  const order = input.get("order", orderReader(world));
  const finish = input.get("finish", finishReader);
  return () =>
    answer(world.api, () => {
      const { ok, reservation, rejects } = world.engine.executePreTrade(order);
      const found = { ...verdict(ok, rejects, reservation), ...(reservation && held(reservation)) };
      reservation?.[finish]();
      return found;
    });
}

function dropCopy(world: World, input: Input): Call {
  const order = input.get("order", orderReader(world));
  const finish = input.get("finish", finishReader);
  return () =>
    answer(world.api, () => {
      const { ok, operation, rejects } = world.engine.applyDropCopy(order);
      const found = {
        ...verdict(ok, rejects, operation),
        ...(operation && {
          ...held(operation),
          accountBlock: records.blockOrNull(operation.accountBlock()),
          isAccountBlocked: operation.isAccountBlocked(),
        }),
      };
      operation?.[finish]();
      return found;
    });
}

/** Rejects are recorded only where there are any. */
function verdict(ok: boolean, rejects: Loose, handle: Loose): Record<string, unknown> {
  const listed = records.rejects(rejects);
  return {
    ok,
    rejects: ok ? records.ifAny(listed) : listed,
    handle: records.handleMismatch(ok, handle),
  };
}

function held(handle: Loose): Record<string, unknown> {
  return {
    lock: records.lockEntries(handle.lock()),
    accountAdjustments: outcomes(handle.accountAdjustments()),
  };
}

function report(world: World, input: Input): Call {
  const given = input.get("report", reportReader(world));
  return () =>
    answer(world.api, () => {
      const result = world.engine.applyExecutionReport(given);
      return {
        accountBlocks: records.blocks(result.accountBlocks),
        accountPnls: result.accountPnls.map(accountPnl),
        accountAdjustments: outcomes(result.accountAdjustments),
      };
    });
}

function accountPnl(outcome: Loose): unknown {
  return {
    policyGroupId: outcome.policyGroupId,
    account: String(outcome.accountId.value),
    pnl: records.amount(outcome.pnl),
    halt: outcome.haltReason?.kind,
  };
}

function outcomes(list: Loose): unknown {
  return list.map((outcome: Loose) => ({
    policyGroupId: outcome.policyGroupId,
    entry: records.outcomeEntry(outcome.entry, (halt) => ({ halt })),
  }));
}
