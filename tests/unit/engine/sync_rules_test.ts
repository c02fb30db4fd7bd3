import { assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountChainError, ThreadAffinityError } from "../../../src/engine/mod.ts";
import { ruleOf, type SyncMode } from "../../../src/engine/sync_rules.ts";
import { currentThread, type ThreadIdentity } from "../../../src/runtime/thread.ts";

const A = "js:a" as ThreadIdentity;
const B = "js:b" as ThreadIdentity;

describe("ruleOf()", () => {
  for (const mode of ["noSync", "fullSync", "accountSync"] satisfies SyncMode[]) {
    it(`gives the rule of ${mode}, which lets the owner in`, () => {
      const rule = ruleOf(mode);
      assertEquals([rule.mode, rule.isCounting], [mode, mode === "accountSync"]);
      rule.admit(undefined);
      rule.claim(1n, undefined);
    });
  }
  it("noSync lets nobody else in", () => {
    const error = assertThrows(() => ruleOf("noSync").admit(A), ThreadAffinityError);
    assertEquals(
      error.message,
      "an engine in noSync mode serves its own thread only: build it with fullSync() or accountSync() to call it from others",
    );
    assertEquals([error.owner, error.caller], [currentThread(), A]);
  });
  it("fullSync asks nothing of accounts", () => {
    const rule = ruleOf("fullSync");
    rule.admit(A);
    rule.hold(1n, A);
    rule.claim(1n, B);
  });
});

describe("accountSync", () => {
  it("keeps others out while a thread has something open for the account", () => {
    const rule = ruleOf("accountSync");
    rule.hold(1n, A);
    rule.claim(1n, A);
    const error = assertThrows(() => rule.claim(1n, B), AccountChainError);
    assertEquals(
      [error.owner, error.caller, error.holder, error.accountId.value],
      [currentThread(), B, A, 1n],
    );
    assertEquals(
      error.message,
      "account 1 belongs to the chain of thread js:a while something of it is open: send its calls from one thread, or wait until its requests and reservations have ended",
    );
  });
  it("names the owner's thread when the owner calls", () => {
    const rule = ruleOf("accountSync");
    rule.hold(1n, A);
    const error = assertThrows(() => rule.claim(1n, undefined), AccountChainError);
    assertEquals([error.caller, error.holder], [currentThread(), A]);
  });
  it("asks nothing about other accounts, and nothing where there is none", () => {
    const rule = ruleOf("accountSync");
    rule.hold(1n, A);
    rule.hold(undefined, A);
    rule.claim(2n, B);
    rule.claim(undefined, B);
    rule.release(undefined);
  });
  it("counts: the account is free when the last thing has ended", () => {
    const rule = ruleOf("accountSync");
    rule.hold(1n, A);
    rule.hold(1n, A);
    rule.release(1n);
    assertThrows(() => rule.claim(1n, B), AccountChainError);
    rule.release(1n);
    rule.claim(1n, B);
    rule.hold(1n, B);
    assertThrows(() => rule.claim(1n, A), AccountChainError);
  });
  it("remembers what is open among any number of accounts that came and went", () => {
    const rule = ruleOf("accountSync");
    const open = [0n, 5000n, 9999n];
    for (let account = 0n; account < 20_000n; account++) {
      rule.claim(account, A);
      rule.hold(account, A);
      if (!open.includes(account)) rule.release(account);
    }
    for (const account of open) {
      assertThrows(() => rule.claim(account, B), AccountChainError);
      rule.claim(account, A);
      rule.release(account);
    }
    for (let account = 0n; account < 20_000n; account++) rule.claim(account, B);
  });
});
