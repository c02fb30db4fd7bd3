const REPLACEMENT = 0xfffd;

/**
 * The UTF-8 bytes of a text, or undefined if it is ASCII and its code units are the bytes.
 * A lone surrogate counts as U+FFFD. Written here because bare hosts have no encoder.
 */
export function utf8Bytes(text: string): readonly number[] | undefined {
  if (isAscii(text)) return undefined;
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    pushPoint(bytes, point >= 0xd800 && point <= 0xdfff ? REPLACEMENT : point);
  }
  return bytes;
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (text.charCodeAt(index) > 0x7f) return false;
  }
  return true;
}

function pushPoint(bytes: number[], point: number): void {
  if (point < 0x80) {
    bytes.push(point);
  } else if (point < 0x800) {
    bytes.push(0xc0 | (point >> 6), continuation(point));
  } else if (point < 0x10000) {
    bytes.push(0xe0 | (point >> 12), continuation(point >> 6), continuation(point));
  } else {
    bytes.push(
      0xf0 | (point >> 18),
      continuation(point >> 12),
      continuation(point >> 6),
      continuation(point),
    );
  }
}

function continuation(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
