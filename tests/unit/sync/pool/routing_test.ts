import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountIdError } from "../../../../mod.ts";
import { ExecutionReport, Order } from "../../../../src/model/mod.ts";
import { AccountId } from "../../../../src/param/mod.ts";
import { routingAccount } from "../../../../src/sync/pool/routing.ts";

describe("routingAccount()", () => {
  it("reads every form of an account", () => {
    // FNV-1a of the text, as docs/semantics.md PAR-12 has it.
    const forms = [7, 7n, AccountId.fromInt(7n), "acc-1"];
    assertEquals(
      forms.map((accountId) => routingAccount({ operation: { accountId } }, "order")),
      [7n, 7n, 7n, 10697264322394758796n],
    );
  });
  it("reads records of the package", () => {
    const order = new Order();
    order.operation = { accountId: 7 };
    const report = new ExecutionReport();
    report.operation = { accountId: 8 };
    assertEquals(routingAccount(order, "order"), 7n);
    assertEquals(routingAccount(report, "report"), 8n);
  });
  it("refuses what names no account", () => {
    for (const order of [{}, { operation: {} }, { operation: { accountId: null } }, null, 3]) {
      assertThrows(
        () => routingAccount(order, "order"),
        TypeError,
        "order.operation.accountId is missing: a pool finds the shard by it",
      );
    }
    assertThrows(
      () => routingAccount({}, "report"),
      TypeError,
      "report.operation.accountId is missing: a pool finds the shard by it",
    );
  });
  it("refuses what is no account", () => {
    for (const accountId of [-1, 1.5, "", {}]) {
      assertThrows(() => routingAccount({ operation: { accountId } }, "order"), AccountIdError);
    }
  });
});
