/**
 * Rejects, account blocks and their codes.
 *
 * @module
 */
export {
  AccountBlock,
  AccountControl,
  isRejectCodeEvaluationFailure,
  Reject,
  RejectCode,
  RejectScope,
} from "./pretrade/internal.ts";
