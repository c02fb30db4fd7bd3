/** Batches from the first check to the last commit: few messages, no reservation forgotten. */
import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { LifecycleError, PolicyCallbackError } from "../../../mod.ts";
import type { RemoteReservation } from "../../../src/sync/remote_handles.ts";
import { engineOf, noted, orderOf, policy } from "../engine/_kit.ts";
import { rejection, served } from "./_kit.ts";

/** An engine whose third order can't be committed, and its caller. */
function world() {
  const log: string[] = [];
  let count = 0;
  const main = () => {
    const name = `${++count}`;
    if (name !== "3") return { mutations: [noted(log, name)] };
    const commit = () => {
      throw new RangeError("three");
    };
    return { mutations: [{ commit, rollback() {} }] };
  };
  return { log, ...served(engineOf(policy("a", { main }))) };
}

type World = ReturnType<typeof world>;

async function checked({ remote }: World, count: number): Promise<RemoteReservation[]> {
  const orders = Array.from({ length: count }, (_, account) => orderOf(account));
  const results = await remote.executePreTradeBatch(orders);
  return results.flatMap(({ reservation }) => reservation ?? []);
}

describe("RemoteEngine.commitBatch()", () => {
  it("commits many by one message, in their order", async () => {
    const open = world();
    const [first, second] = await checked(open, 2);
    const before = open.port.sent.length;
    await open.remote.commitBatch([second, first] as RemoteReservation[]);
    assertEquals(open.log, ["commit 2", "commit 1"]);
    assertEquals(open.port.sent.length, before + 1);
    for (const reservation of [first, second] as RemoteReservation[]) {
      assert(await rejection(reservation.commit()) instanceof LifecycleError);
    }
  });
  it("sends nothing for nothing", async () => {
    const { remote, port } = world();
    await remote.commitBatch([]);
    assertEquals(port.sent, []);
  });
  it("commits what is open, also if one was used before, and says so", async () => {
    const open = world();
    const [first, second] = await checked(open, 2) as [RemoteReservation, RemoteReservation];
    await first.rollback();
    const error = await rejection(open.remote.commitBatch([first, second, second]));
    assertEquals(`${error}`, "LifecycleError: reservation has already been finalized");
    assertEquals(open.log, ["rollback 1", "commit 2"]);
  });
  it("commits the others, also if a callback throws, and throws that", async () => {
    const open = world();
    const reservations = await checked(open, 4);
    const error = await rejection(open.remote.commitBatch(reservations));
    assert(error instanceof PolicyCallbackError && error.cause instanceof RangeError, `${error}`);
    assertEquals(open.log, ["commit 1", "commit 2", "commit 4"]);
  });
  it("takes reservations of several engines", async () => {
    const [one, two] = [world(), world()];
    const reservations = [...await checked(one, 1), ...await checked(two, 2)];
    await one.remote.commitBatch(reservations);
    assertEquals([one.log, two.log], [["commit 1"], ["commit 1", "commit 2"]]);
  });
  it("uses nothing up if the list can't be read to its end", async () => {
    const open = world();
    const [first] = await checked(open, 1) as [RemoteReservation];
    const message = "reservations must be an iterable of RemoteReservation";
    const failing = function* () {
      yield first;
      throw new RangeError("half way");
    };
    for (const list of [null, 1, [first, {}], [first, null]]) {
      const error = await rejection(open.remote.commitBatch(list as never));
      assertEquals(`${error}`, `TypeError: ${message}`);
    }
    assertEquals(`${await rejection(open.remote.commitBatch(failing()))}`, "RangeError: half way");
    await first.commit();
    assertEquals(open.log, ["commit 1"]);
  });
  it("fails once the connection has ended", async () => {
    const open = world();
    const reservations = await checked(open, 1);
    await open.remote.close();
    assert(await rejection(open.remote.commitBatch(reservations)) instanceof LifecycleError);
    assertEquals(open.log, ["rollback 1"]);
  });
});

describe("RemoteEngine.executePreTradeBatch()", () => {
  it("takes any iterable, read once", async () => {
    const { remote } = world();
    const orders = function* () {
      yield orderOf(1);
      yield orderOf(2);
    };
    const results = [
      ...await remote.executePreTradeBatch(orders()),
      ...await remote.executePreTradeBatch(new Set([orderOf(3)])),
    ];
    assertEquals(results.map(({ ok }) => ok), [true, true, true]);
    assertEquals((await remote.executePreTrade(orderOf(4))).ok, true);
  });
  it("refuses what is none", async () => {
    const { remote, port } = world();
    for (const orders of [null, undefined, 5, {}]) {
      const error = await rejection(remote.executePreTradeBatch(orders as never));
      assertEquals(`${error}`, "TypeError: orders must be an iterable of orders");
    }
    assertEquals(port.sent, []);
  });
});
