import type { Decimal } from "../../../internal/decimal/mod.ts";
import { iterable } from "../../../model/internal.ts";
import {
  isPlainRecord,
  MAX_U16,
  type PlainRecord,
  rangeError,
  readAccountGroupId,
  readAccountId,
  readAsset,
  readInteger,
  readQuantity,
  typeError,
} from "../../../param/internal.ts";
import { ConfigurationRefused } from "../../internal.ts";
import type { AccountAssetMap } from "../account_asset_map.ts";
import type { SpotFundsLimitMode, SpotFundsPricingSource } from "./constants.ts";
import { type OverrideEntry, overrideIn } from "./override.ts";
import type { InstrumentSlippage, SpotFundsSettings } from "./settings.ts";

const BPS_MAX = 10_000;

/** A changed entry of a map; undefined takes it away. */
type Entry<Key, Value> = readonly [key: Key, value: Value | undefined];

/**
 * Reads an update of `configure().spotFunds()` and gives what it makes of settings. Options that are left out stay, lists merge.
 * Reading comes first, because it may run code of the caller's that changes the settings. Source: docs/semantics.md rule SPF-19.
 *
 * @throws {TypeError} If an option has a wrong type. @throws {RangeError} If a text or a number is none of those allowed.
 * @throws {ConfigurationRefused} If a slippage is too large; from the update.
 */
export function readUpdate(
  options: PlainRecord,
): (settings: SpotFundsSettings) => SpotFundsSettings {
  const bps = given(options.globalSlippageBps, (value) => readSlippage(value, "globalSlippageBps"));
  const pricingSource = given(options.pricingSource, readPricingSource);
  const overrides = given(options.overrides, readOverrides);
  const limitMode = given(options.globalLimitMode, readLimitMode);
  const accountModes = given(
    options.accountLimitModes,
    (list) => readModes(list, "accountLimitModes", "accountId", readAccountId),
  );
  const groupModes = given(
    options.accountGroupLimitModes,
    (list) => readModes(list, "accountGroupLimitModes", "accountGroupId", readAccountGroupId),
  );
  const limits = given(options.positionLimits, readLimits);
  return (settings) => ({
    ...settings,
    slippageBps: bps === undefined ? settings.slippageBps : checkedSlippage(bps),
    pricingSource: pricingSource ?? settings.pricingSource,
    overrides: overrides === undefined
      ? settings.overrides
      : withOverrides(settings.overrides, overrides),
    limitMode: limitMode ?? settings.limitMode,
    accountModes: merged(settings.accountModes, accountModes),
    groupModes: merged(settings.groupModes, groupModes),
    positionLimits: limits === undefined
      ? settings.positionLimits
      : withLimits(settings.positionLimits, limits),
  });
}

/** Reads a slippage in hundredths of a percent. @throws {TypeError} Wrong type. @throws {RangeError} Not 0 to 65535. */
export function readSlippage(value: unknown, label: string): number {
  return readInteger(value, label, MAX_U16);
}

/** Refuses more than 100 %. @throws {ConfigurationRefused} */
export function checkedSlippage(bps: number): number {
  if (bps <= BPS_MAX) return bps;
  throw new ConfigurationRefused(
    `slippage ${bps} bps is out of range (must be <= 10 000 bps)`,
  );
}

/** Reads where prices of market orders come from. @throws {TypeError} Wrong type. @throws {RangeError} Unknown text. */
export function readPricingSource(value: unknown): SpotFundsPricingSource {
  if (typeof value !== "string") throw typeError("pricingSource must be a string");
  const text = value.trim();
  if (text === "Mark" || text === "MARK") return "Mark";
  if (text === "BookTop" || text === "BOOK_TOP") return "BookTop";
  throw rangeError('pricingSource must be "Mark" or "BookTop"');
}

/** Reads a list of overrides. @throws {TypeError} If it is none. */
export function readOverrides(value: unknown): readonly OverrideEntry[] {
  const message = "overrides must be an iterable of SpotFundsOverride";
  return Array.from(iterable(value, message), (item) => {
    const entry = overrideIn(item);
    if (entry === undefined) throw typeError(message);
    return entry;
  });
}

/** Merges overrides, the last of one key wins. @throws {ConfigurationRefused} If a slippage is too large. */
export function withOverrides(
  overrides: ReadonlyMap<bigint, InstrumentSlippage>,
  entries: readonly OverrideEntry[],
): ReadonlyMap<bigint, InstrumentSlippage> {
  // Each instrument is copied once, however many entries it has.
  const touched = new Map<bigint, ChangedSlippage>();
  for (const { instrument, account, group, slippageBps } of entries) {
    const bps = slippageBps === undefined ? undefined : checkedSlippage(slippageBps);
    let changed = touched.get(instrument);
    if (changed === undefined) {
      const { everyone, accounts, groups } = overrides.get(instrument) ?? NO_OVERRIDE;
      changed = { everyone, accounts: new Map(accounts), groups: new Map(groups) };
      touched.set(instrument, changed);
    }
    if (account !== undefined) put(changed.accounts, account, bps);
    else if (group !== undefined) put(changed.groups, group, bps);
    else changed.everyone = bps;
  }
  const result = new Map(overrides);
  for (const [instrument, changed] of touched) {
    put(result, instrument, isNothing(changed) ? undefined : changed);
  }
  return result;
}

interface ChangedSlippage extends InstrumentSlippage {
  everyone: number | undefined;
  readonly accounts: Map<bigint, number>;
  readonly groups: Map<number, number>;
}

const NO_OVERRIDE: InstrumentSlippage = {
  everyone: undefined,
  accounts: new Map(),
  groups: new Map(),
};

function isNothing({ everyone, accounts, groups }: InstrumentSlippage): boolean {
  return everyone === undefined && accounts.size === 0 && groups.size === 0;
}

function readLimitMode(value: unknown): SpotFundsLimitMode {
  if (typeof value !== "string") throw typeError("limit mode must be a string");
  if (value === "Enforce" || value === "TrackOnly") return value;
  throw rangeError('limit mode must be "Enforce" or "TrackOnly"');
}

/** An entry that doesn't mention a mode says nothing; null or undefined takes the mode away. */
function readModes<Key>(
  list: unknown,
  label: string,
  keyName: string,
  readKey: (value: unknown) => Key,
): readonly Entry<Key, SpotFundsLimitMode>[] {
  const entries: Entry<Key, SpotFundsLimitMode>[] = [];
  for (const record of readRecords(list, label)) {
    const key = readKey(record[keyName]);
    if (Object.hasOwn(record, "mode")) entries.push([key, given(record.mode, readLimitMode)]);
  }
  return entries;
}

interface LimitEntry {
  readonly account: bigint;
  readonly asset: string;
  /** Undefined takes the limit away. */
  readonly limit: Decimal | undefined;
}

function readLimits(list: unknown): readonly LimitEntry[] {
  return Array.from(readRecords(list, "positionLimits"), (record) => {
    const { limit } = record;
    return {
      account: readAccountId(record.accountId),
      asset: readAsset(record.asset, "asset"),
      limit: limit === null ? undefined : readQuantity(limit),
    };
  });
}

function withLimits(
  limits: AccountAssetMap<Decimal>,
  entries: readonly LimitEntry[],
): AccountAssetMap<Decimal> {
  const result = limits.copy();
  for (const { account, asset, limit } of entries) {
    if (limit === undefined) result.delete(account, asset);
    else result.set(account, asset, limit);
  }
  return result;
}

function* readRecords(list: unknown, label: string): Generator<PlainRecord> {
  for (const item of iterable(list, `${label} must be iterable`)) {
    if (!isPlainRecord(item)) throw typeError(`${label} contains an invalid entry`);
    yield item;
  }
}

function merged<Key, Value>(
  map: ReadonlyMap<Key, Value>,
  entries: readonly Entry<Key, Value>[] | undefined,
): ReadonlyMap<Key, Value> {
  if (entries === undefined) return map;
  const result = new Map(map);
  for (const [key, value] of entries) put(result, key, value);
  return result;
}

/** Undefined takes the entry away. */
function put<Key, Value>(map: Map<Key, Value>, key: Key, value: Value | undefined): void {
  if (value === undefined) map.delete(key);
  else map.set(key, value);
}

function given<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value);
}
