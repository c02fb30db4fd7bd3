import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, LifecycleError } from "../../../mod.ts";
import {
  buildOrderValidation,
  buildPnlBoundsKillswitch,
  buildRateLimit,
  PnlBoundsBrokerBarrier,
  RateLimit,
  RateLimitAccountBarrier,
  RateLimitAssetBarrier,
  RateLimitBrokerBarrier,
} from "../../../src/pretrade/policies/mod.ts";
import type { Policy } from "../../../src/pretrade/mod.ts";
import { RecordingPolicy } from "../../../src/testing/mod.ts";

describe("Engine.policies()", () => {
  it("lists policies in order of registration, with what they take part in", () => {
    const reporter = Object.assign(new RecordingPolicy("reporter"), {
      policyGroupId: 7,
      applyExecutionReport: () => null,
    });
    const engine = Engine.builder()
      .builtin(buildOrderValidation().withPolicyGroupId(3))
      .preTrade(reporter)
      .builtin(
        buildPnlBoundsKillswitch().brokerBarriers([new PnlBoundsBrokerBarrier("USD", "-1")]),
      )
      .build();
    assertEquals(engine.policies(), [
      {
        name: "OrderValidationPolicy",
        policyGroupId: 3,
        isBuiltin: true,
        partition: "account",
        stages: ["start"],
      },
      {
        name: "reporter",
        policyGroupId: 7,
        isBuiltin: false,
        partition: "global",
        stages: ["start", "main", "report"],
      },
      {
        name: "PnlBoundsKillSwitchPolicy",
        policyGroupId: 0,
        isBuiltin: true,
        partition: "account",
        stages: ["start", "report", "retirement"],
      },
    ]);
  });
  it("lists every stage that a custom policy has a hook for", () => {
    const all = Object.assign(new RecordingPolicy("all"), {
      applyExecutionReport: () => null,
      applyAccountAdjustment: () => null,
      retireAccount: () => null,
    });
    const [info] = Engine.builder().preTrade(all).build().policies();
    assertEquals(info?.stages, ["start", "main", "report", "adjustment", "retirement"]);
  });
  it("says of a rate limit what its axes make it, also after a change of settings", () => {
    const limit = new RateLimit(1, 1);
    const engine = Engine.builder()
      .builtin(buildRateLimit().accountBarriers([new RateLimitAccountBarrier(limit, 1)]))
      .build();
    const partition = () => engine.policies()[0]?.partition;
    const name = "RateLimitPolicy";
    assertEquals(partition(), "account");
    engine.configure().rateLimit(name, { broker: new RateLimitBrokerBarrier(limit) });
    assertEquals(partition(), "global");
    engine.configure().rateLimit(name, { clearBroker: true });
    assertEquals(partition(), "account");
    engine.configure().rateLimit(name, {
      assetBarriers: [new RateLimitAssetBarrier(limit, "USD")],
    });
    assertEquals(partition(), "global");
  });
  it("takes a custom policy's word for it, and no other word", () => {
    const partitionOf = (partition: unknown) => {
      const policy = Object.assign(new RecordingPolicy("custom"), { partition }) as Policy;
      return Engine.builder().preTrade(policy).build().policies()[0]?.partition;
    };
    assertEquals(partitionOf("account"), "account");
    assertEquals(partitionOf("global"), "global");
    assertEquals(partitionOf(undefined), "global");
    assertThrows(
      () => partitionOf("asset"),
      TypeError,
      'policy.partition must be "account" or "global"',
    );
  });
  it("refuses a released engine", () => {
    const engine = Engine.builder().builtin(buildOrderValidation()).build();
    engine.free();
    assertThrows(() => engine.policies(), LifecycleError, "engine has been released");
  });
});
