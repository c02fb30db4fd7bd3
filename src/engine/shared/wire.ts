import type { SyncMode } from "../sync_rules.ts";

/**
 * What travels between an engine and a caller on another thread: one text per message, so that the same messages serve ports, shared
 * memory, HTTP and storage. Arrays, not objects, where orders pass. Source: docs/semantics.md rule SYN-6.
 */

/** Anything that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;
/** A JSON object. */
export interface JsonRecord {
  readonly [key: string]: Json;
}

/** One call: its number, what is to be done, and with what. A request or reservation is known by the number of the call that made it. */
export type CallWire = readonly [id: number, op: string, ...args: Json[]];

/** Calls of one thread, in order; without any it is a sign of life. */
export type CallFrame = readonly [version: number, from: string, calls: readonly CallWire[]];

/** One answer: the number of its call, and a value (1) or an error (0). */
export type AnswerWire = readonly [id: number, isDone: 0 | 1, value: Json];

/** The answers to one frame, in order. */
export type AnswerFrame = readonly [version: number, answers: readonly AnswerWire[]];

/** What a caller must know of an engine before its first call. */
export interface EngineDescription {
  /** Who may call. */
  readonly mode: SyncMode;
  /** The thread that built it. */
  readonly owner: string;
  /** Whether it refuses unknown fields, which is checked where the order comes from. */
  readonly isStrictInput: boolean;
  /** Whether a custom policy may want what the caller adds to orders and reports. */
  readonly keepsAdditions: boolean;
}

/** The numbers of an order that has nothing but an operation: texts, null where absent. */
export type OperationWire = readonly [
  underlyingAsset: string | null,
  settlementAsset: string | null,
  accountId: string | null,
  side: string | null,
  quantity: string | null,
  volume: string | null,
  price: string | null,
];

/** An order: its operation alone, nothing at all, or everything as a general value. */
export type OrderWire = OperationWire | readonly [] | { readonly order: Json };

/** A reject: policy, scope, code, reason, details and, unless it is 0, the policy's token. */
export type RejectWire = readonly string[];

/** What a reservation or drop copy tells of itself: lock, outcomes and, for a drop copy, its block and whether the account is blocked. */
export type HoldWire = readonly [
  lock: string | null,
  outcomes: Json,
  block?: Json,
  isBlocked?: boolean,
];

/** How a stage ended: accepted, accepted with something to tell of what is held, or refused. */
export type VerdictWire = 1 | readonly [1, HoldWire] | readonly [0, readonly RejectWire[]];
