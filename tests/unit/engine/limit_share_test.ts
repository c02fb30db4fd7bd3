import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { EngineBuildError } from "../../../mod.ts";
import { takeLimitShare } from "../../../src/engine/limit_share.ts";
import type { LimitShare, PolicyUnit } from "../../../src/pretrade/internal.ts";

const OF_THREE: LimitShare = { index: 1, count: 3, isSplit: false, owns: () => true };

function unit(parts: Partial<PolicyUnit>): PolicyUnit {
  return { name: "unit", policyGroupId: 0, usesClock: false, partition: "account", ...parts };
}

describe("takeLimitShare()", () => {
  it("tells policies that can split their limits which part is theirs", () => {
    const told: LimitShare[] = [];
    const takeShare = (share: LimitShare) => void told.push(share);
    takeLimitShare([unit({}), unit({ takeShare })], OF_THREE);
    const split = { ...OF_THREE, isSplit: true };
    takeLimitShare([unit({ partition: "global", takeShare })], split);
    assertEquals(told, [OF_THREE, split]);
  });
  it("changes nothing in the only engine", () => {
    const takeShare = () => {
      throw new Error("told");
    };
    takeLimitShare([unit({ partition: "global", takeShare })], { ...OF_THREE, count: 1 });
  });
  it("refuses a limit that spans accounts unless it may be split, and tells the ways out", () => {
    const policy = unit({ name: "rates", partition: "global", takeShare() {} });
    const error = assertThrows(() => takeLimitShare([policy], OF_THREE), EngineBuildError);
    assertEquals(
      [error.kind, error.policyName, error.message],
      [
        "InvalidConfiguration",
        "rates",
        "policy rates needs to see all accounts and cannot be spread over 3 shards: use size 1, or share one fullSync engine, " +
        "or set splitGlobalLimits, which gives each shard its part of the budget",
      ],
    );
  });
  it("refuses a custom policy that spans accounts even if limits may be split", () => {
    const policy = unit({ name: "mine", partition: "global" });
    for (const isSplit of [false, true]) {
      const error = assertThrows(
        () => takeLimitShare([policy], { ...OF_THREE, isSplit }),
        EngineBuildError,
      );
      assertEquals(
        error.message,
        "policy mine needs to see all accounts and cannot be spread over 3 shards: use size 1, or share one fullSync engine, " +
          'or give each shard its part of the budget in createEngine and declare partition "account"',
      );
    }
  });
  it("takes no share at all if one policy is refused", () => {
    let isTold = false;
    const takeShare = () => {
      isTold = true;
    };
    const units = [unit({ takeShare }), unit({ name: "mine", partition: "global" })];
    assertThrows(() => takeLimitShare(units, OF_THREE), EngineBuildError);
    assertEquals(isTold, false);
  });
});
