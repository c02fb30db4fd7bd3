import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  SpotFundsPnlBoundsAccountBarrier,
  SpotFundsPnlBoundsAccountGroupBarrier,
  SpotFundsPnlBoundsBarrier,
} from "../../../../../src/pretrade/policies/mod.ts";
import { AccountGroupId } from "../../../../../src/param/mod.ts";
import {
  accountBarrierIn,
  groupBarrierIn,
  spotBarrierIn,
} from "../../../../../src/pretrade/policies/spot_funds/barriers.ts";
import { thrownBy } from "../../../engine/_kit.ts";
import { dec } from "./_kit.ts";

const BARRIER = new SpotFundsPnlBoundsBarrier("USD", "-1.50", 2);
const BOUNDS = { currency: "USD", lower: dec("-1.50"), upper: dec("2") };

describe("the barriers", () => {
  it("hold what they were made of, and so do their clones", () => {
    assertEquals(spotBarrierIn(BARRIER.clone()), BOUNDS);
    const ofGroup = new SpotFundsPnlBoundsAccountGroupBarrier(7, BARRIER);
    assertEquals(groupBarrierIn(ofGroup.clone()), { key: 7, bounds: BOUNDS });
    const ofDefault = new SpotFundsPnlBoundsAccountGroupBarrier(AccountGroupId.DEFAULT(), BARRIER);
    assertEquals(groupBarrierIn(ofDefault.clone())?.key, 0);
    const ofAccount = new SpotFundsPnlBoundsAccountBarrier(8n, BARRIER);
    assertEquals(accountBarrierIn(ofAccount.clone()), { key: 8n, bounds: BOUNDS });
    for (const barrier of [BARRIER, ofGroup, ofAccount]) {
      assertEquals([barrier.free(), barrier[Symbol.dispose]()], [undefined, undefined]);
    }
  });
  it("may be open on either side, or on both", () => {
    const open = spotBarrierIn(new SpotFundsPnlBoundsBarrier("USD", null));
    assertEquals([open?.lower, open?.upper], [undefined, undefined]);
    assertEquals(spotBarrierIn(new SpotFundsPnlBoundsBarrier("USD").clone())?.upper, undefined);
  });
  it("are nothing else", () => {
    for (const look of [spotBarrierIn, groupBarrierIn, accountBarrierIn]) {
      assertEquals([look(undefined), look(null), look({}), look(1)], Array(4).fill(undefined));
    }
    assertEquals(groupBarrierIn(BARRIER), undefined);
  });
  it("refuse other parts", () => {
    const messageOf = (call: () => unknown) => (thrownBy(call) as Error).message;
    assertEquals(
      messageOf(() => new SpotFundsPnlBoundsAccountBarrier(1, {} as never)),
      "barrier must be a SpotFundsPnlBoundsBarrier",
    );
    assertEquals(
      messageOf(() => new SpotFundsPnlBoundsAccountGroupBarrier(1, {} as never)),
      "barrier must be a SpotFundsPnlBoundsBarrier",
    );
    assertEquals(
      messageOf(() => new SpotFundsPnlBoundsBarrier(" ", "1")),
      "asset must not be empty",
    );
  });
});
