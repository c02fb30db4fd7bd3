/** Reads the lines of an order-message tape; `examples/data/README.md` describes the columns. */
import { Price, Quantity, type SideValue } from "@openpit-ts/openpit/param";

/** What happened to an order. A hidden execution names no order. */
export type MessageKind = "new" | "cancel" | "delete" | "execution" | "hidden";

/** One message of the tape. */
export interface Message {
  readonly kind: MessageKind;
  readonly orderId: number;
  readonly quantity: Quantity;
  readonly price: Price;
  readonly side: SideValue;
}

/** A line that cannot be used: the replay reports it and goes on with the next one. */
export class TapeError extends Error {
  override name = "TapeError";
}

const KINDS: Readonly<Record<string, MessageKind>> = {
  1: "new",
  2: "cancel",
  3: "delete",
  4: "execution",
  5: "hidden",
};

const SIDES: Readonly<Record<string, SideValue>> = { "1": "BUY", "-1": "SELL" };

/** Reads one line, for example `34200.004241176,1,16113575,18,5853300,1`. */
export function parseMessage(line: string): Message {
  const columns = line.split(",");
  if (columns.length !== 6) {
    throw new TapeError(`Cannot read the message: 6 columns are needed, found ${columns.length}`);
  }
  const [time, type, orderId, size, price, direction] = columns as SixColumns;
  if (!/^\d{1,5}(\.\d{1,9})?$/.test(time)) throw unreadable("time", time);
  const kind = lookUp(KINDS, "message type", type);
  return {
    kind,
    orderId: parseOrderId(orderId, kind),
    quantity: new Quantity(wholeNumber("size", size)),
    price: new Price(dollars(wholeNumber("price", price))),
    side: lookUp(SIDES, "direction", direction),
  };
}

type SixColumns = [string, string, string, string, string, string];

function parseOrderId(text: string, kind: MessageKind): number {
  const orderId = Number(wholeNumber("order id", text));
  if (orderId === 0 && kind !== "hidden") throw unreadable("order id", text);
  return orderId;
}

/** Moves the decimal point of a price. Text in, text out: no float ever sees a price. */
function dollars(tenThousandths: string): string {
  const digits = tenThousandths.padStart(5, "0");
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** At most 15 digits, so that an order id is exact as a number, too. */
function wholeNumber(column: string, text: string): string {
  if (!/^\d{1,15}$/.test(text)) throw unreadable(column, text);
  return text;
}

function lookUp<T>(table: Readonly<Record<string, T>>, column: string, text: string): T {
  const found = Object.hasOwn(table, text) ? table[text] : undefined;
  if (found === undefined) throw unreadable(column, text);
  return found;
}

function unreadable(column: string, text: string): TapeError {
  return new TapeError(`Cannot read the ${column}: "${text}"`);
}
