import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  RemoteDropCopyOperation,
  RemoteRequest,
  RemoteReservation,
} from "../../../src/sync/mod.ts";
import { engineOf, noted, orderOf, policy } from "../engine/_kit.ts";
import { assertErrors } from "../model/_errors.ts";
import { rejection, served } from "./_kit.ts";

function world() {
  const log: string[] = [];
  let count = 0;
  const engine = engineOf(policy("a", {
    main: (context) => ({
      mutations: [noted(log, `${++count}`)],
      lockPrices: ["2.50"],
      accountAdjustments: [{
        asset: "USD",
        balance: { delta: "-1", absolute: context.isDropCopy ? "8" : "9" },
      }],
    }),
  }));
  return { log, ...served(engine, {}, { asOwner: true }) };
}

const REQUEST = "request has already been executed";
const RESERVATION = "reservation has already been finalized";
const OPERATION = "drop-copy operation has already been finalized";

describe("remote requests and reservations", () => {
  for (const Class of [RemoteRequest, RemoteReservation, RemoteDropCopyOperation]) {
    it(`${Class.name} is not made by new`, () => {
      const Maker = Class as unknown as new () => unknown;
      assertErrors([[
        () => new Maker(),
        `TypeError: ${Class.name} cannot be constructed directly`,
      ]]);
    });
  }
  it("a request is executed once", async () => {
    const { remote } = world();
    const started = await remote.startPreTrade(orderOf(1));
    assert(started.ok);
    const both = [started.request.execute(), rejection(started.request.execute())] as const;
    assert((await both[0]).ok);
    assertEquals((await both[1]).message, REQUEST);
  });
  it("a reservation tells what it holds at once, until it was finalized once", async () => {
    const { remote, log } = world();
    const result = await remote.executePreTrade(orderOf(1));
    assert(result.ok);
    const { reservation } = result;
    assertEquals(reservation.lock().prices().map(String), ["2.50"]);
    assertEquals(reservation.accountAdjustments()[0]?.entry.balance?.absolute.toString(), "9");
    await reservation.commit();
    assertEquals((await rejection(reservation.rollback())).message, RESERVATION);
    await reservation[Symbol.asyncDispose]();
    assertErrors([
      [() => reservation.lock(), `LifecycleError: ${RESERVATION}`],
      [() => reservation.accountAdjustments(), `LifecycleError: ${RESERVATION}`],
    ]);
    assertEquals(log, ["commit 1"]);
  });
  it("a drop copy does the same", async () => {
    const { remote, log } = world();
    const result = await remote.applyDropCopy(orderOf(1));
    assert(result.ok);
    const { operation } = result;
    assertEquals(operation.lock().prices().map(String), ["2.50"]);
    assertEquals(operation.accountAdjustments()[0]?.entry.balance?.absolute.toString(), "8");
    await operation.rollback();
    assertEquals((await rejection(operation.commit())).message, OPERATION);
    assertErrors([
      [() => operation.lock(), `LifecycleError: ${OPERATION}`],
      [() => operation.accountAdjustments(), `LifecycleError: ${OPERATION}`],
      [() => operation.accountBlock(), `LifecycleError: ${OPERATION}`],
      [() => operation.isAccountBlocked(), `LifecycleError: ${OPERATION}`],
    ]);
    assertEquals(log, ["rollback 1"]);
  });
  it("all of them are let go by disposal, which may be repeated", async () => {
    const { remote, log, server } = world();
    const [started, executed, booked] = await Promise.all([
      remote.startPreTrade(orderOf(1)),
      remote.executePreTrade(orderOf(1)),
      remote.applyDropCopy(orderOf(1)),
    ]);
    assert(started.ok && executed.ok && booked.ok);
    assertEquals(server.openCount, 3);
    for (const open of [started.request, executed.reservation, booked.operation]) {
      await open[Symbol.asyncDispose]();
      await open[Symbol.asyncDispose]();
    }
    assertEquals([server.openCount, log], [0, ["rollback 1", "rollback 2"]]);
    assertEquals((await rejection(started.request.execute())).message, REQUEST);
  });
  it("disposal after the end of the connection does nothing", async () => {
    const { remote } = world();
    const result = await remote.executePreTrade(orderOf(1));
    assert(result.ok);
    await remote.close();
    await result.reservation[Symbol.asyncDispose]();
  });
});
