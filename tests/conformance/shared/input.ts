/**
 * Reads recorded JSON so that nothing in it can be overlooked: each object remembers which keys
 * were asked for, and a key that nobody asked for fails the scenario.
 */

/** The vector, or this runner's understanding of it, is at fault: never an answer of the engine. */
export class VectorError extends Error {
  override readonly name: string = "VectorError";
}

/** Turns one JSON value into what a reader wants, or throws a {@link VectorError} that names it. */
export type Read<T> = (value: unknown, where: string) => T;

/** One JSON object whose keys have to be used up. */
export class Input {
  readonly where: string;
  readonly #fields: Map<string, unknown>;
  readonly #used: Set<string> = new Set();

  constructor(value: unknown, where: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw mismatch(where, "an object", value);
    }
    this.where = where;
    this.#fields = new Map(Object.entries(value));
  }

  has(key: string): boolean {
    return this.#fields.has(key);
  }

  get<T>(key: string, read: Read<T>): T {
    if (!this.#fields.has(key)) throw new VectorError(`${this.where}.${key} is missing`);
    this.#used.add(key);
    return read(this.#fields.get(key), `${this.where}.${key}`);
  }

  maybe<T>(key: string, read: Read<T>): T | undefined {
    return this.#fields.has(key) ? this.get(key, read) : undefined;
  }

  /** `{ [key]: value }`, or `{}` if the key is absent: an absent key is not passed on. */
  field<K extends string, T>(key: K, read: Read<T>): { [P in K]?: T } {
    const fields: { [P in K]?: T } = {};
    if (this.#fields.has(key)) fields[key] = this.get(key, read);
    return fields;
  }

  keys(): string[] {
    return [...this.#fields.keys()];
  }

  finish(): void {
    const left = this.keys().filter((key) => !this.#used.has(key));
    if (left.length > 0) {
      throw new VectorError(`${this.where} has unknown keys: ${left.join(", ")}`);
    }
  }
}

export function text(value: unknown, where: string): string {
  if (typeof value !== "string") throw mismatch(where, "a text", value);
  return value;
}

export function integer(value: unknown, where: string): number {
  if (!Number.isSafeInteger(value)) throw mismatch(where, "an integer", value);
  return value as number;
}

export function flag(value: unknown, where: string): boolean {
  if (typeof value !== "boolean") throw mismatch(where, "true or false", value);
  return value;
}

/** The literal `true`: a mark that is either present or absent. */
export function present(value: unknown, where: string): true {
  if (value !== true) throw mismatch(where, "true", value);
  return true;
}

/** An integer of any size, written as a text. */
export function bigText(value: unknown, where: string): bigint {
  if (typeof value !== "string" || !/^-?\d+$/.test(value)) {
    throw mismatch(where, "an integer as text", value);
  }
  return BigInt(value);
}

/** A part that is compared or read later. */
export function unread(value: unknown): unknown {
  return value;
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Read<T> {
  return (value, where) => {
    const found = allowed.find((name) => name === value);
    if (found === undefined) throw mismatch(where, `one of ${allowed.join(", ")}`, value);
    return found;
  };
}

export function orNull<T>(read: Read<T>): Read<T | null> {
  return (value, where) => value === null ? null : read(value, where);
}

export function listOf<T>(read: Read<T>): Read<T[]> {
  return (value, where) => {
    if (!Array.isArray(value)) throw mismatch(where, "a list", value);
    return value.map((item, index) => read(item, `${where}[${index}]`));
  };
}

export function pairOf<A, B>(first: Read<A>, second: Read<B>): Read<[A, B]> {
  return (value, where) => {
    if (!Array.isArray(value) || value.length !== 2) throw mismatch(where, "a pair", value);
    return [first(value[0], `${where}[0]`), second(value[1], `${where}[1]`)];
  };
}

/** An object that `read` has to use up. */
export function object<T>(read: (input: Input) => T): Read<T> {
  return (value, where) => {
    const input = new Input(value, where);
    const result = read(input);
    input.finish();
    return result;
  };
}

/** An object whose keys are data, such as call indices. */
export function tableOf<T>(read: Read<T>): Read<Map<string, T>> {
  return object((input) => new Map(input.keys().map((key) => [key, input.get(key, read)])));
}

function mismatch(where: string, wanted: string, value: unknown): VectorError {
  return new VectorError(`${where} should be ${wanted}, found ${JSON.stringify(value)}`);
}
