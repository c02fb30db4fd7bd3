import type { Decimal } from "../internal/decimal/mod.ts";
import {
  type AccountAdjustmentOutcome,
  type Lock,
  makeLock,
  type OrderData,
  orderForHook,
} from "../model/internal.ts";
import {
  type AccountBlock,
  type Asker,
  blockOfReject,
  type Context,
  type ContextSource,
  type DropCopyHold,
  type ExecuteResult,
  LifecycleError,
  makeContext,
  makeReject,
  type PendingMutation,
  type PendingRequest,
  type PolicyUnit,
  type PreTradeRun,
  type Reject,
} from "../pretrade/internal.ts";
import type { Watched } from "../runtime/finalizer.ts";
import type { EngineCore } from "./core.ts";

/** What an operation is for. */
export type OperationKind = "live" | "dryRun" | "dropCopy";

/** How far an operation has come. A later phase never goes back. */
export const Phase = {
  /** The start stage runs or has passed; the request may be executed. */
  Started: 0,
  /** The main stage runs. */
  Executing: 1,
  /** The reservation is open. */
  Open: 2,
  /** Rejected, finalized or let go: nothing works any more. */
  Ended: 3,
} as const;
export type Phase = typeof Phase[keyof typeof Phase];

/** A value that a callback threw; wrapped because anything can be thrown, undefined too. */
export interface Thrown {
  readonly value: unknown;
}

/**
 * One order on its way through the engine, from the start stage to the end of its reservation. It collects what the
 * policies contribute and is the engine's side of the request and of the reservation at once, so an accepted
 * order costs few objects.
 */
export class PreTradeOperation
  implements PreTradeRun, ContextSource, PendingRequest, DropCopyHold, Watched {
  readonly core: EngineCore;
  readonly order: OrderData;
  readonly kind: OperationKind;
  readonly accountId: bigint | undefined;
  readonly startNs: bigint;
  phase: Phase;
  /** Whether an older block refused the order; no policy ran and nothing new is recorded. */
  isRefusedAsBlocked: boolean;
  /** Stable number of an accepted operation, counted by the engine; 0 before. */
  number: number;
  rejects: Reject[];
  mutations: PendingMutation[];
  thrown: Thrown | undefined;
  lockEntries: [number, Decimal][];
  outcomes: AccountAdjustmentOutcome[];
  watch: Watched["watch"];
  /** What the first custom policy is told; most engines have no other. */
  #context: Context | undefined;
  #asker: Asker | undefined;
  #otherContexts: Map<Asker, Context> | undefined;
  #group: number | undefined;
  #isGroupKnown: boolean;
  #deferred: AccountBlock[];
  /** Whether a drop copy is on its way: blocks are only noted, and start mutations are taken. */
  #isDeferring: boolean;
  /** How many of the mutations were recorded for the start stage. */
  #startMutations: number;
  #wasBlocked: boolean;

  constructor(
    core: EngineCore,
    order: OrderData,
    kind: OperationKind,
    startNs: bigint,
  ) {
    this.core = core;
    this.order = order;
    this.kind = kind;
    this.accountId = order.operation?.accountId;
    this.startNs = startNs;
    this.phase = Phase.Started;
    this.isRefusedAsBlocked = false;
    this.number = 0;
    // Most operations add to none of these: shared empty lists, replaced at the first addition.
    this.rejects = NO_REJECTS;
    this.mutations = NO_MUTATIONS;
    this.lockEntries = NO_PRICES;
    this.outcomes = NO_OUTCOMES;
    this.thrown = undefined;
    this.watch = undefined;
    this.#context = undefined;
    this.#asker = undefined;
    this.#otherContexts = undefined;
    this.#group = undefined;
    this.#isGroupKnown = false;
    this.#deferred = kind === "dropCopy" ? [] : NO_BLOCKS;
    this.#isDeferring = kind === "dropCopy";
    this.#startMutations = 0;
    this.#wasBlocked = false;
  }

  get isDryRun(): boolean {
    return this.kind === "dryRun";
  }

  get isDropCopy(): boolean {
    return this.kind === "dropCopy";
  }

  // What policies contribute.

  reject(reject: Reject): void {
    // A drop copy goes on, so what its rejects ask for is noted like any other block.
    if (this.#isDeferring && reject.scope === "account") this.#deferred.push(blockOfReject(reject));
    if (this.rejects === NO_REJECTS) this.rejects = [reject];
    else this.rejects.push(reject);
  }

  mutate(mutation: PendingMutation): void {
    if (this.mutations === NO_MUTATIONS) this.mutations = [mutation];
    else this.mutations.push(mutation);
  }

  lockPrice(policyGroupId: number, price: Decimal): void {
    if (this.lockEntries === NO_PRICES) this.lockEntries = [[policyGroupId, price]];
    else this.lockEntries.push([policyGroupId, price]);
  }

  adjust(outcome: AccountAdjustmentOutcome): void {
    if (this.outcomes === NO_OUTCOMES) this.outcomes = [outcome];
    else this.outcomes.push(outcome);
  }

  /** A policy threw: a refusal, and the operation will throw at its end. The first thrown value wins. */
  fail(unit: PolicyUnit, value: unknown): void {
    this.thrown ??= { value };
    this.reject(callbackFailure(unit));
  }

  // What custom hooks see.

  contextFor(asker: Asker): Context {
    if (asker === this.#asker) return this.#context as Context;
    if (this.#context === undefined) {
      this.#asker = asker;
      return this.#context = makeContext(this, asker);
    }
    const others = this.#otherContexts ??= new Map();
    let context = others.get(asker);
    if (context === undefined) others.set(asker, context = makeContext(this, asker));
    return context;
  }

  orderForHook(): unknown {
    return orderForHook(this.order);
  }

  /** The same for all hooks of the operation, whatever happens to the account meanwhile. */
  accountGroup(): number | undefined {
    if (!this.#isGroupKnown && this.accountId !== undefined) {
      this.#group = this.core.groups.groupOf(this.accountId);
      this.#isGroupKnown = true;
    }
    return this.#group;
  }

  blockAccount(block: AccountBlock): void {
    if (this.phase === Phase.Ended) {
      throw new LifecycleError("account control is no longer valid for its transaction");
    }
    if (this.#isDeferring) this.#deferred.push(block);
    else this.core.blocks.blockAccount(this.accountId as bigint, block);
  }

  /** The drop copy can't be evaluated: its blocks are forgotten, and those of rollbacks are recorded at once. */
  abandonDeferredBlocks(): void {
    this.#isDeferring = false;
    this.#deferred = NO_BLOCKS;
  }

  /** The drop copy was booked: its blocks are recorded in the order in which they were asked for. */
  applyDeferredBlocks(): void {
    this.#isDeferring = false;
    const account = this.accountId as bigint;
    for (const block of this.#deferred) this.core.blocks.blockAccount(account, block);
    this.#wasBlocked = this.core.blocks.check(account, this.core.groups) !== undefined;
  }

  /** Takes a mutation of the start stage; those stand before the others, also if a main hook gives them. */
  recordStartMutation(asker: Asker, mutation: unknown): void {
    if (!this.#isDeferring) {
      throw new LifecycleError("context is not an active drop-copy operation");
    }
    const pending = asker.readMutation(mutation);
    if (this.mutations === NO_MUTATIONS) this.mutations = [pending];
    else this.mutations.splice(this.#startMutations, 0, pending);
    this.#startMutations++;
  }

  // The request.

  execute(): ExecuteResult {
    return this.core.execute(this);
  }

  drop(): void {
    this.core.dropRequest(this);
  }

  // The reservation.

  requireOpen(): void {
    this.core.guard.enter();
    if (this.phase !== Phase.Open) {
      const name = this.isDropCopy ? "drop-copy operation" : "reservation";
      throw new LifecycleError(`${name} has already been finalized`);
    }
  }

  lock(): Lock {
    this.requireOpen();
    return this.lockCopy();
  }

  accountAdjustments(): AccountAdjustmentOutcome[] {
    this.requireOpen();
    return this.outcomes.slice();
  }

  firstBlock(): AccountBlock | undefined {
    this.requireOpen();
    return this.#deferred[0]?.clone();
  }

  wasBlocked(): boolean {
    this.requireOpen();
    return this.#wasBlocked;
  }

  commit(): void {
    this.requireOpen();
    this.core.finalize(this, true);
  }

  rollback(): void {
    this.requireOpen();
    this.core.finalize(this, false);
  }

  letGo(): void {
    this.core.letGo(this);
  }

  lockCopy(): Lock {
    return makeLock(this.lockEntries);
  }
}

const NO_REJECTS: Reject[] = [];
const NO_MUTATIONS: PendingMutation[] = [];
const NO_PRICES: [number, Decimal][] = [];
const NO_OUTCOMES: AccountAdjustmentOutcome[] = [];
const NO_BLOCKS: AccountBlock[] = [];

/** The reject that stands for a policy that threw. */
export function callbackFailure(unit: PolicyUnit): Reject {
  return makeReject(
    unit.name,
    "order",
    "SystemUnavailable",
    "javascript policy callback failed",
    "javascript policy callback raised an exception",
  );
}
