import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountRetirementError } from "../../../../src/engine/mod.ts";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  OrderSizeBrokerBarrier,
} from "../../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../../src/testing/mod.ts";
import { operationOf } from "../../engine/_account_kit.ts";
import { lineOf, thrownBy } from "../../engine/_kit.ts";
import { missing } from "./_check.ts";
import {
  breach,
  brokerBarriers,
  killSwitch,
  latched,
  outside,
  PNL_POLICY,
  PnlSession,
  stored,
  type Switch,
} from "./_pnl.ts";
import { per, rateLimit, reconfigure, Session, tooMany } from "./_session.ts";

const NO_INSTRUMENT = missing(PNL_POLICY, "instrument", "operation.instrument");
const NO_ACCOUNT = missing(PNL_POLICY, "account ID", "operation.account_id");

describe("the worked examples", () => {
  it("broker, USD -100 to 50", () => {
    const session = new PnlSession({ broker: { USD: ["-100", "50"] } });
    assertEquals([session.report("-100"), session.order()], ["inside", "pass"]);
    assertEquals(session.report("0", "0.01"), outside("-100.01"));
    assertEquals(
      [session.order(), session.order({ settlementAsset: "EUR" }), session.order({ accountId: 2 })],
      [stored("-100.01"), stored("-100.01"), "pass"],
    );
    session.unblock();
    const found = ["broker", "lower", "-100.01, lower bound -100, upper bound 50"] as const;
    assertEquals(session.order({ settlementAsset: "EUR" }), "pass");
    assertEquals(
      [session.order(), session.order(), session.order({ settlementAsset: "EUR" })],
      [breach(...found), latched(...found), latched(...found)],
    );
    assertEquals(session.report("20"), "inside");
    assertEquals(session.order(), latched(...found));
    session.unblock();
    assertEquals(session.order(), "pass");
  });
  it("broker, USD up to 10: a fee is a cost, equal is inside", () => {
    const session = new PnlSession({ broker: { USD: [undefined, "10"] } });
    assertEquals(
      [session.report("12", "2"), session.report("1", "1"), session.report("1", "0.99")],
      ["inside", "inside", outside("10.01")],
    );
  });
  it("account 1, USD -20 to 10 from 5, then a broker barrier besides", () => {
    const bounds: Switch = { accounts: { "1 USD": ["5", "-20", "10"] } };
    const session = new PnlSession(bounds);
    assertEquals(
      [session.report("5"), session.order(), session.report("0.001"), session.order()],
      ["inside", "pass", outside("10.001"), stored("10.001")],
    );
    session.unblock();
    const numbers = "10.001, lower bound -20, upper bound 10";
    assertEquals(session.order(), breach("account + asset", "upper", numbers));
    const both = new PnlSession({ ...bounds, broker: { USD: [undefined, "7"] } });
    assertEquals(both.report("5.5"), outside("10.5"));
    both.unblock();
    assertEquals(both.order(), breach("broker", "upper", "10.5, upper bound 7"));
  });
});

describe("the start check", () => {
  it("says which bound broke, and shows all there are", () => {
    const rows: readonly (readonly [Switch["broker"], string, string, string])[] = [
      [{ USD: ["-10"] }, "-10.5", "lower", "-10.5, lower bound -10"],
      [{ USD: [undefined, "10.0"] }, "11", "upper", "11, upper bound 10.0"],
      [{ USD: ["-10", "10"] }, "-11", "lower", "-11, lower bound -10, upper bound 10"],
      [{ USD: ["-10", "10"] }, "11.00", "upper", "11.00, lower bound -10, upper bound 10"],
      [{ USD: ["10", "5"] }, "7", "lower and upper", "7, lower bound 10, upper bound 5"],
      [{ USD: ["10", "5"] }, "10", "upper", "10, lower bound 10, upper bound 5"],
      [{ USD: ["1"] }, "0", "lower", "0, lower bound 1"],
    ];
    for (const [broker = {}, pnl, sides, numbers] of rows) {
      const session = new PnlSession({ broker });
      session.setPnl(pnl);
      assertEquals(session.order(), breach("broker", sides, numbers));
    }
  });
  it("lets what equals a bound pass, in any scale", () => {
    for (const pnl of ["-10", "-10.000", "0", "10", "10.0"]) {
      const session = new PnlSession({ broker: { USD: ["-10.00", "10.00"] } });
      session.setPnl(pnl);
      assertEquals(session.order(), "pass");
    }
  });
  it("takes an account without reports for one at 0", () => {
    assertEquals(
      new PnlSession({ broker: { USD: ["0.5"] } }).order({ accountId: 77 }),
      breach("broker", "lower", "0, lower bound 0.5"),
    );
  });
  it("looks at the settlement asset and the account of the order only", () => {
    const session = new PnlSession({
      broker: { USD: ["-10"] },
      accounts: { "1 EUR": ["0", "-5"], "2 JPY": ["0", "-5"] },
    });
    for (const asset of ["EUR", "JPY"]) {
      session.setPnl("-6", asset);
      session.setPnl("-6", asset, 2);
    }
    session.setPnl("-6");
    const order = (accountId: number, settlementAsset: string) =>
      session.dryRun({ accountId, settlementAsset });
    assertEquals(
      [order(1, "USD"), order(1, "EUR"), order(1, "JPY"), order(2, "EUR"), order(2, "JPY")],
      [
        "pass",
        breach("account + asset", "lower", "-6, lower bound -5", "EUR"),
        "pass",
        "pass",
        breach("account + asset", "lower", "-6, lower bound -5", "JPY"),
      ],
    );
    assertEquals(session.order({ underlyingAsset: "EUR", settlementAsset: "usd" }), "pass");
  });
  it("needs instrument, then account, even where no barrier could match", () => {
    const session = new PnlSession({ accounts: { "7 EUR": ["0", "-5"] } });
    const none = { underlyingAsset: undefined, accountId: undefined };
    assertEquals(
      [
        session.order(none),
        session.order({ settlementAsset: undefined }),
        session.order({ accountId: undefined }),
        session.dryRun({ accountId: undefined }),
        session.order(),
      ],
      [NO_INSTRUMENT, NO_INSTRUMENT, NO_ACCOUNT, NO_ACCOUNT, "pass"],
    );
  });
  it("in a dry run foretells verdict and block, and stores nothing", () => {
    const session = new PnlSession({ broker: { USD: ["-10"] } });
    session.setPnl("-11");
    const found = ["broker", "lower", "-11, lower bound -10"] as const;
    assertEquals([session.dryRun(), session.dryRun()], [breach(...found), breach(...found)]);
    for (const call of ["startPreTradeDryRun", "executePreTradeDryRun"] as const) {
      const { accountBlock } = session.engine[call](orderDraft());
      assertEquals(`account ${lineOf(accountBlock)}`, latched(...found));
    }
    assertEquals([session.order(), session.dryRun()], [breach(...found), latched(...found)]);
    assertEquals(session.engine.startPreTradeDryRun(orderDraft()).accountBlock, undefined);
  });
});

describe("a drop copy", () => {
  it("that is found outside is booked and stores the block", () => {
    const session = new PnlSession({ broker: { USD: ["-10"] } });
    session.setPnl("-11");
    const operation = operationOf(session.engine.applyDropCopy(orderDraft()));
    const found = ["broker", "lower", "-11, lower bound -10"] as const;
    assertEquals(`account ${lineOf(operation.accountBlock())}`, latched(...found));
    assertEquals(operation.isAccountBlocked(), true);
    operation.rollback();
    assertEquals([session.order(), session.dropCopy()], [latched(...found), "pass"]);
  });
  it("reads the instrument only if a barrier could use it", () => {
    const ofAccount = new PnlSession({ accounts: { "2 EUR": ["0", "-1"] } });
    const noAsset = { settlementAsset: undefined };
    assertEquals(
      [ofAccount.dropCopy(noAsset), ofAccount.dropCopy({ ...noAsset, accountId: 2 })],
      ["pass", NO_INSTRUMENT],
    );
    const ofBroker = new PnlSession({ broker: { JPY: ["0"] } });
    assertEquals(ofBroker.dropCopy({ underlyingAsset: undefined }), NO_INSTRUMENT);
  });
});

describe("retiring an account", () => {
  const retire = ({ engine }: Session, account = 1) => {
    try {
      engine.retireAccount(account);
      return "retired";
    } catch (error) {
      assert(error instanceof AccountRetirementError && error.kind === "Refused");
      return error.refusals?.map(({ policy, refusal }) => `${policy} ${refusal}`).join();
    }
  };

  it("is refused while any of its sums is not zero, then while a barrier names it", () => {
    const session = new PnlSession({
      broker: { USD: ["-10"] },
      accounts: { "1 EUR": ["0.5", "-10"] },
    });
    session.report("0");
    assertEquals(retire(session), `${PNL_POLICY} NonZeroState`);
    session.setPnl("0.00", "EUR");
    assertEquals(retire(session), `${PNL_POLICY} ConfigurationReferencesAccount`);
    assertEquals(retire(session, 2), "retired");
    session.engine.configure().pnlBoundsKillswitch(PNL_POLICY, { accountBarriers: [] });
    session.report("0", "1");
    assertEquals(retire(session), `${PNL_POLICY} NonZeroState`);
    session.report("1");
    assertEquals(retire(session), "retired");
  });
  it("deletes its sums and lifts its block", () => {
    const session = new PnlSession({ broker: { USD: ["1"] } });
    assertEquals([session.report("1"), session.report("-1.000")], ["inside", outside("0.000")]);
    assertEquals([session.order(), retire(session)], [stored("0.000"), "retired"]);
    assertEquals(session.order(), breach("broker", "lower", "0, lower bound 1"));
  });
});

describe("retiring an account that one of two policies refuses", () => {
  const retire = (session: Session) => thrownBy(() => session.engine.retireAccount(1));
  const configure = ({ engine }: Session, lower: number) =>
    engine.configure().pnlBoundsKillswitch(PNL_POLICY, {
      brokerBarriers: brokerBarriers({ USD: [lower] }),
    });

  it("leaves its sums", () => {
    const session = new Session([
      killSwitch({ broker: { USD: ["-10"] } }),
      rateLimit({ accounts: { 1: per(9, 10) } }),
    ]);
    session.engine.configure().setAccountPnl(PNL_POLICY, {
      account: 1,
      settlementAsset: "USD",
      pnl: "0.000",
    });
    assert(retire(session) instanceof AccountRetirementError);
    configure(session, 1);
    assertEquals(session.order(), breach("broker", "lower", "0.000, lower bound 1"));
  });
  it("leaves its attempts", () => {
    const session = new Session([
      rateLimit({ accounts: { 1: per(1, 10) } }),
      killSwitch({ accounts: { "1 USD": ["5", "-10"] } }),
    ]);
    session.order();
    reconfigure(session, { accounts: {} });
    assert(retire(session) instanceof AccountRetirementError);
    reconfigure(session, { accounts: { 1: per(1, 10) } });
    assertEquals(session.order(), tooMany("account", 2, "10s", 1));
  });
});

describe("the four policies together", () => {
  it("give the rejects of the combined example", () => {
    const size = new OrderSizeBrokerBarrier({ maxQuantity: "10", maxNotional: "100" });
    const session = new Session([
      buildOrderValidation(),
      rateLimit({ broker: per(1, 7200) }),
      buildOrderSizeLimit().brokerBarrier(size),
      killSwitch({ broker: { USD: ["-10"] } }),
    ]);
    const order = (quantity: string, price: string | undefined, accountId = 1) =>
      session.order({ tradeAmount: { quantity }, price, accountId }).split(" | ");
    const validation =
      "order InvalidFieldValue [OrderValidationPolicy] order quantity must be non-zero: requested quantity 0 is not allowed";
    const rate = (count: number) => tooMany("broker", count, "7200s", 1);
    const sized = (code: string, reason: string, details: string) =>
      `order ${code} [OrderSizeLimitPolicy] ${reason}: ${details}`;
    const found = ["broker", "lower", "-11, lower bound -10"] as const;

    assertEquals(order("0", "1"), [validation]);
    assertEquals(order("11", "1"), [
      rate(2),
      sized("OrderQtyExceedsLimit", "order quantity exceeded", "requested 11, max allowed: 10"),
    ]);
    assertEquals(order("0", undefined), [
      validation,
      rate(3),
      sized(
        "OrderValueCalculationFailed",
        "order value calculation failed",
        "price not provided for evaluating cash flow/notional/volume",
      ),
    ]);
    session.engine.configure().setAccountPnl(PNL_POLICY, {
      account: 1,
      settlementAsset: "USD",
      pnl: "-11",
    });
    assertEquals(order("11", "100"), [
      rate(4),
      sized(
        "OrderExceedsLimit",
        "order size exceeded",
        "requested quantity 11, max allowed: 10; requested notional 1100, max allowed: 100",
      ),
      breach(...found),
    ]);
    assertEquals(order("11", "100"), [latched(...found)]);
    assertEquals(order("1", "1", 2), [rate(5)]);
  });
});
