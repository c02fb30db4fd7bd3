import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, EngineBuilder } from "../../../src/engine/mod.ts";
import { buildOrderValidation } from "../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../src/testing/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import { orderOf, policy } from "./_kit.ts";
import { token } from "./_units.ts";

/** The reading that a policy gets when an engine of this builder checks an order. */
function readingOf(builder: EngineBuilder): bigint | undefined {
  let reading: bigint | undefined;
  builder
    .builtin(token(() => ({ usesClock: true, start: (run) => void (reading = run.startNs) })))
    .build()
    .startPreTrade(orderOf(1));
  return reading;
}

const TYPO = { operation: { underlyingAsset: "AAPL", prise: "1" } };

function isStrict(builder: EngineBuilder): boolean {
  const engine = builder.preTrade(policy("p")).build();
  try {
    return !engine.startPreTrade(TYPO).ok;
  } catch {
    return true;
  }
}

describe("EngineBuilder", () => {
  it("is made by Engine.builder(), a new one at each call", () => {
    assert(Engine.builder() instanceof EngineBuilder);
    assert(Engine.builder() !== Engine.builder());
  });
  it("refuses new", () => {
    const Class = EngineBuilder as unknown as new () => unknown;
    assertErrors([
      [() => new Class(), "TypeError: EngineBuilder cannot be constructed directly"],
    ]);
  });
  it("starts an independent chain with each first policy", () => {
    const log: string[] = [];
    const named = (name: string) => policy(name, { start: () => void log.push(name) });
    const builder = Engine.builder();
    const first = builder.preTrade(named("a"));
    const second = builder.preTrade(named("b"));
    const third = builder.builtin(buildOrderValidation());
    first.preTrade(named("c"));
    first.build().startPreTrade(orderOf(1));
    assertEquals(log, ["a", "c"]);
    second.build().startPreTrade(orderOf(1));
    assertEquals(log, ["a", "c", "b"]);
    assertEquals(third.build().startPreTrade(orderOf(1)).ok, true);
  });
  it("stays usable after a chain was built and after a refused policy", () => {
    const builder = Engine.builder();
    builder.preTrade(policy("a")).build();
    assertErrors([[() => builder.preTrade(null as never), "TypeError: policy must be an object"]]);
    assertEquals(builder.preTrade(policy("a")).build().startPreTrade(orderOf(1)).ok, true);
  });
  it("has no build() of its own: an engine has at least one policy", () => {
    assertEquals("build" in Engine.builder(), false);
  });
  it("keeps free() and [Symbol.dispose]() as calls that do nothing", () => {
    const builder = Engine.builder();
    builder.free();
    builder[Symbol.dispose]();
    builder.free();
    assertEquals(builder.preTrade(policy("a")).build().startPreTrade(orderOf(1)).ok, true);
  });
});

describe("EngineBuilder.clock()", () => {
  it("gives a new builder and leaves the old one alone", () => {
    const builder = Engine.builder();
    const early = builder.clock(() => 5n);
    assert(early !== builder);
    const late = early.clock(() => 7n);
    assertEquals([readingOf(early), readingOf(late)], [5n, 7n]);
  });
  it("takes readings of any sign and size", () => {
    const readings = [0n, -1n, 2n ** 70n];
    assertEquals(readings.map((now) => readingOf(Engine.builder().clock(() => now))), readings);
  });
  it("refuses what is no function", () => {
    const clock = (now: unknown) => () => Engine.builder().clock(now as () => bigint);
    const error = "TypeError: clock must be a function";
    assertErrors(
      [undefined, null, 0, 1n, "now", {}, [], new Date(0)].map((x) => [clock(x), error]),
    );
  });
  it("is the host's monotonic clock unless told otherwise", () => {
    const readings = [readingOf(Engine.builder()), readingOf(Engine.builder())];
    assertEquals(readings.map((reading) => typeof reading), ["bigint", "bigint"]);
    assert((readings[0] as bigint) <= (readings[1] as bigint));
  });
});

describe("EngineBuilder.strictInput()", () => {
  it("gives a new builder and leaves the old one alone", () => {
    const builder = Engine.builder();
    const strict = builder.strictInput();
    assertEquals([isStrict(builder), isStrict(strict)], [false, true]);
  });
  it("survives the other settings, and they survive it", () => {
    assertEquals(isStrict(Engine.builder().strictInput().clock(() => 0n)), true);
    assertEquals(readingOf(Engine.builder().clock(() => 5n).strictInput()), 5n);
  });
  it("lets complete orders through", () => {
    const engine = Engine.builder().strictInput().builtin(buildOrderValidation()).build();
    assertEquals(engine.startPreTrade(orderDraft()).ok, true);
  });
});
