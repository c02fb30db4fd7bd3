/** Calls of an engine from inside one of its own callbacks (engine.md 13.6): all are refused, wherever they come from. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, ReentrancyError } from "../../mod.ts";
import {
  buildRateLimit,
  RateLimit,
  RateLimitBrokerBarrier,
} from "../../src/pretrade/policies/mod.ts";
import { newFinalizerScene, PATHS } from "./faults/finalizer_scene.ts";
import { methodsOf, openHandles, refusalsOf } from "./faults/handles.ts";
import { OBSERVED } from "./faults/observed.ts";
import { OPERATIONS, RETIREMENT } from "./faults/operations.ts";
import { caught, newScene, ORDER } from "./faults/scene.ts";

/** Has a callback try everything while a call runs; all of that is refused, and no handle suffers. */
function expectGuarded(engine: Engine, prepare: (inside: () => undefined) => () => unknown): void {
  const handles = openHandles(engine);
  let found: readonly string[] | undefined;
  const call = prepare(() => void (found ??= refusalsOf(handles)));
  call();
  assert(found !== undefined, "the callback did not run");
  assertEquals(found, methodsOf(handles).map(([name]) => `${name}: ReentrancyError`));
  handles.reservation.commit();
  handles.operation.rollback();
  assert(handles.request.execute().ok);
}

describe("the table of all methods", () => {
  it("holds what a callback may be tempted to call", () => {
    const names = methodsOf(openHandles(newScene().engine)).map(([name]) => name);
    for (
      const name of [
        ...["engine.executePreTrade", "engine.configure", "engine.policies", "engine.free"],
        ...["accounts.block", "accounts.blockOf", "accounts.registerGroup", "accounts.setCurrency"],
        ...["configurator.rateLimit", "request.execute", "reservation.commit", "operation.lock"],
        ...["reservation.free", "operation.isAccountBlocked"],
      ]
    ) assert(names.includes(name), `${name} is absent`);
  });
  it("is refused nowhere outside of callbacks", () => {
    for (const line of refusalsOf(openHandles(newScene().engine))) {
      assert(!line.endsWith("ReentrancyError"), line);
    }
  });
});

const observer = { onDecision: () => {} };

describe("an engine called from a hook", () => {
  for (const operation of [...OPERATIONS, RETIREMENT]) {
    it(`in ${operation.name} refuses every call`, () => {
      // An observed engine has ways of its own into every call.
      for (const scene of [newScene(operation), newScene({ ...operation, observer })]) {
        expectGuarded(scene.engine, (inside) => {
          const call = operation.prepare(scene);
          scene.armed = { hook: operation.hook, answer: inside };
          return call;
        });
      }
    });
  }
});

describe("an engine called while it reads an answer", () => {
  const places: Readonly<Record<string, (inside: () => undefined) => unknown>> = {
    "from a list": (inside) => ({ rejects: { [Symbol.iterator]: () => (inside(), [].values()) } }),
    "from a field": (inside) => Object.defineProperty({}, "mutations", { get: inside }),
    "from `then`": (inside) => Object.defineProperty({ rejects: [] }, "then", { get: inside }),
  };
  for (const [place, answer] of Object.entries(places)) {
    it(`${place} refuses every call`, () => {
      const scene = newScene();
      expectGuarded(scene.engine, (inside) => {
        scene.armed = { hook: "performPreTradeCheck", answer: () => answer(inside) };
        return () => scene.engine.executePreTrade(ORDER);
      });
    });
  }
});

for (const path of PATHS) {
  describe(`an engine called from a ${path.how} callback in ${path.name}`, () => {
    it("refuses every call", () => {
      const scene = newFinalizerScene();
      let thrown: ReturnType<typeof caught>;
      expectGuarded(scene.engine, (inside) => {
        const call = path.prepare(scene);
        scene.deeds.set(`${path.how} b`, inside);
        return () => {
          thrown = caught(call);
          scene.refuses = false;
        };
      });
      // A refused retirement throws anyway; nothing else does, as no callback failed.
      assertEquals(thrown !== undefined, path.name === "a refused retirement");
    });
  });
}

describe("an engine called from its clock", () => {
  it("refuses every call", () => {
    let read: () => unknown = () => undefined;
    const barrier = new RateLimitBrokerBarrier(new RateLimit(100, 1000));
    const engine = Engine.builder().clock(() => (read(), 0n))
      .builtin(buildRateLimit().brokerBarrier(barrier)).build();
    expectGuarded(engine, (inside) => {
      read = inside;
      return () => engine.startPreTrade(ORDER);
    });
  });
});

describe("an engine called from an observer", () => {
  for (const { name, handler, call } of OBSERVED) {
    it(`in ${name} refuses every call, and that is no failure of the observer`, () => {
      let handle: () => unknown = () => undefined;
      const engine = Engine.builder().observer({ [handler]: () => void handle() })
        .builtin(
          buildRateLimit().brokerBarrier(new RateLimitBrokerBarrier(new RateLimit(100, 1000))),
        )
        .build();
      expectGuarded(engine, (inside) => {
        handle = inside;
        return () => call(engine);
      });
      assertEquals(engine.observerFailures, 0);
    });
  }
});

describe("other engines", () => {
  it("may be called from every callback", () => {
    const other = newScene().engine;
    const scene = newScene();
    let ok: boolean | undefined;
    scene.armed = {
      hook: "performPreTradeCheck",
      answer: () => void (ok = other.executePreTrade(ORDER).ok),
    };
    assert(scene.engine.executePreTrade(ORDER).ok);
    assertEquals(ok, true);
  });
});

describe("an uncaught refusal", () => {
  it("is a failure of the hook like any other", () => {
    const scene = newScene();
    scene.armed = {
      hook: "performPreTradeCheck",
      answer: () => scene.engine.configure(),
    };
    const error = caught(() => scene.engine.executePreTrade(ORDER))?.value as Error;
    assertEquals(error.name, "PolicyCallbackError");
    assert(error.cause instanceof ReentrancyError);
  });
});
