import { Engine } from "../mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  buildRateLimit,
  OrderSizeBrokerBarrier,
  RateLimitBrokerBarrier,
} from "../src/pretrade/policies/mod.ts";
import { liveMb, residentMb, settle, turn } from "./_heap.ts";
import type { Probe, Row } from "./_measure.ts";

/** Sends orders to one engine, one at each call. */
interface Desk {
  /** @param index Makes the orders differ. */
  send(index: number): void;
  /** How many orders hold state: neither committed nor rolled back. */
  open(): number;
}

/** What is sent, and how often the program comes back to its event loop meanwhile. */
interface Scenario {
  readonly name: string;
  readonly orders: number;
  /** Orders between two turns of the event loop; undefined for a loop that never comes back. */
  readonly ordersPerTurn?: number;
  makeDesk(): Desk;
}

const MILLION = 1_000_000;
const SMOKE_ORDERS = 2000;
const WARM_UP_ORDERS = 20_000;
const ORDERS_PER_TURN = 1000;
/** Heap is read after each such part of the orders. */
const PARTS = [0, 0.25, 0.5, 0.75, 1];

const SCENARIOS: readonly Scenario[] = [
  { name: "limits", orders: MILLION, makeDesk: limitsDesk },
  { name: "held", orders: MILLION, makeDesk: committingDesk },
  { name: "held_turns", orders: MILLION, ordersPerTurn: ORDERS_PER_TURN, makeDesk: committingDesk },
  { name: "let_go_turns", orders: MILLION, ordersPerTurn: ORDERS_PER_TURN, makeDesk: lettingDesk },
  // No callback of the collector can run in such a loop, so every order in it stays: a tenth shows it.
  { name: "let_go", orders: MILLION / 10, makeDesk: lettingDesk },
];

/**
 * What a long day leaves on the heap, and how long single orders take in it.
 *
 * `limits`: three built-in policies, which hold nothing. `held`: a custom policy that holds state for each order, which is committed and never
 * disposed of. `let_go`: the same, neither committed nor rolled back: the collector finds it. `_turns`: back to the event loop every
 * 1,000 orders.
 */
export function memoryProbes(): Probe[] {
  return SCENARIOS.map((scenario) => ({
    name: `memory/${scenario.name}`,
    run: (isSmoke) => measure(scenario, isSmoke ? SMOKE_ORDERS : scenario.orders),
  }));
}

/** Heap and times come from two days: a forced collection would show in the times. */
async function measure(scenario: Scenario, orders: number): Promise<Row> {
  await play(scenario, scenario.makeDesk(), Math.min(orders, WARM_UP_ORDERS), () => {});
  const heap = await readHeap(scenario, orders);
  const times = await timeOrders(scenario, orders);
  const at = (part: number): number => times.sorted[Math.floor(part * (orders - 1))] as number;
  return {
    name: `memory/${scenario.name}`,
    p50Ns: at(0.5),
    avgNs: times.sorted.reduce((sum, ns) => sum + ns, 0) / orders,
    p99Ns: at(0.99),
    heapBytes: undefined,
    figures: {
      ...heap,
      "resident MB": times.residentMb,
      "p50 µs": at(0.5) / 1000,
      "p99 µs": at(0.99) / 1000,
      "p99.9 µs": at(0.999) / 1000,
      "p99.99 µs": at(0.9999) / 1000,
      "max µs": at(1) / 1000,
    },
  };
}

async function timeOrders(
  scenario: Scenario,
  orders: number,
): Promise<{ sorted: Float64Array; residentMb: number }> {
  const desk = scenario.makeDesk();
  const sorted = new Float64Array(orders);
  const timed: Desk = {
    open: desk.open,
    send: (index) => {
      const startMs = performance.now();
      desk.send(index);
      sorted[index] = (performance.now() - startMs) * 1e6;
    },
  };
  await play(scenario, timed, orders, () => {});
  const resident = residentMb();
  await settle();
  return { sorted: sorted.sort(), residentMb: resident };
}

async function readHeap(scenario: Scenario, orders: number): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  const marks = new Map(PARTS.map((part) => [part * orders, `${part * 100} % MB`]));
  const read = (mark: string): void => {
    figures[mark] = liveMb();
  };
  const desk = scenario.makeDesk();
  await settle();
  await play(scenario, desk, orders, (sent) => {
    const mark = marks.get(sent);
    if (mark === undefined) return;
    if (scenario.ordersPerTurn !== undefined) return settle().then(() => read(mark));
    read(mark);
  });
  await settle();
  return { ...figures, "at rest MB": liveMb(), "left open": desk.open() };
}

/** Sends the orders; tells how many were sent, before each one and at the end. Waits for nothing that is not asked for. */
async function play(
  { ordersPerTurn }: Scenario,
  desk: Desk,
  orders: number,
  onSent: (count: number) => Promise<void> | void,
): Promise<void> {
  for (let index = 0; index < orders; index++) {
    const busy = onSent(index);
    if (busy !== undefined) await busy;
    desk.send(index);
    if (ordersPerTurn !== undefined && index % ordersPerTurn === ordersPerTurn - 1) await turn();
  }
  await onSent(orders);
}

function limitsDesk(): Desk {
  const engine = Engine.builder()
    .builtin(buildOrderValidation())
    .builtin(
      buildOrderSizeLimit()
        .brokerBarrier(new OrderSizeBrokerBarrier({ maxQuantity: "1000", maxNotional: "1000000" })),
    )
    .builtin(
      buildRateLimit()
        .brokerBarrier(new RateLimitBrokerBarrier({ maxOrders: 100 * MILLION, windowMs: 1000 })),
    )
    .build();
  return { send: (index) => accepted(engine, index).commit(), open: () => 0 };
}

function committingDesk(): Desk {
  const holding = holdingEngine();
  return { send: (index) => accepted(holding.engine, index).commit(), open: holding.open };
}

function lettingDesk(): Desk {
  const holding = holdingEngine();
  return { send: (index) => void accepted(holding.engine, index), open: holding.open };
}

function holdingEngine(): { engine: Engine; open: () => number } {
  let open = 0;
  const engine = Engine.builder().preTrade({
    name: "OpenOrders",
    checkPreTradeStart: () => undefined,
    performPreTradeCheck: () => {
      open++;
      return { mutations: [{ commit: () => void open--, rollback: () => void open-- }] };
    },
  }).build();
  return { engine, open: () => open };
}

type Reservation = NonNullable<ReturnType<Engine["executePreTrade"]>["reservation"]>;

function accepted(engine: Engine, index: number): Reservation {
  const result = engine.executePreTrade({
    operation: {
      underlyingAsset: "AAPL",
      settlementAsset: "USD",
      accountId: `desk-${index % 100}`,
      side: "BUY",
      tradeAmount: { quantity: `${1 + index % 20}` },
      price: `${100 + index % 90}.25`,
    },
  });
  if (!result.ok) throw new Error("Cannot measure: the order was rejected");
  return result.reservation;
}
