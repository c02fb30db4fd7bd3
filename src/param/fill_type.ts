/** What brought a fill about. */
export const FillType = {
  /** An ordinary trade. */
  Trade: "TRADE",
  /** A liquidation by the venue. */
  Liquidation: "LIQUIDATION",
  /** A reduction of a winning position by the venue. */
  AutoDeleverage: "AUTO_DELEVERAGE",
  /** The expiry of the instrument. */
  Settlement: "SETTLEMENT",
  /** A funding payment. */
  Funding: "FUNDING",
} as const;
/** One of the values of {@linkcode FillType}. */
export type FillType = typeof FillType[keyof typeof FillType];
