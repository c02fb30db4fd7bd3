import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as engine from "../../../src/engine/mod.ts";
import { AccountRetirementRefusal } from "../../../src/pretrade/internal.ts";

describe("AccountRetirementRefusal", () => {
  it("has four values, each its own name", () => {
    const names = [
      "ConfigurationReferencesAccount",
      "NonZeroState",
      "OperationInProgress",
      "EvaluationFailed",
    ];
    assertEquals(
      Object.entries(AccountRetirementRefusal).map(([key, value]) => `${key}=${value}`),
      [
        ...names.map((name) => `${name}=${name}`),
      ],
    );
    assert(engine.AccountRetirementRefusal === AccountRetirementRefusal);
  });
});
