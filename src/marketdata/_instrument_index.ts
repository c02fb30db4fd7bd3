/** What a registered instrument has at least. */
export interface InstrumentEntry {
  /** Its id, unique in its index. */
  readonly id: bigint;
  /** What is bought or sold. */
  readonly underlyingAsset: string;
  /** What it is paid in. */
  readonly settlementAsset: string;
}

/** Registered instruments, found by id and by name. */
export interface InstrumentIndex<E extends InstrumentEntry> {
  /** All entries, in order of registration. */
  readonly byId: Map<bigint, E>;
  /** The same entries by underlying, then by settlement asset: two look-ups and no text to be joined. */
  readonly byName: Map<string, Map<string, E>>;
  /** Where the search for the next automatic id begins. */
  nextId: bigint;
}

/** An index without entries. */
export function makeInstrumentIndex<E extends InstrumentEntry>(): InstrumentIndex<E> {
  return { byId: new Map(), byName: new Map(), nextId: 0n };
}

/** The entry of an instrument, by its exact asset names. */
export function entryByName<E extends InstrumentEntry>(
  index: InstrumentIndex<E>,
  underlyingAsset: string,
  settlementAsset: string,
): E | undefined {
  return index.byName.get(underlyingAsset)?.get(settlementAsset);
}

/** The next automatic id: counts up from 0 past ids that were given by hand. It stays free until an entry takes it. */
export function nextFreeId<E extends InstrumentEntry>(index: InstrumentIndex<E>): bigint {
  while (index.byId.has(index.nextId)) index.nextId++;
  return index.nextId;
}

/** Adds an entry whose id and name are both free. */
export function addEntry<E extends InstrumentEntry>(index: InstrumentIndex<E>, entry: E): void {
  index.byId.set(entry.id, entry);
  const siblings = index.byName.get(entry.underlyingAsset);
  if (siblings !== undefined) siblings.set(entry.settlementAsset, entry);
  else index.byName.set(entry.underlyingAsset, new Map([[entry.settlementAsset, entry]]));
}
