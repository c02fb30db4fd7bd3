/**
 * Objects by number, a few at a time of ever new ones.
 *
 * The map knows places only and the objects are in a list whose places are used again: the memory that a growing map leaves behind,
 * once it has grown old, would keep every object that was ever in it from being collected early.
 */
export class Slots<Value extends object> {
  readonly #places = new Map<number, number>();
  readonly #values: (Value | undefined)[] = [];
  readonly #free: number[] = [];

  get size(): number {
    return this.#places.size;
  }

  has(id: number): boolean {
    return this.#places.has(id);
  }

  ids(): Iterable<number> {
    return this.#places.keys();
  }

  set(id: number, value: Value): void {
    const place = this.#free.pop() ?? this.#values.length;
    this.#values[place] = value;
    this.#places.set(id, place);
  }

  /** Takes an object out; undefined if there is none of this number. */
  take(id: number): Value | undefined {
    const place = this.#places.get(id);
    if (place === undefined) return undefined;
    const value = this.#values[place];
    this.#places.delete(id);
    this.#values[place] = undefined;
    this.#free.push(place);
    return value;
  }
}
