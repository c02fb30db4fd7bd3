import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountAssetMap } from "../../../../../src/pretrade/policies/account_asset_map.ts";
import type { Decimal } from "../../../../../src/internal/decimal/mod.ts";
import { NO_BOUNDS } from "../../../../../src/pretrade/policies/spot_funds/bounds.ts";
import {
  defaultSettings,
  limitModeOf,
  namesAccount,
  slippageOf,
  type SpotFundsSettings,
} from "../../../../../src/pretrade/policies/spot_funds/settings.ts";
import { dec } from "./_kit.ts";

const DEFAULTS = defaultSettings("Enforce");

describe("limitModeOf()", () => {
  it("takes the account's mode, else the group's, else everyone's", () => {
    const settings: SpotFundsSettings = {
      ...DEFAULTS,
      accountModes: new Map([[1n, "Enforce"]]),
      groupModes: new Map([[4, "TrackOnly"]]),
    };
    assertEquals(
      [limitModeOf(settings, 1n, 4), limitModeOf(settings, 2n, 4), limitModeOf(settings, 2n, 5)],
      ["Enforce", "TrackOnly", "Enforce"],
    );
    assertEquals(limitModeOf(defaultSettings("TrackOnly"), 2n, undefined), "TrackOnly");
  });
});

describe("slippageOf()", () => {
  it("takes the narrowest that is there", () => {
    const settings: SpotFundsSettings = {
      ...DEFAULTS,
      slippageBps: 1,
      overrides: new Map([
        [5n, { everyone: 2, accounts: new Map([[1n, 4]]), groups: new Map([[7, 3]]) }],
        [6n, { everyone: undefined, accounts: new Map([[1n, 0]]), groups: new Map() }],
      ]),
    };
    assertEquals(
      [
        slippageOf(settings, 5n, 1n, 7),
        slippageOf(settings, 5n, 2n, 7),
        slippageOf(settings, 5n, 2n, 8),
        slippageOf(settings, 5n, 2n, undefined),
        slippageOf(settings, 6n, 1n, 7),
        slippageOf(settings, 6n, 2n, 7),
        slippageOf(settings, 9n, 1n, 7),
      ],
      [4, 3, 2, 2, 0, 1, 1],
    );
  });
});

describe("namesAccount()", () => {
  it("finds an account in modes, limits, overrides and every set of bounds", () => {
    const limits = new AccountAssetMap<Decimal>();
    limits.set(1n, "USD", dec("5"));
    const tiers = {
      ...NO_BOUNDS,
      accounts: new Map([[1n, { currency: "USD", lower: dec("1"), upper: undefined }]]),
    };
    const changes: Partial<SpotFundsSettings>[] = [
      { accountModes: new Map([[1n, "Enforce"]]) },
      { positionLimits: limits },
      {
        overrides: new Map([[5n, {
          everyone: undefined,
          accounts: new Map([[1n, 4]]),
          groups: new Map(),
        }]]),
      },
      { bounds: { ...DEFAULTS.bounds, realized: tiers } },
      { bounds: { ...DEFAULTS.bounds, positionTotal: tiers } },
    ];
    for (const change of changes) {
      const settings = { ...DEFAULTS, ...change };
      assertEquals([namesAccount(settings, 1n), namesAccount(settings, 2n)], [true, false]);
    }
    assertEquals(namesAccount(DEFAULTS, 1n), false);
  });
});
