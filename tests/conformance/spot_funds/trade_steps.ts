/** Steps that reserve, finalize, report and adjust. */
import type { Loose } from "../shared/api.ts";
import { type Input, listOf, text } from "../shared/input.ts";
import * as records from "../shared/records.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { adjustmentReader, orderReader, reportReader } from "./models.ts";
import type { World } from "./world.ts";

export function tradeSteps(world: World): Map<string, ReadCall> {
  return new Map<string, ReadCall>([
    ["adjust", (input) => adjust(world, input)],
    ["preTrade", (input) => {
      const order = input.get("order", orderReader(world));
      return executed(world, input, () => world.engine.executePreTrade(order));
    }],
    ["startPreTrade", (input) => startPreTrade(world, input)],
    ["executeRequest", (input) => {
      const request = world.handle(input.get("request", text));
      return executed(world, input, () => request.execute());
    }],
    ["dryRun", (input) => dryRun(world, input)],
    ["dropCopy", (input) => dropCopy(world, input)],
    ["report", (input) => report(world, input)],
  ]);
}

function adjust(world: World, input: Input): Call {
  const account = input.get("account", world.account);
  const adjustments = input.get("adjustments", listOf(adjustmentReader(world)));
  return () => {
    const result = world.engine.applyAccountAdjustment(account, adjustments);
    const { ok, failedIndex } = result;
    const rejects = records.rejects(result.rejects);
    const listed = outcomes(result.outcomes);
    const blocks = records.blocks(result.accountBlocks);
    if (ok) {
      return { ok, outcomes: listed, accountBlocks: blocks, failedIndex, rejects: ifAny(rejects) };
    }
    return { ok, failedIndex, rejects, outcomes: ifAny(listed), accountBlocks: ifAny(blocks) };
  };
}

const { ifAny } = records;

function verdict(ok: boolean, rejects: Loose, handle: Loose): Record<string, unknown> {
  const listed = records.rejects(rejects);
  return {
    ok,
    rejects: ok ? ifAny(listed) : listed,
    handle: records.handleMismatch(ok, handle),
  };
}

function held(handle: Loose): Record<string, unknown> {
  return {
    lock: records.lockEntries(handle.lock()),
    accountAdjustments: outcomes(handle.accountAdjustments()),
  };
}

function executed(world: World, input: Input, execute: () => Loose): Call {
  const name = input.get("as", text);
  return () => {
    const { ok, reservation, rejects } = execute();
    if (reservation) world.keep(name, reservation);
    return { ...verdict(ok, rejects, reservation), ...(reservation && held(reservation)) };
  };
}

function startPreTrade(world: World, input: Input): Call {
  const order = input.get("order", orderReader(world));
  const name = input.get("as", text);
  return () => {
    const { ok, request, rejects } = world.engine.startPreTrade(order);
    if (request) world.keep(name, request);
    return verdict(ok, rejects, request);
  };
}

function dryRun(world: World, input: Input): Call {
  const order = input.get("order", orderReader(world));
  return () => {
    const result = world.engine.executePreTradeDryRun(order);
    return {
      isPass: result.isPass,
      rejects: records.rejects(result.rejects),
      ...held(result),
      accountBlock: records.blockOrNull(result.accountBlock),
    };
  };
}

function dropCopy(world: World, input: Input): Call {
  const order = input.get("order", orderReader(world));
  const name = input.get("as", text);
  return () => {
    const { ok, operation, rejects } = world.engine.applyDropCopy(order);
    if (operation) world.keep(name, operation);
    return {
      ...verdict(ok, rejects, operation),
      ...(operation && {
        ...held(operation),
        accountBlock: records.blockOrNull(operation.accountBlock()),
        isAccountBlocked: operation.isAccountBlocked(),
      }),
    };
  };
}

function report(world: World, input: Input): Call {
  const given = input.get("report", reportReader(world));
  return () => {
    const result = world.engine.applyExecutionReport(given);
    return {
      accountBlocks: records.blocks(result.accountBlocks),
      accountPnls: result.accountPnls.map(accountPnl),
      accountAdjustments: outcomes(result.accountAdjustments),
    };
  };
}

function halted(kind: string): Record<string, unknown> {
  return { haltReason: records.haltName(kind) };
}

function accountPnl(outcome: Loose): unknown {
  return {
    policyGroupId: outcome.policyGroupId,
    accountId: String(outcome.accountId.value),
    ...(records.pnlOutcome(outcome, halted) as object),
  };
}

function outcomes(list: Loose): unknown[] {
  return list.map((outcome: Loose) => ({
    policyGroupId: outcome.policyGroupId,
    ...records.outcomeEntry(outcome.entry, halted),
  }));
}
