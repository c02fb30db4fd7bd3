/** Which quotes price market orders. */
export const SpotFundsPricingSource = {
  /** The mark, for both sides. */
  Mark: "Mark",
  /** The ask for buys, the bid for sales. */
  BookTop: "BookTop",
} as const;
/** One of the values of {@linkcode SpotFundsPricingSource}. */
export type SpotFundsPricingSource =
  typeof SpotFundsPricingSource[keyof typeof SpotFundsPricingSource];

/** Whether orders need the funds that they may cost. */
export const SpotFundsLimitMode = {
  /** They do. */
  Enforce: "Enforce",
  /** They don't: balances may go below zero. */
  TrackOnly: "TrackOnly",
} as const;
/** One of the values of {@linkcode SpotFundsLimitMode}. */
export type SpotFundsLimitMode = typeof SpotFundsLimitMode[keyof typeof SpotFundsLimitMode];

/** One of the four sets of bounds that look at open positions: what closing them would bring, alone or with what was realized. */
export type SpotFundsPnlBoundsAxis =
  | "accountUnrealized"
  | "accountTotal"
  | "positionUnrealized"
  | "positionTotal";
