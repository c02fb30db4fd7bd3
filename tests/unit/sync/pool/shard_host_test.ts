import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, EngineBuildError } from "../../../../mod.ts";
import { decodeThrown, type Json } from "../../../../src/engine/internal.ts";
import type { WorkerParent } from "../../../../src/runtime/worker.ts";
import { buildOrderValidation } from "../../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../../src/testing/mod.ts";
import { connectEngine } from "../../../../src/sync/remote_engine.ts";
import { hostShard, type ShardAnswer } from "../../../../src/sync/pool/shard_host.ts";
import { portPair } from "../_ports.ts";
import { ADDRESS } from "./_threads.ts";

type Load = (address: string) => Promise<Record<string, unknown>>;

/** Gives a shard host its order; the answer and the caller's end of the port come back. */
async function host(load: Load) {
  const [port, own] = portPair();
  let take: (data: unknown) => void = () => {};
  const answer = await new Promise<ShardAnswer>((resolve) => {
    const parent: WorkerParent = {
      send: (message) => resolve(message as ShardAnswer),
      onMessage: (listener) => {
        take = listener;
      },
    };
    hostShard(parent, load);
    take({ module: ADDRESS, share: { index: 1, count: 2, isSplit: false }, port });
  });
  return { answer, own };
}

const loading = (exports: Record<string, unknown>): Load => () => Promise.resolve(exports);

async function failure(load: Load): Promise<unknown> {
  const { answer } = await host(load);
  return decodeThrown(("failed" in answer ? answer.failed : null) as Json);
}

describe("hostShard()", () => {
  it("makes the engine that the module at the address makes, and serves it, whatever its sync mode", async () => {
    for (const mode of ["noSync", "fullSync", "accountSync"] as const) {
      const addresses: string[] = [];
      const told: unknown[] = [];
      const createEngine = (shard: unknown) => {
        told.push(shard);
        return Engine.builder()[mode]().builtin(buildOrderValidation()).build();
      };
      const { answer, own } = await host((address) => {
        addresses.push(address);
        return Promise.resolve({ createEngine });
      });
      assert("ready" in answer);
      assertEquals([addresses, told, answer.ready.mode], [
        [ADDRESS],
        [{ index: 1, count: 2 }],
        mode,
      ]);
      const engine = connectEngine(own, answer.ready);
      const result = await engine.executePreTrade(orderDraft());
      assertEquals(result.ok, true);
      await result.reservation?.commit();
      await engine.close();
    }
  });
  it("tells what createEngine has thrown", async () => {
    const thrown = await failure(loading({
      createEngine() {
        throw new RangeError("no such desk");
      },
    }));
    assertEquals(`${thrown}`, "RangeError: no such desk");
  });
  it("tells which module could not be loaded, and why", async () => {
    const thrown = await failure(() => Promise.reject(new SyntaxError("unexpected token")));
    assert(thrown instanceof EngineBuildError, `${thrown}`);
    assertEquals([thrown.kind, thrown.message, `${thrown.cause}`], [
      "InvalidConfiguration",
      `${ADDRESS} could not be loaded: SyntaxError: unexpected token`,
      "SyntaxError: unexpected token",
    ]);
    assert(thrown.cause instanceof SyntaxError);
  });
  const refused: readonly (readonly [string, Record<string, unknown>, string])[] = [
    ["no createEngine", {}, `${ADDRESS} exports no function createEngine`],
    ["another createEngine", { createEngine: 1 }, `${ADDRESS} exports no function createEngine`],
    [
      "no engine",
      { createEngine: () => ({}) },
      `createEngine of ${ADDRESS} returned no Engine of this package`,
    ],
    [
      "a policy that has to see all accounts",
      {
        createEngine: () =>
          Engine.builder().preTrade({
            name: "all",
            checkPreTradeStart() {},
            performPreTradeCheck: () => undefined,
          }).build(),
      },
      "policy all needs to see all accounts and cannot be spread over 2 shards: use size 1, or share one fullSync engine, " +
      'or give each shard its part of the budget in createEngine and declare partition "account"',
    ],
  ];
  for (const [what, exports, message] of refused) {
    it(`refuses a module with ${what}`, async () => {
      const thrown = await failure(loading(exports));
      assert(thrown instanceof EngineBuildError);
      assertEquals([thrown.kind, thrown.message], ["InvalidConfiguration", message]);
    });
  }
});
