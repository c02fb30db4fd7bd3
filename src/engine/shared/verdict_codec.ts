import { type AccountAdjustmentOutcome, Lock } from "../../model/internal.ts";
import { type AccountBlock, makeReject, type Reject } from "../../pretrade/internal.ts";
import { decodeValue, encodeValue } from "./value_codec.ts";
import type { HoldWire, Json, RejectWire, VerdictWire } from "./wire.ts";

/** What a reservation tells of itself; the same on both threads. */
export interface HoldFacts {
  readonly lock: Lock;
  readonly outcomes: readonly AccountAdjustmentOutcome[];
}

/** What a drop copy tells of itself. */
export interface DropCopyFacts extends HoldFacts {
  readonly block: AccountBlock | undefined;
  readonly isBlocked: boolean;
}

/** Writes the reasons of a refusal. */
export function encodeRejects(rejects: readonly Reject[]): RejectWire[] {
  return rejects.map(({ policy, scope, code, reason, details, userData }): RejectWire =>
    userData === 0n
      ? [policy, scope, code, reason, details]
      : [policy, scope, code, reason, details, userData.toString()]
  );
}

/** Reads the reasons of a refusal. */
export function decodeRejects(wire: readonly RejectWire[]): Reject[] {
  return wire.map(([policy = "", scope, code, reason = "", details = "", userData = "0"]) =>
    makeReject(
      policy,
      scope as Reject["scope"],
      code as Reject["code"],
      reason,
      details,
      BigInt(userData),
    )
  );
}

/** Writes what is held; undefined if there is nothing to tell, which is the usual case. */
export function encodeHold(facts: HoldFacts): HoldWire | undefined {
  const lock = facts.lock.isEmpty ? null : facts.lock.toJson();
  if (lock === null && facts.outcomes.length === 0) return undefined;
  return [lock, encodeOutcomes(facts.outcomes)];
}

/** Writes a drop copy. */
export function encodeDropCopy(facts: DropCopyFacts): HoldWire {
  const lock = facts.lock.isEmpty ? null : facts.lock.toJson();
  return [lock, encodeOutcomes(facts.outcomes), encodeValue(facts.block), facts.isBlocked];
}

/** Reads what is held. */
export function decodeHold(wire: HoldWire | undefined): HoldFacts {
  return wire === undefined ? NOTHING : {
    lock: decodeLock(wire[0]),
    outcomes: decodeOutcomes(wire[1]),
  };
}

/** Reads a drop copy. */
export function decodeDropCopy(wire: HoldWire): DropCopyFacts {
  const [lock, outcomes, block = null, isBlocked = false] = wire;
  return {
    lock: decodeLock(lock),
    outcomes: decodeOutcomes(outcomes),
    block: decodeValue(block) as AccountBlock | undefined,
    isBlocked,
  };
}

function encodeOutcomes(outcomes: readonly AccountAdjustmentOutcome[]): Json {
  return outcomes.length === 0 ? null : encodeValue([...outcomes]);
}

function decodeOutcomes(wire: Json): readonly AccountAdjustmentOutcome[] {
  return wire === null ? [] : decodeValue(wire) as AccountAdjustmentOutcome[];
}

function decodeLock(text: string | null): Lock {
  return text === null ? new Lock() : Lock.fromJson(text);
}

// Locks are only ever handed out as copies.
const NOTHING: HoldFacts = { lock: new Lock(), outcomes: [] };

/** The reasons of a refusal; undefined if there was none. */
export function refusalIn(verdict: VerdictWire): Reject[] | undefined {
  return verdict !== 1 && verdict[0] === 0 ? decodeRejects(verdict[1]) : undefined;
}

/** What is told of a hold; undefined if there is nothing to tell, or no hold. */
export function holdIn(verdict: VerdictWire): HoldWire | undefined {
  return verdict !== 1 && verdict[0] === 1 ? verdict[1] : undefined;
}
