import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Slots } from "../../../../src/engine/shared/slots.ts";

describe("Slots", () => {
  it("gives each object back once, by its number", () => {
    const slots = new Slots<{ readonly name: string }>();
    for (const id of [7, 3, 9]) slots.set(id, { name: `${id}` });
    assertEquals([slots.size, [...slots.ids()]], [3, [7, 3, 9]]);
    assertEquals([slots.has(3), slots.has(4)], [true, false]);
    assertEquals(slots.take(3), { name: "3" });
    assertEquals([slots.take(3), slots.take(4)], [undefined, undefined]);
    assertEquals([slots.size, slots.has(3), [...slots.ids()]], [2, false, [7, 9]]);
  });
  it("keeps objects apart when places are used again", () => {
    const slots = new Slots<{ readonly id: number }>();
    for (let id = 0; id < 1000; id++) {
      slots.set(id, { id });
      // Every third one stays open.
      if (id % 3 !== 0) assertEquals(slots.take(id), { id });
      if (id % 30 === 0 && id > 0) assertEquals(slots.take(id / 2), { id: id / 2 });
    }
    for (const id of [...slots.ids()]) assertEquals(slots.take(id), { id });
    assertEquals(slots.size, 0);
  });
});
