import { ByteReader, pushAscii, pushUint, type Width } from "./_bytes.ts";
import {
  decodeError,
  type LockLists,
  type LockSection,
  readSections,
  type WireReader,
  type WireScalar,
} from "./_lock_wire.ts";

/** Writes a lock as MessagePack, every number and length in its shortest form. */
export function encodeLockMsgpack(lists: LockLists): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  pushListHead(bytes, lists.length);
  for (const list of lists) {
    pushListHead(bytes, list.length);
    for (const item of list) {
      if (typeof item === "number") {
        pushGroup(bytes, item);
      } else {
        // 29 digits, a point and a minus at most: always the short form of texts.
        bytes.push(0xa0 | item.length);
        pushAscii(bytes, item);
      }
    }
  }
  return Uint8Array.from(bytes);
}

/** Reads a lock from MessagePack; bytes behind it are ignored. @throws {ParamError} InvalidFormat. */
export function decodeLockMsgpack(bytes: Uint8Array): LockSection[] {
  return readSections(new MsgpackReader(bytes));
}

function pushListHead(bytes: number[], length: number): void {
  if (length <= 0x0f) {
    bytes.push(0x90 | length);
  } else if (length <= 0xffff) {
    bytes.push(0xdc);
    pushUint(bytes, length, 2);
  } else {
    bytes.push(0xdd);
    pushUint(bytes, length, 4);
  }
}

function pushGroup(bytes: number[], group: number): void {
  if (group <= 0x7f) {
    bytes.push(group);
  } else if (group <= 0xff) {
    bytes.push(0xcc, group);
  } else {
    bytes.push(0xcd);
    pushUint(bytes, group, 2);
  }
}

class MsgpackReader implements WireReader {
  readonly format = "msgpack";
  readonly #bytes: ByteReader;
  // Items still to come in the lists that are open.
  readonly #remaining: bigint[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = new ByteReader(bytes, this.format);
  }

  openList(): void {
    const head = this.#bytes.byte();
    if ((head & 0xf0) === 0x90) this.#remaining.push(BigInt(head & 0x0f));
    else if (head === 0xdc) this.#remaining.push(this.#bytes.uint(2));
    else if (head === 0xdd) this.#remaining.push(this.#bytes.uint(4));
    else throw decodeError(this.format, `expected a list, found marker ${head}`);
  }

  hasNext(): boolean {
    const remaining = this.#remaining.pop();
    if (remaining === undefined || remaining === 0n) return false;
    this.#remaining.push(remaining - 1n);
    return true;
  }

  scalar(): WireScalar {
    const head = this.#bytes.byte();
    if (head <= 0x7f) return BigInt(head);
    if (head >= 0xe0) return BigInt(head - 0x100);
    if ((head & 0xe0) === 0xa0) return this.#bytes.text(BigInt(head & 0x1f));
    if (head === 0xca) return this.#bytes.float(4);
    if (head === 0xcb) return this.#bytes.float(8);
    if (head >= 0xcc && head <= 0xcf) return this.#bytes.uint(widthOf(head - 0xcc));
    if (head >= 0xd0 && head <= 0xd3) return this.#bytes.int(widthOf(head - 0xd0));
    if (head >= 0xd9 && head <= 0xdb) {
      return this.#bytes.text(this.#bytes.uint(widthOf(head - 0xd9)));
    }
    throw decodeError(this.format, `expected a text or number, found marker ${head}`);
  }
}

/** The markers of one kind stand in the order 1, 2, 4, 8 bytes. */
function widthOf(step: number): Width {
  return (1 << step) as Width;
}
