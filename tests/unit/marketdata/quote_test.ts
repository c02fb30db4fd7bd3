import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Quote, type QuoteInit } from "../../../src/marketdata/mod.ts";
import { Fee, Price } from "../../../src/param/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import { assertRefusesTypes } from "../param/_expect.ts";
import { texts } from "./_kit.ts";

const NO_QUOTES: readonly unknown[] = [
  ...[1, "1", 1n, true, Symbol("q"), () => ({ mark: 1 })],
  ...[[], [1], new Map(), new Date(0), new Price(1), new Fee(1), Object.create(Quote.prototype)],
];
const SHAPE = "quote must be a Quote or { mark?, bid?, ask? }";

describe("Quote", () => {
  it("keeps prices as given, scale included", () => {
    const rows: [QuoteInit, QuoteInit][] = [
      [{ mark: "1.10" }, { mark: "1.10" }],
      [{ bid: new Price("-2.50"), ask: 0 }, { bid: "-2.50", ask: "0" }],
      [{ mark: 5n, bid: "101", ask: "99.000" }, { mark: "5", bid: "101", ask: "99.000" }],
      [{ mark: null, bid: undefined, ask: "1" }, { ask: "1" }],
      [{}, {}],
    ];
    assertEquals(rows.map(([given]) => texts(new Quote(given))), rows.map(([, kept]) => kept));
  });

  it("can be empty", () => {
    for (const empty of [new Quote(), new Quote(null), new Quote(undefined), new Quote({})]) {
      assertEquals([empty.mark, empty.bid, empty.ask], [undefined, undefined, undefined]);
    }
  });

  it("reads inherited fields and getters, each once, and ignores others", () => {
    const reads: string[] = [];
    const literal = {
      get mark(): string {
        reads.push("mark");
        return "1";
      },
      last: "not a price",
    };
    assertEquals(texts(new Quote(Object.create(literal))), { mark: "1" });
    assertEquals(reads, ["mark"]);
  });

  it("can be made of a quote", () => {
    assertEquals(texts(new Quote(new Quote({ mark: "1.50" }))), { mark: "1.50" });
  });

  it("refuses what is no record", () => {
    assertRefusesTypes((value) => new Quote(value), NO_QUOTES, SHAPE);
  });

  it("refuses what is no price", () => {
    const input = "TypeError: decimal input must be a string, number, or bigint";
    const quote = (prices: unknown) => () => new Quote(prices as QuoteInit);
    assertErrors([
      [quote({ mark: true }), input],
      [quote({ bid: new Fee(1) }), input],
      [quote({ ask: "x" }), "ParamError InvalidFormat: invalid format for Price: 'x'"],
      [
        quote({ mark: 0.5 }),
        "RangeError: decimal number input must be a finite safe integer; use a decimal string or the explicit fromFloat factory",
      ],
    ]);
  });

  it("lets an error of a getter through", () => {
    const failure = new Error("own");
    const literal = {
      get mark(): string {
        throw failure;
      },
    };
    assertErrors([[() => new Quote(literal), "unbranded Error: own"]]);
  });

  it("equals the same numbers, whatever their scale", () => {
    const quote = new Quote({ mark: "1.10", bid: "1" });
    assert(quote.equals(new Quote({ mark: "1.1", bid: "1.000" })));
    assert(new Quote().equals(new Quote({})));
    const others = [{ mark: "1.1" }, { mark: "1.1", bid: "2" }, { mark: "1.1", ask: "1" }, {}];
    for (const other of [...others, { mark: "1.1", bid: "1", ask: "1" }]) {
      assert(!quote.equals(new Quote(other)), JSON.stringify(other));
      assert(!new Quote(other).equals(quote), JSON.stringify(other));
    }
    assert(!new Quote({ bid: "0" }).equals(new Quote()));
  });

  it("equals() refuses everything else", () => {
    const values = [undefined, null, {}, { mark: "1" }, ...NO_QUOTES];
    assertRefusesTypes((value) => new Quote().equals(value), values, "other must be a Quote");
  });

  it("clones to an equal quote", () => {
    const quote = new Quote({ mark: "1.10", ask: "2" });
    const clone = quote.clone();
    assert(clone !== quote && clone instanceof Quote);
    assertEquals(texts(clone), { mark: "1.10", ask: "2" });
  });

  it("survives free() and Symbol.dispose, and is no primitive", () => {
    const quote = new Quote({ mark: "1" });
    quote.free();
    quote[Symbol.dispose]();
    assertEquals(texts(quote), { mark: "1" });
    const message = "TypeError: Cannot convert a Quote to a primitive value: use equals()";
    assertErrors([[() => quote as unknown as number < 1, message]]);
  });
});
