/** The second face of this folder: what the engine and the callers on other threads use of it. */
export { encodeBatch } from "./batch_codec.ts";
export { decodeAnswers, encodeCalls, WIRE_VERSION } from "./frames.ts";
export { decodeThrown, encodeThrown } from "./error_codec.ts";
export {
  ACCOUNTS_METHODS,
  type AccountsMethod,
  CONFIGURATOR_METHODS,
  type ConfiguratorMethod,
} from "./methods.ts";
export { checkLease, leaseOf } from "./lease.ts";
export { encodeOrder, encodeReport } from "./order_codec.ts";
export { replyBytes, ReplyReader } from "./reply_buffer.ts";
export { endedError, type EngineServer, type ServeOptions } from "./server.ts";
export type { EngineParts } from "./session.ts";
export {
  describe,
  serve,
  serveOnNewPort,
  type SharedEngine,
  sharedEngine,
  type ShareHandle,
  type ShareOptions,
  type Transfer,
} from "./share.ts";
export { decodeValue, encodeValue } from "./value_codec.ts";
export {
  decodeDropCopy,
  decodeHold,
  type DropCopyFacts,
  type HoldFacts,
  holdIn,
  refusalIn,
} from "./verdict_codec.ts";
export {
  type AnswerWire,
  type CallWire,
  type EngineDescription,
  type HoldWire,
  type Json,
  type OrderWire,
  type RejectWire,
  type VerdictWire,
} from "./wire.ts";
