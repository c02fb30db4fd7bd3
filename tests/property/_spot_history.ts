/** Random histories of spot accounts: few accounts and assets, so that everything meets, and exact numbers. */
import * as fc from "fast-check";

/** An order that somebody wants to place. */
export interface OrderCommand {
  readonly account: number;
  readonly side: "BUY" | "SELL";
  readonly instrument: readonly [underlying: string, settlement: string];
  readonly thousandths: bigint;
  /** In cents; undefined: a market order. */
  readonly price: bigint | undefined;
  readonly isByVolume: boolean;
  readonly fate: "commit" | "rollback" | "open";
  /** Billionths that the account is given beyond what the order takes; undefined: it has what it has. */
  readonly spare: bigint | undefined;
}

/** A fee, or none. */
export type Fee = { readonly cents: bigint; readonly currency: string } | undefined;

/** A trade of an order that was sent. */
export interface FillCommand {
  readonly op: "fill";
  /** Which of the open or sent orders; taken modulo their number. */
  readonly pick: number;
  /** Of what is left, in quarters. */
  readonly quarters: bigint;
  /** The trade's distance from the price of the lock. */
  readonly cents: bigint;
  readonly fee: Fee;
  /** Whether the report also ends the order, filled or not. */
  readonly isFinal: boolean;
}

/** A step of a history. */
export type Command =
  | {
    readonly op: "transfer";
    readonly account: number;
    readonly asset: string;
    readonly cents: bigint;
  }
  | { readonly op: "order" | "dryRun" | "dropCopy"; readonly order: OrderCommand }
  | { readonly op: "finish"; readonly pick: number; readonly isCommit: boolean }
  | FillCommand
  | { readonly op: "cancel"; readonly pick: number; readonly fee: Fee }
  | { readonly op: "strayFill"; readonly order: OrderCommand; readonly fee: Fee }
  | { readonly op: "refusedBatch"; readonly account: number; readonly asset: string }
  | {
    readonly op: "quote";
    readonly instrument: readonly [underlying: string, settlement: string];
    readonly mark: bigint;
  }
  | { readonly op: "mode"; readonly isEnforced: boolean };

const ACCOUNTS = 2;
const ASSETS = ["USD", "EUR", "AAPL"] as const;
const INSTRUMENTS = [["AAPL", "USD"], ["AAPL", "EUR"], ["EUR", "USD"]] as const;

const account = fc.integer({ min: 1, max: ACCOUNTS });
const asset = fc.constantFrom(...ASSETS);
const cents = (min: bigint, max: bigint): fc.Arbitrary<bigint> => fc.bigInt({ min, max });
const pick = fc.nat({ max: 1000 });
const fate = fc.constantFrom(
  "commit" as const,
  "commit" as const,
  "rollback" as const,
  "open" as const,
);
const fee: fc.Arbitrary<Fee> = fc.option(
  fc.record({ cents: cents(-200n, 500n), currency: fc.constantFrom(...ASSETS, "JPY") }),
  { nil: undefined },
);

/** A single order that may be placed at any time. */
export const anyOrder: fc.Arbitrary<OrderCommand> = fc.record({
  account,
  side: fc.constantFrom("BUY" as const, "SELL" as const),
  instrument: fc.constantFrom(...INSTRUMENTS),
  thousandths: fc.bigInt({ min: 1n, max: 9000n }),
  price: fc.option(
    fc.oneof(
      { arbitrary: cents(1n, 20_000n), weight: 9 },
      { arbitrary: cents(-500n, 0n), weight: 1 },
    ),
    { nil: undefined, freq: 5 },
  ),
  isByVolume: fc.boolean(),
  fate,
  spare: fc.option(fc.constantFrom(-1n, 0n, 1n), { nil: undefined, freq: 2 }),
});

const fill: fc.Arbitrary<FillCommand> = fc.record({
  op: fc.constant("fill" as const),
  pick,
  quarters: fc.bigInt({ min: 1n, max: 4n }),
  cents: fc.oneof(fc.constant(0n), cents(-300n, 300n)),
  fee,
  isFinal: fc.boolean(),
});

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    arbitrary: fc.record({
      op: fc.constant("transfer" as const),
      account,
      asset,
      cents: cents(-50_000n, 500_000n),
    }),
    weight: 4,
  },
  { arbitrary: fc.record({ op: fc.constant("order" as const), order: anyOrder }), weight: 8 },
  { arbitrary: fc.record({ op: fc.constant("dryRun" as const), order: anyOrder }), weight: 1 },
  { arbitrary: fc.record({ op: fc.constant("dropCopy" as const), order: anyOrder }), weight: 1 },
  {
    arbitrary: fc.record({ op: fc.constant("finish" as const), pick, isCommit: fc.boolean() }),
    weight: 2,
  },
  { arbitrary: fill, weight: 8 },
  { arbitrary: fc.record({ op: fc.constant("cancel" as const), pick, fee }), weight: 2 },
  {
    arbitrary: fc.record({ op: fc.constant("strayFill" as const), order: anyOrder, fee }),
    weight: 1,
  },
  { arbitrary: fc.record({ op: fc.constant("refusedBatch" as const), account, asset }), weight: 1 },
  {
    arbitrary: fc.record({
      op: fc.constant("quote" as const),
      instrument: fc.constantFrom(...INSTRUMENTS),
      mark: cents(1n, 20_000n),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({ op: fc.constant("mode" as const), isEnforced: fc.boolean() }),
    weight: 1,
  },
);

/** Histories of a length. */
export function histories(minLength: number, maxLength: number): fc.Arbitrary<Command[]> {
  return fc.array(command, { minLength, maxLength, size: "max" });
}

/** The accounts of all histories. */
export const ALL_ACCOUNTS: readonly number[] = Array.from({ length: ACCOUNTS }, (_, at) => at + 1);
