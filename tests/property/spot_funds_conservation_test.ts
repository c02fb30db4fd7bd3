import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { check, seeded } from "./_arbitraries.ts";
import { NaiveBook, print, scaled, units } from "./_spot_book.ts";
import { conservation } from "./_spot_conservation.ts";
import { ALL_ACCOUNTS, anyOrder, histories } from "./_spot_history.ts";
import { SpotSession } from "./_spot_session.ts";

describe(seeded("the money of spot accounts"), () => {
  it("is deposits minus withdrawals, plus and minus fills, minus fees, to the last digit", () => {
    check(conservation({ isDisciplined: false }, 5, 25));
  });

  it("is nowhere below zero while everybody keeps to the rules", () => {
    check(conservation({ isDisciplined: true }, 5, 25));
  });

  it("does not show that an order was ever there, once it is rolled back", () => {
    const at = fc.nat({ max: 25 });
    check(fc.property(histories(1, 15), anyOrder, at, at, (commands, order, one, other) => {
      const [plain, disturbed] = [false, true].map((isDisturbed) => {
        const session = new SpotSession({ isDisciplined: false });
        session.setMode(false); // funds are not asked for, so both take the same orders
        const [from, to] = [one % commands.length, other % commands.length].sort((a, b) => a - b);
        let rollback: (() => void) | undefined;
        for (const [index, command] of commands.entries()) {
          if (isDisturbed && index === from) rollback = session.placeApart(order);
          if (command.op !== "mode") session.play(command);
          if (index === to) rollback?.();
        }
        return ALL_ACCOUNTS.map((account) => session.statement(account));
      });
      assertEquals(disturbed, plain);
    }));
  });
});

describe("NaiveBook", () => {
  const order = {
    account: 1,
    side: "BUY" as const,
    underlying: "AAPL",
    settlement: "USD",
    quantity: 2_000n,
    lock: 10_500_000n,
  };

  it("moves 2 AAPL at 10.5 as one would by hand", () => {
    const book = new NaiveBook();
    book.slot(1, "USD").owned = units("100");
    assertEquals(book.canAfford(order), true);
    book.reserve(order, 2_000n);
    assertEquals(book.lines(1), ["AAPL 0 0 2", "USD 79 21 0"]);
    book.reserve(order, -500n);
    book.trade(order, 500n, 10_000_000n);
    assertEquals(book.lines(1), ["AAPL 0.5 0 1.5", "USD 79.25 15.75 0"]);
    assertEquals(book.canAfford({ ...order, quantity: 8_000n }), false);
    assertEquals(book.isNegative(), false);
    book.reserve({ ...order, side: "SELL", lock: -1_000_000n }, 1_000n);
    assertEquals(book.lines(1), ["AAPL -0.5 1 1.5", "USD 78.25 16.75 0"]);
    assertEquals(book.isNegative(), true);
  });
  it("reads and prints billionths", () => {
    for (const text of ["0", "1", "-1.5", "-0.000000001", "123456.789"]) {
      assertEquals(print(units(text)), text);
    }
    assertEquals([scaled(-1234n, 2), print(units("1.50")), print(units("-0.0"))], [
      ...["-12.34", "1.5", "0"],
    ]);
  });
});
