import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  buildPnlBoundsKillswitch,
  PnlBoundsAccountAssetBarrier,
  PnlBoundsAccountAssetBarrierUpdate,
  PnlBoundsBrokerBarrier,
  type PnlBoundsKillswitchOptions,
  type PnlBoundsKillswitchReadyBuilder,
} from "../../../../src/pretrade/policies/mod.ts";
import { errorOf } from "../../model/_errors.ts";
import {
  breach,
  brokerBarriers,
  killSwitch,
  latched,
  outside,
  PNL_POLICY,
  PnlSession,
  stored,
  updates,
} from "./_pnl.ts";
import { registrationError, Session } from "./_session.ts";

const NO_BARRIER = "at least one broker or account+asset barrier must be configured";
const NO_BOUND =
  "at least one of lower_bound or upper_bound must be configured for settlement asset USD";

function configure(session: Session, options: PnlBoundsKillswitchOptions): void {
  session.engine.configure().pnlBoundsKillswitch(PNL_POLICY, options);
}

/** What the settings are refused for. */
function refusal(session: Session, options: PnlBoundsKillswitchOptions): string {
  return errorOf(() => configure(session, options))
    .replace(`PolicyConfigureError: policy ${PNL_POLICY} rejected the update: `, "");
}

describe("the settings of the P&L kill switch", () => {
  it("are checked by builtin(): at least one barrier", () => {
    const start = buildPnlBoundsKillswitch();
    assertEquals(
      [
        start as unknown as PnlBoundsKillswitchReadyBuilder,
        start.brokerBarriers([]),
        start.accountBarriers([]),
        start.accountBarriers([]).brokerBarriers([]),
      ].map((builder) => registrationError(builder)),
      Array(4).fill(`InvalidConfiguration: ${NO_BARRIER}`),
    );
  });
  it("need a bound in each barrier, and name the asset that has none", () => {
    const rows = [
      killSwitch({ broker: { USD: [] } }),
      killSwitch({ broker: { EUR: ["1"], USD: [null, undefined] } }),
      killSwitch({ accounts: { "1 USD": ["0"] } }),
      killSwitch({ broker: { USD: [] }, accounts: { "1 EUR": ["0"] } }),
    ];
    assertEquals(
      rows.map((builder) => registrationError(builder)),
      rows.map(() => `InvalidConfiguration: ${NO_BOUND}`),
    );
  });
  it("take the last of two entries for one key, bounds and initial sum", () => {
    const builder = buildPnlBoundsKillswitch()
      .brokerBarriers([
        new PnlBoundsBrokerBarrier("EUR", 5),
        new PnlBoundsBrokerBarrier("EUR", undefined, -1),
      ])
      .accountBarriers([new PnlBoundsAccountAssetBarrier(1, "USD", 50, -1, 1)])
      .accountBarriers([new PnlBoundsAccountAssetBarrier(1n, "USD", 7, 8)]);
    const session = new Session(builder);
    assertEquals(
      [session.dryRun(), session.dryRun({ settlementAsset: "EUR" })],
      [
        breach("account + asset", "lower", "7, lower bound 8"),
        breach("broker", "upper", "0, upper bound -1", "EUR"),
      ],
    );
  });
  it("may cross and have any sign", () => {
    const session = new PnlSession({ broker: { USD: ["10", "5"] } });
    assertEquals(
      [session.report("7"), session.report("-2"), session.report("10")],
      [outside("7"), outside("5"), outside("15")],
    );
  });
});

describe("a change of the kill switch at run time", () => {
  const WIDE = { USD: ["-1000", "1000"] } as const;

  it("replaces an axis that is given, and leaves the other", () => {
    const session = new PnlSession({
      broker: { USD: ["-10"], EUR: ["-10"] },
      accounts: { "1 USD": ["-5", "-20"], "1 EUR": ["-15", "-20"] },
    });
    const verdicts = () => [session.dryRun(), session.dryRun({ settlementAsset: "EUR" })];
    assertEquals(verdicts(), ["pass", breach("broker", "lower", "-15, lower bound -10", "EUR")]);
    configure(session, { brokerBarriers: brokerBarriers({ USD: ["-4"] }) });
    assertEquals(verdicts(), [breach("broker", "lower", "-5, lower bound -4"), "pass"]);
    configure(session, { brokerBarriers: [] });
    assertEquals(verdicts(), ["pass", "pass"]);
    configure(session, { accountBarriers: updates({ "1 EUR": [null, "-16"] }) });
    assertEquals(verdicts(), [
      "pass",
      breach("account + asset", "upper", "-15, upper bound -16", "EUR"),
    ]);
    configure(session, {});
    configure(session, { brokerBarriers: null, accountBarriers: undefined });
    assertEquals(verdicts()[1], breach("account + asset", "upper", "-15, upper bound -16", "EUR"));
  });
  it("takes effect with the next order or report, and never with this call", () => {
    const session = new PnlSession({ broker: WIDE });
    assertEquals(session.report("5"), "inside");
    configure(session, { brokerBarriers: brokerBarriers({ USD: [null, "4"] }) });
    assertEquals(session.order({ settlementAsset: "EUR" }), "pass");
    assertEquals(session.report("0.5"), outside("5.5"));
    assertEquals(session.order({ settlementAsset: "EUR" }), stored("5.5"));
    const other = new PnlSession({ broker: WIDE });
    other.report("5");
    configure(other, { accountBarriers: updates({ "1 USD": [null, "4"] }) });
    assertEquals(other.order(), breach("account + asset", "upper", "5, upper bound 4"));
  });
  it("lifts no block", () => {
    const session = new PnlSession({ broker: { USD: ["-10"] } });
    session.report("-11");
    configure(session, { brokerBarriers: brokerBarriers(WIDE) });
    assertEquals([session.order(), session.report("20"), session.order()], [
      stored("-11"),
      "inside",
      stored("-11"),
    ]);
    session.setPnl("0");
    assertEquals(session.order(), stored("-11"));
    session.unblock();
    assertEquals(session.order(), "pass");
  });
  it("keeps the sums: a new barrier sees what was collected, seeds stay when theirs goes", () => {
    const session = new PnlSession({ broker: WIDE, accounts: { "1 EUR": ["7", "-10"] } });
    session.report("-3", "0", { settlementAsset: "JPY" });
    configure(session, { accountBarriers: [] });
    configure(session, {
      accountBarriers: updates({ "1 EUR": [null, "6"], "1 JPY": ["-2"] }),
    });
    assertEquals(
      [session.dryRun({ settlementAsset: "EUR" }), session.dryRun({ settlementAsset: "JPY" })],
      [
        breach("account + asset", "upper", "7, upper bound 6", "EUR"),
        breach("account + asset", "lower", "-3, lower bound -2", "JPY"),
      ],
    );
  });
  it("takes the last of two entries for one key", () => {
    const session = new PnlSession({ broker: WIDE });
    configure(session, {
      accountBarriers: [...updates({ "1 USD": ["5"] }), ...updates({ "1 USD": ["3"] })],
      brokerBarriers: [...brokerBarriers({ USD: ["2"] }), ...brokerBarriers({ USD: ["-9"] })],
    });
    assertEquals(session.order(), breach("account + asset", "lower", "0, lower bound 3"));
  });
  it("needs a barrier after each axis, the broker's first", () => {
    const ofBroker = () => new PnlSession({ broker: WIDE });
    const ofAccount = () => new PnlSession({ accounts: { "1 USD": ["0", "-10"] } });
    const account = updates({ "1 USD": ["3"] });
    assertEquals(
      [
        refusal(ofBroker(), { brokerBarriers: [] }),
        refusal(ofBroker(), { brokerBarriers: [], accountBarriers: account }),
        refusal(ofBroker(), { brokerBarriers: [], accountBarriers: [] }),
        refusal(ofBroker(), { accountBarriers: [] }),
        refusal(ofAccount(), { accountBarriers: [] }),
        refusal(ofAccount(), { brokerBarriers: brokerBarriers(WIDE), accountBarriers: [] }),
        refusal(ofAccount(), { brokerBarriers: [] }),
      ],
      [NO_BARRIER, NO_BARRIER, NO_BARRIER, "nothing", NO_BARRIER, "nothing", "nothing"],
    );
    const moved = ofBroker();
    configure(moved, { accountBarriers: account });
    configure(moved, { brokerBarriers: [] });
    assertEquals(moved.order(), breach("account + asset", "lower", "0, lower bound 3"));
  });
  it("that can't work changes nothing", () => {
    const session = new PnlSession({
      broker: { USD: ["1"] },
      accounts: { "1 EUR": ["0", "2"] },
    });
    const wide = brokerBarriers(WIDE);
    const rows: readonly (readonly [PnlBoundsKillswitchOptions, string])[] = [
      [{ brokerBarriers: wide, accountBarriers: updates({ "1 USD": [] }) }, NO_BOUND],
      [{ brokerBarriers: brokerBarriers({ EUR: ["1"], USD: [] }), accountBarriers: [] }, NO_BOUND],
      [
        { brokerBarriers: wide, accountBarriers: [...wide] as never },
        "TypeError: accountBarriers contains an invalid entry",
      ],
      [
        { brokerBarriers: wide, accountBarriers: 5 as never },
        "TypeError: accountBarriers must be iterable",
      ],
      [
        { brokerBarriers: updates({ "1 USD": [] }) as never },
        "TypeError: brokerBarriers contains an invalid entry",
      ],
      [
        { accountBarriers: [new PnlBoundsAccountAssetBarrier(1, "USD", 0, 1)] as never },
        "TypeError: accountBarriers contains an invalid entry",
      ],
    ];
    assertEquals(
      rows.map(([options]) => refusal(session, options)),
      rows.map(([, text]) => text),
    );
    assertEquals(
      [session.dryRun(), session.dryRun({ settlementAsset: "EUR" })],
      [
        breach("broker", "lower", "0, lower bound 1"),
        breach("account + asset", "lower", "0, lower bound 2", "EUR"),
      ],
    );
  });
  it("takes the form without an initial sum", () => {
    const session = new PnlSession({ accounts: { "1 USD": ["5", "-10"] } });
    configure(session, {
      accountBarriers: new Set([new PnlBoundsAccountAssetBarrierUpdate(1, "USD", null, 4)]),
    });
    assertEquals(session.order(), breach("account + asset", "upper", "5, upper bound 4"));
  });
});

describe("setAccountPnl()", () => {
  it("sets the sum, makes it if there is none, and blocks nothing by itself", () => {
    const session = new PnlSession({ broker: { USD: ["-10"] } });
    session.setPnl("-11.50");
    assertEquals(session.order({ settlementAsset: "EUR" }), "pass");
    const found = ["broker", "lower", "-11.50, lower bound -10"] as const;
    assertEquals([session.order(), session.order()], [breach(...found), latched(...found)]);
    session.setPnl("0");
    assertEquals(session.order(), latched(...found));
    session.unblock();
    assertEquals(session.order(), "pass");
  });
  it("replaces what reports have collected, and reports go on from there", () => {
    const session = new PnlSession({ broker: { USD: ["1", "-1"] } });
    assertEquals(session.report("5"), outside("5"));
    session.setPnl("2.0");
    assertEquals(session.report("1"), outside("3.0"));
  });
  it("is for one account and one asset", () => {
    const session = new PnlSession({ broker: { USD: ["-10"], EUR: ["-10"] } });
    session.setPnl("-11", "EUR", 2);
    assertEquals(
      [
        session.dryRun(),
        session.dryRun({ accountId: 2 }),
        session.dryRun({ settlementAsset: "EUR" }),
        session.dryRun({ settlementAsset: "EUR", accountId: 2 }),
      ],
      ["pass", "pass", "pass", breach("broker", "lower", "-11, lower bound -10", "EUR")],
    );
  });
});
