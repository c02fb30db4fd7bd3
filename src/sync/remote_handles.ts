import type { DropCopyFacts, HoldFacts, Json, VerdictWire } from "../engine/internal.ts";
import {
  decodeDropCopy,
  decodeHold,
  holdIn,
  type HoldWire,
  refusalIn,
} from "../engine/internal.ts";
import type { AccountAdjustmentOutcome, Lock } from "../model/internal.ts";
import { iterable } from "../model/internal.ts";
import { markLibraryClass, notConstructibleError, typeError } from "../param/internal.ts";
import type { AccountBlock, Reject } from "../pretrade/internal.ts";
import type { FarBatch, FarObject } from "./far_object.ts";
import type { Link, ReadAnswer } from "./link.ts";

const MAKER: unique symbol = Symbol();

/** An order passed the start stage of an engine on another thread. */
export interface RemoteStartAccepted {
  /** Whether the order passed. */
  readonly ok: true;
  /** The deferred main stage. */
  readonly request: RemoteRequest;
  /** Empty. */
  readonly rejects: Reject[];
}

/** An order passed both stages of an engine on another thread. */
export interface RemoteExecuteAccepted {
  /** Whether the order passed. */
  readonly ok: true;
  /** The held state, to be committed or rolled back. */
  readonly reservation: RemoteReservation;
  /** Empty. */
  readonly rejects: Reject[];
}

/** A drop copy was booked by an engine on another thread. */
export interface RemoteDropCopyAccepted {
  /** Whether it was booked. */
  readonly ok: true;
  /** The booking, to be committed or rolled back. */
  readonly operation: RemoteDropCopyOperation;
  /** Empty. */
  readonly rejects: Reject[];
}

/** An engine on another thread refused. */
export interface RemoteRejected {
  /** Whether the order passed. */
  readonly ok: false;
  /** Nothing to execute. */
  readonly request?: undefined;
  /** Nothing is held. */
  readonly reservation?: undefined;
  /** Nothing was booked. */
  readonly operation?: undefined;
  /** Why, by policy. */
  readonly rejects: Reject[];
}

/** The outcome of a start stage; narrows on `ok`. */
export type RemoteStartResult = RemoteStartAccepted | RemoteRejected;
/** The outcome of both stages; narrows on `ok`. */
export type RemoteExecuteResult = RemoteExecuteAccepted | RemoteRejected;
/** The outcome of a drop copy; narrows on `ok`. */
export type RemoteDropCopyResult = RemoteDropCopyAccepted | RemoteRejected;

let makeRequest: (link: Link, id: number) => RemoteRequest;
let makeReservation: (
  link: Link,
  id: number,
  facts: HoldFacts,
  batch: HandleBatch | undefined,
) => RemoteReservation;
/** Uses a reservation up, to be committed with others. @throws {LifecycleError} The second time. */
let takeReservation: (
  reservation: RemoteReservation,
) => { readonly link: Link; readonly id: number };
let isReservation: (value: unknown) => value is RemoteReservation;
let makeDropCopy: (link: Link, id: number, facts: DropCopyFacts) => RemoteDropCopyOperation;

/** Makes the one call that uses something up. Fails the second time. */
function use<Value>(
  link: Link,
  far: FarObject,
  op: string,
  read: ReadAnswer<Value>,
): Promise<Value> {
  try {
    far.use();
  } catch (error) {
    return Promise.reject(error);
  }
  return link.call(read, op, far.id);
}

/** Lets something go, if it is still open; a connection that has ended has let it go already. */
async function drop(link: Link, far: FarObject): Promise<void> {
  if (far.isOpen) await use(link, far, "drop", readNothing).catch(() => {});
}

/** An order that passed the start stage on another thread. Single-use; let go, it does nothing. */
export class RemoteRequest {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "RemoteRequest";
  readonly #link: Link;
  readonly #far: FarObject;

  static {
    markLibraryClass(this, "RemoteRequest");
    makeRequest = (link, id) => new RemoteRequest(MAKER, link, id);
  }

  /** Made by a remote engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, link: Link, id: number) {
    if (maker !== MAKER) throw notConstructibleError("RemoteRequest");
    this.#link = link;
    this.#far = link.open(this, id, "request has already been executed");
  }

  /**
   * Runs the main checks, which reserve state.
   *
   * @returns A reservation, or the rejects after everything was undone.
   * @throws {LifecycleError} The second time, or if the connection has ended.
   * @throws {PolicyCallbackError} If a callback of a custom policy failed; everything was undone.
   */
  execute(): Promise<RemoteExecuteResult> {
    const link = this.#link;
    return use(link, this.#far, "run", (value, id) => readExecuteResult(link, value, id));
  }

  /** Uses the request up; may be repeated. */
  [Symbol.asyncDispose](): Promise<void> {
    return drop(this.#link, this.#far);
  }
}

/**
 * The state that an accepted order holds on another thread. Single-use: commit it when the order went out, roll it back when it didn't. It
 * never outlives the connection.
 */
export class RemoteReservation {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "RemoteReservation";
  readonly #link: Link;
  readonly #far: FarObject;
  readonly #facts: HoldFacts;
  // Never read: as long as a reservation of the batch is left, so is this.
  readonly #shared: object | undefined;

  static {
    markLibraryClass(this, "RemoteReservation");
    makeReservation = (link, id, facts, batch) =>
      new RemoteReservation(MAKER, link, id, facts, batch);
    isReservation = (value): value is RemoteReservation =>
      typeof value === "object" && value !== null && #far in value;
    takeReservation = (reservation) => {
      reservation.#far.use();
      return { link: reservation.#link, id: reservation.#far.id };
    };
  }

  /** Made by a remote engine only. @throws {TypeError} If called from outside. */
  private constructor(
    maker: symbol,
    link: Link,
    id: number,
    facts: HoldFacts,
    batch: HandleBatch | undefined,
  ) {
    if (maker !== MAKER) throw notConstructibleError("RemoteReservation");
    const ended = "reservation has already been finalized";
    this.#link = link;
    this.#far = batch === undefined ? link.open(this, id, ended) : batch.far.open(id, ended);
    this.#shared = batch?.shared;
    this.#facts = facts;
  }

  /** The prices to be stored with the order; at hand, so no call is made. @throws {LifecycleError} After finalization. */
  lock(): Lock {
    this.#far.requireOpen();
    return this.#facts.lock.clone();
  }

  /** What the order changes; at hand, so no call is made. @throws {LifecycleError} After finalization. */
  accountAdjustments(): AccountAdjustmentOutcome[] {
    this.#far.requireOpen();
    return [...this.#facts.outcomes];
  }

  /** Makes the held state final. @throws {LifecycleError} The second time. @throws {PolicyCallbackError} If a callback threw. */
  commit(): Promise<void> {
    return use(this.#link, this.#far, "commit", readNothing);
  }

  /** Undoes the held state, last change first. @throws {LifecycleError} The second time. @throws {PolicyCallbackError} If a callback threw. */
  rollback(): Promise<void> {
    return use(this.#link, this.#far, "rollback", readNothing);
  }

  /** Rolls back if still open; may be repeated. Errors of callbacks reach nobody. */
  [Symbol.asyncDispose](): Promise<void> {
    return drop(this.#link, this.#far);
  }
}

/** An order that already exists at the venue, booked by an engine on another thread. Single-use: commit it, or roll it back. */
export class RemoteDropCopyOperation {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "RemoteDropCopyOperation";
  readonly #link: Link;
  readonly #far: FarObject;
  readonly #facts: DropCopyFacts;

  static {
    markLibraryClass(this, "RemoteDropCopyOperation");
    makeDropCopy = (link, id, facts) => new RemoteDropCopyOperation(MAKER, link, id, facts);
  }

  /** Made by a remote engine only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, link: Link, id: number, facts: DropCopyFacts) {
    if (maker !== MAKER) throw notConstructibleError("RemoteDropCopyOperation");
    this.#link = link;
    this.#far = link.open(this, id, "drop-copy operation has already been finalized");
    this.#facts = facts;
  }

  /** The prices to be stored with the order; at hand, so no call is made. @throws {LifecycleError} After finalization. */
  lock(): Lock {
    this.#far.requireOpen();
    return this.#facts.lock.clone();
  }

  /** What the order changes; at hand, so no call is made. @throws {LifecycleError} After finalization. */
  accountAdjustments(): AccountAdjustmentOutcome[] {
    this.#far.requireOpen();
    return [...this.#facts.outcomes];
  }

  /** The first block that this operation asked for. @throws {LifecycleError} After finalization. */
  accountBlock(): AccountBlock | undefined {
    this.#far.requireOpen();
    return this.#facts.block?.clone();
  }

  /** Whether the account was blocked when the drop copy had been applied. @throws {LifecycleError} After finalization. */
  isAccountBlocked(): boolean {
    this.#far.requireOpen();
    return this.#facts.isBlocked;
  }

  /** Makes the booking final. @throws {LifecycleError} The second time. @throws {PolicyCallbackError} If a callback threw. */
  commit(): Promise<void> {
    return use(this.#link, this.#far, "commit", readNothing);
  }

  /** Undoes the booking, last change first; blocks stay. @throws {LifecycleError} The second time. @throws {PolicyCallbackError} If a callback threw. */
  rollback(): Promise<void> {
    return use(this.#link, this.#far, "rollback", readNothing);
  }

  /** Rolls back if still open; may be repeated. Errors of callbacks reach nobody. */
  [Symbol.asyncDispose](): Promise<void> {
    return drop(this.#link, this.#far);
  }
}

/** Reads how a start stage ended. */
export function readStartResult(link: Link, wire: Json, id: number): RemoteStartResult {
  const verdict = wire as unknown as VerdictWire;
  const rejects = refusalIn(verdict);
  if (rejects !== undefined) return { ok: false, rejects };
  return { ok: true, request: makeRequest(link, id), rejects: [] };
}

/** What the handles of one call have in common. */
interface HandleBatch {
  /** Collected when the last of the handles is. */
  readonly shared: object;
  readonly far: FarBatch;
}

/** Reads how both stages of many orders ended. */
export function readBatchResults(link: Link, wire: Json, first: number): RemoteExecuteResult[] {
  const shared = {};
  const batch: HandleBatch = { shared, far: link.openBatch(shared) };
  return (wire as readonly Json[]).map((verdict, index) =>
    readExecuteResult(link, verdict, first + index, batch)
  );
}

/**
 * Commits many reservations by one call per engine: all that are open, also if others fail.
 *
 * @throws The first failure: a reservation that was used before, else what the first engine that failed gave.
 */
export async function commitAll(reservations: Iterable<RemoteReservation>): Promise<void> {
  const holds = new Map<Link, number[]>();
  let failure: { readonly reason: unknown } | undefined;
  // All are looked at before the first one is used up.
  const message = "reservations must be an iterable of RemoteReservation";
  const batch = Array.from(iterable(reservations, message), (item) => {
    if (!isReservation(item)) throw typeError(message);
    return item;
  });
  for (const reservation of batch) {
    try {
      const { link, id } = takeReservation(reservation);
      const ids = holds.get(link);
      if (ids === undefined) holds.set(link, [id]);
      else ids.push(id);
    } catch (reason) {
      failure ??= { reason };
    }
  }
  const calls = Array.from(holds, ([link, ids]) => link.call(readNothing, "commitAll", ids));
  for (const answer of await Promise.allSettled(calls)) {
    if (answer.status === "rejected") failure ??= answer;
  }
  if (failure !== undefined) throw failure.reason;
}

/** Reads how both stages ended. */
export function readExecuteResult(
  link: Link,
  wire: Json,
  id: number,
  batch?: HandleBatch,
): RemoteExecuteResult {
  const verdict = wire as unknown as VerdictWire;
  const rejects = refusalIn(verdict);
  if (rejects !== undefined) return { ok: false, rejects };
  const reservation = makeReservation(link, id, decodeHold(holdIn(verdict)), batch);
  return { ok: true, reservation, rejects: [] };
}

/** Reads how a drop copy ended. */
export function readDropCopyResult(link: Link, wire: Json, id: number): RemoteDropCopyResult {
  const verdict = wire as unknown as VerdictWire;
  const rejects = refusalIn(verdict);
  if (rejects !== undefined) return { ok: false, rejects };
  const operation = makeDropCopy(link, id, decodeDropCopy(holdIn(verdict) as HoldWire));
  return { ok: true, operation, rejects: [] };
}

/** Reads the answer of a call that gives nothing. */
export function readNothing(): void {}
