import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../../src/engine/mod.ts";
import { encodeValue, type Json, partsOf } from "../../../../src/engine/internal.ts";
import { perform } from "../../../../src/engine/shared/calls.ts";
import { Session } from "../../../../src/engine/shared/session.ts";
import { assertErrors } from "../../model/_errors.ts";
import { noted, policy, refusal } from "../_kit.ts";
import { orderWire } from "../../sync/_kit.ts";

function world() {
  const log: string[] = [];
  let count = 0;
  const engine = Engine.builder().preTrade(policy("a", {
    main: (_context, order) => {
      const { quantity } = { quantity: order.operation.tradeAmount.asQuantity.toString() };
      if (quantity === "13") throw new Error("unlucky");
      if (quantity === "666") return { rejects: [refusal()] };
      return { mutations: [noted(log, `${++count}`)] };
    },
  })).build();
  const session = new Session(partsOf(engine));
  const call = (id: number, op: string, ...args: Json[]) => perform(session, id, op, args);
  return { engine, log, session, call };
}

describe("calls of another thread", () => {
  it("go through both stages; a request is known by the number of its call", () => {
    const { call, log, session } = world();
    assertEquals(call(1, "start", orderWire("1")), 1);
    assertEquals(call(2, "run", 1), 1);
    assertEquals([session.has(1), session.has(2)], [false, true]);
    assertEquals(call(3, "commit", 2), null);
    assertEquals(log, ["commit 1"]);
  });
  it("give the rejects of a refusal, and hold nothing", () => {
    const { call, session } = world();
    assertEquals(call(1, "execute", orderWire("1", "666")), [
      0,
      [["a", "order", "Other", "no", "because"]],
    ]);
    assertEquals(session.size, 0);
  });
  it("roll back and drop", () => {
    const { call, log } = world();
    call(1, "execute", orderWire("1"));
    call(2, "execute", orderWire("1"));
    call(3, "rollback", 1);
    call(4, "drop", 2);
    call(5, "drop", 2);
    assertEquals(log, ["rollback 1", "rollback 2"]);
  });
  it("check many orders by one call, numbered from its own on", () => {
    const { call, session } = world();
    const orders = [orderWire("1"), orderWire("1", "666"), orderWire("2")].map((order) => [order]);
    assertEquals(call(7, "batch", orders), [
      1,
      [0, [["a", "order", "Other", "no", "because"]]],
      1,
    ]);
    assertEquals([7, 8, 9].map((id) => session.has(id)), [true, false, true]);
  });
  it("hold nothing of a batch in which an evaluation throws", () => {
    const { call, session, log } = world();
    const orders = [orderWire("1"), orderWire("1", "13"), orderWire("2")].map((order) => [order]);
    assertErrors([[
      () => call(1, "batch", orders),
      "PolicyCallbackError: javascript policy callback failed: unlucky",
    ]]);
    assertEquals([session.size, log], [0, ["rollback 2", "rollback 1"]]);
  });
  it("run nothing of a batch of which one order can't be read", () => {
    const { call, log } = world();
    assertErrors([[
      () => call(1, "batch", [[orderWire("1")], [["bad"]]]),
      "TypeError: Cannot read an order that came from another thread",
    ]]);
    assertEquals(log, []);
  });
  it("reach accounts(), configure() and policies()", () => {
    const { call, engine } = world();
    call(1, "accounts", "block", encodeValue([1, "stop"]));
    assertEquals(engine.accounts().blockOf(1)?.block.reason, "stop");
    assertErrors([[
      () => call(2, "configure", "rateLimit", encodeValue(["x", {}])),
      "PolicyConfigureError: no configurable policy named x",
    ]]);
    assertEquals((call(3, "policies") as { name: string }[]).map(({ name }) => name), ["a"]);
  });
  it("refuse what does not exist, and numbers in use", () => {
    const { call } = world();
    call(1, "execute", orderWire("1"));
    assertErrors([
      [() => call(2, "constructor"), "TypeError: Cannot call constructor from another thread"],
      [() => call(2, "accounts", "free", []), "TypeError: Cannot call accounts().free"],
      [() => call(2, "configure", "toString", []), "TypeError: Cannot call configure().toString"],
      [
        () => call(2, "accounts", "block", null),
        "TypeError: Cannot call block without a list of arguments",
      ],
      [
        () => call(1, "execute", orderWire("1")),
        "TypeError: Cannot use call number 1 again while it is open",
      ],
      [() => call(2, "commit"), "TypeError: Cannot find what is open without its number"],
      [
        () => call(0, "batch", [[orderWire("1")], [orderWire("1")]]),
        "TypeError: Cannot use call number 1 again while it is open",
      ],
      [
        () => call(2, "batch", 1),
        "TypeError: Cannot read a batch of orders that came from another thread",
      ],
      [() => call(2, "commit", 9), "LifecycleError: reservation has already been finalized"],
      [() => call(2, "run", 9), "LifecycleError: request has already been executed"],
    ]);
  });
  it("end with the engine", () => {
    const { call, engine } = world();
    engine.free();
    const ops = ["start", "execute", "startDry", "executeDry", "dropCopy"];
    assertErrors(ops.map((op) => [
      () => call(1, op, orderWire("1")),
      "LifecycleError: engine has been released",
    ]));
  });
});
