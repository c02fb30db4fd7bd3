import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  isFullSync,
  isMarketDataService,
  makeMarketDataBuilder,
} from "../../../src/marketdata/internal.ts";
import { MarketDataBuilder, MarketDataService, QuoteTtl } from "../../../src/marketdata/mod.ts";
import { FakeClock } from "../../../src/testing/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import { assertRefusesTypes, OBJECTS_AND_NOTHING } from "../param/_expect.ts";
import { AAPL } from "./_kit.ts";

const now = new FakeClock().now;

describe("MarketDataBuilder", () => {
  it("makes a new, empty service each time", () => {
    const builder = makeMarketDataBuilder(QuoteTtl.infinite(), now);
    const [first, second] = [builder.build(), builder.build()];
    assert(first instanceof MarketDataService && isMarketDataService(first) && first !== second);
    first.register(AAPL);
    assertEquals([first.resolve(AAPL)?.value, second.resolve(AAPL)], [0n, undefined]);
  });

  it("remembers the sync mode that was set last", () => {
    const builder = makeMarketDataBuilder(QuoteTtl.infinite(), now);
    assertEquals(isFullSync(builder.build()), false);
    assert(builder.fullSync() === builder);
    const full = builder.build();
    assert(builder.noSync() === builder);
    assertEquals([isFullSync(full), isFullSync(builder.build())], [true, false]);
  });

  it("needs a time to live", () => {
    const values = [...OBJECTS_AND_NOTHING, 5, "infinite"];
    assertRefusesTypes((ttl) => makeMarketDataBuilder(ttl, now), values, "ttl must be a QuoteTtl");
  });

  it("cannot be constructed, nor can services", () => {
    assertErrors([
      [
        () => Reflect.construct(MarketDataBuilder, []),
        "TypeError: MarketDataBuilder cannot be constructed directly",
      ],
      [
        () => Reflect.construct(MarketDataService, []),
        "TypeError: MarketDataService cannot be constructed directly",
      ],
    ]);
  });

  it("survives free() and Symbol.dispose", () => {
    const builder = makeMarketDataBuilder(QuoteTtl.infinite(), now);
    builder.free();
    builder[Symbol.dispose]();
    assert(isMarketDataService(builder.build()));
    assertEquals([{}, null, 1].map(isMarketDataService), [false, false, false]);
  });
});
