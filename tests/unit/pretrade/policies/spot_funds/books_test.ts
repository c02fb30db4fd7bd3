import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { AccountBook, Books } from "../../../../../src/pretrade/policies/spot_funds/books.ts";
import { Slot } from "../../../../../src/pretrade/policies/spot_funds/slot.ts";
import { dec } from "./_kit.ts";

function slotOf(available: string): Slot {
  return Object.assign(new Slot(), { available: dec(available) });
}

describe("AccountBook", () => {
  it("remembers slots that hold something, and forgets those that don't", () => {
    const book = new AccountBook();
    assertEquals(book.slotOf("USD").isBlank(), true);
    assertEquals(book.slots.size, 0);
    const slot = slotOf("1");
    book.keep("USD", slot);
    assertEquals(book.slotOf("USD") === slot, true);
    slot.available = dec("0.0");
    book.keep("USD", slot);
    assertEquals(book.slots.size, 0);
  });
  it("sorts its slots by the code points of their assets", () => {
    const book = new AccountBook();
    const assets = ["b", "\u{1F600}", "\uFF5E", "a", "ab", "B"];
    for (const asset of assets) book.keep(asset, slotOf("1"));
    assertEquals(book.sorted().map(([asset]) => asset), [
      "B",
      "a",
      "ab",
      "b",
      "\uFF5E",
      "\u{1F600}",
    ]);
  });
});

describe("Books", () => {
  it("keep no book without a slot, a ledger or an open hold", () => {
    const books = new Books();
    const book = books.open(1n);
    assertEquals(books.find(1n) === book, true);
    book.openHolds = 1;
    books.close(1n, book);
    assertEquals([...books.accounts()], [1n]);
    book.openHolds = 0;
    book.ledger = dec("0");
    books.close(1n, book);
    assertEquals([...books.accounts()], [1n]);
    book.ledger = undefined;
    books.close(1n, book);
    assertEquals([...books.accounts()], []);
  });
  it("sketch copies of slots, which leave the book alone", () => {
    const books = new Books();
    books.open(1n).keep("USD", slotOf("1"));
    const sketch = books.sketch(1n, ["USD", "EUR", "USD"]);
    sketch.slotOf("USD").available = dec("9");
    assertEquals([...sketch.slots.keys()], ["USD"]);
    assertEquals(books.find(1n)?.slotOf("USD").available, dec("1"));
    assertEquals(books.sketch(2n, ["USD"]).slots.size, 0);
    assertEquals(books.find(2n), undefined);
  });
  it("forget an account", () => {
    const books = new Books();
    books.open(1n).keep("USD", slotOf("1"));
    books.delete(1n);
    assertEquals(books.find(1n), undefined);
  });
});
