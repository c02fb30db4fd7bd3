import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { lineOf, linesOf } from "../../../engine/_kit.ts";
import {
  adjustmentRefusal,
  blockFor,
  missing,
  missingBlock,
  optionalText,
  overflow,
  overflowBlock,
  refusal,
  rollbackBlock,
} from "../../../../../src/pretrade/policies/spot_funds/rejects.ts";
import { dec, NAME } from "./_kit.ts";

describe("the rejects", () => {
  it("carry the policy's name and their scope", () => {
    const rejects = [
      refusal("InsufficientFunds", "a", "b"),
      adjustmentRefusal("AccountAdjustmentBoundsExceeded", "a", "b"),
      missing("side", "operation.side"),
      overflow("b"),
    ];
    assertEquals(linesOf({ rejects }), [
      `order InsufficientFunds [${NAME}] a: b`,
      `account AccountAdjustmentBoundsExceeded [${NAME}] a: b`,
      `order MissingRequiredField [${NAME}] failed to access required field 'side': failed to access field 'operation.side'`,
      `order ArithmeticOverflow [${NAME}] arithmetic overflow: b`,
    ]);
  });
});

describe("the blocks", () => {
  it("carry the policy's name", () => {
    const blocks = [
      blockFor("Other", "a", "b"),
      overflowBlock("b"),
      missingBlock("side", "operation.side"),
      rollbackBlock("b"),
    ];
    assertEquals(blocks.map(lineOf), [
      `Other [${NAME}] a: b`,
      `ArithmeticOverflow [${NAME}] arithmetic overflow: b`,
      `MissingRequiredField [${NAME}] failed to access required field 'side': failed to access field 'operation.side'`,
      `ArithmeticOverflow [${NAME}] rollback overflow: slot left inconsistent: b`,
    ]);
  });
});

describe("optionalText()", () => {
  it("prints like the reference", () => {
    assertEquals([optionalText(undefined), optionalText(dec("1.50"))], [
      "None",
      "Some(PositionSize(1.50))",
    ]);
  });
});
