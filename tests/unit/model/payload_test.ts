import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  orderForHook,
  readExecutionReport,
  type ReadOptions,
  readOrder,
  reportForHook,
} from "../../../src/model/internal.ts";
import {
  ExecutionReport,
  FinancialImpact,
  Order,
  OrderOperation,
  OrderPosition,
} from "../../../src/model/mod.ts";
import { Price } from "../../../src/param/mod.ts";

type Loose = Record<PropertyKey, unknown>;

const KEEPING: ReadOptions = { isStrict: false, keepsAdditions: true };
const NOTE = Symbol("note");

/** What one hook gets for an order. */
function received(value: unknown): Loose {
  return orderForHook(readOrder(value, KEEPING)) as Loose;
}

function plainOrder(): Loose {
  return { operation: { side: "buy", price: "185.50" }, position: { reduceOnly: true } };
}

function isObject(value: unknown): asserts value is Loose {
  assert(typeof value === "object" && value !== null);
}

describe("an order for a hook", () => {
  it("is a fresh order when the caller added nothing", () => {
    const order = new Order();
    order.operation = { side: "SELL" };
    const inputs = [plainOrder(), order, {}, Object.freeze({ margin: null })];
    for (const input of inputs) {
      const data = readOrder(input, KEEPING);
      const [first, second] = [orderForHook(data), orderForHook(data)];
      assert(first instanceof Order && second instanceof Order && first !== second);
      assertEquals(Object.keys(first), []);
    }
  });

  it("keeps the class of one that is derived, whatever that overrides", () => {
    class DeskOrder extends Order {
      override clone(): DeskOrder {
        return this;
      }
      get desk(): string {
        return `desk of ${this.operation?.side}`;
      }
    }
    class DeskReport extends ExecutionReport {
      override clone(): DeskReport {
        return this;
      }
    }
    const order = new DeskOrder();
    order.operation = { side: "SELL" };
    const copy = received(order);
    assert(copy instanceof DeskOrder && copy !== order);
    assertEquals(copy.desk, "desk of SELL");
    const report = reportForHook(readExecutionReport(new DeskReport(), KEEPING));
    assert(report instanceof DeskReport);
    const bare = Object.setPrototypeOf(new Order(), null);
    assertEquals(Object.getPrototypeOf(received(bare)), null);
  });

  it("has no additions if nobody may want them", () => {
    const order = orderForHook(readOrder({ ...plainOrder(), strategy: "x" })) as Order;
    assert(order instanceof Order);
    assertEquals("strategy" in order, false);
    assertEquals(order.operation?.side, "BUY");
  });

  it("keeps what the caller added to the order and to its groups", () => {
    const tagOf = () => "tag";
    const { operation, position } = plainOrder();
    const order = received({
      operation: { ...operation as object, venue: "X", [NOTE]: 1 },
      position,
      strategy: { name: "s", legs: [1, 2] },
      [NOTE]: "n",
      tagOf,
    });
    assertEquals(order.strategy, { name: "s", legs: [1, 2] });
    assertEquals([order[NOTE], order.tagOf === tagOf], ["n", true]);
    isObject(order.operation);
    assert(order.operation instanceof OrderOperation);
    assertEquals([order.operation.venue, order.operation[NOTE]], ["X", 1]);
    assertEquals([order.operation.side, String(order.operation.price)], ["BUY", "185.50"]);
    assert(order.position instanceof OrderPosition);
  });

  it("keeps the prototype of the caller's class, its canonical fields being classes", () => {
    class Ticket {
      operation = { side: "sell" };
      id = 7;
      describe(): string {
        return `ticket ${this.id}`;
      }
    }
    const order = received(new Ticket());
    assert(order instanceof Ticket && !(order instanceof Order));
    assertEquals([order.describe(), order.id], ["ticket 7", 7]);
    assert(Object.hasOwn(order, "operation") && order.operation instanceof OrderOperation);
    assertEquals(order.operation.side, "SELL");
  });

  it("keeps additions to an order of the package, and classes derived from it", () => {
    class Tagged extends Order {
      tag = { deep: [1] };
    }
    const tagged = new Tagged();
    tagged.operation = { side: "BUY" };
    const copy = received(tagged);
    assert(copy instanceof Tagged && copy !== tagged);
    assertEquals([copy.operation?.side, copy.tag], ["BUY", { deep: [1] }]);
    assert(copy.tag !== tagged.tag);
    const order = Object.assign(new Order(), { note: "n" });
    order.position = { closePosition: true };
    const added = received(order);
    assert(added instanceof Order);
    assertEquals([added.position?.closePosition, (added as unknown as Loose).note], [true, "n"]);
  });

  it("keeps aliases and cycles, also to a group and to the order itself", () => {
    const shared = { n: 1 };
    const input: Loose = { ...plainOrder(), a: shared, b: [shared] };
    input.self = input;
    input.same = input.operation;
    (input.operation as Loose).owner = input;
    const order = received(input);
    isObject(order.a);
    assert(order.a === (order.b as unknown[])[0] && order.a !== shared);
    assert(order.self === order);
    assert(order.same === order.operation && order.same instanceof OrderOperation);
    assert((order.operation as unknown as Loose).owner === order);
  });

  it("copies collections, buffers and views, and the package's own values", () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    const input = {
      map: new Map([["k", { n: 1 }]]),
      set: new Set([1]),
      at: new Date(5),
      view: bytes.subarray(1, 3),
      data: new DataView(bytes.buffer, 2, 1),
      price: new Price("1.50"),
      extra: new OrderPosition(),
    };
    const order = received(input) as unknown as typeof input;
    assertEquals([order.map, order.set, order.at], [input.map, input.set, input.at]);
    assert(order.map.get("k") !== input.map.get("k") && order.at !== input.at);
    assertEquals([...order.view], [2, 3]);
    assertEquals([order.view.byteOffset, order.view.buffer.byteLength], [1, 4]);
    assertEquals([order.data.getUint8(0), order.data.byteLength], [3, 1]);
    assert(order.data.buffer === order.view.buffer && order.view.buffer !== bytes.buffer);
    assertEquals(order.price.toString(), "1.50");
    assert(order.extra instanceof OrderPosition && order.extra !== input.extra);
  });

  it("shows neither later edits of the caller nor those of another hook", () => {
    const operation = { side: "buy" };
    const input = { operation, note: { text: "first" } };
    const data = readOrder(input, KEEPING);
    input.note.text = "second";
    operation.side = "sell";
    for (let hook = 0; hook < 2; hook++) {
      const order = orderForHook(data) as Loose;
      isObject(order.note);
      isObject(order.operation);
      assertEquals([order.note.text, order.operation.side], ["first", "BUY"]);
      order.note.text = "changed by a hook";
      order.operation.side = "SELL";
    }
    assertEquals(data.operation?.side, "BUY");
  });
});

describe("a report for a hook", () => {
  it("is a fresh report when the caller added nothing", () => {
    const data = readExecutionReport({ financialImpact: { pnl: 1 } }, KEEPING);
    const [first, second] = [reportForHook(data), reportForHook(data)];
    assert(first instanceof ExecutionReport && second instanceof ExecutionReport);
    assert(first !== second);
  });

  it("keeps additions of plain reports, classes and reports of the package", () => {
    class Fill {
      financialImpact = { pnl: "1.50", source: "venue" };
      fill = { isFinal: true };
    }
    const ofClass = reportForHook(readExecutionReport(new Fill(), KEEPING)) as Loose;
    const plain = reportForHook(readExecutionReport({ ...new Fill(), id: 1 }, KEEPING)) as Loose;
    assert(ofClass instanceof Fill && plain instanceof ExecutionReport);
    assertEquals((plain as unknown as Loose).id, 1);
    for (const { financialImpact, fill } of [ofClass as unknown as Loose, plain]) {
      assert(financialImpact instanceof FinancialImpact);
      assertEquals(String(financialImpact.pnl), "1.50");
      assertEquals((financialImpact as unknown as Loose).source, "venue");
      isObject(fill);
      assertEquals(fill.isFinal, true);
    }
    const added = Object.assign(new ExecutionReport(), { id: 2 });
    const report = reportForHook(readExecutionReport(added, KEEPING)) as Loose;
    assert(report instanceof ExecutionReport);
    assertEquals((report as unknown as Loose).id, 2);
  });

  it("has no additions if nobody may want them", () => {
    const report = reportForHook(readExecutionReport({ id: 1 }));
    assert(report instanceof ExecutionReport);
    assertEquals("id" in report, false);
  });
});
