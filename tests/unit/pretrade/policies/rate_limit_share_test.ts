/** A rate limit of which each of several engines enforces a part. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  type LimitShare,
  MAKE_POLICY,
  type PolicyToken,
} from "../../../../src/pretrade/internal.ts";
import type { BuiltinPolicy } from "../../../../src/pretrade/policies/mod.ts";
import { errorOf } from "../../model/_errors.ts";
import { per, rateLimit, type Rates, reconfigure, Session, tooMany } from "./_session.ts";

const owns = (): boolean => true;

/** A session whose rate limit was given a share. */
function sharedSession(rates: Rates, share: LimitShare): Session {
  const whole = rateLimit(rates) as unknown as PolicyToken;
  const token: PolicyToken = {
    [MAKE_POLICY]: (host) => {
      const unit = whole[MAKE_POLICY](host);
      unit?.takeShare?.(share);
      return unit;
    },
  };
  return new Session(token as unknown as BuiltinPolicy);
}

/** How many of 20 orders each of the engines lets through. */
function passedBy(rates: Rates, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const session = sharedSession(rates, { index, count, isSplit: true, owns });
    return session.orders(20).filter((verdict) => verdict === "pass").length;
  });
}

const SPANNING =
  "rate limit of a broker or an asset spans the accounts of 2 shards, and splitGlobalLimits is not set";
const WHOLE: LimitShare = { index: 0, count: 2, isSplit: false, owns };

describe("a shared rate limit", () => {
  it("deals the orders of a broker or asset barrier out, so that the parts add up to the whole", () => {
    assertEquals(passedBy({ broker: per(10, 10) }, 3), [4, 3, 3]);
    assertEquals(passedBy({ assets: { USD: per(11, 10) } }, 3), [4, 4, 3]);
    assertEquals(passedBy({ broker: per(12, 10) }, 3), [4, 4, 4]);
    assertEquals(passedBy({ broker: per(2, 10) }, 3), [1, 1, 0]);
    assertEquals(passedBy({ broker: per(0, 10) }, 2), [0, 0]);
  });
  it("leaves the barriers of accounts whole, since one engine has all of their orders", () => {
    assertEquals(passedBy({ accounts: { 1: per(7, 10) } }, 2), [7, 7]);
    assertEquals(passedBy({ pairs: { "1 USD": per(5, 10) } }, 2), [5, 5]);
  });
  it("keeps windows as they are, and shows the part in the reject", () => {
    const session = sharedSession({ broker: per(4, 10) }, {
      index: 1,
      count: 2,
      isSplit: true,
      owns,
    });
    session.assertTimetable([
      [0, "pass"],
      [9, "pass"],
      [9.9, tooMany("broker", 3, "10s", 2)],
      [10, "pass"],
    ]);
  });
  it("takes its part of later settings too, and of those that stay only once", () => {
    const session = sharedSession({ broker: per(8, 10) }, {
      index: 0,
      count: 2,
      isSplit: true,
      owns,
    });
    reconfigure(session, { assets: { USD: per(6, 10) } });
    assertEquals(session.orders(4).at(-1), tooMany("asset", 4, "10s", 3));
    reconfigure(session, { assets: {} });
    assertEquals(session.order(), tooMany("broker", 5, "10s", 4));
    reconfigure(session, { broker: per(12, 10) });
    assertEquals(session.order(), "pass");
    assertEquals(session.order(), tooMany("broker", 7, "10s", 6));
  });
  it("refuses new barriers that span accounts if limits must not be split, and changes nothing", () => {
    const session = sharedSession({ accounts: { 1: per(1, 10) } }, WHOLE);
    const change = { broker: per(9, 10), accounts: { 1: per(9, 10) } };
    assertEquals(
      errorOf(() => reconfigure(session, change)),
      `PolicyConfigureError: policy RateLimitPolicy rejected the update: ${SPANNING}`,
    );
    assertEquals(
      errorOf(() => reconfigure(session, { assets: { USD: per(9, 10) } })),
      `PolicyConfigureError: policy RateLimitPolicy rejected the update: ${SPANNING}`,
    );
    assertEquals(session.orders(2), ["pass", tooMany("account", 2, "10s", 1)]);
    reconfigure(session, { accounts: { 1: per(3, 10) } });
    assertEquals(session.order(), "pass");
  });
});
