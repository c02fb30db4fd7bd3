/**
 * Stand-in for `@std/assert` where JSR can't be reached: the same names and signatures, no dependency, so that it runs on
 * hosts without any Node module too. The import map of the test commands puts it in place.
 */
import { equal, isPlain } from "./equal.ts";
import { show } from "./show.ts";

export { equal };

/** A failed assertion. */
export class AssertionError extends Error {
  override name = "AssertionError";
}

// deno-lint-ignore no-explicit-any -- the shape of every class, as the real one takes it
type AnyClass<T> = abstract new (...args: any[]) => T;

function check(condition: unknown, text: string, message: string | undefined): asserts condition {
  if (!condition) throw new AssertionError(message === undefined ? text : `${text}: ${message}`);
}

export function assert(condition: unknown, message = ""): asserts condition {
  if (!condition) throw new AssertionError(message || "Expected a truthy value");
}

export function assertFalse(value: unknown, message?: string): void {
  check(!value, `Expected a falsy value, got ${show(value)}`, message);
}

export function assertEquals<T>(actual: T, expected: T, message?: string): void {
  check(
    equal(actual, expected),
    `Values are not equal\n  actual:   ${show(actual)}\n  expected: ${show(expected)}`,
    message,
  );
}

export function assertNotEquals<T>(actual: T, expected: T, message?: string): void {
  check(!equal(actual, expected), `Expected another value than ${show(actual)}`, message);
}

export function assertStrictEquals<T>(
  actual: unknown,
  expected: T,
  message?: string,
): asserts actual is T {
  check(
    Object.is(actual, expected),
    `Values are not identical\n  actual:   ${show(actual)}\n  expected: ${show(expected)}`,
    message,
  );
}

export function assertNotStrictEquals<T>(actual: T, expected: T, message?: string): void {
  check(!Object.is(actual, expected), `Expected another value than ${show(actual)}`, message);
}

export function assertExists<T>(actual: T, message?: string): asserts actual is NonNullable<T> {
  check(actual !== undefined && actual !== null, `Expected a value, got ${actual}`, message);
}

export function assertInstanceOf<T>(
  actual: unknown,
  expectedType: AnyClass<T>,
  message?: string,
): asserts actual is T {
  check(
    actual instanceof expectedType,
    `Expected an instance of ${expectedType.name}, got ${show(actual)}`,
    message,
  );
}

export function assertNotInstanceOf<A, T>(
  actual: A,
  unexpectedType: AnyClass<T>,
  message?: string,
): asserts actual is Exclude<A, T> {
  check(!(actual instanceof unexpectedType), `Got an instance of ${unexpectedType.name}`, message);
}

export function assertStringIncludes(actual: string, expected: string, message?: string): void {
  check(actual.includes(expected), `Expected ${show(expected)} in ${show(actual)}`, message);
}

export function assertMatch(actual: string, expected: RegExp, message?: string): void {
  check(expected.test(actual), `Expected ${show(actual)} to match ${expected}`, message);
}

export function assertNotMatch(actual: string, expected: RegExp, message?: string): void {
  check(!expected.test(actual), `Expected ${show(actual)} not to match ${expected}`, message);
}

export function assertArrayIncludes<T>(
  actual: ArrayLike<T>,
  expected: ArrayLike<T>,
  message?: string,
): void {
  const items = Array.from(actual);
  const missing = Array.from(expected).filter((item) => !items.some((other) => equal(other, item)));
  check(missing.length === 0, `Expected ${show(missing)} in ${show(items)}`, message);
}

export function assertObjectMatch(
  // deno-lint-ignore no-explicit-any -- as the real one: objects of any interface
  actual: Record<PropertyKey, any>,
  expected: Record<PropertyKey, unknown>,
  message?: string,
): void {
  check(matches(actual, expected), `Expected ${show(actual)} to match ${show(expected)}`, message);
}

export function assertGreater<T>(actual: T, expected: T, message?: string): void {
  check(actual > expected, `Expected ${show(actual)} > ${show(expected)}`, message);
}

export function assertGreaterOrEqual<T>(actual: T, expected: T, message?: string): void {
  check(actual >= expected, `Expected ${show(actual)} >= ${show(expected)}`, message);
}

export function assertLess<T>(actual: T, expected: T, message?: string): void {
  check(actual < expected, `Expected ${show(actual)} < ${show(expected)}`, message);
}

export function assertLessOrEqual<T>(actual: T, expected: T, message?: string): void {
  check(actual <= expected, `Expected ${show(actual)} <= ${show(expected)}`, message);
}

export function assertIsError<E extends Error = Error>(
  error: unknown,
  ErrorClass?: AnyClass<E>,
  messageIncludes?: string | RegExp,
  message?: string,
): asserts error is E {
  check(error instanceof Error, `Expected an Error, got ${show(error)}`, message);
  if (ErrorClass !== undefined) {
    check(
      error instanceof ErrorClass,
      `Expected a ${ErrorClass.name}, got ${show(error)}`,
      message,
    );
  }
  if (messageIncludes === undefined) return;
  const isFound = typeof messageIncludes === "string"
    ? error.message.includes(messageIncludes)
    : messageIncludes.test(error.message);
  check(isFound, `Expected ${show(messageIncludes)} in ${show(error.message)}`, message);
}

export function assertThrows(fn: () => unknown, message?: string): unknown;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: AnyClass<E>,
  messageIncludes?: string,
  message?: string,
): E;
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  classOrMessage?: AnyClass<E> | string,
  messageIncludes?: string,
  message?: string,
): unknown {
  let thrown: { readonly value: unknown } | undefined;
  try {
    fn();
  } catch (value) {
    thrown = { value };
  }
  return checkThrown(thrown, "throw", classOrMessage, messageIncludes, message);
}

export async function assertRejects(
  fn: () => PromiseLike<unknown>,
  message?: string,
): Promise<unknown>;
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: AnyClass<E>,
  messageIncludes?: string,
  message?: string,
): Promise<E>;
export async function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  classOrMessage?: AnyClass<E> | string,
  messageIncludes?: string,
  message?: string,
): Promise<unknown> {
  let promise: PromiseLike<unknown>;
  try {
    promise = fn();
  } catch (error) {
    throw new AssertionError(`Expected the function to reject, it throws ${show(error)}`);
  }
  check(typeof promise?.then === "function", "Expected the function to return a promise", message);
  let thrown: { readonly value: unknown } | undefined;
  try {
    await promise;
  } catch (value) {
    thrown = { value };
  }
  return checkThrown(thrown, "reject", classOrMessage, messageIncludes, message);
}

export function fail(message?: string): never {
  throw new AssertionError(message === undefined ? "Failed assertion" : `Failed: ${message}`);
}

export function unreachable(reason = "Unreachable"): never {
  throw new AssertionError(reason);
}

function checkThrown<E extends Error>(
  thrown: { readonly value: unknown } | undefined,
  verb: string,
  classOrMessage: AnyClass<E> | string | undefined,
  messageIncludes: string | undefined,
  message: string | undefined,
): unknown {
  const note = typeof classOrMessage === "string" ? classOrMessage : message;
  check(thrown !== undefined, `Expected the function to ${verb}`, note);
  if (typeof classOrMessage === "function") {
    assertIsError(thrown.value, classOrMessage, messageIncludes, note);
  }
  return thrown.value;
}

/** Plain objects may lack keys that the actual value has; everything else, lengths of arrays too, must be equal. */
function matches(actual: unknown, expected: unknown): boolean {
  if (Array.isArray(actual) && Array.isArray(expected)) {
    return actual.length === expected.length &&
      expected.every((item, index) => matches(actual[index], item));
  }
  if (!isPlain(expected)) return equal(actual, expected);
  if (typeof actual !== "object" || actual === null) return false;
  return Reflect.ownKeys(expected).every((key) =>
    key in actual && matches(Reflect.get(actual, key), Reflect.get(expected, key))
  );
}
