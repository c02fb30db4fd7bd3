import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../../src/engine/mod.ts";
import {
  buildOrderValidation,
  buildRateLimit,
  RateLimit,
  RateLimitAccountAssetBarrier,
  RateLimitAccountBarrier,
  RateLimitAssetBarrier,
  RateLimitBrokerBarrier,
  RateLimitBuilder,
  type RateLimitReadyBuilder,
} from "../../../../src/pretrade/policies/mod.ts";
import { FakeClock, orderDraft } from "../../../../src/testing/mod.ts";
import { assertErrors } from "../../model/_errors.ts";
import { per, Session, tooMany, verdictOf } from "./_session.ts";

const broker = (max: number) => new RateLimitBrokerBarrier(per(max, 1));
const asset = (max: number, name = "USD") => new RateLimitAssetBarrier(per(max, 1), name);
const account = (max: number, id = 1) => new RateLimitAccountBarrier(per(max, 1), id);
const pair = (max: number, id = 1, name = "USD") =>
  new RateLimitAccountAssetBarrier(per(max, 1), id, name);

/** How many orders pass at once: the limit of a builder with one barrier that matches. */
function limitOf(builder: RateLimitReadyBuilder, changes = {}): number {
  return new Session(builder).orders(9, changes).filter((verdict) => verdict === "pass").length;
}

describe("RateLimitBuilder", () => {
  it("is immutable: every call gives a new builder, and the old one stays as it was", () => {
    const one = buildRateLimit().brokerBarrier(broker(6));
    const two = one.brokerBarrier(broker(5));
    const three = two.assetBarriers([asset(4)]);
    const four = three.accountBarriers([account(3)]);
    const five = four.accountAssetBarriers([pair(2)]);
    const builders = [one, two, three, four, five, one.withPolicyGroupId(5), five.clone()];
    assertEquals(new Set(builders).size, 7);
    assertEquals(builders.map((builder) => limitOf(builder)), [6, 5, 4, 3, 2, 6, 2]);
  });
  it("replaces the broker barrier and appends the others, in any order of calls", () => {
    const builder = buildRateLimit()
      .accountAssetBarriers([pair(1, 3)])
      .accountBarriers([account(2, 4)])
      .brokerBarrier(broker(1))
      .assetBarriers([asset(3, "EUR")])
      .assetBarriers(new Set([asset(4, "JPY")]))
      .accountBarriers([account(5, 5)])
      .brokerBarrier(broker(8))
      .accountAssetBarriers([pair(6, 6)]);
    const orders = [
      { accountId: 3 },
      { accountId: 4 },
      { settlementAsset: "EUR" },
      { settlementAsset: "JPY" },
      { accountId: 5 },
      { accountId: 6 },
      {},
    ];
    assertEquals(orders.map((changes) => limitOf(builder, changes)), [1, 2, 3, 4, 5, 6, 8]);
  });
  it("reads an iterable once, when it gets it", () => {
    let reads = 0;
    const lazy = {
      *[Symbol.iterator](): Generator<RateLimitAccountBarrier> {
        reads++;
        yield account(2);
      },
    };
    const builder = buildRateLimit().accountBarriers(lazy);
    assertEquals([limitOf(builder), limitOf(builder), reads], [2, 2, 1]);
  });
  it("is ready by any axis, also an empty one, and admits everything without barriers", () => {
    const start = buildRateLimit();
    const builders = [
      start.assetBarriers([]),
      start.accountBarriers([]),
      start.accountAssetBarriers(new Set()),
      start as unknown as RateLimitReadyBuilder,
    ];
    assertEquals(builders.map((builder) => limitOf(builder)), [9, 9, 9, 9]);
  });
  it("refuses a wrong broker barrier", () => {
    const values = [undefined, null, 1, {}, per(1, 1), new RateLimit(1, 1), [broker(1)], asset(1)];
    assertErrors([...values, account(1), pair(1)].map((value) => [
      () => buildRateLimit().brokerBarrier(value as RateLimitBrokerBarrier),
      "TypeError: brokerBarrier must be a RateLimitBrokerBarrier",
    ]));
  });
  it("refuses wrong lists and wrong entries", () => {
    const lists: Record<string, [unknown, (value: unknown) => unknown]> = {
      assetBarriers: [asset(1), (value) => buildRateLimit().assetBarriers(value as [])],
      accountBarriers: [account(1), (value) => buildRateLimit().accountBarriers(value as [])],
      accountAssetBarriers: [
        pair(1),
        (value) => buildRateLimit().accountAssetBarriers(value as []),
      ],
    };
    for (const [name, [good, call]] of Object.entries(lists)) {
      for (const value of [undefined, null, 1, {}, true, good]) {
        assertErrors([[() => call(value), `TypeError: ${name} must be iterable`]]);
      }
      const others = [asset(1), account(1), pair(1), broker(1)].filter((barrier) =>
        barrier.constructor !== (good as object).constructor
      );
      for (const entry of [undefined, null, {}, per(1, 1), new RateLimit(1, 1), ...others]) {
        assertErrors([[() => call([good, entry]), `TypeError: ${name} contains an invalid entry`]]);
      }
    }
  });
  it("carries its group id before and after the barriers", () => {
    const clash = (builder: RateLimitReadyBuilder) => () =>
      Engine.builder().builtin(buildOrderValidation().withPolicyGroupId(6)).builtin(builder)
        .build();
    const error = "EngineBuildError: duplicate non-default policy_group_id: 6";
    const grouped = buildRateLimit().withPolicyGroupId(6);
    assertErrors([
      [clash(grouped.brokerBarrier(broker(1))), error],
      [clash(grouped.assetBarriers([]).accountBarriers([]).accountAssetBarriers([])), error],
      [clash(buildRateLimit().brokerBarrier(broker(1)).withPolicyGroupId(6).clone()), error],
      [clash(buildRateLimit().brokerBarrier(broker(1))), "nothing"],
      [clash(buildRateLimit().brokerBarrier(broker(1)).withPolicyGroupId(65535)), "nothing"],
    ]);
  });
  it("refuses a wrong group id", () => {
    const set = (value: unknown) => () => buildRateLimit().withPolicyGroupId(value as number);
    for (const value of [-1, 65536, 0.5, NaN]) {
      assertErrors([
        [set(value), "RangeError: policyGroupId must be an integer in range 0..=65535"],
      ]);
    }
    for (const value of [undefined, null, "1", 1n]) {
      assertErrors([[set(value), "TypeError: policyGroupId must be a number"]]);
    }
  });
  it("is no token if it only looks like one", () => {
    const heir = Object.create(buildRateLimit().brokerBarrier(broker(1)));
    assertErrors([[
      () => Engine.builder().builtin(heir),
      "TypeError: builtin expects a builtin ready-builder token (build*() result)",
    ]]);
  });
  it("tells its name, refuses new, and may be freed to no effect", () => {
    assertEquals(RateLimitBuilder.NAME, "RateLimitPolicy");
    const builder = buildRateLimit().brokerBarrier(broker(2));
    assert(builder instanceof RateLimitBuilder);
    const Class = RateLimitBuilder as unknown as new () => unknown;
    assertErrors([
      [() => new Class(), "TypeError: RateLimitBuilder cannot be constructed directly"],
    ]);
    builder.free();
    builder[Symbol.dispose]();
    assertEquals(limitOf(builder), 2);
  });
  it("registers once per engine", () => {
    const token = buildRateLimit().brokerBarrier(broker(1));
    assertErrors([[
      () => Engine.builder().builtin(token).builtin(token).build(),
      "EngineBuildError: duplicate policy name: RateLimitPolicy",
    ]]);
  });
});

describe("the life of a rate limit", () => {
  it("begins in builtin(), not in build()", () => {
    const clock = new FakeClock();
    const token = buildRateLimit().brokerBarrier(new RateLimitBrokerBarrier(per(1, 10)));
    const builder = Engine.builder().clock(clock.now).builtin(token);
    clock.advanceMs(5000);
    const engine = builder.build();
    clock.advanceMs(4000);
    const verdicts = [engine, engine].map((each) => verdictOf(each.startPreTrade(orderDraft())));
    // The first window ends 10 s after builtin(), which is 5 s after build().
    clock.advanceMs(1000);
    verdicts.push(verdictOf(engine.startPreTrade(orderDraft())));
    assertEquals(verdicts, ["pass", tooMany("broker", 2, "10s", 1), "pass"]);
  });
  it("is one per registration, without common state", () => {
    const token = buildRateLimit().brokerBarrier(broker(1)).accountBarriers([account(1)]);
    const [one, two] = [new Session(token), new Session(token)];
    assertEquals([one.order(), two.order(), one.order()], [
      "pass",
      "pass",
      tooMany("broker", 2, "1s", 1),
    ]);
  });
});
