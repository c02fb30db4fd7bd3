/** The errors of the engine (engine.md 16), as one class whose fields are compared. */
import { describeThrown, UNWORDED } from "../records.ts";

export class ModelError extends Error {
  override readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(name: string, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = name;
    this.fields = fields;
  }
}

export function lifecycleError(message: string): ModelError {
  return new ModelError("LifecycleError", message);
}

export function reentrancyError(): ModelError {
  return new ModelError(
    "ReentrancyError",
    "this engine cannot be re-entered while one of its own policy callbacks is running",
  );
}

export function promiseError(): ModelError {
  return new ModelError(
    "TypeError",
    "policy callbacks must return synchronously; Promise and thenable results are not supported",
  );
}

/** A value that was thrown; wrapped, since `undefined` can be thrown too. */
export interface Failure {
  readonly value: unknown;
}

/** engine.md 13.5: the text carries the tail only if the cause has a string message. */
export function callbackError(failure: Failure, result?: unknown): ModelError {
  const { value } = failure;
  const message: unknown = typeof value === "object" && value !== null && "message" in value
    ? value.message
    : undefined;
  const base = "javascript policy callback failed";
  const text = typeof message === "string" ? `${base}: ${message}` : base;
  return new ModelError("PolicyCallbackError", message === UNWORDED ? UNWORDED : text, {
    cause: describeThrown(value),
    ...(result === undefined ? {} : { result }),
  });
}
