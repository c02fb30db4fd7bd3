import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { replyBytes, ReplyReader } from "../../../../src/engine/internal.ts";
import { ReplyBuffer } from "../../../../src/engine/shared/reply_buffer.ts";
import { mayBlock, sharedMemory } from "../../../../src/runtime/shared_memory.ts";

/** Memory for so many code units; plain where the host shares none, which is enough for one thread. */
function memoryFor(units: number): ArrayBufferLike {
  return sharedMemory(replyBytes(units)) ?? new ArrayBuffer(replyBytes(units));
}

describe("answers in shared memory", () => {
  for (const text of ["", "a", 'ä€😀"', "x".repeat(20_000)]) {
    it(`arrive as they were: ${text.length} code units`, () => {
      const memory = memoryFor(20_000);
      const reader = new ReplyReader(memory);
      reader.expect();
      new ReplyBuffer(memory, undefined).write(text);
      assertEquals([reader.missing, reader.read()], [undefined, text]);
    });
  }
  it("that don't fit wait for more room", () => {
    const small = memoryFor(3);
    const first = new ReplyBuffer(small, undefined);
    const reader = new ReplyReader(small);
    first.write("four");
    assertEquals([reader.missing, first.unsent], [4, "four"]);
    const large = memoryFor(4);
    const second = new ReplyBuffer(large, first.unsent);
    assertEquals([new ReplyReader(large).read(), second.unsent], ["four", undefined]);
  });
  it("are waited for so long and no longer", () => {
    if (!mayBlock()) return;
    const memory = memoryFor(4);
    const reader = new ReplyReader(memory);
    reader.expect();
    assertEquals(reader.wait(1), false);
    new ReplyBuffer(memory, undefined).write("a");
    assertEquals(reader.wait(60_000), true);
  });
});
