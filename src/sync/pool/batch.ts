import { iterable } from "../../model/internal.ts";
import { makeReject, type OrderInput } from "../../pretrade/internal.ts";
import type { RemoteExecuteResult } from "../remote_handles.ts";
import { ShardUnavailableError } from "./errors.ts";
import { shardOfAccount } from "./rendezvous.ts";
import { routingAccount } from "./routing.ts";
import type { Shard } from "./shard.ts";

/** The orders of a batch that go to one shard, and their places in the batch. */
interface Part {
  readonly orders: OrderInput[];
  readonly places: number[];
}

/** Checks many orders with one message per shard. Source: docs/semantics.md rules SYN-24 and SYN-26. */
export async function executeBatch(
  shards: readonly Shard[],
  orders: Iterable<OrderInput>,
): Promise<RemoteExecuteResult[]> {
  const parts = split(iterable(orders, "orders must be an iterable of orders"), shards.length);
  const answers = await Promise.allSettled(
    parts.map(({ orders: own }, shard) =>
      own.length === 0 ? [] : answerOf(shards[shard] as Shard, own)
    ),
  );
  const failure = answers.find((answer) => answer.status === "rejected");
  const results: RemoteExecuteResult[] = [];
  for (const [shard, answer] of answers.entries()) {
    if (answer.status === "rejected") continue;
    const { places } = parts[shard] as Part;
    for (let index = 0; index < places.length; index++) {
      results[places[index] as number] = answer.value[index] as RemoteExecuteResult;
    }
  }
  if (failure === undefined) return results;
  await Promise.allSettled(results.map((result) => result.reservation?.rollback()));
  throw failure.reason;
}

function split(orders: Iterable<unknown>, count: number): readonly Part[] {
  const parts = Array.from({ length: count }, (): Part => ({ orders: [], places: [] }));
  let place = 0;
  for (const order of orders) {
    const part = parts[shardOfAccount(routingAccount(order, "order"), count)] as Part;
    part.orders.push(order as OrderInput);
    part.places.push(place++);
  }
  return parts;
}

/** The answers of a shard; one that is gone refuses, so that the orders of the others get theirs. */
async function answerOf(
  { engine }: Shard,
  orders: readonly OrderInput[],
): Promise<readonly RemoteExecuteResult[]> {
  try {
    return await engine.executePreTradeBatch(orders);
  } catch (thrown) {
    if (!(thrown instanceof ShardUnavailableError)) throw thrown;
    return orders.map(() => refusal(thrown));
  }
}

function refusal(error: ShardUnavailableError): RemoteExecuteResult {
  const reject = makeReject(
    "EnginePool",
    "account",
    "SystemUnavailable",
    "shard is unavailable",
    error.message,
  );
  return { ok: false, rejects: [reject], reservation: undefined };
}
