import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../../src/engine/mod.ts";
import {
  buildOrderValidation,
  buildPnlBoundsKillswitch,
  PnlBoundsAccountAssetBarrier,
  PnlBoundsAccountAssetBarrierUpdate,
  PnlBoundsBrokerBarrier,
  PnlBoundsKillswitchBuilder,
  type PnlBoundsKillswitchReadyBuilder,
} from "../../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../../src/testing/mod.ts";
import { assertErrors } from "../../model/_errors.ts";
import { Session, verdictOf } from "./_session.ts";

const broker = (lower: number, asset = "USD") => new PnlBoundsBrokerBarrier(asset, lower);
const account = (lower: number, id = 1, asset = "USD") =>
  new PnlBoundsAccountAssetBarrier(id, asset, 0, lower);

/** The lower bound above zero that an order runs into, with the barrier it belongs to. */
function boundOf(builder: PnlBoundsKillswitchReadyBuilder, changes = {}): string {
  const verdict = new Session(builder).order(changes);
  const found = verdict.match(/triggered: (.+) barrier: .*lower bound (\d+)/);
  return found === null ? verdict : `${found[1]} ${found[2]}`;
}

describe("PnlBoundsKillswitchBuilder", () => {
  it("is immutable: every call gives a new builder, and the old one stays as it was", () => {
    const one = buildPnlBoundsKillswitch().accountBarriers([account(1)]);
    const two = one.brokerBarriers([broker(2)]);
    const three = two.brokerBarriers([broker(3)]);
    const four = one.accountBarriers([account(4)]);
    const builders = [one, two, three, four, one.withPolicyGroupId(5), three.clone()];
    assertEquals(new Set(builders).size, 6);
    assertEquals(builders.map((builder) => boundOf(builder)), [
      "account + asset 1",
      "broker 2",
      "broker 3",
      "account + asset 4",
      "account + asset 1",
      "broker 3",
    ]);
  });
  it("appends to both lists, in any order of calls", () => {
    const builder = buildPnlBoundsKillswitch()
      .accountBarriers([account(1, 1, "EUR")])
      .brokerBarriers([broker(2, "JPY")])
      .accountBarriers(new Set([account(3, 3)]))
      .brokerBarriers([broker(4, "CHF")]);
    const orders = [
      { settlementAsset: "EUR" },
      { settlementAsset: "JPY" },
      { accountId: 3 },
      { settlementAsset: "CHF" },
      {},
    ];
    assertEquals(orders.map((changes) => boundOf(builder, changes)), [
      "account + asset 1",
      "broker 2",
      "account + asset 3",
      "broker 4",
      "pass",
    ]);
  });
  it("reads an iterable once, when it gets it", () => {
    let reads = 0;
    const lazy = {
      *[Symbol.iterator](): Generator<PnlBoundsBrokerBarrier> {
        reads++;
        yield broker(2);
      },
    };
    const builder = buildPnlBoundsKillswitch().brokerBarriers(lazy);
    assertEquals([boundOf(builder), boundOf(builder), reads], ["broker 2", "broker 2", 1]);
  });
  it("refuses wrong lists and wrong entries", () => {
    const update = new PnlBoundsAccountAssetBarrierUpdate(1, "USD", 1);
    const lists = [
      ["brokerBarriers", broker(1), account(1)],
      ["accountBarriers", account(1), broker(1)],
    ] as const;
    for (const [name, good, other] of lists) {
      const call = (value: unknown) => () => buildPnlBoundsKillswitch()[name](value as []);
      for (const value of [undefined, null, 1, {}, true, good]) {
        assertErrors([[call(value), `TypeError: ${name} must be iterable`]]);
      }
      for (const entry of [undefined, null, {}, "USD", other, update]) {
        assertErrors([[call([good, entry]), `TypeError: ${name} contains an invalid entry`]]);
      }
    }
  });
  it("carries its group id before and after the barriers", () => {
    const clash = (builder: PnlBoundsKillswitchReadyBuilder) => () =>
      Engine.builder().builtin(buildOrderValidation().withPolicyGroupId(6)).builtin(builder)
        .build();
    const error = "EngineBuildError: duplicate non-default policy_group_id: 6";
    assertErrors([
      [clash(buildPnlBoundsKillswitch().withPolicyGroupId(6).brokerBarriers([broker(1)])), error],
      [clash(buildPnlBoundsKillswitch().accountBarriers([account(1)]).withPolicyGroupId(6)), error],
      [clash(buildPnlBoundsKillswitch().brokerBarriers([broker(1)])), "nothing"],
    ]);
    for (const value of [-1, 65536, 0.5]) {
      assertErrors([[
        () => buildPnlBoundsKillswitch().withPolicyGroupId(value),
        "RangeError: policyGroupId must be an integer in range 0..=65535",
      ]]);
    }
  });
  it("is no token if it only looks like one", () => {
    const heir = Object.create(buildPnlBoundsKillswitch().brokerBarriers([broker(1)]));
    assertErrors([[
      () => Engine.builder().builtin(heir),
      "TypeError: builtin expects a builtin ready-builder token (build*() result)",
    ]]);
  });
  it("tells its name, refuses new, and may be freed to no effect", () => {
    assertEquals(PnlBoundsKillswitchBuilder.NAME, "PnlBoundsKillSwitchPolicy");
    const builder = buildPnlBoundsKillswitch().brokerBarriers([broker(2)]);
    assert(builder instanceof PnlBoundsKillswitchBuilder);
    const Class = PnlBoundsKillswitchBuilder as unknown as new () => unknown;
    assertErrors([
      [() => new Class(), "TypeError: PnlBoundsKillswitchBuilder cannot be constructed directly"],
    ]);
    builder.free();
    builder[Symbol.dispose]();
    assertEquals(boundOf(builder), "broker 2");
  });
});

describe("the life of a kill switch", () => {
  it("is one per registration: seeds and sums are not shared", () => {
    const seeded = new PnlBoundsAccountAssetBarrier(1, "USD", 5, -10, 10);
    const token = buildPnlBoundsKillswitch().accountBarriers([seeded]);
    const [one, two] = [new Session(token), new Session(token)];
    const { underlyingAsset, settlementAsset, accountId } = orderDraft().operation;
    const report = {
      operation: { underlyingAsset, settlementAsset, accountId },
      financialImpact: { pnl: "5.01", fee: 0 },
    };
    assertEquals(one.engine.applyExecutionReport(report).accountBlocks.length, 1);
    assertEquals([verdictOf(one.engine.startPreTrade(orderDraft())) === "pass", two.order()], [
      false,
      "pass",
    ]);
  });
  it("needs no clock", () => {
    const engine = Engine.builder()
      .clock(() => {
        throw new Error("clock");
      })
      .builtin(buildPnlBoundsKillswitch().brokerBarriers([broker(-1)]))
      .build();
    assertEquals(engine.executePreTrade(orderDraft()).ok, true);
  });
});
