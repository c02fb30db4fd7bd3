import { assert, assertEquals, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as root from "@openpit-ts/openpit";
import * as accountadjustment from "@openpit-ts/openpit/accountadjustment";
import * as accounts from "@openpit-ts/openpit/accounts";
import * as core from "@openpit-ts/openpit/core";
import * as marketdata from "@openpit-ts/openpit/marketdata";
import * as model from "@openpit-ts/openpit/model";
import * as param from "@openpit-ts/openpit/param";
import * as pretrade from "@openpit-ts/openpit/pretrade";
import * as policies from "@openpit-ts/openpit/pretrade/policies";
import * as reject from "@openpit-ts/openpit/reject";
import * as testing from "@openpit-ts/openpit/testing";
import * as tx from "@openpit-ts/openpit/tx";

const doors: readonly Readonly<Record<string, unknown>>[] = [
  ...[root, accountadjustment, accounts, core, marketdata, model, param],
  ...[pretrade, policies, reject, testing, tx],
];
const { Engine } = root;
const { RecordingPolicy, orderDraft } = testing;

/** An engine, and what became of its orders, oldest first. */
function setUp() {
  const fates: string[] = [];
  const mutation = {
    commit: () => void fates.push("out"),
    rollback: () => void fates.push("back"),
  };
  const policy = new RecordingPolicy("recorder", { main: () => ({ mutations: [mutation] }) });
  return { engine: Engine.builder().preTrade(policy).build(), policy, fates };
}

function isClass(value: unknown): value is { readonly name: string } {
  return typeof value === "function" && /^class\b/.test(String(value));
}

describe("classes of the package", () => {
  it("have the names that they are exported by", () => {
    const names = doors.flatMap((door) =>
      Object.entries(door)
        .filter(([, value]) => isClass(value))
        .map(([key, value]) => ({ key, name: (value as { readonly name: string }).name }))
    );
    assert(names.length > 80);
    assertEquals(names.filter(({ key, name }) => key !== name), []);
  });
  it("give their names to their objects", () => {
    const { engine } = setUp();
    const result = engine.executePreTrade(orderDraft());
    assert(result.ok);
    const objects = [
      engine,
      result,
      result.reservation,
      new param.Price(1),
      new core.InstrumentId(1n),
    ];
    assertEquals(
      objects.map((object) => object.constructor.name),
      ["Engine", "ExecuteResult", "Reservation", "Price", "InstrumentId"],
    );
  });
  it("refuse `new` where only the engine makes their objects", () => {
    for (const made of [root.Engine, pretrade.Reservation, reject.Reject, param.AccountId]) {
      const construct = made as unknown as new () => unknown;
      assertThrows(() => new construct(), TypeError, `${made.name} cannot be constructed directly`);
    }
  });
});

describe("disposal without `using`", () => {
  it("rolls an open reservation back at once, and may be repeated", () => {
    const { engine, fates } = setUp();
    const result = engine.executePreTrade(orderDraft());
    assert(result.ok);
    result.reservation[Symbol.dispose]();
    result.reservation[Symbol.dispose]();
    assertEquals(fates, ["back"]);
    assertThrows(() => result.reservation.commit(), root.LifecycleError);
  });
  it("does nothing to a committed reservation", () => {
    const { engine, fates } = setUp();
    const result = engine.executePreTrade(orderDraft());
    assert(result.ok);
    result.reservation.commit();
    result.reservation[Symbol.dispose]();
    assertEquals(fates, ["out"]);
  });
  it("uses a request up", () => {
    const { engine, policy } = setUp();
    const started = engine.startPreTrade(orderDraft());
    assert(started.ok);
    started.request[Symbol.dispose]();
    assertThrows(() => started.request.execute(), root.LifecycleError);
    assertEquals(policy.calls, ["start"]);
  });
  it("leaves the reservation of a disposed result alone", () => {
    const { engine, fates } = setUp();
    const result = engine.executePreTrade(orderDraft());
    assert(result.ok);
    result[Symbol.dispose]();
    result.reservation.commit();
    assertEquals(fates, ["out"]);
  });
  it("releases an engine, whose reservations stay usable", () => {
    const { engine, fates } = setUp();
    const result = engine.executePreTrade(orderDraft());
    assert(result.ok);
    engine[Symbol.dispose]();
    assertThrows(
      () => engine.startPreTrade(orderDraft()),
      root.LifecycleError,
      "engine has been released",
    );
    result.reservation.commit();
    assertEquals(fates, ["out"]);
  });
});
