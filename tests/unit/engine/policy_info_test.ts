import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, LifecycleError } from "../../../mod.ts";
import {
  buildOrderValidation,
  buildPnlBoundsKillswitch,
  PnlBoundsBrokerBarrier,
} from "../../../src/pretrade/policies/mod.ts";
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
      { name: "OrderValidationPolicy", policyGroupId: 3, isBuiltin: true, stages: ["start"] },
      { name: "reporter", policyGroupId: 7, isBuiltin: false, stages: ["start", "main", "report"] },
      {
        name: "PnlBoundsKillSwitchPolicy",
        policyGroupId: 0,
        isBuiltin: true,
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
  it("refuses a released engine", () => {
    const engine = Engine.builder().builtin(buildOrderValidation()).build();
    engine.free();
    assertThrows(() => engine.policies(), LifecycleError, "engine has been released");
  });
});
