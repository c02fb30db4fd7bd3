import { markLibraryClass, notConstructibleError } from "../param/internal.ts";
import { copyRejects, type Reject } from "./reject.ts";
import type { Request } from "./request.ts";
import type { Reservation } from "./reservation.ts";

const MAKER: unique symbol = Symbol();

/** What is common to all results. */
export interface ResultHandle {
  /** Does nothing: a result owns nothing. */
  free(): void;
  /** Does nothing: a result owns nothing. */
  [Symbol.dispose](): void;
}

/** An order passed the start stage. */
export interface StartAccepted extends ResultHandle {
  /** Whether the order passed. */
  readonly ok: true;
  /** The deferred main stage. */
  readonly request: Request;
  /** Empty; a fresh array at each reading. */
  readonly rejects: Reject[];
}

/** An order was refused in the start stage. */
export interface StartRejected extends ResultHandle {
  /** Whether the order passed. */
  readonly ok: false;
  /** Nothing to execute. */
  readonly request: undefined;
  /** Why, by policy; a fresh array at each reading. */
  readonly rejects: Reject[];
}

/** The outcome of a start stage; narrows on `ok`. */
export type StartResult = StartAccepted | StartRejected;

/** An order passed both stages. */
export interface ExecuteAccepted extends ResultHandle {
  /** Whether the order passed. */
  readonly ok: true;
  /** The held state, to be committed or rolled back. */
  readonly reservation: Reservation;
  /** Empty; a fresh array at each reading. */
  readonly rejects: Reject[];
}

/** An order was refused. */
export interface ExecuteRejected extends ResultHandle {
  /** Whether the order passed. */
  readonly ok: false;
  /** Nothing is held. */
  readonly reservation: undefined;
  /** Why, by policy; a fresh array at each reading. */
  readonly rejects: Reject[];
}

/** The outcome of both stages; narrows on `ok`. */
export type ExecuteResult = ExecuteAccepted | ExecuteRejected;

/** A class whose instances only the engine makes, for `instanceof`. */
export interface ResultClass<Result> {
  /** The prototype of the results. */
  readonly prototype: Result;
  /** Whether a value is such a result. */
  [Symbol.hasInstance](value: unknown): value is Result;
}

/** Makes the result of a start stage that passed or, without a request, was refused. */
export let makeStartResult: (
  request: Request | undefined,
  rejects: readonly Reject[],
) => StartResult;
/** Makes the result of both stages that passed or, without a reservation, were refused. */
export let makeExecuteResult: (
  reservation: Reservation | undefined,
  rejects: readonly Reject[],
) => ExecuteResult;

/** The class of start results. */
export const StartResult: ResultClass<StartResult> = class StartResult {
  readonly #request: Request | undefined;
  readonly #rejects: readonly Reject[];

  static {
    markLibraryClass(this, "StartResult");
    makeStartResult = (request, rejects) =>
      new this(MAKER, request, rejects) as unknown as StartAccepted;
  }

  constructor(maker: symbol, request: Request | undefined, rejects: readonly Reject[]) {
    if (maker !== MAKER) throw notConstructibleError("StartResult");
    this.#request = request;
    this.#rejects = rejects;
  }

  get ok(): boolean {
    return this.#request !== undefined;
  }

  get request(): Request | undefined {
    return this.#request;
  }

  get rejects(): Reject[] {
    return copyRejects(this.#rejects);
  }

  free(): void {}

  [Symbol.dispose](): void {}
} as unknown as ResultClass<StartResult>;

/** The class of execute results. */
export const ExecuteResult: ResultClass<ExecuteResult> = class ExecuteResult {
  readonly #reservation: Reservation | undefined;
  readonly #rejects: readonly Reject[];

  static {
    markLibraryClass(this, "ExecuteResult");
    makeExecuteResult = (reservation, rejects) =>
      new this(MAKER, reservation, rejects) as unknown as ExecuteAccepted;
  }

  constructor(maker: symbol, reservation: Reservation | undefined, rejects: readonly Reject[]) {
    if (maker !== MAKER) throw notConstructibleError("ExecuteResult");
    this.#reservation = reservation;
    this.#rejects = rejects;
  }

  get ok(): boolean {
    return this.#reservation !== undefined;
  }

  get reservation(): Reservation | undefined {
    return this.#reservation;
  }

  get rejects(): Reject[] {
    return copyRejects(this.#rejects);
  }

  free(): void {}

  [Symbol.dispose](): void {}
} as unknown as ResultClass<ExecuteResult>;
