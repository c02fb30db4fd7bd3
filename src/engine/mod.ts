/**
 * The engine, its builders and every error class of the package.
 *
 * @module
 */
export {
  AlreadyRegistered,
  MarketDataError,
  QuoteExpired,
  QuoteUnavailable,
  RegistrationError,
  RegistrationErrorKind,
  UnknownInstrument,
  UnknownInstrumentId,
} from "../marketdata/mod.ts";
export {
  ReferenceBookRegistrationError,
  ReferenceBookRegistrationErrorKind,
  UnknownReferenceBookInstrumentId,
} from "../marketdata/internal.ts";
export {
  AccountIdError,
  AssetError,
  type DecimalInput,
  ErrorCode,
  OpenpitValueError,
  ParamError,
  ParamKind,
  type ValueErrorOptions,
} from "../param/mod.ts";
export { OpenpitError, type OpenpitErrorOptions } from "../param/internal.ts";
export {
  AccountRetirementRefusal,
  LifecycleError,
  PolicyCallbackError,
  ReentrancyError,
} from "../pretrade/internal.ts";
export { EngineBuilder } from "./builder.ts";
export { Configurator } from "./configurator.ts";
export { Engine } from "./engine.ts";
export {
  AccountBlockError,
  AccountBlockErrorKind,
  AccountGroupRegistrationError,
  AccountGroupRegistrationErrorKind,
  AccountRetirementError,
  AccountRetirementErrorKind,
  type ConfigureErrorDetails,
  ConfigureErrorKind,
  EngineBuildError,
  EngineBuildErrorKind,
  type GroupRegistrationDetails,
  PolicyConfigureError,
  type RetirementRefusal,
} from "./errors.ts";
export type {
  BlockRecord,
  ConfigureRecord,
  DecisionRecord,
  ObservedOperation,
  Observer,
  UnblockRecord,
  Verdict,
} from "./observer.ts";
export type { PolicyInfo, PolicyStage } from "./policy_info.ts";
export { ReadyEngineBuilder } from "./ready_builder.ts";
export type {
  EngineDescription,
  SharedEngine,
  ShareHandle,
  ShareOptions,
  Transfer,
} from "./shared/internal.ts";
export type { PortLike } from "../runtime/port.ts";
export {
  AccountChainError,
  type ChainDetails,
  ThreadAffinityError,
  type ThreadDetails,
} from "./sync_errors.ts";
export type { SyncMode } from "./sync_rules.ts";
export { ensureInit, ready } from "./ready.ts";
