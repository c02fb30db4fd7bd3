import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, EngineBuildError, ReadyEngineBuilder } from "../../../src/engine/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  OrderSizeBrokerBarrier,
} from "../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../src/testing/mod.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";
import { linesOf, orderOf, policy, refusal, thrownBy } from "./_kit.ts";

const CONSUMED = "LifecycleError: engine builder is no longer available";
const NO_TOKEN = "TypeError: builtin expects a builtin ready-builder token (build*() result)";

function builderOf(...names: readonly string[]): ReadyEngineBuilder {
  const builder = Engine.builder().preTrade(policy(names[0] as string));
  for (const name of names.slice(1)) builder.preTrade(policy(name));
  return builder;
}

/** Builds policies with these group ids; the error's fields if that fails. */
function buildGroups(...groups: readonly number[]): unknown {
  const builder = Engine.builder().preTrade(policy("p0", { group: groups[0] as number }));
  groups.slice(1).forEach((group, index) => builder.preTrade(policy(`p${index + 1}`, { group })));
  return buildError(builder);
}

function buildError(builder: ReadyEngineBuilder): unknown {
  try {
    builder.build();
    return "built";
  } catch (error) {
    if (!(error instanceof EngineBuildError)) throw error;
    return { ...error, message: error.message };
  }
}

describe("ReadyEngineBuilder", () => {
  it("is made by the first preTrade() or builtin() and returns itself from every call", () => {
    const builder = Engine.builder().preTrade(policy("a"));
    assert(builder instanceof ReadyEngineBuilder);
    assert((builder.preTrade(policy("b")) as unknown) === builder);
    assert((builder.builtin(buildOrderValidation()) as unknown) === builder);
    assert((builder.strictInput() as unknown) === builder);
  });
  it("refuses new", () => {
    const Class = ReadyEngineBuilder as unknown as new () => unknown;
    assertErrors([
      [() => new Class(), "TypeError: ReadyEngineBuilder cannot be constructed directly"],
    ]);
  });
  it("keeps the order of registration, custom and built-in mixed", () => {
    const no = (name: string) => policy(name, { start: () => [refusal()] });
    const engine = Engine.builder()
      .preTrade(no("z"))
      .builtin(buildOrderValidation())
      .preTrade(no("a"))
      .builtin(
        buildOrderSizeLimit().brokerBarrier(new OrderSizeBrokerBarrier({ maxQuantity: 0 })),
      )
      .preTrade(no("m"))
      .build();
    const zero = engine.startPreTrade(orderDraft({ tradeAmount: { quantity: 0 } }));
    const names = zero.rejects.map(({ policy }) => policy);
    assertEquals(names, ["z", "OrderValidationPolicy", "a", "m"]);
    const one = engine.startPreTrade(orderDraft({ tradeAmount: { quantity: 1 } }));
    assertEquals(one.rejects.map(({ policy }) => policy), ["z", "a", "OrderSizeLimitPolicy", "m"]);
  });
});

describe("ReadyEngineBuilder.build()", () => {
  it("uses the builder up", () => {
    const builder = builderOf("a");
    builder.build();
    assertErrors([
      [() => builder.build(), CONSUMED],
      [() => builder.preTrade(policy("b")), CONSUMED],
      [() => builder.preTrade(null as never), CONSUMED],
      [() => builder.builtin(buildOrderValidation()), CONSUMED],
      [() => builder.builtin(null as never), CONSUMED],
      [() => builder.strictInput(), CONSUMED],
    ]);
  });
  it("uses the builder up even if it fails", () => {
    const builder = builderOf("a", "a");
    assertErrors([
      [() => builder.build(), "EngineBuildError: duplicate policy name: a"],
      [() => builder.build(), CONSUMED],
      [() => builder.preTrade(policy("b")), CONSUMED],
    ]);
  });
  it("leaves free() and [Symbol.dispose]() callable, before and after", () => {
    const builder = builderOf("a");
    builder.free();
    builder[Symbol.dispose]();
    builder.build();
    builder.free();
    builder[Symbol.dispose]();
  });
  it("reports the first repeated name", () => {
    assertEquals(buildError(builderOf("a", "b", "b", "a")), {
      kind: "DuplicatePolicyName",
      policyName: "b",
      message: "duplicate policy name: b",
    });
    assertEquals(buildError(builderOf("a", "b", "a", "b")), {
      kind: "DuplicatePolicyName",
      policyName: "a",
      message: "duplicate policy name: a",
    });
  });
  it("compares names exactly, and takes an empty one", () => {
    assertEquals(buildError(builderOf("a", "A", "a ", "", " ")), "built");
    assertEquals(buildError(builderOf("", "a", "")), {
      kind: "DuplicatePolicyName",
      policyName: "",
      message: "duplicate policy name: ",
    });
  });
  it("takes each built-in policy once, and no custom policy of its name", () => {
    const validation = () => Engine.builder().builtin(buildOrderValidation());
    const error = "EngineBuildError: duplicate policy name: OrderValidationPolicy";
    assertErrors([
      [() => validation().builtin(buildOrderValidation()).build(), error],
      [() => validation().preTrade(policy("OrderValidationPolicy")).build(), error],
      [
        () =>
          Engine.builder().preTrade(policy("OrderSizeLimitPolicy"))
            .builtin(buildOrderSizeLimit().assetBarriers([])).build(),
        "EngineBuildError: duplicate policy name: OrderSizeLimitPolicy",
      ],
    ]);
  });
  it("reports the first repeated group id, of which 0 is none", () => {
    assertEquals(buildGroups(0, 0, 0), "built");
    assertEquals(buildGroups(1, 0, 2, 65535), "built");
    assertEquals(buildGroups(3, 4, 0, 4, 3), {
      kind: "DuplicatePolicyGroupId",
      policyGroupId: 4,
      message: "duplicate non-default policy_group_id: 4",
    });
  });
  it("counts the group ids of built-in policies too", () => {
    const builder = Engine.builder()
      .builtin(buildOrderValidation().withPolicyGroupId(3))
      .preTrade(policy("a", { group: 3 }));
    assertEquals(buildError(builder), {
      kind: "DuplicatePolicyGroupId",
      policyGroupId: 3,
      message: "duplicate non-default policy_group_id: 3",
    });
  });
  it("looks at names before group ids", () => {
    const builder = Engine.builder()
      .preTrade(policy("a", { group: 7 }))
      .preTrade(policy("b", { group: 7 }))
      .preTrade(policy("b", { group: 8 }));
    assertEquals(errorOf(() => builder.build()), "EngineBuildError: duplicate policy name: b");
  });
});

describe("a refused registration", () => {
  it("leaves the builder as it was", () => {
    const builder = Engine.builder().preTrade(policy("a", { start: () => [refusal()] }));
    const noCap = new OrderSizeBrokerBarrier({});
    assertErrors([
      [
        () => builder.preTrade({ name: "b" } as never), /* no hooks */
        "TypeError: policy.checkPreTradeStart must be a function",
      ],
      [
        () => builder.preTrade(policy("b", { group: 65536 })),
        "RangeError: policyGroupId must be an integer in range 0..=65535",
      ],
      [() => builder.builtin({} as never), NO_TOKEN],
      [
        () => builder.builtin(buildOrderSizeLimit().brokerBarrier(noCap)),
        "EngineBuildError: at least one of max_quantity or max_notional must be configured",
      ],
    ]);
    const engine = builder.preTrade(policy("b", { start: () => [refusal()] })).build();
    assertEquals(linesOf(engine.startPreTrade(orderOf(1))), [
      "order Other [a] no: because",
      "order Other [b] no: because",
    ]);
  });
});

describe("ReadyEngineBuilder.builtin()", () => {
  it("takes nothing but tokens", () => {
    const values: readonly unknown[] = [
      ...[undefined, null, 1, "OrderValidationPolicy", {}, [], buildOrderValidation],
      ...[policy("a"), new OrderSizeBrokerBarrier({ maxQuantity: 1 })],
      ...[Engine.builder(), builderOf("a"), builderOf("a").build()],
    ];
    const register = (value: unknown) => () => builderOf("p").builtin(value as never);
    assertErrors(values.map((value) => [register(value), NO_TOKEN]));
  });
  it("takes no object that only inherits from a token", () => {
    const heirs = [buildOrderValidation(), buildOrderSizeLimit().assetBarriers([])]
      .map((token) => Object.create(token) as typeof token);
    assertErrors(heirs.map((heir) => [() => builderOf("p").builtin(heir as never), NO_TOKEN]));
  });
  it("takes a token any number of times: it is not used up", () => {
    const token = buildOrderValidation();
    const engines = [1, 2].map(() => Engine.builder().builtin(token).build());
    assertEquals(engines.map((engine) => engine.startPreTrade(orderOf(1)).ok), [true, true]);
  });
  it("refuses settings that can't work, with their kind", () => {
    const noCap = buildOrderSizeLimit().brokerBarrier(new OrderSizeBrokerBarrier({}));
    const error = thrownBy(() => builderOf("p").builtin(noCap)) as EngineBuildError;
    assert(error instanceof EngineBuildError);
    assertEquals({ ...error }, { kind: "InvalidConfiguration" });
    assertEquals(thrownBy(() => Engine.builder().builtin(noCap)) instanceof EngineBuildError, true);
  });
});

describe("ReadyEngineBuilder.strictInput()", () => {
  it("holds for the engine to be built, from any point of the chain", () => {
    const typo = { operation: { underlyingAsset: "AAPL", prise: "1" } };
    const error =
      'TypeError: Unknown field "prise" in operation: the nearest known field is "price"';
    const early = builderOf("a").strictInput().preTrade(policy("b")).build();
    const late = builderOf("a", "b").strictInput().build();
    assertErrors([
      [() => early.startPreTrade(typo), error],
      [() => late.startPreTrade(typo), error],
    ]);
  });
});
