/** Getters and clocks that fail or lie: nothing has run, and the engine is as good as new. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, PolicyCallbackError, ReentrancyError } from "../../mod.ts";
import { QuoteTtl } from "../../src/marketdata/mod.ts";
import type { Policy } from "../../src/pretrade/mod.ts";
import {
  buildRateLimit,
  RateLimit,
  RateLimitBrokerBarrier,
} from "../../src/pretrade/policies/mod.ts";
import { expectUsable } from "./faults/expect.ts";
import { behind, ORDER_FIELDS, TAKERS } from "./faults/inputs.ts";
import { caught, look, newScene, ORDER } from "./faults/scene.ts";

for (const { name, call, inputs } of TAKERS) {
  describe(`an input of ${name}`, () => {
    for (const input of inputs) {
      it(`that throws at ${input.name} passes that on, and nothing has run`, () => {
        const scene = newScene();
        const before = look(scene);
        const value = { reason: "can't be read" };
        const thrown = caught(() =>
          call(
            scene.engine,
            input.make(() => {
              throw value;
            }),
          )
        );
        assert(thrown?.value === value, `threw ${String(thrown?.value)}`);
        assertEquals(scene.log, []);
        assertEquals(look(scene), before);
        expectUsable(scene);
      });
    }
  });
}

describe("an order's getters", () => {
  it("are read once each, so that all policies see the same", () => {
    for (const path of ORDER_FIELDS) {
      let reads = 0;
      const value = path.split(".").reduce<unknown>(
        (record, key) => Reflect.get(Object(record), key),
        ORDER,
      );
      const order = behind(ORDER, path, () => {
        reads++;
        return reads === 1 ? value : Symbol("another value");
      });
      const scene = newScene();
      assert(scene.engine.executePreTrade(order).ok);
      assertEquals([path, reads], [path, 1]);
    }
  });
  it("may hold an account that only the first reading gives: blocks are for that one", () => {
    let account = 0;
    const order = behind(ORDER, "operation.accountId", () => ++account);
    const reject = { code: "Other", reason: "r", details: "d", scope: "account" };
    const scene = newScene();
    scene.armed = { hook: "performPreTradeCheck", answer: () => ({ rejects: [reject] }) };
    assertEquals(scene.engine.executePreTrade(order).ok, false);
    assertEquals(scene.engine.accounts().blockOf(1)?.slot, "account");
    assertEquals(scene.engine.accounts().blockOf(2), undefined);
  });
});

describe("a result's getters", () => {
  it("are read once each", () => {
    const scene = newScene();
    const reads: string[] = [];
    const lists = ["rejects", "mutations", "accountAdjustments", "lockPrices"];
    const result = Object.defineProperties(
      {},
      Object.fromEntries(lists.map((name) => [name, {
        get: () => {
          reads.push(name);
          return reads.indexOf(name) === reads.length - 1 ? [] : 5;
        },
      }])),
    );
    scene.armed = { hook: "performPreTradeCheck", answer: () => result };
    assert(scene.engine.executePreTrade(ORDER).ok);
    assertEquals(reads, lists);
  });
});

describe("registration of a policy", () => {
  const hooks = {
    name: "late",
    policyGroupId: 3,
    checkPreTradeStart: () => [],
    performPreTradeCheck: () => null,
    checkPreTradeStartDryRun: () => [],
    performPreTradeCheckDryRun: () => null,
    applyExecutionReport: () => null,
    applyAccountAdjustment: () => null,
    retireAccount: () => null,
  };
  for (const field of Object.keys(hooks)) {
    it(`passes on what ${field} throws when it is read, and leaves the builder as it was`, () => {
      const value = { reason: "can't be read" };
      const bad = behind(hooks, field, () => {
        throw value;
      });
      const builder = Engine.builder().preTrade({ ...hooks, name: "early", policyGroupId: 0 });
      const thrown = caught(() => builder.preTrade(bad as Policy));
      assert(thrown?.value === value, `threw ${String(thrown?.value)}`);
      const names = builder.preTrade(hooks).build().policies().map(({ name }) => name);
      assertEquals(names, ["early", "late"]);
    });
    it(`reads ${field} once`, () => {
      let reads = 0;
      const policy = behind(hooks, field, () => {
        reads++;
        return Reflect.get(hooks, field);
      });
      const engine = Engine.builder().preTrade(policy as Policy).build();
      engine.executePreTradeDryRun(ORDER);
      engine.executePreTrade(ORDER).reservation?.commit();
      engine.applyExecutionReport({});
      engine.applyAccountAdjustment(1, [{}]);
      engine.retireAccount(1);
      assertEquals(reads, 1);
    });
  }
});

describe("a clock", () => {
  let reading: () => unknown = () => 0n;
  const log: string[] = [];
  const barrier = new RateLimitBrokerBarrier(new RateLimit(100, 1000));
  const settings = Engine.builder().clock(() => reading() as bigint);
  const service = settings.marketData(QuoteTtl.within(1)).build();
  const instrument = { underlyingAsset: "AAPL", settlementAsset: "USD" };
  const instrumentId = service.register(instrument);
  let looksAtQuotes = false;
  const engine = settings
    .builtin(buildRateLimit().brokerBarrier(barrier))
    .preTrade({
      name: "p",
      checkPreTradeStart: () => void log.push("start"),
      performPreTradeCheck: (ctx) => {
        log.push("main");
        if (looksAtQuotes) service.get(instrumentId, 1, ctx, "ACCOUNT_THEN_GROUP_THEN_DEFAULT");
      },
    })
    .build();
  const calls: readonly (readonly [string, () => unknown])[] = [
    ["startPreTrade()", () => engine.startPreTrade(ORDER)],
    ["executePreTrade()", () => engine.executePreTrade(ORDER)],
    ["startPreTradeDryRun()", () => engine.startPreTradeDryRun(ORDER)],
    ["executePreTradeDryRun()", () => engine.executePreTradeDryRun(ORDER)],
    ["applyDropCopy()", () => engine.applyDropCopy(ORDER)],
  ];
  const value = new Error("no time");
  const faults: readonly (readonly [string, () => unknown, (found: unknown) => boolean])[] = [
    ["throws", () => {
      throw value;
    }, (found) => found === value],
    ["throws undefined", () => {
      throw undefined;
    }, (found) => found === undefined],
    ...[5, "5", null, undefined, Promise.resolve(5n), { valueOf: () => 5n }].map((wrong) =>
      [`gives ${String(wrong)}`, () => wrong, isWrongReading] as const
    ),
    ["calls its engine", () => {
      engine.accounts();
      return 0n;
    }, (found) => found instanceof ReentrancyError],
  ];

  function isWrongReading(found: unknown): boolean {
    return found instanceof TypeError && found.message === "clock must return a bigint";
  }

  for (const [name, fault, isExpected] of faults) {
    it(`that ${name} ends each call that reads it, and nothing has run`, () => {
      for (const [method, call] of calls) {
        log.length = 0;
        reading = fault;
        const thrown = caught(call);
        assert(
          thrown !== undefined && isExpected(thrown.value),
          `${method} threw ${thrown?.value}`,
        );
        assertEquals(log, []);
        reading = () => 0n;
        const { reservation } = engine.executePreTrade(ORDER);
        assertEquals(log, ["start", "main"]);
        reservation?.rollback();
      }
    });
  }
  it("that throws when a policy looks at a quote is a failure of that policy", () => {
    service.push(instrumentId, { mark: "1" });
    const { request } = engine.startPreTrade(ORDER);
    looksAtQuotes = true;
    reading = () => {
      throw value;
    };
    const error = caught(() => request?.execute())?.value;
    assert(error instanceof PolicyCallbackError && error.cause === value, String(error));
    reading = () => 0n;
    looksAtQuotes = false;
    assert(engine.executePreTrade(ORDER).ok);
  });
});
