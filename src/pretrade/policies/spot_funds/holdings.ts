import { makePnl, makePositionSize, makePrice } from "../../../param/internal.ts";
import type { Holding } from "../../internal.ts";
import type { AccountBook } from "./books.ts";
import { isHalted, makeHaltReason } from "./pnl_state.ts";
import type { Slot } from "./slot.ts";

/** What stands in a book, of one asset or of all by name. */
export function holdingsOf(book: AccountBook | undefined, asset: string | undefined): Holding[] {
  if (book === undefined) return [];
  if (asset === undefined) return book.sorted().map(([name, slot]) => holdingOf(name, slot));
  const slot = book.slots.get(asset);
  return slot === undefined ? [] : [holdingOf(asset, slot)];
}

function holdingOf(asset: string, slot: Slot): Holding {
  const { average, pnl } = slot;
  return {
    asset,
    available: makePositionSize(slot.available),
    held: makePositionSize(slot.held),
    incoming: makePositionSize(slot.incoming),
    ...(average === undefined ? {} : { averageEntryPrice: makePrice(average) }),
    ...(pnl === undefined || isHalted(pnl) ? {} : { realizedPnl: makePnl(pnl) }),
    ...(isHalted(pnl) ? { haltReason: makeHaltReason(pnl) } : {}),
  };
}
