/**
 * Errors of account groups, blocks and retirement.
 *
 * @module
 */
export {
  Accounts,
  type BlockInfo,
  type BlockListing,
  type BlockSlot,
  type Holding,
} from "./engine/internal.ts";
export {
  AccountBlockError,
  AccountBlockErrorKind,
  AccountGroupRegistrationError,
  AccountGroupRegistrationErrorKind,
  AccountRetirementError,
  AccountRetirementErrorKind,
} from "./engine/mod.ts";
