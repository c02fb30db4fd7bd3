import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, type Observer } from "../../../src/engine/mod.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";
import { orderOf, policy } from "./_kit.ts";

const NO_HANDLER =
  "TypeError: observer must have one of onDecision, onBlock, onUnblock, onConfigure";

describe("observer()", () => {
  it("refuses what is no observer", () => {
    const add = (observer: unknown) => () => Engine.builder().observer(observer as Observer);
    assertErrors([
      [add(undefined), "TypeError: observer must be an object"],
      [add(() => {}), "TypeError: observer must be an object"],
      [add({}), NO_HANDLER],
      [add({ onDecison: () => {} }), NO_HANDLER],
      [add({ onDecision: null }), NO_HANDLER],
      [add({ onBlock: 1 }), "TypeError: observer.onBlock must be a function"],
    ]);
  });
  it("refuses the same on a chain with a policy, and changes nothing", () => {
    const chain = Engine.builder().preTrade(policy("p"));
    assertEquals(errorOf(() => chain.observer({})), NO_HANDLER);
    assertEquals(chain.build().observerFailures, 0);
    assertEquals(
      errorOf(() => chain.observer({ onBlock: () => {} })),
      "LifecycleError: engine builder is no longer available",
    );
  });
  it("reads the handlers once and calls them on their object", () => {
    class Counter implements Observer {
      count = 0;
      onDecision(): void {
        this.count++;
      }
    }
    const counter = new Counter();
    const engine = Engine.builder().observer(counter).preTrade(policy("p")).build();
    counter.onDecision = () => {
      throw new Error("replaced");
    };
    engine.startPreTrade(orderOf(1));
    assertEquals([counter.count, engine.observerFailures], [1, 0]);
  });
});
