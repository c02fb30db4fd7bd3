import { toText } from "../../../internal/decimal/mod.ts";
import type { PendingMutation, PolicyHost } from "../../internal.ts";
import type { AccountBook, Books } from "./books.ts";
import type { OrderLeg } from "./order_legs.ts";
import { giveBackLeg } from "./reservation.ts";
import { rollbackBlock } from "./rejects.ts";

/**
 * What an open reservation or drop copy took: a rollback gives it back by difference, since adjustments and fills may have come
 * in between; a commit has nothing left to do. Source: docs/semantics.md rule SPF-10.
 */
export class HoldMutation implements PendingMutation {
  readonly isCustom = false;
  readonly account: bigint;
  /** The legs that did something, in the order in which they were taken. */
  readonly first: OrderLeg | undefined;
  readonly second: OrderLeg | undefined;
  readonly #books: Books;
  readonly #host: PolicyHost;

  constructor(
    account: bigint,
    first: OrderLeg | undefined,
    second: OrderLeg | undefined,
    books: Books,
    host: PolicyHost,
  ) {
    this.account = account;
    this.first = first;
    this.second = second;
    this.#books = books;
    this.#host = host;
  }

  commit(): void {
    const book = this.#books.open(this.account);
    book.openHolds--;
    this.#books.close(this.account, book);
  }

  rollback(): void {
    const book = this.#books.open(this.account);
    book.openHolds--;
    if (this.second !== undefined) giveBack(book, this.account, this.second, this.#host);
    if (this.first !== undefined) giveBack(book, this.account, this.first, this.#host);
    this.#books.close(this.account, book);
  }
}

/** Gives back what a leg took; an account whose slot can't take it back is blocked, since its numbers are wrong from here on. */
export function giveBack(
  book: AccountBook,
  account: bigint,
  leg: OrderLeg,
  host: PolicyHost,
): void {
  if (giveBackLeg(book, leg)) return;
  host.blockAccount(
    account,
    rollbackBlock(
      `hold rollback overflow: asset ${leg.asset}, held ${toText(leg.hold)}, incoming ${
        toText(leg.incoming)
      }${slotDump(book, leg.asset)}`,
    ),
  );
}

/** What the slot holds, for whoever has to put it right by hand. */
export function slotDump(book: AccountBook, asset: string): string {
  const { available, held, incoming } = book.slotOf(asset);
  return `, slot available ${toText(available)}, held ${toText(held)}, incoming ${
    toText(incoming)
  }`;
}
