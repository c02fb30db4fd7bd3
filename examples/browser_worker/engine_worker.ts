/** The Web Worker of the page: the engine lives here, so that no check ever holds the page up. */
import { Engine } from "@openpit-ts/openpit";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  buildRateLimit,
  OrderSizeBrokerBarrier,
  RateLimitBrokerBarrier,
} from "@openpit-ts/openpit/pretrade/policies";
import type { Transfer } from "@openpit-ts/openpit/sync";

const size = new OrderSizeBrokerBarrier({ maxQuantity: "1000", maxNotional: "100000" });
const rate = new RateLimitBrokerBarrier({ maxOrders: 5, windowMs: 60_000 });
const engine = Engine.builder()
  .fullSync() // the page is another thread
  .builtin(buildOrderValidation())
  .builtin(buildOrderSizeLimit().brokerBarrier(size))
  .builtin(buildRateLimit().brokerBarrier(rate))
  .build();

// The types of a worker are not those of this repository, hence the narrow one.
interface Scope {
  postMessage(message: unknown, transfer: Transfer): void;
}

const { handle, transfer } = engine.share();
(globalThis as unknown as Scope).postMessage(handle, transfer);
