import {
  decodeDropCopy,
  decodeHold,
  type DropCopyFacts,
  type HoldFacts,
  holdIn,
  type HoldWire,
  type Json,
  refusalIn,
  type VerdictWire,
} from "../engine/internal.ts";
import type { AccountAdjustmentOutcome, Lock } from "../model/internal.ts";
import {
  type AccountBlock,
  type DropCopyHold,
  type DropCopyResult,
  type ExecuteResult,
  makeDropCopyOperation,
  makeDropCopyResult,
  makeExecuteResult,
  makeRequest,
  makeReservation,
  makeStartResult,
  type PendingRequest,
  type StartResult,
} from "../pretrade/internal.ts";
import type { BlockingLink } from "./blocking_link.ts";
import { FarObject } from "./far_object.ts";
import { readNothing } from "./remote_handles.ts";

/** The engine's side of requests and reservations is on another thread; the handles themselves are the local ones. */

/** A request that waits on another thread. */
class FarRequest implements PendingRequest {
  readonly #link: BlockingLink;
  readonly #far: FarObject;

  constructor(link: BlockingLink, far: FarObject) {
    this.#link = link;
    this.#far = far;
  }

  execute(): ExecuteResult {
    this.#far.use();
    return this.#link.call((value, id) => readVerdict(this.#link, value, id), "run", this.#far.id);
  }

  drop(): void {
    dropFar(this.#link, this.#far);
  }
}

/** What an order holds on another thread. */
class FarHold implements DropCopyHold {
  readonly #link: BlockingLink;
  readonly #far: FarObject;
  readonly #facts: DropCopyFacts;

  constructor(link: BlockingLink, far: FarObject, facts: DropCopyFacts) {
    this.#link = link;
    this.#far = far;
    this.#facts = facts;
  }

  requireOpen(): void {
    this.#far.requireOpen();
  }

  lock(): Lock {
    this.#far.requireOpen();
    return this.#facts.lock.clone();
  }

  accountAdjustments(): AccountAdjustmentOutcome[] {
    this.#far.requireOpen();
    return [...this.#facts.outcomes];
  }

  firstBlock(): AccountBlock | undefined {
    this.#far.requireOpen();
    return this.#facts.block?.clone();
  }

  wasBlocked(): boolean {
    this.#far.requireOpen();
    return this.#facts.isBlocked;
  }

  commit(): void {
    this.#far.use();
    this.#link.call(readNothing, "commit", this.#far.id);
  }

  rollback(): void {
    this.#far.use();
    this.#link.call(readNothing, "rollback", this.#far.id);
  }

  letGo(): void {
    dropFar(this.#link, this.#far);
  }
}

/** Lets something go, if it is still open; a connection that has ended has let it go already. */
function dropFar(link: BlockingLink, far: FarObject): void {
  if (!far.isOpen || link.endedBy !== undefined) return;
  far.use();
  link.call(readNothing, "drop", far.id);
}

/** Reads how a start stage ended. */
export function readStart(link: BlockingLink, wire: Json, id: number): StartResult {
  const verdict = wire as unknown as VerdictWire;
  const rejects = refusalIn(verdict);
  if (rejects !== undefined) return makeStartResult(undefined, rejects);
  const far = new FarObject(id, link.watch, "request has already been executed");
  const request = makeRequest(new FarRequest(link, far));
  link.watch.watch(request, far);
  return makeStartResult(request, []);
}

/** Reads how both stages ended. */
export function readVerdict(link: BlockingLink, wire: Json, id: number): ExecuteResult {
  const verdict = wire as unknown as VerdictWire;
  const rejects = refusalIn(verdict);
  if (rejects !== undefined) return makeExecuteResult(undefined, rejects);
  const facts = { ...decodeHold(holdIn(verdict)), ...UNBLOCKED };
  const far = new FarObject(id, link.watch, "reservation has already been finalized");
  const reservation = makeReservation(new FarHold(link, far, facts));
  link.watch.watch(reservation, far);
  return makeExecuteResult(reservation, []);
}

/** Reads how a drop copy ended. */
export function readDropCopy(link: BlockingLink, wire: Json, id: number): DropCopyResult {
  const verdict = wire as unknown as VerdictWire;
  const rejects = refusalIn(verdict);
  if (rejects !== undefined) return makeDropCopyResult(undefined, rejects);
  const facts = decodeDropCopy(holdIn(verdict) as HoldWire);
  const far = new FarObject(id, link.watch, "drop-copy operation has already been finalized");
  const operation = makeDropCopyOperation(new FarHold(link, far, facts));
  link.watch.watch(operation, far);
  return makeDropCopyResult(operation, []);
}

/** A reservation tells nothing of blocks. */
const UNBLOCKED: Omit<DropCopyFacts, keyof HoldFacts> = { block: undefined, isBlocked: false };
