import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountId, Fee, Pnl, Price } from "../../../../src/param/mod.ts";
import {
  buildPnlBoundsKillswitch,
  PnlBoundsAccountAssetBarrier,
  PnlBoundsAccountAssetBarrierUpdate,
  PnlBoundsBrokerBarrier,
} from "../../../../src/pretrade/policies/mod.ts";
import { assertErrors } from "../../model/_errors.ts";
import { breach, PNL_POLICY } from "./_pnl.ts";
import { Session } from "./_session.ts";

/** The three classes behind one list of arguments: account, asset, initial sum, bounds. */
type Args = readonly [account: unknown, asset: unknown, initial: unknown, ...bounds: unknown[]];
const makers: Record<string, (...args: Args) => unknown> = {
  PnlBoundsBrokerBarrier: (_account, asset, _initial, ...bounds) =>
    new PnlBoundsBrokerBarrier(asset as string, ...bounds as []),
  PnlBoundsAccountAssetBarrier: (account, asset, initial, ...bounds) =>
    new PnlBoundsAccountAssetBarrier(
      account as number,
      asset as string,
      initial as string,
      ...bounds as [],
    ),
  PnlBoundsAccountAssetBarrierUpdate: (account, asset, _initial, ...bounds) =>
    new PnlBoundsAccountAssetBarrierUpdate(account as number, asset as string, ...bounds as []),
};
const ofAccount = Object.entries(makers).slice(1).map(([, make]) => make);

const DECIMAL = "TypeError: decimal input must be a string, number, or bigint";

describe("the barriers of the P&L kill switch", () => {
  it("take bounds in every form of a decimal, in any order, or none", () => {
    const bounds = [
      [],
      ["-1.50"],
      [-1, 1n],
      [null, "5"],
      [undefined, undefined],
      [new Pnl("-1"), new Pnl("1")],
      ["10", "5"],
    ];
    for (const make of Object.values(makers)) {
      assertErrors(bounds.map((each) => [() => make(1, "USD", "0", ...each), "nothing"]));
    }
  });
  it("refuse bounds that are none", () => {
    for (const make of Object.values(makers)) {
      for (const value of [true, {}, [], new Price("1"), new Fee("1"), Symbol("1")]) {
        assertErrors([
          [() => make(1, "USD", "0", value), DECIMAL],
          [() => make(1, "USD", "0", "1", value), DECIMAL],
        ]);
      }
      const number =
        "RangeError: decimal number input must be a finite safe integer; use a decimal string or the explicit fromFloat factory";
      for (const value of [0.5, NaN, Infinity, 2 ** 53]) {
        assertErrors([[() => make(1, "USD", "0", value), number]]);
      }
      assertErrors([
        [() => make(1, "USD", "0", "x"), "ParamError InvalidFormat: invalid format for Pnl: 'x'"],
        [
          () => make(1, "USD", "0", null, ""),
          "ParamError InvalidFormat: invalid format for Pnl: ''",
        ],
      ]);
    }
  });
  it("need an asset", () => {
    for (const make of Object.values(makers)) {
      for (const asset of [undefined, null, 1, {}]) {
        assertErrors([[() => make(1, asset, "0"), "TypeError: settlementAsset must be a string"]]);
      }
      for (const asset of ["", "  "]) {
        assertErrors([[
          () => make(1, asset, "0"),
          "AssetError AssetEmpty: asset must not be empty",
        ]]);
      }
    }
  });
  it("need an account where they are for one", () => {
    for (const make of ofAccount) {
      for (const account of [0, 7n, "desk", AccountId.fromInt(1n)]) make(account, "USD", "0");
      for (const account of [undefined, null, -1, 0.5, {}, true, 2n ** 64n]) {
        assertErrors([
          [
            () => make(account, "USD", "0"),
            "AccountIdError AccountIdEmpty: account id must be a non-negative integer",
          ],
        ]);
      }
    }
  });
  it("need an initial sum where the policy is built", () => {
    const make = (initial: unknown) => () =>
      new PnlBoundsAccountAssetBarrier(1, "USD", initial as string, "-1");
    for (const initial of ["-5.50", 0, 7n, new Pnl("3")]) {
      assertErrors([[make(initial), "nothing"]]);
    }
    for (const initial of [undefined, null, true, {}, new Fee("1")]) {
      assertErrors([[make(initial), DECIMAL]]);
    }
  });
  it("keep the text of their numbers", () => {
    const account = new PnlBoundsAccountAssetBarrier("desk", "USD", "-11.50", "-1.0", "5.00");
    const session = new Session(buildPnlBoundsKillswitch().accountBarriers([account]));
    assertEquals(
      session.order({ accountId: "desk" }),
      breach("account + asset", "lower", "-11.50, lower bound -1.0, upper bound 5.00"),
    );
  });
  it("clone into other objects that say the same", () => {
    const broker = new PnlBoundsBrokerBarrier("USD", "1.0", "-1.00");
    const account = new PnlBoundsAccountAssetBarrier(3, "USD", "0.50", "1.0");
    const update = new PnlBoundsAccountAssetBarrierUpdate(3, "USD", undefined, "0.40");
    for (const barrier of [broker, account, update]) {
      const copy = barrier.clone();
      assert(copy !== barrier && copy.constructor === barrier.constructor);
    }
    const ofBroker = new Session(buildPnlBoundsKillswitch().brokerBarriers([broker.clone()]));
    assertEquals(
      ofBroker.order(),
      breach("broker", "lower and upper", "0, lower bound 1.0, upper bound -1.00"),
    );
    const session = new Session(buildPnlBoundsKillswitch().accountBarriers([account.clone()]));
    const order = { accountId: 3 };
    assertEquals(
      session.dryRun(order),
      breach("account + asset", "lower", "0.50, lower bound 1.0"),
    );
    session.engine.configure().pnlBoundsKillswitch(PNL_POLICY, {
      accountBarriers: [update.clone()],
    });
    assertEquals(
      session.dryRun(order),
      breach("account + asset", "upper", "0.50, upper bound 0.40"),
    );
    assertEquals(session.dryRun({ accountId: 1 }), "pass");
  });
  it("may be freed and disposed of to no effect", () => {
    const barrier = new PnlBoundsBrokerBarrier("USD", "1");
    const account = new PnlBoundsAccountAssetBarrier(1, "EUR", 0, 1);
    const update = new PnlBoundsAccountAssetBarrierUpdate(1, "EUR", 1);
    for (const each of [barrier, account, update]) {
      each.free();
      each[Symbol.dispose]();
    }
    const session = new Session(
      buildPnlBoundsKillswitch().brokerBarriers([barrier]).accountBarriers([account]),
    );
    session.engine.configure().pnlBoundsKillswitch(PNL_POLICY, { accountBarriers: [update] });
    assertEquals(
      [session.dryRun(), session.dryRun({ settlementAsset: "EUR" })],
      [
        breach("broker", "lower", "0, lower bound 1"),
        breach("account + asset", "lower", "0, lower bound 1", "EUR"),
      ],
    );
  });
});
