/**
 * Errors of account groups, blocks and retirement.
 *
 * @module
 */
export { Accounts, type BlockInfo, type BlockListing, type BlockSlot } from "./engine/internal.ts";
export {
  AccountBlockError,
  AccountBlockErrorKind,
  AccountGroupRegistrationError,
  AccountGroupRegistrationErrorKind,
  AccountRetirementError,
  AccountRetirementErrorKind,
} from "./engine/mod.ts";
