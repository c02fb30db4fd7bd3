import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { HOST_THREADS } from "../../../../src/sync/pool/threads.ts";

// What it does with real threads is shown by tests/sync; here it must only be told where there is nothing to be had.
describe("HOST_THREADS", () => {
  it("connects where the host has message channels", () => {
    const channel = HOST_THREADS.connect();
    assertEquals(channel === undefined, !("MessageChannel" in globalThis));
    channel?.own.close();
  });
});
