/** Ways for any callback to fail: throwing, or answering too late. */

/** What must arrive as the cause. */
export interface Cause {
  /** The very value, unless it is an error of the engine's own making. */
  readonly is?: { readonly value: unknown };
  readonly name?: string;
  readonly message?: string;
}

export interface Failing {
  readonly name: string;
  readonly run: () => unknown;
  readonly cause: Cause;
}

export function throwing(name: string, value: unknown): Failing {
  const run = (): never => {
    throw value;
  };
  return { name, run, cause: { is: { value } } };
}

const LATE: Cause = {
  name: "TypeError",
  message: "policy callbacks must return synchronously; " +
    "Promise and thenable results are not supported",
};

function late(name: string, run: () => unknown): Failing {
  return { name, run, cause: LATE };
}

const fromGetter = new RangeError("then");

export const FAILING: readonly Failing[] = [
  throwing("throws an Error", new Error("boom")),
  throwing("throws a frozen record with a message", Object.freeze({ message: "boom" })),
  throwing("throws a record whose message is no text", { message: 5 }),
  throwing("throws a text", "boom"),
  throwing("throws undefined", undefined),
  throwing("throws null", null),
  late("returns a promise", () => Promise.resolve()),
  late("returns a promise that rejects", () => Promise.reject(new Error("late"))),
  late("returns a promise of a subclass", () => new (class extends Promise<void> {})(() => {})),
  late("returns a thenable", () => ({
    then() {
      throw new Error("Thenable was called");
    },
  })),
  late("returns a function with then", () => Object.assign(() => {}, { then: () => {} })),
  {
    name: "returns an object whose `then` can't be read",
    run: () => ({
      get then() {
        throw fromGetter;
      },
    }),
    cause: { is: { value: fromGetter } },
  },
];
