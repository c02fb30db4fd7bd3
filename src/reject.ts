/**
 * Rejects, account blocks and their codes.
 *
 * @module
 */
export { AccountBlockError, AccountBlockErrorKind } from "./engine/mod.ts";
export {
  AccountBlock,
  AccountControl,
  isRejectCodeEvaluationFailure,
  Reject,
  RejectCode,
  RejectScope,
} from "./pretrade/internal.ts";
