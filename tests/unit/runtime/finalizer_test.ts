import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { Engine } from "../../../mod.ts";
import { createFinalizer, type Watched } from "../../../src/runtime/finalizer.ts";
import {
  blockLines,
  engineOf,
  FINALIZER_BLOCK,
  noted,
  orderOf,
  policy,
  reservationOf,
} from "../engine/_kit.ts";
import { collectUntil, hostCollector } from "./_collector.ts";

interface Entry {
  readonly object: unknown;
  readonly held: unknown;
  readonly token: unknown;
}

/** A registry whose objects are collected when the test says so. */
class FakeRegistry {
  static made: FakeRegistry[];
  readonly entries = new Set<Entry>();
  readonly #onCollected: (held: unknown) => void;

  constructor(onCollected: (held: unknown) => void) {
    this.#onCollected = onCollected;
    FakeRegistry.made.push(this);
  }

  register(object: unknown, held: unknown, token: unknown): void {
    this.entries.add({ object, held, token });
  }

  unregister(token: unknown): boolean {
    const found = [...this.entries].filter((entry) => entry.token === token);
    for (const entry of found) this.entries.delete(entry);
    return found.length > 0;
  }

  /** Collects an object: its entry goes, then the callback is told. */
  collect(object: unknown): void {
    for (const entry of [...this.entries].filter((entry) => entry.object === object)) {
      this.entries.delete(entry);
      this.#onCollected(entry.held);
    }
  }
}

/** What hosts without weak references get for a fake registry: it keeps its target alive, as the fake does. */
class FakeWeakRef {
  readonly #target: object;

  constructor(target: object) {
    this.#target = target;
  }

  deref(): object {
    return this.#target;
  }
}

/** Runs with another FinalizationRegistry, or none. */
function withRegistry<T>(value: unknown, run: () => T): T {
  const { WeakRef = FakeWeakRef } = globalThis as { readonly WeakRef?: unknown };
  return withGlobal("WeakRef", WeakRef, () => withGlobal("FinalizationRegistry", value, run));
}

function withGlobal<T>(name: string, value: unknown, run: () => T): T {
  const original = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  try {
    return run();
  } finally {
    if (original === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, original);
  }
}

function watched(letGo: () => void = () => {}): Watched {
  return { watch: undefined, letGo };
}

/** The end of the turn, when what is left is registered. */
function endOfTurn(): Promise<void> {
  return Promise.resolve().then(() => {});
}

function fakeRegistry<T>(run: () => T): { registry: FakeRegistry; made: T } {
  FakeRegistry.made = [];
  // A class of its own, since there is one registry of each for good.
  const made = withRegistry(class extends FakeRegistry {}, run);
  assertEquals(FakeRegistry.made.length, 1);
  return { registry: FakeRegistry.made[0] as FakeRegistry, made };
}

describe("createFinalizer()", () => {
  it("tells what stood for a collected object, until it is released", async () => {
    const told: number[] = [];
    const { registry, made } = fakeRegistry(createFinalizer);
    const [one, two] = [watched(() => told.push(1)), watched(() => told.push(2))];
    const [objectOne, objectTwo] = [{}, {}];
    made.watch(objectOne, one);
    made.watch(objectTwo, two);
    await endOfTurn();
    made.release(one);
    registry.collect(objectOne);
    registry.collect(objectTwo);
    assertEquals(told, [2]);
    made.release(two);
  });
  it("registers at the end of a turn, and only what was not released in it", async () => {
    const { registry, made } = fakeRegistry(createFinalizer);
    const [one, two] = [watched(), watched()];
    made.watch({}, one);
    made.watch({}, two);
    made.release(one);
    assertEquals(registry.entries.size, 0);
    await endOfTurn();
    assertEquals([...registry.entries].map(({ held }) => held), [two.watch]);
    made.watch({}, one);
    await endOfTurn();
    assertEquals(registry.entries.size, 2);
  });
  it("keeps few objects alive in a turn without end", () => {
    const { registry, made } = fakeRegistry(createFinalizer);
    for (let n = 0; n < 4095; n++) made.watch({}, watched());
    assertEquals(registry.entries.size, 0);
    made.watch({}, watched());
    assertEquals(registry.entries.size, 4096);
  });
  it("gives the registry nothing that leads to what was released", async () => {
    const { registry, made } = fakeRegistry(createFinalizer);
    const [object, held] = [{}, watched()];
    made.watch(object, held);
    await endOfTurn();
    const [entry] = registry.entries;
    const watch = held.watch;
    assert(entry?.held === watch && entry?.token === watch);
    // So it stays small if the runtime keeps it for some time, and keeps nobody else alive.
    assertEquals([watch?.object, watch?.held], [undefined, undefined]);
    assert(watch?.finalizer !== undefined && watch.finalizer.deref() === made);
    made.release(held);
    assertEquals(held.watch, undefined);
    made.release(held);
  });
  it("uses its places again, and mixes nothing up", async () => {
    const told: number[] = [];
    const { registry, made } = fakeRegistry(createFinalizer);
    const entries = Array.from({ length: 6 }, (_, n) => ({
      object: {},
      held: watched(() => told.push(n)),
    }));
    const watchNow = async (from: number, to: number): Promise<void> => {
      for (const { object, held } of entries.slice(from, to)) made.watch(object, held);
      await endOfTurn();
    };
    await watchNow(0, 3);
    made.release((entries[1] as typeof entries[0]).held);
    registry.collect(entries[0]?.object);
    await watchNow(3, 6);
    for (const { object } of entries) registry.collect(object);
    assertEquals(told, [0, 2, 3, 4, 5]);
  });
  it("does nothing where the host has no registry", () => {
    const finalizer = withRegistry(undefined, createFinalizer);
    const held = watched();
    finalizer.watch({}, held);
    assertEquals(held.watch, undefined);
    finalizer.release(held);
  });
  it("has one registry for all, so that none is ever collected with callbacks due", () => {
    const { made } = fakeRegistry(() => {
      const [one, two] = [createFinalizer(), createFinalizer()];
      assert(one !== two);
    });
    assertEquals(made, undefined);
  });
});

describe("a collected reservation", () => {
  function world(log: string[], fails = false): ReturnType<typeof engineOf> {
    const rollback = () => {
      log.push("rollback");
      if (fails) throw new Error("rollback");
    };
    const main = () => ({ mutations: [{ ...noted(log, "m"), rollback }] });
    return engineOf(policy("a", { main }));
  }

  it("rolls back, and is finalized once", async () => {
    const log: string[] = [];
    const { registry, made: engine } = fakeRegistry(() => world(log));
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    await endOfTurn();
    assertEquals(registry.entries.size, 1);
    registry.collect(reservation);
    assertEquals(log, ["rollback"]);
    reservation.free();
    assertEquals(log, ["rollback"]);
  });
  it("is no longer watched once it was finalized", async () => {
    for (const end of ["commit", "rollback", "free", Symbol.dispose] as const) {
      const log: string[] = [];
      const { registry, made: engine } = fakeRegistry(() => world(log));
      const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
      await endOfTurn();
      reservation[end]();
      assertEquals([registry.entries.size, log.length], [0, 1]);
    }
  });
  it("is not watched if it has nothing to undo", async () => {
    const { registry, made: engine } = fakeRegistry(() => engineOf(policy("a")));
    reservationOf(engine.executePreTrade(orderOf(1)));
    engine.executePreTradeDryRun(orderOf(1));
    engine.startPreTrade(orderOf(1));
    await endOfTurn();
    assertEquals(registry.entries.size, 0);
  });
  it("tells nobody of a failing callback, but the engine is blocked", async () => {
    const log: string[] = [];
    const { registry, made: engine } = fakeRegistry(() => world(log, true));
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    await endOfTurn();
    registry.collect(reservation);
    assertEquals(log, ["rollback"]);
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
  it("rolls back after its engine was released too", async () => {
    const log: string[] = [];
    const { registry, made: engine } = fakeRegistry(() => world(log));
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    engine.free();
    await endOfTurn();
    registry.collect(reservation);
    assertEquals(log, ["rollback"]);
  });
  it("is watched by a registry that holds nothing of the handle", async () => {
    const { registry, made: engine } = fakeRegistry(() => world([]));
    const result = engine.executePreTrade(orderOf(1));
    await endOfTurn();
    const [entry] = registry.entries;
    assert(entry?.object === result.reservation);
    assert(entry?.held !== result.reservation && entry?.token !== result.reservation);
  });
  it("rolls back by the host's own collector, where that can be asked for", async () => {
    const collect = hostCollector();
    if (collect === undefined) return;
    const log: string[] = [];
    const engine = world(log);
    for (let index = 0; index < 100; index++) engine.executePreTrade(orderOf(1));
    await collectUntil(collect, () => log.length > 0);
    assert(log.includes("rollback"));
    assertEquals(engine.startPreTrade(orderOf(1)).ok, true);
  });
  it("goes with its engine if nobody else refers to either, even if they refer to each other", async () => {
    const collect = hostCollector();
    if (collect === undefined) return;
    const drop = (): WeakRef<object> => {
      const desk: { open?: unknown } = {};
      const main = () => (desk.open, { mutations: [noted([], "m")] });
      desk.open = reservationOf(engineOf(policy("a", { main })).executePreTrade(orderOf(1)));
      return new WeakRef(desk);
    };
    const dropped = Array.from({ length: 20 }, drop);
    await endOfTurn();
    // Looked at once only: to look keeps alive until the next turn.
    let rounds = 0;
    await collectUntil(collect, () => ++rounds > 5);
    const left = dropped.filter((desk) => desk.deref() !== undefined).length;
    // A conservative collector may take words on the stack for some of them.
    assert(left <= dropped.length / 2, `${left} are left`);
  });
  it("rolls back also after another engine was collected with rollbacks due", async () => {
    const collect = hostCollector();
    if (collect === undefined) return;
    for (let engines = 0; engines < 3; engines++) {
      const log: string[] = [];
      let engine: Engine | undefined = world(log);
      for (let index = 0; index < 100; index++) engine.executePreTrade(orderOf(1));
      await endOfTurn();
      collect();
      engine = undefined;
      collect();
    }
    const log: string[] = [];
    const engine = world(log);
    for (let index = 0; index < 100; index++) engine.executePreTrade(orderOf(1));
    await collectUntil(collect, () => log.length > 0);
    assert(log.includes("rollback"));
    assertEquals(engine.startPreTrade(orderOf(1)).ok, true);
  });
});
