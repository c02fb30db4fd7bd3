/**
 * Mutations of custom policies.
 *
 * @module
 */
export { Mutation } from "./pretrade/internal.ts";
export type {
  KillSwitchMutationInit,
  MutationFn,
  NotionalMutationInit,
  SynchronousMutationResult,
} from "./pretrade/internal.ts";
