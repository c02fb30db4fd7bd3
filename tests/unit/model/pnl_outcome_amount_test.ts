import { PnlOutcomeAmount } from "../../../src/model/internal.ts";
import { money } from "./_fields.ts";
import { describePair } from "./_outcomes.ts";

describePair(PnlOutcomeAmount, money("delta", "Pnl"));
