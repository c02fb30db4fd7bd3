import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ThreadAffinityError } from "../../../src/engine/mod.ts";
import { makeChannel } from "../../../src/runtime/port.ts";
import { newChannel } from "../../../src/sync/new_channel.ts";
import { thrownBy } from "../engine/_kit.ts";

describe("newChannel()", () => {
  it("gives two ends, or says that this host has no ports", () => {
    if (makeChannel() === undefined) {
      const error = thrownBy(newChannel);
      assert(error instanceof ThreadAffinityError);
      assertEquals(
        error.message,
        "an engine cannot be shared here: this host has no message ports",
      );
      return;
    }
    const { own, given } = newChannel();
    assert(own !== given);
    own.close();
    given.close();
  });
});
