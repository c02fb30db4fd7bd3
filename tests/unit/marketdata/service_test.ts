import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  AlreadyRegistered,
  InstrumentId,
  Quote,
  RegistrationError,
  UnknownInstrumentId,
} from "../../../src/marketdata/mod.ts";
import { AccountId, Instrument } from "../../../src/param/mod.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";
import { thrownBy } from "../param/_expect.ts";
import {
  AAPL,
  BAD_ACCOUNT,
  BAD_ID,
  EVERYONE,
  EXPIRED,
  GROUP,
  makeService,
  mark,
  markInGroup,
  MSFT,
  SECOND,
  serviceWithAapl,
  texts,
  UNAVAILABLE,
  UNKNOWN_99,
  WIDEST,
} from "./_kit.ts";

const AAPL_TAKEN =
  'instrument Instrument { underlying_asset: Asset("AAPL"), settlement_asset: Asset("USD") } is already registered';

describe("MarketDataService registration", () => {
  it("counts ids from 0, past those given by hand, in any order", () => {
    const { service } = makeService();
    const name = (underlyingAsset: string) => ({ underlyingAsset, settlementAsset: "USD" });
    const ids = [
      service.registerWithId(name("A"), "18446744073709551615"),
      service.register(name("B")),
      service.registerWithId(name("C"), 1),
      service.registerWithTtl(name("D"), SECOND),
      service.registerWithIdAndTtl(name("E"), 3n, SECOND),
      service.pushByInstrument(name("F"), {}),
    ];
    assertEquals(ids.map((id) => id.value), [18446744073709551615n, 0n, 1n, 2n, 3n, 4n]);
    assert(ids.every((id) => id instanceof InstrumentId));
  });

  it("knows exact pairs only", () => {
    const { service } = makeService();
    const pairs = [["AAPL", "USD"], ["aapl", "USD"], ["USD", "AAPL"], [" AAPL", "USD"]] as const;
    for (const [underlying, settlement] of pairs) {
      service.register(new Instrument(underlying, settlement));
    }
    const found = pairs.map(([a, b]) => service.resolve(new Instrument(a, b))?.value);
    assertEquals(found, [0n, 1n, 2n, 3n]);
    assertEquals(service.resolve({ underlyingAsset: "USD", settlementAsset: "USD" }), undefined);
  });

  it("refuses a name twice, and uses up no id by it", () => {
    const { service } = serviceWithAapl();
    assertErrors([
      [() => service.register(AAPL), `AlreadyRegistered: ${AAPL_TAKEN}`],
      [() => service.registerWithTtl(AAPL, SECOND), `AlreadyRegistered: ${AAPL_TAKEN}`],
      [() => service.registerWithId(AAPL, 0), `RegistrationError: ${AAPL_TAKEN}`],
      [() => service.registerWithId(AAPL, 5), `RegistrationError: ${AAPL_TAKEN}`],
      [() => service.registerWithIdAndTtl(AAPL, 5, SECOND), `RegistrationError: ${AAPL_TAKEN}`],
    ]);
    assertEquals(service.register(MSFT).value, 1n);
  });

  it("refuses an id twice, and registers nothing by it", () => {
    const { service } = serviceWithAapl();
    const taken = "RegistrationError: instrument id 0 is already registered";
    assertErrors([
      [() => service.registerWithId(MSFT, 0), taken],
      [() => service.registerWithIdAndTtl(MSFT, 0, SECOND), taken],
    ]);
    assertEquals(service.resolve(MSFT), undefined);
  });

  it("tells in the error what is taken", () => {
    const { service } = serviceWithAapl();
    const strict = thrownBy(() => service.register(AAPL));
    assert(strict instanceof AlreadyRegistered);
    assertEquals(String(strict.instrument), "Instrument(AAPL/USD)");
    const byName = thrownBy(() => service.registerWithId(AAPL, 0));
    assert(byName instanceof RegistrationError && !("instrumentId" in byName));
    assertEquals([byName.kind, String(byName.instrument)], [
      "DuplicateInstrument",
      "Instrument(AAPL/USD)",
    ]);
    const byId = thrownBy(() => service.registerWithId(MSFT, 0));
    assert(byId instanceof RegistrationError && !("instrument" in byId));
    assertEquals([byId.kind, byId.instrumentId?.value], ["DuplicateId", 0n]);
  });

  it("keeps the time to live of a registration that is pushed by name", () => {
    const { service, clock } = makeService();
    service.registerWithTtl(AAPL, SECOND);
    assertEquals(service.pushByInstrument(AAPL, { mark: "1" }).value, 0n);
    clock.advanceMs(1000);
    assertEquals(mark(service), undefined);
  });

  it("refuses bad input before it looks anything up", () => {
    const { service } = serviceWithAapl();
    const shape =
      "TypeError: instrument must be an Instrument or { underlyingAsset, settlementAsset }";
    const ttl = "TypeError: ttl must be a QuoteTtl";
    assertErrors([
      [() => service.register(undefined as never), shape],
      [() => service.resolve("AAPL" as never), shape],
      [
        () => service.register({ underlyingAsset: "AAPL" } as never),
        "TypeError: instrument.settlementAsset is required and must be a string",
      ],
      [
        () => service.register({ underlyingAsset: " ", settlementAsset: "USD" }),
        "AssetError AssetEmpty: asset must not be empty",
      ],
      [() => service.registerWithId(AAPL, -1), BAD_ID],
      [() => service.registerWithTtl(AAPL, 5 as never), ttl],
      [() => service.registerWithIdAndTtl(AAPL, 5, undefined as never), ttl],
    ]);
  });
});

describe("MarketDataService.push()", () => {
  it("replaces the whole quote", () => {
    const { service } = serviceWithAapl();
    service.push(0, { mark: "1.10", bid: "1" });
    service.push(0, { ask: "2" });
    assertEquals(texts(service.get(0, 1, null, WIDEST)), { ask: "2" });
    service.push(0, {});
    assertEquals(texts(service.get(0, 1, null, WIDEST)), {});
  });

  it("takes every form of an id and of a quote", () => {
    const { service } = serviceWithAapl();
    const forms = [[new InstrumentId(0n), "1"], [0, "2"], [0n, "3"], ["0", "4"]] as const;
    const seen = forms.map(([id, price]) => {
      service.push(id, new Quote({ mark: price }));
      return mark(service);
    });
    assertEquals(seen, ["1", "2", "3", "4"]);
  });

  it("counts the age that a quote has already, none if it is negative", () => {
    const { service, clock } = serviceWithAapl(SECOND);
    const lives = (sourceAgeMs: number | undefined, elapsedMs: number) => {
      service.push(0, { mark: "1" }, sourceAgeMs);
      clock.advanceMs(elapsedMs);
      return mark(service) !== undefined;
    };
    assertEquals([lives(undefined, 999), lives(undefined, 1000)], [true, false]);
    assertEquals([lives(400, 599), lives(400, 600)], [true, false]);
    assertEquals([lives(1000, 0), lives(1e300, 0)], [false, false]);
    assertEquals([lives(-500, 999), lives(-500, 1000)], [true, false]);
    assertEquals([lives(0.000001, 999.999998), lives(0.000001, 999.999999)], [true, false]);
  });

  it("refuses bad input and unknown ids, and keeps the quote", () => {
    const { service } = serviceWithAapl();
    service.push(0, { mark: "1" });
    assertErrors([
      [() => service.push(99, { mark: "2" }), UNKNOWN_99],
      [() => service.push(-1, { mark: "2" }), BAD_ID],
      [
        () => service.push(0, null as never),
        "TypeError: quote must be a Quote or { mark?, bid?, ask? }",
      ],
      [
        () => service.push(0, { mark: "x" }),
        "ParamError InvalidFormat: invalid format for Price: 'x'",
      ],
      [
        () => service.push(0, { mark: "2" }, "5" as never),
        "TypeError: sourceAgeMs must be a number",
      ],
      [
        () => service.push(0, { mark: "2" }, null as never),
        "TypeError: sourceAgeMs must be a number",
      ],
      [() => service.push(0, { mark: "2" }, NaN), "RangeError: sourceAgeMs must be finite"],
    ]);
    assertEquals(mark(service), "1");
    const error = thrownBy(() => service.push(99, {}));
    assert(error instanceof UnknownInstrumentId && error.instrumentId.value === 99n);
  });
});

describe("MarketDataService.pushByInstrument()", () => {
  it("registers a new instrument and reuses a known one", () => {
    const { service } = makeService();
    service.registerWithId(MSFT, 7);
    assertEquals(service.pushByInstrument(AAPL, { mark: "1" }).value, 0n);
    assertEquals(service.pushByInstrument(AAPL, { mark: "2" }).value, 0n);
    assertEquals(service.pushByInstrument(MSFT, { mark: "3" }).value, 7n);
    assertEquals([mark(service), texts(service.get(7, 1, null, WIDEST))], ["2", { mark: "3" }]);
  });

  it("counts the age that a quote has already", () => {
    const { service } = makeService(SECOND);
    service.pushByInstrument(AAPL, { mark: "1" }, 1000);
    assertEquals(mark(service), undefined);
  });

  it("registers nothing on bad input", () => {
    const { service } = makeService();
    assertErrors([
      [
        () => service.pushByInstrument(AAPL, 1 as never),
        "TypeError: quote must be a Quote or { mark?, bid?, ask? }",
      ],
      [
        () => service.pushByInstrument(AAPL, {}, Infinity),
        "RangeError: sourceAgeMs must be finite",
      ],
    ]);
    assertEquals(service.resolve(AAPL), undefined);
  });
});

describe("MarketDataService.pushFor()", () => {
  it("writes a bucket per target and no other", () => {
    const { service } = serviceWithAapl();
    service.push(0, { mark: "1" });
    service.pushFor(0, { mark: "2" }, 0, [1, 1, 2n, AccountId.fromInt(2n)], [GROUP, 7]);
    assertEquals([1, 2, 3].map((account) => mark(service, account)), ["2", "2", "1"]);
    assertEquals(markInGroup(service, 3), "2");
    service.pushFor(0, { mark: "3" }, [], [7]);
    assertEquals([mark(service, 1), markInGroup(service, 3), mark(service, 3)], ["2", "3", "1"]);
  });

  it("writes the default bucket for the default group", () => {
    const { service } = serviceWithAapl();
    service.pushFor(0, { mark: "1" }, [], new Set([EVERYONE]));
    assertEquals([mark(service), markInGroup(service)], ["1", "1"]);
  });

  it("tells its two forms apart by the third argument", () => {
    const { service } = serviceWithAapl(SECOND);
    service.pushFor(0, { mark: "1" }, 1000, [1], []);
    assertEquals(
      errorOf(() => service.getOrErr(0, 1, null, WIDEST)),
      "QuoteExpired: quote expired",
    );
    service.pushFor(0, { mark: "2" }, [1], []);
    assertEquals(mark(service), "2");
    const age = "TypeError: sourceAgeMs must be a number";
    const push = service.pushFor.bind(service) as (...args: unknown[]) => void;
    assertErrors([
      [() => push(0, {}, null, [1], []), age],
      [() => push(0, {}, undefined, [1], []), age],
      [() => push(0, {}, "12", [1], []), age],
      [() => push(0, {}, NaN, [1], []), "RangeError: sourceAgeMs must be finite"],
      [() => push(0, {}, [1]), "TypeError: accountGroupIds must be an iterable of AccountGroupId"],
      [() => push(0, {}, {}, []), "TypeError: accountIds must be an iterable of AccountId"],
      [() => push(0, {}, 0, "12", []), "TypeError: accountIds must be an iterable of AccountId"],
    ]);
  });

  it("needs a target, which it checks before the id", () => {
    const { service } = serviceWithAapl();
    const noTarget = "RangeError: push_for requires at least one account or group target";
    assertErrors([
      [() => service.pushFor(99, {}, [], []), noTarget],
      [() => service.pushFor(0, {}, 5, new Set<number>(), []), noTarget],
      [() => service.pushFor(99, {}, [1], []), UNKNOWN_99],
    ]);
  });

  it("writes nothing if one of the targets is bad", () => {
    const { service } = serviceWithAapl();
    const failing = function* (): Generator<number> {
      yield 1;
      throw new Error("own");
    };
    assertErrors([
      [() => service.pushFor(0, { mark: "1" }, [1, -1], []), BAD_ACCOUNT],
      [
        () => service.pushFor(0, { mark: "1" }, [1], [0]),
        "ParamError Other: account group id must not equal the reserved default group",
      ],
      [() => service.pushFor(0, { mark: "1" }, failing(), []), "unbranded Error: own"],
    ]);
    assertEquals(mark(service), undefined);
  });
});

describe("MarketDataService.clear()", () => {
  it("drops all quotes of one instrument and keeps all else", () => {
    const { service, clock } = serviceWithAapl();
    service.register(MSFT);
    service.push(1, { mark: "9" });
    service.setInstrumentTtl(0, SECOND);
    service.push(0, { mark: "1" });
    service.pushFor(0, { mark: "2" }, [1], [GROUP]);
    service.clear(0);
    assertEquals([mark(service), markInGroup(service), mark(service, 2)], Array(3).fill(undefined));
    assertEquals(errorOf(() => service.getOrErr(0, 1, null, WIDEST)), UNAVAILABLE);
    assertEquals(texts(service.get(1, 1, null, WIDEST)), { mark: "9" });
    assertEquals(service.resolve(AAPL)?.value, 0n);
    service.push(0, { mark: "3" });
    clock.advanceMs(1000);
    assertEquals(errorOf(() => service.getOrErr(0, 1, null, WIDEST)), EXPIRED);
  });

  it("does nothing for an unknown id, and refuses what is none", () => {
    const { service } = makeService();
    assertEquals(service.clear(99), undefined);
    assertErrors([[() => service.clear("x"), BAD_ID]]);
  });
});

describe("MarketDataService", () => {
  it("survives free() and Symbol.dispose", () => {
    const { service } = serviceWithAapl();
    service.free();
    service[Symbol.dispose]();
    assertEquals(service.resolve(AAPL)?.value, 0n);
  });
});
