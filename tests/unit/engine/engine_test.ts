import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, OpenpitError } from "../../../src/engine/mod.ts";
import {
  AccountAdjustment,
  ExecutionReport,
  Order,
  OrderMargin,
  OrderOperation,
  OrderPosition,
} from "../../../src/model/mod.ts";
import { AccountId, Price, Quantity, TradeAmount } from "../../../src/param/mod.ts";
import { PostTradeResult } from "../../../src/pretrade/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  OrderSizeBrokerBarrier,
  OrderSizeLimit,
} from "../../../src/pretrade/policies/mod.ts";
import { AccountBlock } from "../../../src/reject.ts";
import { orderDraft } from "../../../src/testing/mod.ts";
import { Mutation } from "../../../src/tx.ts";
import { assertErrors } from "../model/_errors.ts";
import { engineOf, noted, orderOf, policy, reservationOf } from "./_kit.ts";

type Call = (engine: Engine, order: unknown) => unknown;

const ENTRY_POINTS: Readonly<Record<string, Call>> = {
  startPreTrade: (engine, order) => engine.startPreTrade(order as Order),
  executePreTrade: (engine, order) => engine.executePreTrade(order as Order),
  startPreTradeDryRun: (engine, order) => engine.startPreTradeDryRun(order as Order),
  executePreTradeDryRun: (engine, order) => engine.executePreTradeDryRun(order as Order),
};

const TOP = "TypeError: order must be an Order or a plain object";
const DECIMAL_TYPE = "TypeError: decimal input must be a string, number, or bigint";
const DECIMAL_NUMBER =
  "RangeError: decimal number input must be a finite safe integer; use a decimal string or the explicit fromFloat factory";
const NO_ACCOUNT = "AccountIdError AccountIdEmpty: account id must be a non-negative integer";

type Row = readonly [order: unknown, error: string];

/** Rows of one field of a group, as whole orders. */
function fieldRows(group: string, field: string, values: readonly unknown[], error: string): Row[] {
  return values.map((value) => [{ [group]: { [field]: value } }, error]);
}

const op = (field: string, values: readonly unknown[], error: string) =>
  fieldRows("operation", field, values, error);

const SHAPES: readonly Row[] = [
  ...[undefined, null, true, 0, 1, NaN, 1n, "", "order", Symbol("o"), () => ({})]
    .map((value): Row => [value, TOP]),
  ...[[], [orderDraft()], new Map(), new Set(), new Date(0), /x/, Promise.resolve({})]
    .map((value): Row => [value, TOP]),
  ...[new ExecutionReport(), new AccountAdjustment(), new OrderOperation(), new Price("1")]
    .map((value): Row => [value, TOP]),
  ...engineObjects().map((value): Row => [value, TOP]),
];

/** One object of each class that belongs to the engine itself. */
function engineObjects(): unknown[] {
  const contexts: unknown[] = [];
  const engine = engineOf(policy("a", {
    start: (ctx) => void contexts.push(ctx, ctx.accountControl),
  }));
  const start = engine.startPreTrade(orderOf(1));
  const execute = engine.executePreTrade(orderOf(1));
  return [
    ...[Engine.builder(), Engine.builder().preTrade(policy("a")), engine, ...contexts],
    ...[start, start.request, execute, execute.reservation, engine.startPreTradeDryRun({})],
    ...[new AccountBlock("p", "Other", "r", "d"), new PostTradeResult()],
    ...[new Mutation(() => {}, () => {}), buildOrderValidation(), buildOrderSizeLimit()],
    ...[new OrderSizeLimit(), new OrderSizeBrokerBarrier({})],
  ];
}

function groupRows(group: string, className: string, wrong: object): Row[] {
  const article = className.startsWith("O") ? "an" : "a";
  const error = `TypeError: ${group} must be ${article} ${className} or a plain object`;
  return [0, "", "x", true, 1n, NaN, [], new Map(), new Date(0), () => {}, wrong, new Order()]
    .map((value) => [{ [group]: value }, error]);
}

const GROUPS: readonly Row[] = [
  ...groupRows("operation", "OrderOperation", new OrderMargin()),
  ...groupRows("position", "OrderPosition", new OrderOperation()),
  ...groupRows("margin", "OrderMargin", new OrderPosition()),
];

const FIELDS: readonly Row[] = [
  ...["underlyingAsset", "settlementAsset"].flatMap((field) => [
    ...op(field, [0, 1n, true, {}, ["USD"]], `TypeError: ${field} must be a string`),
    ...op(field, ["", " ", "\t\n", "\u3000"], "AssetError AssetEmpty: asset must not be empty"),
  ]),
  ...op("accountId", [-1, 0.5, NaN, Infinity, -1n, 2n ** 64n, true, {}, [1]], NO_ACCOUNT),
  ...op("accountId", [new Price("1"), new Date(0), Object(1)], NO_ACCOUNT),
  ...op(
    "accountId",
    ["", "  "],
    "AccountIdError AccountIdEmpty: account id string must not be empty",
  ),
  ...op(
    "accountId",
    [2 ** 53],
    "AccountIdError AccountIdEmpty: account id number must not exceed Number.MAX_SAFE_INTEGER; use bigint for larger numeric ids or a string identifier",
  ),
  ...op("side", [0, 1n, true, {}, ["BUY"]], "TypeError: side must be a string"),
  ...op(
    "side",
    ["", "B", " BUY", "LONG", "x".repeat(9999)],
    'RangeError: side must be "BUY" or "SELL"',
  ),
  ...op("price", [true, {}, [], [1], new Quantity("1"), new Date(0)], DECIMAL_TYPE),
  ...op("price", [0.1, NaN, Infinity, -Infinity, 2 ** 53], DECIMAL_NUMBER),
  ...op(
    "tradeAmount",
    [0, "10", 10n, true, [], {}, new Quantity("1"), new Map()],
    "TypeError: tradeAmount must be a TradeAmount",
  ),
  ...op(
    "tradeAmount",
    [{ quantity: 1, volume: 1 }, { amount: 1 }],
    "TypeError: tradeAmount must be a TradeAmount",
  ),
  ...op("tradeAmount", [{ quantity: null }, { quantity: undefined }, { volume: {} }], DECIMAL_TYPE),
  ...op(
    "tradeAmount",
    [{ quantity: NaN }, { quantity: 0.5 }, { volume: Infinity }],
    DECIMAL_NUMBER,
  ),
  ...op(
    "tradeAmount",
    [{ quantity: -1 }, { quantity: "-0.1" }],
    "ParamError Negative: value must be non-negative for Quantity",
  ),
  ...op(
    "tradeAmount",
    [{ volume: -1n }],
    "ParamError Negative: value must be non-negative for Volume",
  ),
  ...fieldRows(
    "position",
    "positionSide",
    [1, true, {}],
    "TypeError: position side must be a string",
  ),
  ...fieldRows(
    "position",
    "positionSide",
    ["", "BUY"],
    'RangeError: position side must be "LONG" or "SHORT"',
  ),
  ...["reduceOnly", "closePosition"].flatMap((field) =>
    fieldRows(
      "position",
      field,
      [0, 1, "", "true", {}, 1n],
      `TypeError: ${field} must be a boolean`,
    )
  ),
  ...fieldRows("margin", "collateralAsset", [1, {}], "TypeError: collateralAsset must be a string"),
  ...fieldRows("margin", "collateralAsset", [""], "AssetError AssetEmpty: asset must not be empty"),
  ...fieldRows("margin", "autoBorrow", [0, "yes", {}], "TypeError: autoBorrow must be a boolean"),
];

describe("an order that can't be read", () => {
  for (const [name, rows] of Object.entries({ SHAPES, GROUPS, FIELDS })) {
    it(`throws its typed error at every entry point: ${name.toLowerCase()}`, () => {
      for (const call of Object.values(ENTRY_POINTS)) {
        const engine = engineOf(policy("a"));
        assertErrors(rows.map(([order, error]) => [() => call(engine, order), error]));
      }
    });
  }
  it("throws a value error for every text that is no decimal, huge ones too", () => {
    const texts = ["", " ", "x", "1e2", "1,5", "--1", ".", "0x10", "NaN", "9".repeat(30)];
    for (const text of [...texts, "9".repeat(1_000_000), `0.${"0".repeat(1_000_000)}1`]) {
      for (const operation of [{ price: text }, { tradeAmount: { quantity: text } }]) {
        for (const call of Object.values(ENTRY_POINTS)) {
          const error = errorOf(() => call(engineOf(policy("a")), { operation }));
          assertEquals([error.name, "code" in error && error.code], [
            "ParamError",
            "InvalidFormat",
          ]);
        }
      }
    }
  });
  it("throws an error of the package's leverage rules", () => {
    for (const leverage of [0, 0.5, 1.05, 3001, NaN, Infinity, -1, "x", "", 10n ** 30n, {}, true]) {
      const error = errorOf(() =>
        engineOf(policy("a")).startPreTrade({ margin: { leverage } as never })
      );
      assert(error instanceof OpenpitError, `${String(leverage)}: ${error}`);
    }
  });
  it("leaves nothing half done: no policy ran, and the next order is checked as usual", () => {
    const log: string[] = [];
    const main = () => (log.push("main"), { mutations: [noted(log, "m")] });
    const engine = engineOf(policy("a", { start: () => void log.push("start"), main }));
    for (const call of Object.values(ENTRY_POINTS)) {
      for (const [order] of [...SHAPES, ...GROUPS, ...FIELDS]) errorOf(() => call(engine, order));
    }
    assertEquals(log, []);
    reservationOf(engine.executePreTrade(orderOf(1))).commit();
    assertEquals(log, ["start", "main", "commit m"]);
  });
  it("is judged the same by an engine that keeps no additions", () => {
    const engine = Engine.builder().builtin(buildOrderValidation()).build();
    assertErrors([...SHAPES, ...GROUPS, ...FIELDS].map(([order, error]) => [
      () => engine.startPreTrade(order as never),
      error,
    ]));
  });
});

function errorOf(call: () => unknown): Error {
  try {
    call();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("Call threw no error");
}

describe("an order in any of its forms", () => {
  it("is read: class, literal, null prototype, the caller's class, empty", () => {
    class Ticket {
      get operation(): unknown {
        return orderDraft().operation;
      }
    }
    const instance = new Order();
    instance.operation = orderDraft().operation;
    const operation = new OrderOperation();
    operation.accountId = AccountId.fromInt(1n);
    operation.tradeAmount = TradeAmount.volume("5");
    const orders = [
      ...[instance, orderDraft(), { operation }, new Ticket(), {}, new Order()],
      ...[Object.assign(Object.create(null), orderDraft()), Object.create(orderDraft())],
      ...[{ operation: null, position: undefined }, { operation: {}, position: {}, margin: {} }],
    ];
    for (const order of orders) {
      for (const call of Object.values(ENTRY_POINTS)) call(engineOf(policy("a")), order);
    }
  });
  it("may hold long texts where texts have no limit", () => {
    const text = "x".repeat(1_000_000);
    const seen: unknown[] = [];
    const start = (_ctx: unknown, { operation }: Order) =>
      void seen.push(operation?.underlyingAsset === text, operation?.accountId?.value);
    const engine = engineOf(policy("a", { start }));
    engine.startPreTrade({ operation: { underlyingAsset: text, accountId: "long ".repeat(9999) } });
    assertEquals(seen[0], true);
    assertEquals(typeof seen[1], "bigint");
  });
  it("is copied: later changes of it change no request", () => {
    const order = { operation: { ...orderDraft().operation } };
    const prices: unknown[] = [];
    const main = (_ctx: unknown, { operation }: Order) =>
      void prices.push(operation?.price?.toString());
    const request = engineOf(policy("a", { main })).startPreTrade(order).request;
    order.operation.price = "999";
    request?.execute();
    assertEquals(prices, ["100"]);
  });
});

describe("unknown fields", () => {
  const typo = { operation: { ...orderDraft().operation, prise: "1" } };
  const strict = Engine.builder().strictInput().preTrade(policy("a")).build();

  it("are ignored unless the engine is strict", () => {
    const engine = engineOf(policy("a"));
    for (const call of Object.values(ENTRY_POINTS)) call(engine, typo);
  });
  it("of a canonical group are refused by a strict engine, with the nearest known one", () => {
    const rows: readonly Row[] = [
      [typo, 'TypeError: Unknown field "prise" in operation: the nearest known field is "price"'],
      [
        { operation: { acountID: 1 } },
        'TypeError: Unknown field "acountID" in operation: the nearest known field is "accountId"',
      ],
      [
        { position: { side: "LONG" } },
        'TypeError: Unknown field "side" in position: the nearest known field is "positionSide"',
      ],
      [
        { margin: { autoborrow: true } },
        'TypeError: Unknown field "autoborrow" in margin: the nearest known field is "autoBorrow"',
      ],
    ];
    for (const call of Object.values(ENTRY_POINTS)) {
      assertErrors(rows.map(([order, error]) => [() => call(strict, order), error]));
    }
  });
  it("beside the groups, and symbols, are the caller's own even in a strict engine", () => {
    const order = { ...orderDraft(), clientOrderId: "c", [Symbol("s")]: 1 };
    assertEquals(strict.startPreTrade(order).ok, true);
  });
  it("don't exist in instances of the package's classes", () => {
    const order = new Order();
    order.operation = orderDraft().operation;
    assertEquals(strict.startPreTrade(order).ok, true);
  });
});

describe("Engine", () => {
  it("refuses new", () => {
    const Class = Engine as unknown as new () => unknown;
    assertErrors([[() => new Class(), "TypeError: Engine cannot be constructed directly"]]);
  });
});
