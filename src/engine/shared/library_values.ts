import {
  AccountAdjustmentOutcome,
  AccountOutcomeEntry,
  AccountPnlOutcome,
  Lock,
  OutcomeAmount,
  PnlHaltReason,
  PnlOutcome,
  PnlOutcomeAmount,
} from "../../model/internal.ts";
import {
  InstrumentId,
  isLibraryObject,
  makeAccountGroupId,
  makeAccountId,
  readLeverage,
  remake,
  type RemakeParts,
  remakeParts,
  typeError,
} from "../../param/internal.ts";
import {
  AccountGroupId,
  AccountId,
  AdjustmentAmount,
  CashFlow,
  Fee,
  Instrument,
  Leverage,
  MonetaryAmount,
  Notional,
  Pnl,
  PositionSize,
  Price,
  Quantity,
  Trade,
  TradeAmount,
  Volume,
} from "../../param/mod.ts";
import {
  AccountAdjustmentBatchResult,
  AccountBlock,
  AccountBlockOutcome,
  AccountBlockOutcomes,
  DryRunReport,
  makeBatchResult,
  makeBlockOutcomes,
  makeConfigurationResult,
  makeDryRunReport,
  makePostTradeResult,
  makeReject,
  PolicyConfigurationResult,
  PostTradeResult,
  Reject,
} from "../../pretrade/internal.ts";

// deno-lint-ignore no-explicit-any -- each row is typed where it is written; here they meet
type AnyParts = any[];

interface Row {
  readonly name: string;
  partsOf(value: object): readonly unknown[];
  make(parts: AnyParts): unknown;
}

function row<T extends object, Parts extends readonly unknown[]>(
  libraryClass: { readonly prototype: T; readonly name: string },
  partsOf: (value: T) => Parts,
  make: (parts: Parts) => T,
): [object, Row] {
  return [libraryClass.prototype, { name: libraryClass.name, partsOf, make } as unknown as Row];
}

/** A class that is a number, told by its text. */
function ofText<T extends object>(
  libraryClass: { readonly prototype: T; readonly name: string },
  make: (text: string) => T,
): [object, Row] {
  return row(libraryClass, (value) => [value.toString()] as const, ([text]) => make(text));
}

const ROWS: ReadonlyMap<object, Row> = new Map([
  ofText(Price, (text) => new Price(text)),
  ofText(Quantity, (text) => new Quantity(text)),
  ofText(Volume, (text) => new Volume(text)),
  ofText(Notional, (text) => new Notional(text)),
  ofText(Pnl, (text) => new Pnl(text)),
  ofText(CashFlow, (text) => new CashFlow(text)),
  ofText(PositionSize, (text) => new PositionSize(text)),
  ofText(Fee, (text) => new Fee(text)),
  ofText(Leverage, readLeverage),
  ofText(AccountId, (text) => makeAccountId(BigInt(text))),
  ofText(AccountGroupId, (text) => makeAccountGroupId(Number(text))),
  ofText(InstrumentId, (text) => new InstrumentId(BigInt(text))),
  row(
    Instrument,
    (value) => [value.underlyingAsset, value.settlementAsset] as const,
    (parts) => new Instrument(...parts),
  ),
  row(
    TradeAmount,
    (value) => [value.asQuantity, value.asVolume] as const,
    ([quantity, volume]) =>
      quantity === undefined
        ? TradeAmount.volume(volume as Volume)
        : TradeAmount.quantity(quantity),
  ),
  row(
    AdjustmentAmount,
    (value) => [value.asDelta, value.asAbsolute] as const,
    ([delta, absolute]) =>
      delta === undefined
        ? AdjustmentAmount.absolute(absolute as PositionSize)
        : AdjustmentAmount.delta(delta),
  ),
  row(Trade, (value) => [value.price, value.quantity] as const, (parts) => new Trade(...parts)),
  row(
    MonetaryAmount,
    (value) => [value.amount, value.currency] as const,
    (parts) => new MonetaryAmount(...parts),
  ),
  row(Lock, (value) => [value.toJson()] as const, ([text]) => Lock.fromJson(text)),
  row(
    AccountBlock,
    ({ policy, code, reason, details, userData }) =>
      [policy, code, reason, details, userData] as const,
    (parts) => new AccountBlock(...parts),
  ),
  row(
    Reject,
    ({ policy, scope, code, reason, details, userData }) =>
      [policy, scope, code, reason, details, userData] as const,
    (parts) => makeReject(...parts),
  ),
  row(
    OutcomeAmount,
    (value) => [value.delta, value.absolute] as const,
    (parts) => new OutcomeAmount(...parts),
  ),
  row(
    PnlOutcomeAmount,
    (value) => [value.delta, value.absolute] as const,
    (parts) => new PnlOutcomeAmount(...parts),
  ),
  row(PnlHaltReason, ({ kind }) => [kind] as const, ([kind]) => makeHaltReason(kind)),
  row(
    PnlOutcome,
    (value) => [value.pnl, value.haltReason] as const,
    (parts) => new PnlOutcome(...parts),
  ),
  row(
    AccountOutcomeEntry,
    (value) =>
      [
        value.asset,
        value.balance,
        value.held,
        value.incoming,
        value.realizedPnl,
        value.averageEntryPrice,
      ] as const,
    (parts) => new AccountOutcomeEntry(...parts),
  ),
  row(
    AccountAdjustmentOutcome,
    (value) => [value.policyGroupId, value.entry] as const,
    (parts) => new AccountAdjustmentOutcome(...parts),
  ),
  row(
    AccountPnlOutcome,
    (value) => [value.policyGroupId, value.accountId, value.pnl, value.haltReason] as const,
    (parts) => new AccountPnlOutcome(...parts),
  ),
  row(
    PostTradeResult,
    (value) => [value.accountBlocks, value.accountPnls, value.accountAdjustments] as const,
    ([accountBlocks, accountPnls, accountAdjustments]) =>
      makePostTradeResult({ accountBlocks, accountPnls, accountAdjustments }),
  ),
  row(
    AccountAdjustmentBatchResult,
    (value) => [value.failedIndex, value.rejects, value.outcomes, value.accountBlocks] as const,
    ([failedIndex, rejects, outcomes, accountBlocks]) =>
      makeBatchResult({ failedIndex, rejects, outcomes, accountBlocks }),
  ),
  row(
    PolicyConfigurationResult,
    (value) => [value.accountBlocks] as const,
    ([blocks]) => makeConfigurationResult(blocks),
  ),
  row(
    AccountBlockOutcome,
    (value) => [value.accountId, value.block] as const,
    ([{ value }, block]) =>
      makeBlockOutcomes([[value, block]]).accountBlocks[0] as AccountBlockOutcome,
  ),
  row(
    AccountBlockOutcomes,
    (value) => [value.accountBlocks] as const,
    ([blocks]) => makeBlockOutcomes(blocks.map(blockEntry)),
  ),
  row(
    DryRunReport,
    (value) =>
      [value.rejects, value.lock(), value.accountAdjustments(), value.accountBlock] as const,
    ([rejects, lock, accountAdjustments, accountBlock]) =>
      makeDryRunReport({ rejects, lock, accountAdjustments, accountBlock }),
  ),
]);

function blockEntry({ accountId, block }: AccountBlockOutcome): [bigint, AccountBlock] {
  return [accountId.value, block];
}

const HALT_REASONS: Readonly<Record<PnlHaltReason["kind"], () => PnlHaltReason>> = {
  "missing-fx": () => PnlHaltReason.fromMissingFx(),
  "missing-account-currency": () => PnlHaltReason.fromMissingAccountCurrency(),
  "missing-initial-pnl": () => PnlHaltReason.fromMissingInitialPnl(),
  "missing-cost-basis": () => PnlHaltReason.fromMissingCostBasis(),
  "arithmetic-overflow": () => PnlHaltReason.fromArithmeticOverflow(),
};

/** Undefined for a word that names no reason, such as one that every object knows. */
function makeHaltReason(kind: PnlHaltReason["kind"]): PnlHaltReason {
  return (Object.hasOwn(HALT_REASONS, kind) ? HALT_REASONS[kind]() : undefined) as PnlHaltReason;
}

const ROWS_BY_NAME: ReadonlyMap<string, Row> = new Map(
  Array.from(ROWS.values(), (entry) => [entry.name, entry]),
);

/**
 * What a value of the package is made of; undefined for carriers, which are read by their fields, and everything else. Barriers of policies tell it
 * themselves, so that policies nobody uses are not pulled in.
 */
export function libraryParts(value: object): RemakeParts | undefined {
  if (!isLibraryObject(value)) return undefined;
  const entry = ROWS.get(Object.getPrototypeOf(value));
  return entry === undefined
    ? remakeParts(value)
    : { name: entry.name, values: entry.partsOf(value) };
}

/** Makes a value of the package again. @throws {TypeError} If there is no such class on this thread. */
export function makeLibraryValue(name: string, values: unknown[]): unknown {
  const made = ROWS_BY_NAME.get(name)?.make(values) ?? remake({ name, values });
  if (made === undefined) throw typeError(`Cannot make a ${name} that came from another thread`);
  return made;
}
