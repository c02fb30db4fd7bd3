import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Configurator, ConfigureErrorKind, Engine } from "../../../src/engine/mod.ts";
import { Pnl } from "../../../src/param/mod.ts";
import {
  buildOrderValidation,
  OrderSizeAssetBarrier,
  OrderSizeBrokerBarrier,
  PnlBoundsAccountAssetBarrierUpdate,
  PnlBoundsBrokerBarrier,
  RateLimitAccountBarrier,
  RateLimitAssetBarrier,
  RateLimitBrokerBarrier,
} from "../../../src/pretrade/policies/mod.ts";
import { orderDraft } from "../../../src/testing/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import { breach } from "../pretrade/policies/_pnl.ts";
import { per, rateLimit, tooMany } from "../pretrade/policies/_session.ts";
import { accountPolicy, REENTERED, RELEASED } from "./_account_kit.ts";
import {
  call,
  configureError,
  fullSession,
  METHODS,
  PNL_POLICY,
  RATE,
  SIZE,
} from "./_configure_kit.ts";
import { causeText, engineOf, policy } from "./_kit.ts";

describe("Configurator", () => {
  it("returns nothing from its calls", () => {
    const { engine } = fullSession();
    const pnl = { account: 1, settlementAsset: "USD", pnl: "1" };
    assertEquals(
      [
        call(engine, "rateLimit", RATE, { assetBarriers: [] })(),
        call(engine, "orderSizeLimit", SIZE, { clearBroker: true })(),
        call(engine, "pnlBoundsKillswitch", PNL_POLICY, {})(),
        call(engine, "setAccountPnl", PNL_POLICY, pnl)(),
      ],
      [undefined, undefined, undefined, undefined],
    );
  });
  it("may be kept; every handle is one on the same settings", () => {
    const session = fullSession();
    const [one, two] = [session.engine.configure(), session.engine.configure()];
    assert(one !== two && one instanceof Configurator);
    one.rateLimit(RATE, { broker: new RateLimitBrokerBarrier(per(2, 10)) });
    two.rateLimit(RATE, { assetBarriers: [new RateLimitAssetBarrier(per(1, 10), "USD")] });
    one.free();
    one[Symbol.dispose]();
    one.rateLimit(RATE, {});
    assertEquals(session.orders(3), [
      "pass",
      tooMany("asset", 2, "10s", 1),
      tooMany("broker", 3, "10s", 2),
    ]);
  });
  it("refuses new", () => {
    const Class = Configurator as unknown as new () => unknown;
    assertErrors([
      [() => new Class(), "TypeError: Configurator cannot be constructed directly"],
    ]);
  });
  it("ends with its engine, and can't be used from inside a callback of it", () => {
    const { engine } = fullSession();
    const kept = engine.configure();
    engine.free();
    assertErrors([
      [() => kept.rateLimit(RATE, {}), RELEASED],
      [() => engine.configure(), RELEASED],
    ]);
    const busy: Engine = engineOf(policy("p", { start: () => busy.configure() }));
    const held: Engine = engineOf(
      accountPolicy("p", { start: () => handle.rateLimit(RATE, {}) }),
    );
    const handle = held.configure();
    assertEquals(
      [busy, held].map((each) => causeText(() => each.startPreTrade(orderDraft()))),
      [REENTERED, REENTERED],
    );
  });
});

describe("the name that configure() takes", () => {
  it("is refused as UNKNOWN if no configurable policy has it, also before wrong settings", () => {
    const engine = Engine.builder()
      .builtin(buildOrderValidation())
      .builtin(rateLimit({}))
      .preTrade(policy("custom"))
      .build();
    const names = [
      "custom",
      "OrderValidationPolicy",
      PNL_POLICY,
      "ratelimitpolicy",
      "",
      "toString",
    ];
    for (const name of names) {
      for (const method of METHODS) {
        assertEquals(configureError(call(engine, method, name, { assetBarriers: 5 })), {
          message: `no configurable policy named ${name}`,
          name: "PolicyConfigureError",
          kind: ConfigureErrorKind.Unknown,
          policyName: name,
        });
      }
    }
  });
  it("is refused as TYPE_MISMATCH if it belongs to another policy, also before wrong settings", () => {
    const { engine } = fullSession();
    const own: Record<string, readonly string[]> = {
      [RATE]: ["rateLimit"],
      [SIZE]: ["orderSizeLimit"],
      [PNL_POLICY]: ["pnlBoundsKillswitch", "setAccountPnl"],
    };
    for (const [name, methods] of Object.entries(own)) {
      for (const method of METHODS.filter((each) => !methods.includes(each))) {
        const { message, ...error } = configureError(
          call(engine, method, name, { brokerBarriers: 5 }),
        );
        assert(typeof message === "string" && message.includes(name));
        assert(typeof error.expected === "string" && typeof error.found === "string");
        assertEquals(error, {
          name: "PolicyConfigureError",
          kind: "TYPE_MISMATCH",
          policyName: name,
          expected: error.expected,
          found: error.found,
        });
      }
    }
  });
  it("is a string", () => {
    const { engine } = fullSession();
    for (const name of [undefined, null, 1, {}, [RATE]]) {
      assertErrors([[
        call(engine, "rateLimit", name, {}),
        "TypeError: policy name must be a string",
      ]]);
    }
  });
});

describe("the options that configure() takes", () => {
  it("are one plain object, whatever the name", () => {
    const { engine } = fullSession();
    const wrong: unknown[] = [undefined, null, 1, "x", [], new Map(), () => ({}), new Date(0)];
    wrong.push(new RateLimitBrokerBarrier(per(1, 1)), new Pnl("1"));
    for (const method of METHODS) {
      for (const name of [RATE, "nobody"]) {
        assertErrors(wrong.map((options) => [
          call(engine, method, name, options),
          `TypeError: ${method} options must be a plain object`,
        ]));
      }
    }
  });
  it("may be any object of that shape, with fields that no policy knows", () => {
    class Options {
      get broker(): RateLimitBrokerBarrier {
        return new RateLimitBrokerBarrier(per(0, 1));
      }
    }
    const bare = Object.assign(Object.create(null), { ...{ broker: new Options().broker } });
    for (const options of [new Options(), bare, { broker: bare.broker, note: 1 }]) {
      const session = fullSession();
      call(session.engine, "rateLimit", RATE, options)();
      assertEquals(session.order(), tooMany("broker", 1, "1s", 0));
    }
  });
  it("are instances of the barriers, not their plain forms", () => {
    const { engine } = fullSession();
    const rate = (options: object) => call(engine, "rateLimit", RATE, options);
    const size = (options: object) => call(engine, "orderSizeLimit", SIZE, options);
    const plain = { maxOrders: 1, windowMs: 1, maxQuantity: 1 };
    const asset = new RateLimitAssetBarrier(per(1, 1), "USD");
    assertErrors([
      [rate({ broker: plain }), "TypeError: broker must be a RateLimitBrokerBarrier"],
      [rate({ broker: asset }), "TypeError: broker must be a RateLimitBrokerBarrier"],
      [size({ broker: plain }), "TypeError: broker must be an OrderSizeBrokerBarrier"],
      [rate({ broker: false }), "TypeError: broker must be a RateLimitBrokerBarrier"],
      [rate({ clearBroker: 1 }), "TypeError: clearBroker must be a boolean"],
      [size({ clearBroker: "true" }), "TypeError: clearBroker must be a boolean"],
    ]);
    for (const list of ["assetBarriers", "accountBarriers", "accountAssetBarriers"]) {
      const wrong = list === "assetBarriers" ? new RateLimitAccountBarrier(per(1, 1), 1) : asset;
      assertErrors([
        [rate({ [list]: plain }), `TypeError: ${list} must be iterable`],
        [rate({ [list]: asset }), `TypeError: ${list} must be iterable`],
        [rate({ [list]: [plain] }), `TypeError: ${list} contains an invalid entry`],
        [rate({ [list]: [wrong] }), `TypeError: ${list} contains an invalid entry`],
      ]);
      if (list === "accountBarriers") continue;
      assertErrors([
        [size({ [list]: 1 }), `TypeError: ${list} must be iterable`],
        [size({ [list]: [asset] }), `TypeError: ${list} contains an invalid entry`],
      ]);
    }
  });
  it("can't set and clear the broker barrier at once", () => {
    const { engine } = fullSession();
    const error = "ParamError Other: broker and clearBroker cannot be used together";
    const rate = new RateLimitBrokerBarrier(per(0, 1));
    const size = new OrderSizeBrokerBarrier({ maxQuantity: 0 });
    assertErrors([
      [call(engine, "rateLimit", RATE, { broker: rate, clearBroker: true }), error],
      [call(engine, "orderSizeLimit", SIZE, { broker: size, clearBroker: true }), error],
      [call(engine, "orderSizeLimit", SIZE, { broker: null, clearBroker: false }), "nothing"],
    ]);
    assertEquals(engine.executePreTrade(orderDraft()).ok, true);
  });
  it("that throw when they are read leave everything as it was", () => {
    const session = fullSession();
    const failing: Iterable<never> = {
      [Symbol.iterator]: () => {
        throw new RangeError("list");
      },
    };
    const broker = new RateLimitBrokerBarrier(per(0, 1));
    const getter = Object.defineProperty({ broker }, "accountAssetBarriers", {
      get: () => {
        throw new RangeError("getter");
      },
    });
    assertErrors([
      [
        call(session.engine, "rateLimit", RATE, { broker, accountBarriers: failing }),
        "unbranded RangeError: list",
      ],
      [call(session.engine, "rateLimit", RATE, getter), "unbranded RangeError: getter"],
    ]);
    assertEquals(session.order(), "pass");
  });
  it("may use the engine while they are read", () => {
    const session = fullSession();
    const settings = session.engine.configure();
    const inner = new RateLimitBrokerBarrier(per(0, 1));
    const assetBarriers = during(() => {
      settings.rateLimit(RATE, { broker: inner });
      assertEquals(session.order(), tooMany("broker", 1, "1s", 0));
    }, new RateLimitAssetBarrier(per(0, 2), "USD"));
    settings.rateLimit(RATE, { assetBarriers });
    // The inner change was complete when the outer one was made: both hold.
    assertEquals(session.order(), tooMany("broker", 2, "1s", 0));
    settings.rateLimit(RATE, { clearBroker: true });
    assertEquals(session.order(), tooMany("asset", 2, "2s", 0));
  });
  it("hold besides those that are made while they are read, for every policy", () => {
    const session = fullSession();
    const settings = session.engine.configure();
    settings.orderSizeLimit(SIZE, {
      assetBarriers: during(
        () => settings.orderSizeLimit(SIZE, { clearBroker: true }),
        new OrderSizeAssetBarrier({ maxQuantity: 1000 }, "AAPL"),
      ),
    });
    assertEquals(session.order({ tradeAmount: { quantity: 1000 } }), "pass");
    settings.setAccountPnl(PNL_POLICY, { account: 1, settlementAsset: "USD", pnl: 50 });
    settings.pnlBoundsKillswitch(PNL_POLICY, {
      accountBarriers: during(
        () => {
          const brokerBarriers = [new PnlBoundsBrokerBarrier("USD", undefined, 40)];
          settings.pnlBoundsKillswitch(PNL_POLICY, { brokerBarriers });
        },
        new PnlBoundsAccountAssetBarrierUpdate(1, "USD", undefined, 30),
      ),
    });
    assertEquals(
      session.dryRun(),
      breach("broker", "upper", "50, upper bound 40"),
    );
  });
});

/** A list of one barrier; something is done when it is read. */
function* during<Barrier>(action: () => void, barrier: Barrier): Generator<Barrier> {
  action();
  yield barrier;
}

describe("settings that can't work", () => {
  it("are refused as VALIDATION, with the text that registering has", () => {
    const { engine } = fullSession();
    const zero = new RateLimitBrokerBarrier({ maxOrders: 1, windowMs: 0 });
    const rows = [
      [
        call(engine, "rateLimit", RATE, { broker: zero }),
        RATE,
        "rate limit window must be positive and fit in u64 nanoseconds, got 0ns",
      ],
      [
        call(engine, "orderSizeLimit", SIZE, { broker: new OrderSizeBrokerBarrier({}) }),
        SIZE,
        "at least one of max_quantity or max_notional must be configured",
      ],
      [
        call(engine, "pnlBoundsKillswitch", PNL_POLICY, { brokerBarriers: [] }),
        PNL_POLICY,
        "at least one broker or account+asset barrier must be configured",
      ],
    ] as const;
    assertEquals(
      rows.map(([run]) => configureError(run)),
      rows.map(([, policyName, validationMessage]) => ({
        message: `policy ${policyName} rejected the update: ${validationMessage}`,
        name: "PolicyConfigureError",
        kind: "VALIDATION",
        policyName,
        validationMessage,
      })),
    );
  });
});

describe("configure() and blocks", () => {
  it("lifts none, whatever is changed", () => {
    const session = fullSession();
    const { engine } = session;
    engine.accounts().block(1, "review");
    engine.configure().rateLimit(RATE, { clearBroker: true });
    engine.configure().orderSizeLimit(SIZE, { clearBroker: true });
    engine.configure().pnlBoundsKillswitch(PNL_POLICY, {
      brokerBarriers: [new PnlBoundsBrokerBarrier("USD", -9999)],
    });
    engine.configure().setAccountPnl(PNL_POLICY, { account: 1, settlementAsset: "USD", pnl: 0 });
    assertEquals(session.order(), "account AccountBlocked [Engine] review: review");
    engine.accounts().unblock(1);
    assertEquals(session.order(), "pass");
  });
  it("leaves open reservations alone", () => {
    const { engine } = fullSession();
    const result = engine.executePreTrade(orderDraft());
    assert(result.ok);
    engine.configure().orderSizeLimit(SIZE, {
      broker: new OrderSizeBrokerBarrier({ maxQuantity: 0 }),
    });
    result.reservation.commit();
    assertEquals(engine.executePreTrade(orderDraft()).ok, false);
  });
});
