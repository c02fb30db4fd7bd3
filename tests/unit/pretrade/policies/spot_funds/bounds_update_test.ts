import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  SpotFundsPnlBoundsAccountBarrier as AccountBarrier,
  SpotFundsPnlBoundsAccountGroupBarrier as GroupBarrier,
  SpotFundsPnlBoundsBarrier as Barrier,
} from "../../../../../src/pretrade/policies/mod.ts";
import { thrownBy } from "../../../engine/_kit.ts";
import {
  isWithoutBounds,
  NO_BOUNDS,
} from "../../../../../src/pretrade/policies/spot_funds/bounds.ts";
import {
  readBoundsUpdate,
  withTiers,
} from "../../../../../src/pretrade/policies/spot_funds/bounds_update.ts";
import {
  type BoundsSettings,
  defaultSettings,
} from "../../../../../src/pretrade/policies/spot_funds/settings.ts";
import { dec, Desk, NAME } from "./_kit.ts";

const { bounds: EMPTY } = defaultSettings("Enforce");
const ONE = new Barrier("USD", "1");
const TWO = new Barrier("USD", "2");

function lowers(settings: BoundsSettings, axis: keyof BoundsSettings = "realized"): unknown {
  const { everyone, groups, accounts } = settings[axis];
  return [everyone, groups.get(7), accounts.get(8n)].map((bounds) => bounds?.lower?.small);
}

describe("readBoundsUpdate()", () => {
  const all = readBoundsUpdate({
    globalBarrier: ONE,
    accountGroupBarriers: [new GroupBarrier(7, ONE), new GroupBarrier(7, TWO)],
    accountBarriers: new Set([new AccountBarrier(8, TWO)]),
  })(EMPTY);
  it("keys the tiers, the last of one key wins", () => {
    assertEquals(lowers(all), [1, 2, 2]);
    assertEquals(isWithoutBounds(all.accountTotal), true);
  });
  it("leaves out what is left out; null clears the bounds of everyone, a list replaces its tier", () => {
    const undone = { globalBarrier: undefined, accountGroupBarriers: null, axes: null };
    assertEquals(lowers(readBoundsUpdate(undone)(all)), [1, 2, 2]);
    assertEquals(lowers(readBoundsUpdate({ globalBarrier: null })(all)), [undefined, 2, 2]);
    assertEquals(
      lowers(readBoundsUpdate({ accountGroupBarriers: [], accountBarriers: [] })(all)),
      [1, undefined, undefined],
    );
  });
  it("changes axes by the same rules, and no others", () => {
    const axes = { positionTotal: { globalBarrier: ONE }, accountTotal: null };
    const updated = readBoundsUpdate({ axes })(all);
    assertEquals(lowers(updated, "positionTotal"), [1, undefined, undefined]);
    assertEquals([lowers(updated), isWithoutBounds(updated.accountTotal)], [[1, 2, 2], true]);
    const more = readBoundsUpdate({
      axes: { positionTotal: { accountBarriers: [new AccountBarrier(8, TWO)] } },
    });
    assertEquals(lowers(more(updated), "positionTotal"), [1, undefined, 2]);
  });
  it("refuses something else than barriers", () => {
    const messageOf = (options: object) =>
      (thrownBy(() => readBoundsUpdate(options as never)) as Error).message;
    assertEquals(
      messageOf({ globalBarrier: 1 }),
      "globalBarrier must be a SpotFundsPnlBoundsBarrier",
    );
    assertEquals(
      messageOf({ accountBarriers: [ONE] }),
      "accountBarriers contains an invalid entry",
    );
    assertEquals(messageOf({ accountGroupBarriers: 1 }), "accountGroupBarriers must be iterable");
    assertEquals(messageOf({ axes: [] }), "axes must be a plain object");
    assertEquals(
      messageOf({ axes: { acountTotal: { globalBarrier: ONE } } }),
      "axes.acountTotal is none of accountUnrealized, accountTotal, positionUnrealized, positionTotal",
    );
    assertEquals(
      messageOf({ axes: { accountTotal: ONE } }),
      "axes.accountTotal must be a plain object",
    );
  });
});

describe("withTiers()", () => {
  it("refuses bounds that bound nothing, and changes nothing then", () => {
    const update = {
      everyone: { currency: "USD", lower: undefined, upper: undefined },
      groups: [],
      accounts: [],
    };
    assertEquals(
      (thrownBy(() => withTiers(NO_BOUNDS, update)) as Error).message,
      "spot-funds P&L bounds must configure at least one bound",
    );
    const fine = {
      everyone: { currency: "USD", lower: undefined, upper: dec("1") },
      groups: undefined,
      accounts: undefined,
    };
    assertEquals(withTiers(NO_BOUNDS, fine).everyone?.upper, dec("1"));
    const desk = new Desk();
    const error = thrownBy(() =>
      desk.engine.configure().spotFundsPnlBoundsKillswitch(NAME, {
        globalBarrier: ONE,
        axes: { accountTotal: { globalBarrier: new Barrier("USD") } },
      })
    );
    assertEquals(
      `${error}`,
      "PolicyConfigureError: policy SpotFundsPolicy rejected the update: spot-funds P&L bounds must configure at least one bound",
    );
    assertEquals(desk.dryRun("BUY 0 A/USD @ 1"), "lock 0:1");
  });
});
