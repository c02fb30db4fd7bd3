/** Observers that fail (js-api.md 11): nobody notices but the counter. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, type Observer, type PolicyCallbackError } from "../../mod.ts";
import {
  buildRateLimit,
  RateLimit,
  RateLimitBrokerBarrier,
} from "../../src/pretrade/policies/mod.ts";
import { expectUsable } from "./faults/expect.ts";
import { HANDLERS, OBSERVED } from "./faults/observed.ts";
import { OPERATIONS, RETIREMENT } from "./faults/operations.ts";
import { caught, newScene, ORDER } from "./faults/scene.ts";
import { FAILING } from "./faults/thrown.ts";

function settings() {
  const barrier = new RateLimitBrokerBarrier(new RateLimit(100, 1000));
  return Engine.builder().clock(() => 0n).builtin(buildRateLimit().brokerBarrier(barrier));
}

for (const { name, handler, call } of OBSERVED) {
  describe(`an observer's ${name}`, () => {
    for (const fault of FAILING) {
      it(`that ${fault.name} keeps that from the caller and from other observers`, () => {
        const log: string[] = [];
        const note = { [handler]: () => void log.push(handler) };
        const quiet = settings().observer(note).build();
        call(quiet);
        const told = log.splice(0);
        const engine = settings().observer({ [handler]: fault.run }).observer(note).build();
        call(engine);
        assertEquals(log, told);
        assertEquals(engine.observerFailures, 1);
        assertEquals(quiet.observerFailures, 0);
        const { ok, reservation } = engine.executePreTrade(ORDER);
        assertEquals(ok, handler !== "onBlock");
        reservation?.commit();
      });
    }
  });
}

/** An observer whose every handler throws. */
function failingObserver(): Observer {
  const fail = (): never => {
    throw new Error("observer");
  };
  return Object.fromEntries(HANDLERS.map((handler) => [handler, fail]));
}

describe("an observer that always throws", () => {
  for (const operation of [...OPERATIONS, RETIREMENT]) {
    it(`doesn't hide what a hook throws in ${operation.name}`, () => {
      const scene = newScene({ ...operation, observer: failingObserver() });
      const call = operation.prepare(scene);
      const value = new Error("hook");
      const answer = () => {
        throw value;
      };
      scene.armed = { hook: operation.hook, answer };
      const before = scene.engine.observerFailures;
      const error = caught(call)?.value as PolicyCallbackError;
      assert(error.cause === value, String(error));
      assertEquals(scene.engine.observerFailures, before + 1);
      expectUsable(scene);
    });
  }
});

describe("a decision record", () => {
  it("can't be used to change an answer or another observer's record", () => {
    const texts: string[] = [];
    const tamper: Observer = {
      onDecision: (record) => {
        for (
          const change of [
            () => Object.assign(record, { verdict: "accepted" }),
            () => (record.rejects as unknown[]).pop(),
            () => Object.assign(record.rejects[0]!, { reason: "forged" }),
          ]
        ) assert(caught(change) !== undefined);
        Object.assign(record.order!.operation!, { settlementAsset: "EUR" });
      },
    };
    const reader: Observer = {
      onDecision: ({ verdict, rejects, order }) =>
        void texts.push(`${verdict} ${rejects[0]?.reason} ${order?.operation?.settlementAsset}`),
    };
    const engine = settings().observer(tamper).observer(reader).build();
    engine.accounts().block(1, "why");
    const { rejects } = engine.executePreTrade(ORDER);
    assertEquals(rejects.map(({ reason }) => reason), ["why"]);
    assertEquals(texts, ["refused why USD"]);
    assertEquals(engine.observerFailures, 0);
  });
  it("takes nothing from the caller, who may change the answer", () => {
    const isFrozen = [settings(), settings().observer({ onDecision: () => {} })].map((builder) => {
      const engine = builder.build();
      engine.accounts().block(1, "why");
      const { rejects } = engine.executePreTrade(ORDER);
      return [Object.isFrozen(rejects), Object.isFrozen(rejects.pop())];
    });
    assertEquals(isFrozen, [[false, false], [false, false]]);
  });
});

describe("registration of an observer", () => {
  it("passes on what a handler's getter throws, and leaves the builder as it was", () => {
    const value = new Error("getter");
    const bad = Object.defineProperty({}, "onBlock", {
      get: () => {
        throw value;
      },
    });
    const builder = settings();
    assertEquals(caught(() => builder.observer(bad as Observer)), { value });
    assert(builder.build().executePreTrade(ORDER).ok);
  });
  it("reads handlers once", () => {
    let calls = 0;
    const observer: Observer = { onDecision: () => void calls++ };
    const engine = settings().observer(observer).build();
    delete observer.onDecision;
    engine.executePreTrade(ORDER);
    assertEquals(calls, 1);
  });
});
