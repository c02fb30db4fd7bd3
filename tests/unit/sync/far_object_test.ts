import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { FarBatch, FarObject, FarWatch } from "../../../src/sync/far_object.ts";
import { assertErrors } from "../model/_errors.ts";
import { collectUntil, hostCollector } from "../runtime/_collector.ts";

describe("FarObject", () => {
  it("is used once", () => {
    const far = new FarObject(3, new FarWatch({ forget: () => {} }), "it was used");
    assert(far.isOpen);
    far.requireOpen();
    far.use();
    assertEquals([far.id, far.isOpen], [3, false]);
    assertErrors([
      [() => far.use(), "LifecycleError: it was used"],
      [() => far.requireOpen(), "LifecycleError: it was used"],
    ]);
  });
  it("of a batch is let go with those that are still open, until all were used", () => {
    const released: unknown[] = [];
    const forgotten: number[] = [];
    const watch = {
      release: (far: unknown) => released.push(far),
      forget: (id: number) => forgotten.push(id),
    } as unknown as FarWatch;
    const batch = new FarBatch(watch);
    const far = [3, 4, 5].map((id) => batch.open(id, "it was used"));
    far[1]?.use();
    batch.letGo();
    assertEquals([forgotten, released], [[3, 5], []]);
    far[0]?.use();
    far[2]?.use();
    assertEquals(released, [batch]);
  });
  it("is let go when its handle was collected, unless it was used", async () => {
    const collect = hostCollector();
    if (collect === undefined) return;
    const forgotten: number[] = [];
    const watch = new FarWatch({ forget: (id) => forgotten.push(id) });
    const kept = new FarObject(0, watch, "it was used");
    for (let id = 1; id <= 20; id++) {
      const far = new FarObject(id, watch, "it was used");
      watch.watch({ id }, far);
      if (id % 2 === 0) far.use();
    }
    await collectUntil(collect, () => forgotten.length > 0);
    // What nobody can reach any more may be collected before it has told anything.
    kept.use();
    // A collector may keep some, but never reports what was used.
    assertEquals(forgotten.filter((id) => id % 2 === 0), []);
    assert(forgotten.length > 0);
  });
});
