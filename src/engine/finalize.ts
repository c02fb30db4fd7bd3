import type { PendingMutation } from "../pretrade/internal.ts";

/** What went wrong while mutations were finalized. */
export interface FinalizerFailures {
  /** The first thrown value in running order. */
  first: { readonly value: unknown } | undefined;
  /** Whether a failing mutation belongs to a custom policy. */
  isCustom: boolean;
}

/** Runs every commit in order of registration; a failing one doesn't stop the rest. */
export function commitAll(mutations: readonly PendingMutation[]): FinalizerFailures {
  const failures: FinalizerFailures = { first: undefined, isCustom: false };
  for (let index = 0; index < mutations.length; index++) {
    const mutation = mutations[index] as PendingMutation;
    try {
      mutation.commit();
    } catch (value) {
      note(failures, mutation, value);
    }
  }
  return failures;
}

/** Runs every rollback, last registered first; a failing one doesn't stop the rest. */
export function rollbackAll(mutations: readonly PendingMutation[]): FinalizerFailures {
  const failures: FinalizerFailures = { first: undefined, isCustom: false };
  for (let index = mutations.length - 1; index >= 0; index--) {
    const mutation = mutations[index] as PendingMutation;
    try {
      mutation.rollback();
    } catch (value) {
      note(failures, mutation, value);
    }
  }
  return failures;
}

function note(failures: FinalizerFailures, mutation: PendingMutation, value: unknown): void {
  failures.first ??= { value };
  failures.isCustom ||= mutation.isCustom;
}
