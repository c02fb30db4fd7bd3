import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { SHARD_ENTRY } from "../../../../src/sync/pool/shard_entry.ts";

// That it hosts a shard is shown by every pool of tests/sync; here it is imported, and must do nothing.
describe("SHARD_ENTRY", () => {
  it("is the address of a module, where modules have one", () => {
    assertEquals(typeof SHARD_ENTRY, typeof import.meta.url);
  });
});
