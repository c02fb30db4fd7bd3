/** The second face of this layer: what the contract subpaths show and `./engine` does not. */
export { Accounts, type BlockInfo, type BlockListing } from "./accounts.ts";
export type { BlockSlot } from "./blocks.ts";
export type { Holding } from "../pretrade/internal.ts";
export { partsOf } from "./engine.ts";
export { takeLimitShare } from "./limit_share.ts";
export * from "./shared/internal.ts";
