import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  AccountBlockError,
  AccountBlockErrorKind,
  AccountGroupRegistrationError,
  AccountGroupRegistrationErrorKind,
  AccountRetirementError,
  AccountRetirementErrorKind,
  ConfigureErrorKind,
  EngineBuildError,
  EngineBuildErrorKind,
  LifecycleError,
  OpenpitError,
  PolicyCallbackError,
  PolicyConfigureError,
  ReentrancyError,
} from "../../../src/engine/mod.ts";
import * as root from "../../../mod.ts";
import * as accounts from "../../../src/accounts.ts";
import { AccountGroupId, AccountId } from "../../../src/param/mod.ts";

/** Everything of an error but its stack. */
function parts(error: Error): Record<string, unknown> {
  return { ...error, name: error.name, message: error.message };
}

describe("the error classes of the engine", () => {
  const errors: readonly Error[] = [
    new EngineBuildError("m", "NoPolicies"),
    new PolicyConfigureError("m", "UNKNOWN"),
    new AccountGroupRegistrationError("m", "ReservedGroup"),
    new AccountBlockError("m", "ReservedGroup"),
    new AccountRetirementError("m", "FinalizerFailed"),
    new LifecycleError("m"),
    new ReentrancyError("m"),
    new PolicyCallbackError(undefined),
  ];

  it("are errors of the package with their own name", () => {
    const names = [
      "EngineBuildError",
      "PolicyConfigureError",
      "AccountGroupRegistrationError",
      "AccountBlockError",
      "AccountRetirementError",
      "LifecycleError",
      "ReentrancyError",
      "PolicyCallbackError",
    ];
    assertEquals(errors.map(({ name }) => name), names);
    for (const error of errors) {
      assert(error instanceof OpenpitError && error instanceof Error);
      assertEquals(String(error).startsWith(`${error.name}: `), true);
      assertEquals(Object.keys(error).includes("name"), false);
    }
  });
  it("are told apart by instanceof, LifecycleError being the base of ReentrancyError", () => {
    assertEquals(errors.filter((error) => error instanceof LifecycleError).length, 2);
    assertEquals(errors.filter((error) => error instanceof EngineBuildError).length, 1);
    assertEquals(new LifecycleError("m") instanceof ReentrancyError, false);
  });
  it("are the same in the root and in ./accounts", () => {
    assert(root.EngineBuildError === EngineBuildError);
    assert(root.LifecycleError === LifecycleError);
    assert(accounts.AccountBlockError === AccountBlockError);
    assert(accounts.AccountRetirementErrorKind === AccountRetirementErrorKind);
  });
});

describe("error properties", () => {
  it("exist only if there is something to tell", () => {
    assertEquals(parts(new EngineBuildError("m", "NoPolicies")), {
      name: "EngineBuildError",
      message: "m",
      kind: "NoPolicies",
    });
    assertEquals(
      parts(new EngineBuildError("m", "DuplicatePolicyName", { policyName: "" })),
      { name: "EngineBuildError", message: "m", kind: "DuplicatePolicyName", policyName: "" },
    );
    assertEquals("cause" in new EngineBuildError("m", "NoPolicies"), false);
    const caused = new EngineBuildError("m", "InvalidConfiguration", { cause: 7 });
    assertEquals([caused.cause, Object.keys(caused)], [7, ["kind"]]);
    assertEquals(
      parts(
        new PolicyConfigureError("m", "TYPE_MISMATCH", {
          policyName: "p",
          expected: "e",
          found: "f",
        }),
      ),
      {
        name: "PolicyConfigureError",
        message: "m",
        kind: "TYPE_MISMATCH",
        policyName: "p",
        expected: "e",
        found: "f",
      },
    );
  });
  it("carry ids as objects of their classes", () => {
    const accountId = AccountId.fromInt(7n);
    const currentGroupId = AccountGroupId.fromInt(8);
    const group = new AccountGroupRegistrationError("m", "NotInGroup", {
      accountId,
      currentGroupId,
    });
    assertEquals([group.kind, group.accountId?.value, group.currentGroupId?.value], [
      "NotInGroup",
      7n,
      8,
    ]);
    assertEquals("requestedGroupId" in group, false);
    const block = new AccountBlockError("m", "AccountNotBlocked", { accountId });
    assertEquals([block.kind, block.accountId?.value], ["AccountNotBlocked", 7n]);
    assertEquals("accountGroupId" in block, false);
  });
  it("of a retirement list the refusals, or the cause of a failure", () => {
    const refusals = [{ policy: "p", refusal: "NonZeroState" }] as const;
    const refused = new AccountRetirementError("m", "Refused", { refusals: [...refusals] });
    assertEquals(refused.refusals, [...refusals]);
    assertEquals("cause" in refused, false);
    const failed = new AccountRetirementError("m", "FinalizerFailed", { cause: undefined });
    assertEquals(["cause" in failed, "refusals" in failed], [true, false]);
  });
});

describe("the kind constants", () => {
  it("have the values of the contract", () => {
    assertEquals(Object.entries(ConfigureErrorKind), [
      ["Unknown", "UNKNOWN"],
      ["TypeMismatch", "TYPE_MISMATCH"],
      ["Validation", "VALIDATION"],
      ["NestedConfiguration", "NESTED_CONFIGURATION"],
    ]);
    const same: readonly [object, readonly string[]][] = [
      [EngineBuildErrorKind, [
        "NoPolicies",
        "DuplicatePolicyName",
        "DuplicatePolicyGroupId",
        "InvalidConfiguration",
      ]],
      [AccountGroupRegistrationErrorKind, ["ReservedGroup", "AlreadyRegistered", "NotInGroup"]],
      [AccountBlockErrorKind, ["ReservedGroup", "AccountNotBlocked", "GroupNotBlocked"]],
      [AccountRetirementErrorKind, ["Refused", "FinalizerFailed"]],
    ];
    for (const [constants, kinds] of same) {
      assertEquals(constants, Object.fromEntries(kinds.map((kind) => [kind, kind])));
    }
  });
});
