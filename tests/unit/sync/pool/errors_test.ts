import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { OpenpitError } from "../../../../mod.ts";
import { ShardUnavailableError } from "../../../../src/sync/pool/errors.ts";

describe("ShardUnavailableError", () => {
  it("says which shard is gone, and why", () => {
    const cause = new Error("out of memory");
    const error = new ShardUnavailableError("shard 3 is gone", 3, { cause });
    assert(error instanceof OpenpitError);
    assertEquals(
      [error.name, error.message, error.shard, error.cause],
      ["ShardUnavailableError", "shard 3 is gone", 3, cause],
    );
  });
  it("has no cause if none is known", () => {
    assertEquals("cause" in new ShardUnavailableError("gone", 0), false);
  });
});
