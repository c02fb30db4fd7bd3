import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { markRemakeable, remake, remakeParts } from "../../../src/param/internal.ts";

class Box {
  readonly #content: string;
  static {
    markRemakeable(this, (box: Box) => [box.#content]);
  }
  constructor(content: string) {
    this.#content = content;
  }
  get content(): string {
    return this.#content;
  }
}

describe("markRemakeable()", () => {
  it("lets an object be taken apart and made again", () => {
    const parts = remakeParts(new Box("hat"));
    assertEquals(parts, { name: "Box", values: ["hat"] });
    const again = remake({ name: "Box", values: ["hat"] });
    assertEquals(again instanceof Box && again.content, "hat");
  });
  it("knows nothing of other classes, not even of one with the same name", () => {
    const other = new (class Box {})();
    assertEquals([remakeParts(other), remakeParts(new Map())], [undefined, undefined]);
    assertEquals(remake({ name: "Basket", values: [] }), undefined);
  });
});
