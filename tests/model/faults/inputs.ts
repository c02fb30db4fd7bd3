/** Inputs that fail while they are read, for every call that takes one. */
import type { Engine } from "../../../mod.ts";
import { ORDER } from "./scene.ts";

/** Makes an input around a deed that the engine meets while it reads. */
export interface BadInput {
  readonly name: string;
  readonly make: (meet: () => unknown) => unknown;
}

export interface Taker {
  readonly name: string;
  // deno-lint-ignore no-explicit-any -- the inputs are what no type allows
  readonly call: (engine: Engine, input: any) => unknown;
  readonly inputs: readonly BadInput[];
}

/** A copy of a record with one field, however deep, behind a getter. */
export function behind(record: object, path: string, get: () => unknown): object {
  const [key = "", ...rest] = path.split(".");
  const inner = Reflect.get(record, key) ?? {};
  return rest.length > 0
    ? { ...record, [key]: behind(inner, rest.join("."), get) }
    : Object.defineProperty({ ...record }, key, { get, enumerable: true });
}

function fields(record: object, ...paths: readonly string[]): BadInput[] {
  return paths.map((path) => ({ name: path, make: (meet) => behind(record, path, meet) }));
}

/** A proxy that meets the deed in one trap. */
function trap(record: object, name: keyof ProxyHandler<object>): BadInput {
  return { name: `its ${name} trap`, make: (meet) => new Proxy(record, { [name]: meet }) };
}

const ORDERS: readonly BadInput[] = [
  ...fields(
    ORDER,
    ...["operation", "position", "margin", "ticket", "operation.desk"],
    ...["accountId", "underlyingAsset", "settlementAsset", "side", "tradeAmount", "price"]
      .map((field) => `operation.${field}`),
    ...["position.positionSide", "position.reduceOnly", "margin.leverage"],
  ),
  trap(ORDER, "get"),
  trap(ORDER, "ownKeys"),
  trap(ORDER, "getPrototypeOf"),
];

const REPORT = { operation: { ...ORDER.operation }, financialImpact: { pnl: "1", fee: "0" } };

const REPORTS: readonly BadInput[] = [
  ...fields(
    REPORT,
    ...["operation", "financialImpact", "fill", "positionImpact", "note"],
    ...["operation.accountId", "financialImpact.pnl", "financialImpact.fee"],
    ...["fill.lastTrade", "fill.lock", "fill.isFinal"],
  ),
  trap(REPORT, "get"),
  trap(REPORT, "ownKeys"),
];

const ADJUSTMENT = { operation: { asset: "USD" }, amount: { balance: { absolute: "1" } } };

/** The bad item comes last: the good one before it must not have been applied. */
const BATCHES: readonly BadInput[] = [
  {
    name: "its iterator",
    make: (meet) => ({ [Symbol.iterator]: meet }),
  },
  {
    name: "its second item",
    make: function* (meet) {
      yield ADJUSTMENT;
      meet();
    },
  },
  ...fields(ADJUSTMENT, "operation", "operation.asset", "amount", "amount.balance").map((
    { name, make },
  ) => ({ name: `an item's ${name}`, make: (meet: () => unknown) => [ADJUSTMENT, make(meet)] })),
];

const ORDER_METHODS = [
  "startPreTrade",
  "executePreTrade",
  "startPreTradeDryRun",
  "executePreTradeDryRun",
  "applyDropCopy",
] as const;

export const TAKERS: readonly Taker[] = [
  ...ORDER_METHODS.map((method): Taker => ({
    name: `${method}()`,
    call: (engine, order) => engine[method](order),
    inputs: ORDERS,
  })),
  {
    name: "applyExecutionReport()",
    call: (engine, report) => engine.applyExecutionReport(report),
    inputs: REPORTS,
  },
  {
    name: "applyAccountAdjustment()",
    call: (engine, batch) => engine.applyAccountAdjustment(1, batch),
    inputs: BATCHES,
  },
  {
    name: "registerGroup()",
    call: (engine, accounts) => engine.accounts().registerGroup(accounts, 8),
    inputs: [{
      name: "its second account",
      make: function* (meet) {
        yield 2;
        meet();
      },
    }],
  },
];

/** Every field that is read, so that each can be counted. */
export const ORDER_FIELDS: readonly string[] = ORDERS
  .map(({ name }) => name)
  .filter((name) => !name.includes("trap"));
