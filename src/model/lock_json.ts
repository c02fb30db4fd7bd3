import {
  decodeError,
  type LockLists,
  type LockSection,
  readSections,
  type WireReader,
  type WireScalar,
} from "./_lock_wire.ts";

// A list mark, a text or a number behind white space. JSON.parse would lose digits of large integers.
const TOKEN =
  /[ \t\n\r]*(?:([[\],])|("[^"\\]*(?:\\.[^"\\]*)*")|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?))/y;
const REST = /[ \t\n\r]*$/y;

const MIN_I64 = -9223372036854775808n;
const MAX_U64 = 18446744073709551615n;

/** Writes a lock as JSON text. */
export function encodeLockJson(lists: LockLists): string {
  return JSON.stringify(lists);
}

/** Reads a lock from JSON text. @throws {ParamError} InvalidFormat. */
export function decodeLockJson(text: string): LockSection[] {
  const reader = new JsonReader(text);
  const sections = readSections(reader);
  reader.finish();
  return sections;
}

class JsonReader implements WireReader {
  readonly format = "json";
  readonly #text: string;
  #position = 0;
  // Whether the innermost list has had no item yet, so that no comma is due.
  #isAtStart = true;

  constructor(text: string) {
    this.#text = text;
  }

  openList(): void {
    if (this.#take()[1] !== "[") {
      throw decodeError(this.format, `expected a list before ${this.#position}`);
    }
    this.#isAtStart = true;
  }

  hasNext(): boolean {
    const before = this.#position;
    const mark = this.#take()[1];
    const isAtStart = this.#isAtStart;
    this.#isAtStart = false;
    if (mark === "]") return false;
    if (isAtStart) this.#position = before;
    else if (mark !== ",") {
      throw decodeError(this.format, `expected "," or "]" before ${this.#position}`);
    }
    return true;
  }

  scalar(): WireScalar {
    const [, , text, number] = this.#take();
    if (number !== undefined) return numberOf(number);
    if (text === undefined) {
      throw decodeError(this.format, `expected a text or number before ${this.#position}`);
    }
    try {
      return JSON.parse(text);
    } catch {
      throw decodeError(this.format, `invalid text before ${this.#position}`);
    }
  }

  finish(): void {
    REST.lastIndex = this.#position;
    if (!REST.test(this.#text)) {
      throw decodeError(this.format, `trailing characters at ${this.#position}`);
    }
  }

  #take(): RegExpExecArray {
    TOKEN.lastIndex = this.#position;
    const token = TOKEN.exec(this.#text);
    if (token === null) {
      const isEnd = this.#text.slice(this.#position).trim() === "";
      throw decodeError(
        this.format,
        isEnd ? "unexpected end" : `unexpected character at ${this.#position}`,
      );
    }
    this.#position = TOKEN.lastIndex;
    return token;
  }
}

/** An integer of 64 bits as it is, any other number as a double: what readers of JSON agree on. */
function numberOf(text: string): bigint | number {
  // A negative zero is a double, and so is what is too long for 64 bits.
  if (!/^-?[0-9]{1,20}$/.test(text) || text === "-0") return Number(text);
  const integer = BigInt(text);
  return integer >= MIN_I64 && integer <= MAX_U64 ? integer : Number(text);
}
