import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  type MarketDataService,
  QuoteExpired,
  QuoteResolution,
  QuoteTtl,
} from "../../../src/marketdata/mod.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";
import { thrownBy } from "../param/_expect.ts";
import {
  ACCOUNT,
  BAD_ACCOUNT,
  BAD_ID,
  CountingInfo,
  EXPIRED,
  GROUP,
  mark,
  SECOND,
  serviceWithAapl,
  texts,
  UNAVAILABLE,
  WIDEST,
} from "./_kit.ts";

const UNKNOWN = "UnknownInstrument: unknown instrument";

describe("MarketDataService.get()", () => {
  it("looks where the resolution says", () => {
    const { service } = serviceWithAapl();
    service.push(0, { mark: "100" });
    service.pushFor(0, { mark: "7" }, [], [GROUP]);
    service.pushFor(0, { mark: "1" }, [1], []);
    const inGroup = { accountGroup: GROUP };
    const read = (account: number, info: typeof inGroup | null, how: QuoteResolution) =>
      service.get(0, account, info, how)?.mark?.toString();
    const [only, then, widest] = [
      QuoteResolution.ACCOUNT_ONLY(),
      QuoteResolution.ACCOUNT_THEN_GROUP(),
      QuoteResolution.ACCOUNT_THEN_GROUP_THEN_DEFAULT(),
    ];
    assertEquals([only, then, widest].map((how) => read(1, inGroup, how)), ["1", "1", "1"]);
    assertEquals([only, then, widest].map((how) => read(2, inGroup, how)), [undefined, "7", "7"]);
    assertEquals([only, then, widest].map((how) => read(2, null, how)), [
      ...[undefined, undefined, "100"],
    ]);
  });

  it("never looks past the first quote that it finds", () => {
    const { service } = serviceWithAapl(SECOND);
    service.push(0, { mark: "100" });
    service.pushFor(0, {}, [1], []);
    service.pushFor(0, { bid: "2" }, 1000, [2], []);
    assertEquals(texts(service.getOrErr(0, 1, null, WIDEST)), {});
    const stale = thrownBy(() => service.getOrErr(0, 2, null, WIDEST));
    assert(stale instanceof QuoteExpired);
    assertEquals(texts(stale.quote), { bid: "2" });
    assertEquals(service.get(0, 2, null, WIDEST), undefined);
  });

  it("gives undefined where getOrErr() throws", () => {
    const { service, clock } = serviceWithAapl(SECOND);
    const outcomes = (id: number) => [
      service.get(id, ACCOUNT, undefined, WIDEST),
      errorOf(() => service.getOrErr(id, ACCOUNT, undefined, WIDEST)),
    ];
    assertEquals(outcomes(99), [undefined, UNKNOWN]);
    assertEquals(outcomes(0), [undefined, UNAVAILABLE]);
    service.push(0, {});
    clock.advanceMs(1000);
    assertEquals(outcomes(0), [undefined, EXPIRED]);
  });

  it("refuses bad input, also of an unknown id", () => {
    const { service } = serviceWithAapl();
    const get = (...args: unknown[]) => () =>
      (service.get as (...args: unknown[]) => unknown).apply(service, args);
    assertErrors([
      [get("x", 1, null, WIDEST), BAD_ID],
      [get(99, -1, null, WIDEST), BAD_ACCOUNT],
      [
        get(99, 1, 7, WIDEST),
        "TypeError: accountInfo must be an object with an accountGroup, or null",
      ],
      [
        get(99, 1, null),
        "TypeError: resolution must be a QuoteResolution or a resolution string",
      ],
      [
        get(99, 1, null, "widest"),
        'RangeError: resolution must be "ACCOUNT_ONLY", "ACCOUNT_THEN_GROUP", or "ACCOUNT_THEN_GROUP_THEN_DEFAULT"',
      ],
    ]);
  });

  it("is not fooled by a clock that goes back", () => {
    const { service, clock } = serviceWithAapl(SECOND);
    clock.setNs(5_000_000_000n);
    service.push(0, { mark: "1" }, 999);
    clock.setNs(0n);
    assertEquals(mark(service), "1");
    service.push(0, { mark: "1" });
    clock.setNs(-10_000_000_000n);
    assertEquals(mark(service), "1");
    clock.setNs(1_000_000_000n);
    assertEquals(mark(service), undefined);
    service.push(0, { mark: "1" }, 1000);
    clock.setNs(0n);
    assertEquals(mark(service), undefined);
  });
});

describe("MarketDataService, asking for the group", () => {
  it("does so only where the answer counts", () => {
    const { service } = serviceWithAapl();
    service.pushFor(0, { mark: "1" }, [1, 2], []);
    service.setInstrumentAccountTtl(0, 2, SECOND);
    const reads = (id: number, account: number, resolution: "ACCOUNT_ONLY" | typeof WIDEST) => {
      const info = new CountingInfo(() => GROUP);
      service.get(id, account, info, resolution);
      return info.reads;
    };
    assertEquals([reads(99, 1, WIDEST), reads(99, 1, "ACCOUNT_ONLY")], [0, 0]);
    // A quote for the account: the group decides how long it lives, unless that is set for the account.
    assertEquals([reads(0, 1, WIDEST), reads(0, 1, "ACCOUNT_ONLY")], [1, 1]);
    assertEquals([reads(0, 2, WIDEST), reads(0, 2, "ACCOUNT_ONLY")], [0, 0]);
    // None for the account: the group decides where to look.
    assertEquals([reads(0, 3, WIDEST), reads(0, 3, "ACCOUNT_ONLY")], [1, 0]);
  });

  it("lets an error of the getter through", () => {
    const { service } = serviceWithAapl();
    const info = new CountingInfo(() => {
      throw new Error("own");
    });
    assertErrors([[() => service.get(0, 1, info, WIDEST), "unbranded Error: own"]]);
  });

  it("refuses a group of another type, if it is read", () => {
    const { service } = serviceWithAapl();
    const info = { accountGroup: 7 as never };
    const message = "TypeError: accountInfo.accountGroup must be an AccountGroupId or null";
    assertErrors([[() => service.get(0, 1, info, WIDEST), message]]);
    assertEquals(service.get(0, 1, info, "ACCOUNT_ONLY"), undefined);
  });

  it("sees what the getter does to quotes and times to live that are shared", () => {
    const { service, clock } = serviceWithAapl(SECOND);
    service.push(0, { mark: "1" });
    assertEquals(during(service, () => service.push(0, { mark: "2" })), "2");
    assertEquals(during(service, () => service.pushFor(0, { mark: "3" }, [], [GROUP])), "3");
    assertEquals(during(service, () => service.pushFor(0, { mark: "4" }, [1], [])), "3");
    assertEquals(during(service, () => clock.advanceMs(1000)), undefined);
    assertEquals(during(service, () => service.setAccountTtl(1, QuoteTtl.infinite())), "4");
  });

  it("sees nothing of what the getter does to a quote of the account's own", () => {
    const { service } = serviceWithAapl(SECOND);
    const zero = QuoteTtl.within(0);
    const own = (change: () => void, resolution?: "ACCOUNT_ONLY") => {
      service.pushFor(0, { mark: "1" }, [1], []);
      return during(service, change, resolution);
    };
    assertEquals(own(() => service.pushFor(0, { mark: "2" }, [1], [])), "1");
    assertEquals(own(() => service.pushFor(0, { mark: "2" }, [1], []), "ACCOUNT_ONLY"), "1");
    assertEquals(own(() => service.clear(0)), "1");
    assertEquals(own(() => service.setInstrumentAccountTtl(0, 1, zero)), "1");
    service.clearInstrumentAccountTtl(0, 1);
    assertEquals(own(() => service.setInstrumentAccountGroupTtl(0, GROUP, zero)), undefined);
  });

  it("sees a time to live of the account's own that the getter sets beside a shared quote", () => {
    const { service } = serviceWithAapl();
    service.push(0, { mark: "1" });
    const zero = QuoteTtl.within(0);
    assertEquals(during(service, () => service.setInstrumentAccountTtl(0, 1, zero)), undefined);
  });
});

/** The mark that account 1 gets if its group is asked for, and the service is changed meanwhile. */
function during(
  service: MarketDataService,
  change: () => void,
  resolution: "ACCOUNT_ONLY" | typeof WIDEST = WIDEST,
): string | undefined {
  const info = new CountingInfo(() => {
    change();
    return GROUP;
  });
  const quote = service.get(0, 1, info, resolution);
  assertEquals(info.reads, 1);
  return quote?.mark?.toString();
}
