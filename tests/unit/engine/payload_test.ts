/** What custom hooks get of an order: canonical fields as the engine's classes, the caller's additions as copies. */

import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Order, OrderMargin, OrderOperation, OrderPosition } from "../../../src/model/mod.ts";
import { AccountId, Leverage, Price, TradeAmount } from "../../../src/param/mod.ts";
import { buildOrderValidation } from "../../../src/pretrade/policies/mod.ts";
import { Engine } from "../../../src/engine/mod.ts";
import { orderDraft } from "../../../src/testing/mod.ts";
import { engineOf, policy, reservationOf, thrownBy } from "./_kit.ts";

/** Orders as additions make them: any members at all. */
// deno-lint-ignore no-explicit-any -- additions have no type
type Seen = any;

/** What the start hook of a custom policy gets for an order. */
function seenOf(order: unknown): Seen {
  let seen: unknown;
  const engine = engineOf(policy("a", { start: (_ctx, order) => void (seen = order) }));
  const result = engine.startPreTrade(order as Order);
  assert(result.ok);
  return seen;
}

/** A complete order with additions of the caller. */
function orderWith(additions: object, ofOperation: object = {}): Seen {
  const { operation } = orderDraft();
  return { operation: { ...operation, ...ofOperation }, ...additions };
}

describe("the canonical part of an order in a hook", () => {
  it("is of the engine's classes, whatever form was given", () => {
    const literal = {
      ...orderDraft({ side: "sell", tradeAmount: { quantity: "1.0" } }),
      position: { positionSide: "long", reduceOnly: true },
      margin: { leverage: 2, collateralAsset: "USD" },
    } as const;
    const instance = new Order();
    instance.operation = literal.operation;
    instance.position = literal.position;
    instance.margin = literal.margin;
    for (const given of [literal, instance, { ...literal, note: 1 }]) {
      const { operation, position, margin } = seenOf(given);
      assert(operation instanceof OrderOperation);
      assert(position instanceof OrderPosition);
      assert(margin instanceof OrderMargin);
      assert(operation.accountId instanceof AccountId);
      assert(operation.tradeAmount instanceof TradeAmount);
      assert(operation.price instanceof Price);
      assert(margin.leverage instanceof Leverage);
      assertEquals(
        [operation.underlyingAsset, operation.settlementAsset, operation.side],
        ["AAPL", "USD", "SELL"],
      );
      assertEquals(operation.accountId.value, 1n);
      assertEquals(operation.tradeAmount.asQuantity?.toString(), "1.0");
      assertEquals(operation.price.toString(), "100");
      assertEquals(
        [position.positionSide, position.reduceOnly, position.closePosition],
        ["LONG", true, false],
      );
      assertEquals([margin.leverage.value, margin.collateralAsset, margin.autoBorrow], [
        2,
        "USD",
        false,
      ]);
    }
  });
  it("is an Order, unless the caller's class stands in its place", () => {
    assert(seenOf(orderDraft()) instanceof Order);
    assert(seenOf(orderWith({ note: 1 })) instanceof Order);
    assert(seenOf(Object.assign(Object.create(null), orderDraft())) instanceof Order);
  });
  it("has no groups that were not given", () => {
    for (const order of [{}, { note: 1 }, { operation: null, position: undefined }]) {
      const { operation, position, margin } = seenOf(order);
      assertEquals([operation, position, margin], [undefined, undefined, undefined]);
    }
  });
});

describe("the caller's additions", () => {
  it("are kept on the order and on its groups, symbols included", () => {
    const tag = Symbol("tag");
    const seen = seenOf({
      ...orderWith({ clientOrderId: "c-1", [tag]: 5 }, { venue: "X", [tag]: 6 }),
      position: { reduceOnly: true, book: "b" },
      margin: { tier: 3 },
    });
    assertEquals([seen.clientOrderId, seen[tag]], ["c-1", 5]);
    assertEquals([seen.operation.venue, seen.operation[tag]], ["X", 6]);
    assertEquals([seen.position.book, seen.margin.tier], ["b", 3]);
    assertEquals(seen.operation.side, "BUY");
  });
  it("are kept if symbols are all there is, on the order or on a group", () => {
    const tag = Symbol("tag");
    assertEquals(seenOf({ ...orderDraft(), [tag]: 1 })[tag], 1);
    assertEquals(seenOf({ operation: { side: "BUY", [tag]: 2 } }).operation[tag], 2);
  });
  it("are listed beside the groups, which are properties like them", () => {
    const seen = seenOf({ ...orderWith({ note: 1 }), margin: {} });
    assertEquals(Object.keys(seen).sort(), ["margin", "note", "operation"]);
    delete seen.margin;
    assertEquals(Object.keys(seen).sort(), ["note", "operation"]);
  });
  it("are kept on instances of the engine's classes too", () => {
    const order = Object.assign(new Order(), { note: { n: 1 } });
    order.operation = orderDraft().operation;
    const seen = seenOf(order);
    assertEquals(seen.note, { n: 1 });
    assert(seen.note !== order.note);
    assertEquals(seen.operation.side, "BUY");
  });
  it("are kept on groups that are instances of the engine's classes", () => {
    const operation = Object.assign(new OrderOperation(), { side: "SELL", venue: ["X"] });
    const seen = seenOf({ operation });
    assertEquals([seen.operation.side, seen.operation.venue], ["SELL", ["X"]]);
    assert(seen.operation.venue !== operation.venue);
  });
  it("are deep copies: nested records, lists, maps, sets, dates, bytes", () => {
    const given = {
      record: { list: [{ n: 1 }, "x", null, undefined] },
      map: new Map<unknown, unknown>([["k", { v: [1] }], [{ key: 1 }, 2]]),
      set: new Set<unknown>([1, { n: 2 }]),
      date: new Date(86_400_000),
      bytes: new Uint8Array([1, 2, 3]),
      floats: new Float64Array([0.5]),
      buffer: new Uint8Array([9]).buffer,
      view: new DataView(new Uint8Array([7, 8]).buffer, 1),
    };
    const seen = seenOf(orderWith(given));
    for (const [name, value] of Object.entries(given)) assert(seen[name] !== value, name);
    assertEquals(seen.record, given.record);
    assert(seen.record.list[0] !== given.record.list[0]);
    assertEquals([...seen.map], [["k", { v: [1] }], [{ key: 1 }, 2]]);
    assert(seen.map.get("k") !== given.map.get("k"));
    assertEquals([...seen.set], [1, { n: 2 }]);
    assert([...seen.set][1] !== [...given.set][1]);
    assertEquals(seen.date.getTime(), 86_400_000);
    assertEquals([...seen.bytes], [1, 2, 3]);
    assertEquals([...seen.floats], [0.5]);
    assertEquals([...new Uint8Array(seen.buffer)], [9]);
    assertEquals([seen.view.byteLength, seen.view.getUint8(0)], [1, 8]);
    given.bytes[0] = 99;
    assertEquals(seen.bytes[0], 1);
  });
  it("keep cycles and aliases among themselves", () => {
    const shared = { n: 1 };
    const cycle: Record<string, unknown> = { shared };
    cycle["self"] = cycle;
    const order = orderWith({ cycle, again: shared, list: [shared] }, { meta: shared });
    order.me = order;
    const seen = seenOf(order);
    assert(seen.cycle.self === seen.cycle);
    assert(seen.cycle !== cycle);
    assert(seen.again === seen.cycle.shared);
    assert(seen.list[0] === seen.again);
    assert(seen.operation.meta === seen.again);
    assert(seen.again !== shared);
    assert(seen.me === seen);
  });
  it("that refer to a group refer to the engine's class of it", () => {
    const order = { ...orderDraft(), position: { reduceOnly: true } } as Seen;
    order.first = order.operation;
    order.operation.order = order;
    order.nested = { groups: [order.position, order.operation] };
    const seen = seenOf(order);
    assert(seen.first === seen.operation);
    assert(seen.operation.order === seen);
    assert(seen.nested.groups[0] === seen.position);
    assert(seen.nested.groups[1] === seen.operation);
    assert(seen.first instanceof OrderOperation);
  });
  it("share functions and what can't be copied", () => {
    const call = () => 1;
    const weak = new WeakMap();
    const promise = Promise.resolve();
    const seen = seenOf(orderWith({ call, weak, promise }));
    assert(seen.call === call && seen.weak === weak && seen.promise === promise);
  });
  it("may be the engine's own values", () => {
    const price = new Price("1.50");
    const operation = new OrderOperation();
    operation.side = "SELL";
    const seen = seenOf(orderWith({ price, template: operation }));
    assertEquals(seen.price.toString(), "1.50");
    assertEquals(seen.template.side, "SELL");
    assert(seen.template !== operation);
  });
  it("of a class keep their prototype", () => {
    class Meta {
      readonly items = [1];
      sum(): number {
        return this.items.length;
      }
    }
    const meta = new Meta();
    const seen = seenOf(orderWith({ meta }));
    assert(seen.meta instanceof Meta && seen.meta !== meta);
    assertEquals([seen.meta.sum(), seen.meta.items], [1, [1]]);
    assert(seen.meta.items !== meta.items);
  });
  it("of a class that names its own kind are copies like any other", () => {
    class Meta {
      n = 1;
      get [Symbol.toStringTag](): string {
        return "Meta";
      }
    }
    const meta = new Meta();
    const seen = seenOf(orderWith({ meta }));
    assertEquals(seen.meta.n, 1);
    assert(seen.meta !== meta, "shared with the caller");
  });
  it("may have any name, also those of Object.prototype", () => {
    const order = orderWith({});
    for (const key of ["__proto__", "constructor", "toString", "then", "clone", "hasOwnProperty"]) {
      Object.defineProperty(order, key, { value: [key], enumerable: true });
    }
    const seen = seenOf(order);
    for (const key of ["__proto__", "constructor", "toString", "then", "clone"]) {
      assertEquals(Object.getOwnPropertyDescriptor(seen, key)?.value, [key]);
    }
    assertEquals(seen.operation.side, "BUY");
  });
  it("that are hidden stay hidden", () => {
    const order = Object.defineProperty(orderWith({}), "hidden", { value: 1, enumerable: false });
    const seen = seenOf(order);
    assertEquals(seen.hidden, 1);
    assertEquals(Object.keys(seen).includes("hidden"), false);
  });
  it("of frozen orders come as copies that can be changed", () => {
    const order = orderWith({ list: Object.freeze([1]) });
    Object.freeze(order.operation);
    const seen = seenOf(Object.freeze(order));
    seen.list.push(2);
    seen.extra = 1;
    assertEquals([seen.list, order.list], [[1, 2], [1]]);
  });
});

describe("an order of the caller's class", () => {
  class Ticket {
    readonly operation = orderDraft().operation;
    readonly desk = { name: "d" };
    describe(): string {
      return `${this.desk.name} ${this.operation.side}`;
    }
    get margin(): { autoBorrow: boolean } {
      return { autoBorrow: true };
    }
  }

  it("keeps its prototype; canonical fields are own properties of the engine's classes", () => {
    const seen = seenOf(new Ticket());
    assert(seen instanceof Ticket);
    assertEquals(seen.describe(), "d BUY");
    assert(seen.operation as unknown instanceof OrderOperation);
    assert(Object.hasOwn(seen, "operation") && Object.hasOwn(seen, "margin"));
    assertEquals(seen.margin.autoBorrow, true);
    assert(seen.margin as unknown instanceof OrderMargin);
  });
  it("keeps it even if the class adds nothing but methods", () => {
    class Bare {
      get operation(): unknown {
        return { side: "BUY" };
      }
    }
    class Named extends Order {
      name(): string {
        return "n";
      }
    }
    assert(seenOf(new Bare()) instanceof Bare);
    assertEquals(seenOf(new Named()).name(), "n");
  });
  it("may extend Order", () => {
    class Own extends Order {
      desk = ["d"];
      upper(): string | undefined {
        return this.operation?.side;
      }
    }
    const own = new Own();
    own.operation = orderDraft().operation;
    const seen = seenOf(own);
    assert(seen instanceof Own && seen instanceof Order && seen !== own);
    assertEquals([seen.upper(), seen.desk], ["BUY", ["d"]]);
    assert(seen.desk !== own.desk);
  });
});

describe("getters of an order", () => {
  it("are read once each, on the order, its groups and its additions", () => {
    const reads: string[] = [];
    const watch = (where: string, target: object): object => {
      const watched = {};
      for (const [name, value] of Object.entries(target)) {
        Object.defineProperty(watched, name, {
          enumerable: true,
          get: () => (reads.push(`${where}.${name}`), value),
        });
      }
      return watched;
    };
    const order = watch("order", {
      operation: watch("operation", { ...orderDraft().operation, venue: "X" }),
      position: watch("position", { positionSide: "LONG", reduceOnly: true, closePosition: false }),
      margin: watch("margin", { leverage: 2, collateralAsset: "USD", autoBorrow: true }),
      note: watch("note", { text: "n" }),
    });
    const hook = (_ctx: unknown, order: Seen) => void order.note.text;
    const engine = Engine.builder().builtin(buildOrderValidation())
      .preTrade(policy("a", { start: hook, main: hook })).preTrade(policy("b", { start: hook }))
      .build();
    reservationOf(engine.executePreTrade(order as Order));
    const expected = [
      ...["operation", "position", "margin", "note"].map((name) => `order.${name}`),
      ...[...Object.keys(orderDraft().operation), "venue"].map((name) => `operation.${name}`),
      ...["positionSide", "reduceOnly", "closePosition"].map((name) => `position.${name}`),
      ...["leverage", "collateralAsset", "autoBorrow"].map((name) => `margin.${name}`),
      "note.text",
    ];
    assertEquals(reads.sort(), expected.sort());
  });
  it("become values", () => {
    let n = 0;
    const seen = seenOf(Object.defineProperty(orderWith({}), "n", { get: () => ++n }));
    assertEquals([seen.n, seen.n, n], [1, 1, 1]);
  });
  it("that throw end the call with what they throw, and nothing has run", () => {
    const thrown = { reason: "getter" };
    const bad = (target: object, name: string) =>
      Object.defineProperty(target, name, {
        enumerable: true,
        get: () => {
          throw thrown;
        },
      });
    const orders = [
      bad({}, "operation"),
      bad(orderWith({}), "note"),
      { operation: bad({ side: "BUY" }, "price") },
      { operation: bad({ side: "BUY" }, "note") },
      orderWith({ note: bad({}, "deep") }),
    ];
    const log: string[] = [];
    const engine = engineOf(policy("a", { start: () => void log.push("start") }));
    for (const order of orders) {
      assert(thrownBy(() => engine.startPreTrade(order)) === thrown);
      assert(thrownBy(() => engine.executePreTradeDryRun(order)) === thrown);
    }
    assertEquals(log, []);
    assertEquals(engine.startPreTrade(orderDraft()).ok, true);
  });
});

describe("a hook's copy", () => {
  const spoil = (order: Seen) => {
    order.operation.side = "SELL";
    order.operation.meta.n = 2;
    order.tags.push("spoilt");
    order.operation = undefined;
    order.added = 1;
  };

  it("is its own: changes reach no other hook, the engine or the caller", () => {
    const seen: unknown[] = [];
    const look = (order: Seen) =>
      seen.push([order.operation.side, order.operation.meta.n, [...order.tags], order.added]);
    const hook = (_ctx: unknown, order: Seen) => {
      look(order);
      spoil(order);
    };
    const order = orderWith({ tags: ["a"] }, { meta: { n: 1 } });
    const hooks = { start: hook, main: hook };
    const engine = engineOf(policy("a", hooks), policy("b", hooks));
    engine.executePreTradeDryRun(order);
    reservationOf(engine.executePreTrade(order));
    assertEquals(seen, Array(8).fill(["BUY", 1, ["a"], undefined]));
    assertEquals(order, orderWith({ tags: ["a"] }, { meta: { n: 1 } }));
  });
  it("is of the moment when the call began, also in execute()", () => {
    const seen: unknown[] = [];
    const order = orderWith({ tags: ["a"] }, { meta: { n: 1 } });
    const engine = engineOf(
      policy("a", { main: (_ctx, { operation, tags }) => void seen.push(operation.side, tags) }),
    );
    const request = engine.startPreTrade(order).request!;
    order.operation.side = "SELL";
    order.tags.push("b");
    request.execute();
    assertEquals(seen, ["BUY", ["a"]]);
  });
  it("of an order without additions is its own too", () => {
    const seen: unknown[] = [];
    const hook = (_ctx: unknown, order: Order) => {
      seen.push(order.operation?.side);
      order.operation = { side: "SELL" };
    };
    const engine = engineOf(policy("a", { start: hook, main: hook }));
    const instance = new Order();
    instance.operation = { side: "BUY" };
    reservationOf(engine.executePreTrade(instance));
    reservationOf(engine.executePreTrade({ operation: { side: "BUY" } }));
    assertEquals(seen, ["BUY", "BUY", "BUY", "BUY"]);
    assertEquals(instance.operation?.side, "BUY");
  });
});
