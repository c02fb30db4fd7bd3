import type { PnlHaltReason } from "../model/internal.ts";
import type { Pnl, PositionSize, Price } from "../param/mod.ts";

/** What an account has of one asset. */
export interface Holding {
  /** The asset. */
  readonly asset: string;
  /** What is free, in units of the asset; may be negative. */
  readonly available: PositionSize;
  /** What open orders may cost. */
  readonly held: PositionSize;
  /** What open orders may bring. */
  readonly incoming: PositionSize;
  /** Average entry price in the account's currency, if it is tracked. */
  readonly averageEntryPrice?: Price;
  /** Realized profit or loss of the position, if there is any and it is not halted. */
  readonly realizedPnl?: Pnl;
  /** Why the realized profit or loss is no longer calculated, if it is halted. */
  readonly haltReason?: PnlHaltReason;
}
