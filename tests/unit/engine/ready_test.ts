import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ensureInit, ready } from "../../../src/engine/mod.ts";

describe("ready", () => {
  it("is a promise that is settled without a value", async () => {
    assert(ready instanceof Promise);
    assertEquals(await ready, undefined);
  });
  it("comes from ensureInit() too, as often as it is called", async () => {
    assertEquals(await ensureInit(), undefined);
    assertEquals(await ensureInit(), undefined);
  });
});
