/** Steps that check orders and book reports. */
import type { Loose } from "../shared/api.ts";
import { bigText, type Input, object, oneOf, type Read, text } from "../shared/input.ts";
import * as records from "../shared/records.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import type { World } from "./world.ts";

export function orderSteps(world: World): Map<string, ReadCall> {
  return new Map<string, ReadCall>([
    ["start", (input) => start(world, input)],
    ["execute", (input) => {
      const order = input.get("order", orderReader(world));
      return executed(input, () => world.engine.executePreTrade(order));
    }],
    ["execute_request", (input) => {
      const request = world.request(input.get("request", text));
      return executed(input, () => request.execute());
    }],
    ["start_dry_run", (input) => dryRun(world, input, "startPreTradeDryRun")],
    ["execute_dry_run", (input) => dryRun(world, input, "executePreTradeDryRun")],
    ["drop_copy", (input) => dropCopy(world, input)],
    ["report", (input) => report(world, input)],
  ]);
}

/** Whom and what an order or a report is about; a missing key is a missing field. */
function operationFields(world: World, input: Input): Record<string, Loose> {
  const account = input.maybe("account", bigText);
  const underlyingAsset = input.maybe("underlying", text);
  const settlementAsset = input.maybe("settlement", text);
  return {
    ...(account !== undefined && { accountId: world.values.account(account) }),
    ...(underlyingAsset !== undefined && { underlyingAsset }),
    ...(settlementAsset !== undefined && { settlementAsset }),
    ...input.field("side", oneOf("BUY", "SELL")),
  };
}

/** No key at all is an order without operation. */
function orderReader(world: World): Read<Loose> {
  return object((input) => {
    const operation = {
      ...operationFields(world, input),
      ...world.values.tradeAmount(input.maybe("quantity", text), input.maybe("volume", text)),
      ...input.field("price", text),
    };
    return input.keys().length === 0 ? {} : { operation };
  });
}

const finishReader = oneOf("commit", "rollback");

function start(world: World, input: Input): Call {
  const order = input.get("order", orderReader(world));
  const keep = input.maybe("keep", text);
  return () => {
    const { ok, request, rejects } = world.engine.startPreTrade(order);
    if (ok && keep !== undefined) world.keepRequest(keep, request);
    return {
      ok,
      rejects: records.rejects(rejects),
      request: records.handleMismatch(ok, request),
    };
  };
}

function executed(input: Input, execute: () => Loose): Call {
  const finish = input.get("finish", finishReader);
  return () => {
    const { ok, reservation, rejects } = execute();
    const found = {
      ok,
      rejects: records.rejects(rejects),
      reservation: records.handleMismatch(ok, reservation),
      ...(reservation && {
        lock_entries: reservation.lock().length,
        account_adjustments: reservation.accountAdjustments().length,
      }),
    };
    reservation?.[finish]();
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
    const result = world.engine[method](order);
    return {
      pass: result.isPass,
      rejects: records.rejects(result.rejects),
      account_block: records.blockOrNull(result.accountBlock),
      ...unrecordedHolding(result),
    };
  };
}

function dropCopy(world: World, input: Input): Call {
  const order = input.get("order", orderReader(world));
  const finish = input.get("finish", finishReader);
  return () => {
    const { ok, operation, rejects } = world.engine.applyDropCopy(order);
    const found = {
      ok,
      rejects: records.rejects(rejects),
      operation: records.handleMismatch(ok, operation),
      ...(operation && {
        account_block: records.blockOrNull(operation.accountBlock()),
        account_blocked: operation.isAccountBlocked(),
        ...unrecordedHolding(operation),
      }),
    };
    operation?.[finish]();
    return found;
  };
}

/** These policies hold nothing; where that isn't recorded, anything held is a difference. */
function unrecordedHolding(handle: Loose): Record<string, unknown> {
  return {
    lock_entries: handle.lock().length || undefined,
    account_adjustments: handle.accountAdjustments().length || undefined,
  };
}

function reportReader(world: World): Read<Loose> {
  return object((input) => {
    const operation = operationFields(world, input);
    const pnl = input.maybe("pnl", text);
    const fee = input.maybe("fee", text);
    const fill = input.maybe("fill", fillReader(world));
    return {
      ...(Object.keys(operation).length > 0 && { operation }),
      ...((pnl !== undefined || fee !== undefined) && {
        financialImpact: { ...(pnl !== undefined && { pnl }), ...(fee !== undefined && { fee }) },
      }),
      ...(fill && { fill }),
    };
  });
}

/** A recorded fill is the last one of its order and refers to no reservation. */
function fillReader(world: World): Read<Loose> {
  return object((input) => ({
    lastTrade: { price: input.get("price", text), quantity: input.get("quantity", text) },
    fee: { amount: input.get("fee", text), currency: input.get("fee_currency", text) },
    remainingReservedQuantity: "0",
    lock: world.values.lock([]),
    isFinal: true,
  }));
}

function report(world: World, input: Input): Call {
  const given = input.get("report", reportReader(world));
  return () => {
    const result = world.engine.applyExecutionReport(given);
    return {
      account_blocks: records.blocks(result.accountBlocks),
      account_pnls: result.accountPnls.length,
      account_adjustments: result.accountAdjustments.length,
    };
  };
}
