import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { QuoteTtl } from "../../../src/marketdata/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import {
  AAPL,
  ACCOUNT,
  BAD_ACCOUNT,
  BAD_ID,
  EVERYONE,
  GROUP,
  makeService,
  mark,
  markInGroup,
  SECOND,
  serviceWithAapl,
  UNKNOWN_99,
} from "./_kit.ts";

describe("MarketDataService, times to live", () => {
  it("apply to quotes that are stored already", () => {
    const { service, clock } = serviceWithAapl();
    service.push(0, { mark: "1" });
    clock.advanceMs(1000);
    service.setInstrumentTtl(0, SECOND);
    assertEquals(mark(service), undefined);
    service.setInstrumentTtl(0, QuoteTtl.within(1000.000001));
    assertEquals(mark(service), "1");
  });

  it("expire at once if they are zero, and never if they are infinite", () => {
    const { service, clock } = serviceWithAapl(QuoteTtl.within(0));
    service.push(0, { mark: "1" });
    assertEquals(mark(service), undefined);
    service.setAccountTtl(1, QuoteTtl.infinite());
    clock.advanceMs(1e12);
    assertEquals(mark(service), "1");
  });

  it("can be set and cleared in each of their seven places", () => {
    const { service } = serviceWithAapl();
    service.push(0, { mark: "1" }, 5000);
    const places = [
      [
        () => service.setInstrumentAccountTtl(0, 1, SECOND),
        () => service.clearInstrumentAccountTtl(0, 1),
      ],
      [
        () => service.setInstrumentAccountGroupTtl(0, GROUP, SECOND),
        () => service.clearInstrumentAccountGroupTtl(0, GROUP),
      ],
      [
        () => service.setInstrumentAccountGroupTtl(0, EVERYONE, SECOND),
        () => service.clearInstrumentAccountGroupTtl(0, EVERYONE),
      ],
      [() => service.setAccountTtl(ACCOUNT, SECOND), () => service.clearAccountTtl(1n)],
      [() => service.setAccountGroupTtl(7, SECOND), () => service.clearAccountGroupTtl(GROUP)],
      [
        () => service.setAccountGroupTtl(EVERYONE, SECOND),
        () => service.clearAccountGroupTtl(EVERYONE),
      ],
      [() => service.setInstrumentTtl("0", SECOND), () => service.clearInstrumentTtl(0n)],
    ] as const;
    for (const [set, clear] of places) {
      set();
      assertEquals(markInGroup(service), undefined);
      clear();
      assertEquals(markInGroup(service), "1");
      clear();
    }
  });

  it("come from the first of eight tiers that is set, for every set of tiers", () => {
    const seconds = (tier: number) => QuoteTtl.within(tier * 1000);
    for (let bits = 0; bits < 128; bits++) {
      const { service } = serviceWithAapl(seconds(8));
      const setters = [
        () => service.setInstrumentAccountTtl(0, 1, seconds(1)),
        () => service.setInstrumentAccountGroupTtl(0, GROUP, seconds(2)),
        () => service.setInstrumentAccountGroupTtl(0, EVERYONE, seconds(3)),
        () => service.setAccountTtl(1, seconds(4)),
        () => service.setAccountGroupTtl(GROUP, seconds(5)),
        () => service.setAccountGroupTtl(EVERYONE, seconds(6)),
        () => service.setInstrumentTtl(0, seconds(7)),
      ];
      const tiers = [1, 2, 3, 4, 5, 6, 7].filter((tier) => bits & (1 << (tier - 1)));
      for (const tier of tiers) setters[tier - 1]?.();
      const limitMs = (tiers[0] ?? 8) * 1000;
      const seen = [limitMs - 1, limitMs].flatMap((ageMs) => {
        service.push(0, { mark: "1" }, ageMs);
        const shared = markInGroup(service);
        service.pushFor(0, { mark: "1" }, ageMs, [1], []);
        const own = markInGroup(service);
        service.clear(0);
        return [shared, own];
      });
      assertEquals(seen, ["1", "1", undefined, undefined], `tiers ${tiers}`);
    }
  });

  it("of readers beat the instrument's own, which beats the default", () => {
    const { service } = makeService(QuoteTtl.within(1));
    service.registerWithTtl(AAPL, QuoteTtl.infinite());
    service.push(0, { mark: "1" }, 5000);
    assertEquals(mark(service), "1");
    service.setAccountTtl(1, SECOND);
    assertEquals([mark(service, 1), mark(service, 2)], [undefined, "1"]);
    service.clearInstrumentTtl(0);
    service.clearAccountTtl(1);
    assertEquals(mark(service), undefined);
  });

  it("of an instrument need a known id, those of readers don't", () => {
    const { service } = makeService();
    assertErrors([
      [() => service.setInstrumentTtl(99, SECOND), UNKNOWN_99],
      [() => service.clearInstrumentTtl(99), UNKNOWN_99],
      [() => service.setInstrumentAccountTtl(99, 1, SECOND), UNKNOWN_99],
      [() => service.clearInstrumentAccountTtl(99, 1), UNKNOWN_99],
      [() => service.setInstrumentAccountGroupTtl(99, 1, SECOND), UNKNOWN_99],
      [() => service.clearInstrumentAccountGroupTtl(99, 1), UNKNOWN_99],
      [() => service.setAccountTtl(99, SECOND), "nothing"],
      [() => service.clearAccountTtl(98), "nothing"],
      [() => service.setAccountGroupTtl(99, SECOND), "nothing"],
      [() => service.clearAccountGroupTtl(98), "nothing"],
    ]);
  });

  it("refuse bad input", () => {
    const { service } = serviceWithAapl();
    const ttl = "TypeError: ttl must be a QuoteTtl";
    const noTtl = undefined as never;
    assertErrors([
      [() => service.setAccountTtl(1, noTtl), ttl],
      [() => service.setAccountGroupTtl(1, 5 as never), ttl],
      [() => service.setInstrumentTtl(99, null as never), ttl],
      [() => service.setInstrumentAccountTtl(99, 1, noTtl), ttl],
      [() => service.setInstrumentAccountGroupTtl(99, 1, noTtl), ttl],
      [() => service.setInstrumentAccountTtl(0, undefined as never, SECOND), BAD_ACCOUNT],
      [() => service.clearAccountTtl({} as never), BAD_ACCOUNT],
      [
        () => service.setAccountGroupTtl(0, SECOND),
        "ParamError Other: account group id must not equal the reserved default group",
      ],
      [() => service.clearInstrumentTtl(-5), BAD_ID],
    ]);
  });
});
