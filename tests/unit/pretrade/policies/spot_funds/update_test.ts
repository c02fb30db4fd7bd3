import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { SpotFundsOverride } from "../../../../../src/pretrade/policies/mod.ts";
import type { PlainRecord } from "../../../../../src/param/internal.ts";
import { thrownBy } from "../../../engine/_kit.ts";
import {
  defaultSettings,
  type SpotFundsSettings,
} from "../../../../../src/pretrade/policies/spot_funds/settings.ts";
import {
  checkedSlippage,
  readPricingSource,
  readUpdate,
} from "../../../../../src/pretrade/policies/spot_funds/update.ts";
import { dec } from "./_kit.ts";

const DEFAULTS = defaultSettings("Enforce");

function updated(options: PlainRecord, settings = DEFAULTS): SpotFundsSettings {
  return readUpdate(options)(settings);
}

function refusedFor(options: PlainRecord): string {
  return `${thrownBy(() => updated(options))}`;
}

describe("readUpdate()", () => {
  it("leaves out what is left out", () => {
    assertEquals(updated({}), DEFAULTS);
    assertEquals(
      updated({ globalSlippageBps: null, overrides: null, positionLimits: undefined }),
      DEFAULTS,
    );
  });
  it("replaces slippage, source and mode", () => {
    const { slippageBps, pricingSource, limitMode } = updated({
      globalSlippageBps: 10_000,
      pricingSource: " BOOK_TOP ",
      globalLimitMode: "TrackOnly",
    });
    assertEquals([slippageBps, pricingSource, limitMode], [10_000, "BookTop", "TrackOnly"]);
  });
  it("merges modes; without mode an entry says nothing, with null it takes away", () => {
    const first = updated({
      accountLimitModes: [{ accountId: 1, mode: "TrackOnly" }, { accountId: 2, mode: "Enforce" }],
      accountGroupLimitModes: [{ accountGroupId: 7, mode: "Enforce" }],
    });
    const second = updated({
      accountLimitModes: [{ accountId: 1 }, { accountId: 2, mode: null }, {
        accountId: 3,
        mode: "Enforce",
      }],
      accountGroupLimitModes: [{ accountGroupId: 7, mode: undefined }],
    }, first);
    assertEquals([...second.accountModes], [[1n, "TrackOnly"], [3n, "Enforce"]]);
    assertEquals([...second.groupModes], []);
    assertEquals(first.groupModes.get(7), "Enforce");
  });
  it("merges limits; null takes one away, the last of one key wins", () => {
    const limit = (asset: string, value: unknown) => ({ accountId: 1, asset, limit: value });
    const first = updated({ positionLimits: [limit("A", "5"), limit("A", "6"), limit("B", 0)] });
    const second = updated({ positionLimits: [limit("A", null), limit("Z", null)] }, first);
    assertEquals(first.positionLimits.get(1n, "A"), dec("6"));
    assertEquals([...second.positionLimits.ofAccount(1n) ?? []], [["B", dec("0")]]);
    const third = updated({ positionLimits: [limit("B", null)] }, second);
    assertEquals(third.positionLimits.isEmpty, true);
  });
  it("merges overrides; without slippage one takes away", () => {
    const first = updated({
      overrides: [
        new SpotFundsOverride(5, null, null, 1),
        new SpotFundsOverride(5, 1, null, 2),
        new SpotFundsOverride(5, null, 7, 3),
        new SpotFundsOverride(6, 1, null, 4),
      ],
    });
    const five = first.overrides.get(5n);
    assertEquals([five?.everyone, five?.accounts.get(1n), five?.groups.get(7)], [1, 2, 3]);
    const second = updated({
      overrides: [
        new SpotFundsOverride(5, null, null),
        new SpotFundsOverride(5, 1),
        new SpotFundsOverride(6, 1),
        new SpotFundsOverride(9),
      ],
    }, first);
    assertEquals([...second.overrides.keys()], [5n]);
    assertEquals([second.overrides.get(5n)?.everyone, second.overrides.get(5n)?.groups.get(7)], [
      undefined,
      3,
    ]);
  });
  it("refuses wrong types, texts and numbers", () => {
    const errors: [PlainRecord, string][] = [
      [{ globalSlippageBps: "1" }, "TypeError: globalSlippageBps must be a number"],
      [
        { globalSlippageBps: 65_536 },
        "RangeError: globalSlippageBps must be an integer in range 0..=65535",
      ],
      [{ pricingSource: 1 }, "TypeError: pricingSource must be a string"],
      [{ pricingSource: "mark" }, 'RangeError: pricingSource must be "Mark" or "BookTop"'],
      [{ globalLimitMode: "enforce" }, 'RangeError: limit mode must be "Enforce" or "TrackOnly"'],
      [{ globalLimitMode: 1 }, "TypeError: limit mode must be a string"],
      [{ overrides: [1] }, "TypeError: overrides must be an iterable of SpotFundsOverride"],
      [{ overrides: 1 }, "TypeError: overrides must be an iterable of SpotFundsOverride"],
      [{ accountLimitModes: 1 }, "TypeError: accountLimitModes must be iterable"],
      [{ accountLimitModes: [1] }, "TypeError: accountLimitModes contains an invalid entry"],
      [{ positionLimits: [{ accountId: 1, asset: "A" }] }, ""],
    ];
    for (const [options, expected] of errors.slice(0, -1)) {
      assertEquals(refusedFor(options), expected);
    }
    assertEquals(refusedFor(errors.at(-1)?.[0] ?? {}).startsWith("TypeError"), true);
  });
  it("refuses a slippage above 100 %", () => {
    const message = "slippage 10001 bps is out of range (must be <= 10 000 bps)";
    assertEquals(
      (thrownBy(() => updated({ globalSlippageBps: 10_001 })) as Error).message,
      message,
    );
    const overrides = [new SpotFundsOverride(5, null, null, 10_001)];
    assertEquals((thrownBy(() => updated({ overrides })) as Error).message, message);
    assertEquals(checkedSlippage(10_000), 10_000);
  });
});

describe("readPricingSource()", () => {
  it("knows both names of each source", () => {
    const names = ["Mark", "MARK", "BookTop", "BOOK_TOP", "\tMark\n"];
    assertEquals(names.map(readPricingSource), ["Mark", "Mark", "BookTop", "BookTop", "Mark"]);
  });
});
