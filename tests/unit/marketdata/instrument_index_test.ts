import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  addEntry,
  entryByName,
  type InstrumentEntry,
  makeInstrumentIndex,
  nextFreeId,
} from "../../../src/marketdata/_instrument_index.ts";

function entry(id: bigint, underlyingAsset: string, settlementAsset = "USD"): InstrumentEntry {
  return { id, underlyingAsset, settlementAsset };
}

describe("instrument index", () => {
  it("finds an entry by id and by exact name", () => {
    const index = makeInstrumentIndex();
    const [first, second] = [entry(5n, "AAPL"), entry(6n, "AAPL", "EUR")];
    addEntry(index, first);
    addEntry(index, second);
    assertEquals([index.byId.get(5n), index.byId.get(6n)], [first, second]);
    assertEquals(entryByName(index, "AAPL", "USD"), first);
    assertEquals(entryByName(index, "AAPL", "EUR"), second);
    const others = [["aapl", "USD"], ["USD", "AAPL"], ["AAPL", "usd"], ["AAPLUSD", ""]] as const;
    assertEquals(others.map(([a, b]) => entryByName(index, a, b)), Array(4).fill(undefined));
  });

  it("keeps names apart that read the same when joined", () => {
    const index = makeInstrumentIndex();
    addEntry(index, entry(0n, "A/B", "C"));
    assertEquals(entryByName(index, "A", "B/C"), undefined);
  });

  it("counts automatic ids from 0, past those that are taken", () => {
    const index = makeInstrumentIndex();
    const taken = [1n, 2n, 4n, 18446744073709551615n];
    for (const id of taken) addEntry(index, entry(id, `X${id}`));
    const given = ["A", "B", "C"].map((name) => {
      const id = nextFreeId(index);
      addEntry(index, entry(id, name));
      return id;
    });
    assertEquals(given, [0n, 3n, 5n]);
  });

  it("uses up no id until an entry takes it", () => {
    const index = makeInstrumentIndex();
    assertEquals([nextFreeId(index), nextFreeId(index)], [0n, 0n]);
  });
});
