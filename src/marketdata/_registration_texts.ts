import type { Instrument } from "../param/mod.ts";

/** Says that an instrument is taken, in the words of the reference engine; its quoted texts are escaped as JSON has it. */
export function instrumentTaken({ underlyingAsset, settlementAsset }: Instrument): string {
  return `instrument Instrument { underlying_asset: Asset(${JSON.stringify(underlyingAsset)}), ` +
    `settlement_asset: Asset(${JSON.stringify(settlementAsset)}) } is already registered`;
}

/** Says that an id is taken. */
export function idTaken(id: bigint): string {
  return `instrument id ${id} is already registered`;
}
