import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Reject, RejectScope } from "../../../src/reject.ts";
import { engineOf, orderOf, policy, refusal } from "../engine/_kit.ts";
import { assertErrors } from "../model/_errors.ts";

function rejectOf(changes: Parameters<typeof refusal>[0]): Reject {
  const engine = engineOf(policy("p", { start: () => [refusal(changes)] }));
  const [reject] = engine.startPreTrade(orderOf(1)).rejects;
  assert(reject instanceof Reject);
  return reject;
}

describe("Reject", () => {
  it("tells code, reason, details, policy, scope and token", () => {
    const { code, reason, details, policy, scope, userData } = rejectOf({
      code: "Custom",
      reason: "r",
      details: "d",
      scope: "account",
      userData: 5,
    });
    assertEquals([code, reason, details, policy, scope, userData], [
      "Custom",
      "r",
      "d",
      "p",
      "account",
      5n,
    ]);
    assertEquals([rejectOf({}).scope, rejectOf({}).userData], ["order", 0n]);
  });
  it("prints as JSON with its token as text", () => {
    assertEquals(JSON.parse(JSON.stringify(rejectOf({ userData: 2n ** 64n - 1n }))), {
      code: "Other",
      reason: "no",
      details: "because",
      policy: "p",
      scope: "order",
      userData: "18446744073709551615",
    });
  });
  it("refuses new", () => {
    const Class = Reject as unknown as new () => unknown;
    assertErrors([[() => new Class(), "TypeError: Reject cannot be constructed directly"]]);
  });
  it("may be freed and disposed of to no effect", () => {
    const reject = rejectOf({});
    reject.free();
    reject[Symbol.dispose]();
    assertEquals(reject.policy, "p");
  });
});

describe("RejectScope", () => {
  it("names the two scopes", () => {
    assertEquals({ ...RejectScope }, { Order: "order", Account: "account" });
  });
});
