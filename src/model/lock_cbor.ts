import { ByteReader, pushAscii, pushUint, type Width } from "./_bytes.ts";
import {
  decodeError,
  type LockLists,
  type LockSection,
  readSections,
  type WireReader,
  type WireScalar,
} from "./_lock_wire.ts";

// The upper three bits of a head.
const UNSIGNED = 0;
const NEGATIVE = 1;
const TEXT = 3;
const LIST = 4;
const TAG = 6;
const SIMPLE = 7;

// What the lower five bits say beyond 23: 24 to 27 stand for an argument of 1, 2, 4 or 8 bytes.
const ONE_BYTE = 24;
const EIGHT_BYTES = 27;
const INDEFINITE = 31;
const BREAK = 0xff;

/** Writes a lock as CBOR, every number and length in its shortest form. */
export function encodeLockCbor(lists: LockLists): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  pushHead(bytes, LIST, lists.length);
  for (const list of lists) {
    pushHead(bytes, LIST, list.length);
    for (const item of list) {
      if (typeof item === "number") {
        pushHead(bytes, UNSIGNED, item);
      } else {
        pushHead(bytes, TEXT, item.length);
        pushAscii(bytes, item);
      }
    }
  }
  return Uint8Array.from(bytes);
}

/** Reads a lock from CBOR; bytes behind it are ignored. @throws {ParamError} InvalidFormat. */
export function decodeLockCbor(bytes: Uint8Array): LockSection[] {
  return readSections(new CborReader(bytes));
}

function pushHead(bytes: number[], major: number, argument: number): void {
  const head = major << 5;
  if (argument < ONE_BYTE) {
    bytes.push(head | argument);
  } else if (argument <= 0xff) {
    bytes.push(head | ONE_BYTE, argument);
  } else if (argument <= 0xffff) {
    bytes.push(head | (ONE_BYTE + 1));
    pushUint(bytes, argument, 2);
  } else {
    bytes.push(head | (ONE_BYTE + 2));
    pushUint(bytes, argument, 4);
  }
}

class CborReader implements WireReader {
  readonly format = "cbor";
  readonly #bytes: ByteReader;
  // Items still to come in the lists that are open; undefined in one that ends with a break.
  readonly #remaining: (bigint | undefined)[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = new ByteReader(bytes, this.format);
  }

  openList(): void {
    let head = this.#bytes.byte();
    // Tags say nothing that matters here, such as "this is CBOR".
    for (; head >> 5 === TAG; head = this.#bytes.byte()) this.#argument(head);
    if (head >> 5 !== LIST) throw decodeError(this.format, `expected a list, found head ${head}`);
    const isIndefinite = (head & 0x1f) === INDEFINITE;
    this.#remaining.push(isIndefinite ? undefined : this.#argument(head));
  }

  hasNext(): boolean {
    const remaining = this.#remaining.pop();
    if (remaining === 0n) return false;
    if (remaining === undefined && this.#takesBreak()) return false;
    this.#remaining.push(remaining === undefined ? undefined : remaining - 1n);
    return true;
  }

  scalar(): WireScalar {
    const head = this.#bytes.byte();
    switch (head >> 5) {
      case UNSIGNED:
        return this.#argument(head);
      case NEGATIVE:
        return -1n - this.#argument(head);
      case TEXT:
        return this.#text(head);
      case SIMPLE:
        if (head === 0xf9) return this.#bytes.float(2);
        if (head === 0xfa) return this.#bytes.float(4);
        if (head === 0xfb) return this.#bytes.float(8);
    }
    throw decodeError(this.format, `expected a text or number, found head ${head}`);
  }

  #argument(head: number): bigint {
    const info = head & 0x1f;
    if (info < ONE_BYTE) return BigInt(info);
    if (info > EIGHT_BYTES) throw decodeError(this.format, `invalid head ${head}`);
    return this.#bytes.uint((1 << (info - ONE_BYTE)) as Width);
  }

  #text(head: number): string {
    if ((head & 0x1f) !== INDEFINITE) return this.#bytes.text(this.#argument(head));
    let text = "";
    while (!this.#takesBreak()) {
      const chunk = this.#bytes.byte();
      if (chunk >> 5 !== TEXT) {
        throw decodeError(this.format, `expected a text, found head ${chunk}`);
      }
      text += this.#bytes.text(this.#argument(chunk));
    }
    return text;
  }

  #takesBreak(): boolean {
    if (this.#bytes.peek() !== BREAK) return false;
    this.#bytes.byte();
    return true;
  }
}
