import { OutcomeAmount } from "../../../src/model/internal.ts";
import { positionSize } from "./_fields.ts";
import { describePair } from "./_outcomes.ts";

describePair(OutcomeAmount, positionSize("delta"));
