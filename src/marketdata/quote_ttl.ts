import { instance } from "../model/internal.ts";
import {
  markLibraryClass,
  notConstructibleError,
  rangeError,
  typeError,
} from "../param/internal.ts";
import { toMilliseconds, toNanoseconds } from "../internal/milliseconds.ts";

const MAKER: unique symbol = Symbol();

/** Durations are 64-bit numbers of seconds, so this many milliseconds are too many. */
const DURATION_MS_LIMIT = 2 ** 64 * 1000;

/** How long a quote lives, in nanoseconds. */
export type Lifetime = bigint | "infinite";

let lifetimeOf: (ttl: QuoteTtl) => Lifetime;
let isQuoteTtl: (value: unknown) => value is QuoteTtl;

/**
 * How long a quote stays fresh. Immutable.
 *
 * A quote is expired as soon as its age reaches the time to live, so `within(0)` means always expired.
 */
export class QuoteTtl {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "QuoteTtl";
  readonly #lifetime: Lifetime;

  static {
    markLibraryClass(this, "QuoteTtl");
    lifetimeOf = (ttl) => ttl.#lifetime;
    isQuoteTtl = (value): value is QuoteTtl =>
      typeof value === "object" && value !== null && #lifetime in value;
  }

  /** Made by the factories only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, lifetime: Lifetime) {
    if (maker !== MAKER) throw notConstructibleError("QuoteTtl");
    this.#lifetime = lifetime;
  }

  /** Quotes never expire. */
  static infinite(): QuoteTtl {
    return new QuoteTtl(MAKER, "infinite");
  }

  /**
   * Quotes expire after so many milliseconds, fractions kept to the nanosecond.
   *
   * @throws {TypeError} If it is no number.
   * @throws {RangeError} If it is negative, not finite or 2^64 seconds or more.
   */
  static within(durationMs: number): QuoteTtl {
    if (typeof durationMs !== "number") throw typeError("durationMs must be a number");
    if (!(durationMs >= 0 && durationMs < DURATION_MS_LIMIT)) {
      throw rangeError(
        "durationMs must be finite, non-negative, and representable as a duration",
      );
    }
    return new QuoteTtl(MAKER, toNanoseconds(durationMs));
  }

  /** Whether quotes never expire. */
  get isInfinite(): boolean {
    return this.#lifetime === "infinite";
  }

  /** The time to live in milliseconds; undefined if it is infinite. */
  get durationMs(): number | undefined {
    return this.#lifetime === "infinite" ? undefined : toMilliseconds(this.#lifetime);
  }

  /** Refuses `<`, `>` and `+`, which would compare or join texts in silence. @throws {TypeError} Always. */
  valueOf(): never {
    throw typeError("Cannot convert a QuoteTtl to a primitive value: use durationMs");
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

/** Reads a time to live, which has no plain form. @throws {TypeError} If it is none. */
export function readQuoteTtl(value: unknown): Lifetime {
  return lifetimeOf(instance(value, isQuoteTtl, "ttl", "QuoteTtl"));
}
