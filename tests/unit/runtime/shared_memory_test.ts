import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { isSharedMemory, mayBlock, sharedMemory } from "../../../src/runtime/shared_memory.ts";

describe("sharedMemory()", () => {
  it("gives memory of the asked size, or undefined where the host has none", () => {
    const memory = sharedMemory(16);
    if (memory === undefined) return;
    assertEquals(memory.byteLength, 16);
    assertEquals(Object.prototype.toString.call(memory), "[object SharedArrayBuffer]");
  });
});

describe("isSharedMemory()", () => {
  it("knows what sharedMemory() gives, and nothing else", () => {
    const memory = sharedMemory(4);
    assertEquals(isSharedMemory(memory), memory !== undefined);
    for (const other of [new ArrayBuffer(4), 1, null, {}]) assert(!isSharedMemory(other));
  });
});

describe("mayBlock()", () => {
  it("says what Atomics.wait does here", () => {
    const memory = sharedMemory(4);
    const wait = () => Atomics.wait(new Int32Array(memory as ArrayBufferLike), 0, 1, 0);
    if (!mayBlock()) {
      let hasThrown = false;
      try {
        wait();
      } catch {
        hasThrown = true;
      }
      assert(hasThrown || memory === undefined);
    } else assertEquals(wait(), "not-equal");
  });
});
