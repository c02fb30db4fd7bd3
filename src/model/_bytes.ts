import { decodeError, type WireFormat } from "./_lock_wire.ts";

/** Width of an integer or double in bytes. */
export type Width = 1 | 2 | 4 | 8;

/** Reads big-endian numbers and texts one behind the other. Running out of bytes throws the error of the format. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #format: WireFormat;
  #position = 0;

  constructor(bytes: Uint8Array, format: WireFormat) {
    this.#bytes = bytes;
    this.#format = format;
  }

  /** The next byte, which stays. */
  peek(): number {
    const byte = this.#bytes[this.#position];
    if (byte === undefined) throw decodeError(this.#format, "unexpected end");
    return byte;
  }

  /** The next byte. */
  byte(): number {
    const byte = this.peek();
    this.#position++;
    return byte;
  }

  /** An unsigned integer. */
  uint(width: Width): bigint {
    let value = 0n;
    for (let index = 0; index < width; index++) value = (value << 8n) | BigInt(this.byte());
    return value;
  }

  /** A signed integer. */
  int(width: Width): bigint {
    return BigInt.asIntN(8 * width, this.uint(width));
  }

  /** A binary fraction of 16, 32 or 64 bits. */
  float(width: 2 | 4 | 8): number {
    const bits = this.uint(width);
    if (width === 2) return halfOf(Number(bits));
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, bits);
    return width === 4 ? view.getFloat32(4) : view.getFloat64(0);
  }

  /** A text of as many bytes. Prices are ASCII: any other byte makes a character that no price has. */
  text(length: bigint): string {
    let text = "";
    for (let index = 0n; index < length; index++) text += String.fromCharCode(this.byte());
    return text;
  }
}

/** A number of 16 bits: sign, 5 bits of exponent, 10 of fraction. */
function halfOf(bits: number): number {
  const sign = bits >> 15 === 0 ? 1 : -1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0
    ? sign * fraction * 2 ** -24
    : sign * (fraction + 0x400) * 2 ** (exponent - 25);
}

/** Writes an unsigned integer of at most 32 bits behind what is there, big-endian. */
export function pushUint(bytes: number[], value: number, width: 1 | 2 | 4): void {
  for (let shift = 8 * (width - 1); shift >= 0; shift -= 8) bytes.push((value >>> shift) & 0xff);
}

/** Writes an ASCII text behind what is there. */
export function pushAscii(bytes: number[], text: string): void {
  for (let index = 0; index < text.length; index++) bytes.push(text.charCodeAt(index));
}
