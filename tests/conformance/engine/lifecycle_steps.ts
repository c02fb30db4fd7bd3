/** Steps of the pre-trade lifecycle, dry runs, drop copies, reports and adjustments. */
import type { Loose } from "../shared/api.ts";
import { bigText, type Input, listOf, object, orNull, type Read, text } from "../shared/input.ts";
import { handleMismatch } from "../shared/records.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { accountPnl, block, blockOrNull, holding, outcomes, reject, type World } from "./world.ts";

export function lifecycleSteps(world: World): Map<string, ReadCall> {
  return new Map<string, ReadCall>([
    ["startPreTrade", (input) => startPreTrade(world, input)],
    ["execute", (input) => execute(world, input)],
    ["executePreTrade", (input) => executePreTrade(world, input)],
    ["commit", (input) => finalize(world, input, "commit")],
    ["rollback", (input) => finalize(world, input, "rollback")],
    ["read", (input) => read(world, input)],
    ["dispose", (input) => dispose(world, input)],
    ["applyDropCopy", (input) => applyDropCopy(world, input)],
    ["startPreTradeDryRun", (input) => dryRun(world, input, "startPreTradeDryRun")],
    ["executePreTradeDryRun", (input) => dryRun(world, input, "executePreTradeDryRun")],
    ["applyExecutionReport", (input) => applyExecutionReport(world, input)],
    ["applyAccountAdjustment", (input) => applyAccountAdjustment(world, input)],
  ]);
}

/** Every order is the same but for its account; no account means no operation group at all. */
function orderReader(world: World): Read<Loose> {
  return object((input) => {
    const account = input.get("account", orNull(bigText));
    if (account === null) return {};
    return {
      operation: {
        ...operation(world, account),
        ...world.values.tradeAmount("10", undefined),
        price: "100",
      },
    };
  });
}

function operation(world: World, account: bigint): Loose {
  return {
    underlyingAsset: "AAPL",
    settlementAsset: "USD",
    accountId: world.values.account(account),
    side: "BUY",
  };
}

function startPreTrade(world: World, input: Input): Call {
  const order = input.get("order", orderReader(world));
  const name = input.maybe("as", text);
  return () => {
    const result = world.engine.startPreTrade(order);
    if (result.ok) world.keep(name, result.request);
    return {
      ok: result.ok,
      rejects: result.rejects.map(reject),
      request: handleMismatch(result.ok, result.request),
    };
  };
}

function execute(world: World, input: Input): Call {
  const request = world.handle(input.get("request", text));
  const name = input.maybe("as", text);
  return () => executed(world, request.execute(), name);
}

function executePreTrade(world: World, input: Input): Call {
  const order = input.get("order", orderReader(world));
  const name = input.maybe("as", text);
  return () => executed(world, world.engine.executePreTrade(order), name);
}

function executed(world: World, result: Loose, name: string | undefined): unknown {
  const { ok, reservation } = result;
  const found = {
    ok,
    rejects: result.rejects.map(reject),
    reservation: handleMismatch(ok, reservation),
    ...(reservation && holding(reservation)),
  };
  if (reservation) world.keep(name, reservation);
  return found;
}

function finalize(world: World, input: Input, how: "commit" | "rollback"): Call {
  const handle = world.handle(input.get("handle", text));
  return () => ({ returned: handle[how]() });
}

function read(world: World, input: Input): Call {
  const handle = world.handle(input.get("handle", text));
  return () => holding(handle);
}

function dispose(world: World, input: Input): Call {
  const name = input.get("handle", text);
  const handle = world.handle(name);
  return () => {
    world.handles.delete(name);
    return { returned: handle[Symbol.dispose]() };
  };
}

function applyDropCopy(world: World, input: Input): Call {
  const order = input.get("order", orderReader(world));
  const name = input.maybe("as", text);
  return () => {
    const result = world.engine.applyDropCopy(order);
    const { ok, operation } = result;
    const found = {
      ok,
      rejects: result.rejects.map(reject),
      operation: handleMismatch(ok, operation),
      ...(operation && {
        ...holding(operation),
        accountBlock: blockOrNull(operation.accountBlock()),
        isAccountBlocked: operation.isAccountBlocked(),
      }),
    };
    if (operation) world.keep(name, operation);
    return found;
  };
}

function dryRun(
  world: World,
  input: Input,
  method: "startPreTradeDryRun" | "executePreTradeDryRun",
): Call {
  const order = input.get("order", orderReader(world));
  return () => {
    const report = world.engine[method](order);
    return {
      isPass: report.isPass,
      rejects: report.rejects.map(reject),
      ...holding(report),
      accountBlock: blockOrNull(report.accountBlock),
    };
  };
}

function reportReader(world: World): Read<Loose> {
  return object((input) => {
    const account = input.get("account", orNull(bigText));
    const financialImpact = { pnl: input.maybe("pnl", text) ?? "0", fee: "0" };
    if (account === null) return { financialImpact };
    return { operation: operation(world, account), financialImpact };
  });
}

function applyExecutionReport(world: World, input: Input): Call {
  const report = input.get("report", reportReader(world));
  return () => {
    const result = world.engine.applyExecutionReport(report);
    return {
      accountBlocks: result.accountBlocks.map(block),
      accountPnls: result.accountPnls.map(accountPnl),
      accountAdjustments: outcomes(result.accountAdjustments),
    };
  };
}

function adjustmentReader(world: World): Read<Loose> {
  return object((input) => {
    const asset = input.get("asset", text);
    const balance = input.get("balance", text);
    const absolute = world.api.need("param", "AdjustmentAmount").absolute(balance);
    return { operation: { asset }, amount: { balance: absolute } };
  });
}

function applyAccountAdjustment(world: World, input: Input): Call {
  const account = world.values.account(input.get("account", bigText));
  const adjustments = input.get("adjustments", listOf(adjustmentReader(world)));
  return () => {
    const result = world.engine.applyAccountAdjustment(account, adjustments);
    return {
      ok: result.ok,
      failedIndex: result.failedIndex === undefined ? null : result.failedIndex,
      rejects: result.rejects.map(reject),
      outcomes: outcomes(result.outcomes),
      accountBlocks: result.accountBlocks.map(block),
    };
  };
}
