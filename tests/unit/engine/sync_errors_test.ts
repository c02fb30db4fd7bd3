import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  AccountChainError,
  LifecycleError,
  OpenpitError,
  ReentrancyError,
  ThreadAffinityError,
} from "../../../src/engine/mod.ts";
import { AccountId } from "../../../src/param/mod.ts";
import { currentThread, type ThreadIdentity } from "../../../src/runtime/thread.ts";

const OWNER = "js:1" as ThreadIdentity;
const CALLER = "js:2" as ThreadIdentity;

describe("the errors of the sync modes", () => {
  const accountId = AccountId.fromInt(7n);
  const errors = [
    new ThreadAffinityError("no", { owner: OWNER, caller: CALLER }),
    new AccountChainError("no", { owner: OWNER, caller: CALLER, holder: CALLER, accountId }),
    new ReentrancyError("no", { owner: OWNER, caller: CALLER }),
  ];
  for (const error of errors) {
    it(`${error.name} is a LifecycleError and names both threads`, () => {
      assert(error instanceof LifecycleError && error instanceof OpenpitError);
      assertEquals([error.message, error.owner, error.caller], ["no", OWNER, CALLER]);
    });
  }
  it("AccountChainError names the account and who holds it", () => {
    const error = errors[1] as AccountChainError;
    assertEquals([error.holder, error.accountId.value], [CALLER, 7n]);
  });
  it("ReentrancyError is about the present thread unless said otherwise", () => {
    const error = new ReentrancyError("no");
    assertEquals([error.owner, error.caller], [currentThread(), currentThread()]);
  });
});
