/**
 * A risk check behind HTTP: `POST /check` with an order as JSON, and the verdict comes back.
 *
 * One fetch handler for every host; `edge_check/` has a server each for Deno, Bun, Node and workerd.
 * An accepted order counts at once: its reservation is committed before the answer leaves. What was
 * counted lives as long as the isolate that has loaded this file.
 */
import { Engine, OpenpitError } from "@openpit-ts/openpit";
import type { OrderInit } from "@openpit-ts/openpit/model";
import {
  buildOrderSizeLimit,
  buildOrderValidation,
  buildRateLimit,
  OrderSizeBrokerBarrier,
  RateLimitAccountBarrier,
} from "@openpit-ts/openpit/pretrade/policies";

const size = new OrderSizeBrokerBarrier({ maxQuantity: "1000", maxNotional: "100000" });
const rate = new RateLimitAccountBarrier({ maxOrders: 5, windowMs: 60_000 }, "desk-7");
const engine = Engine.builder()
  .strictInput()
  .builtin(buildOrderValidation())
  .builtin(buildOrderSizeLimit().brokerBarrier(size))
  .builtin(buildRateLimit().accountBarriers([rate]))
  .build();

const BODY_BYTES_MAX = 64 * 1024;

/** Answers a request, with the same words on every host. */
export async function handle(request: Request): Promise<Response> {
  if (new URL(request.url).pathname !== "/check") return problem(404, "NotFound", "Use /check");
  if (request.method !== "POST") return problem(405, "MethodNotAllowed", "Use POST");
  const body = await readBody(request);
  if (!body) return problem(413, "PayloadTooLarge", `Use ${BODY_BYTES_MAX} bytes at most`);
  let order: OrderInit;
  try {
    order = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch { // hosts word it differently
    return problem(400, "SyntaxError", "Cannot read the body: it is not JSON");
  }
  try {
    return json(200, check(order));
  } catch (error) {
    // The engine throws at wrong types and values; the rest is no fault of the caller.
    const isMisuse = error instanceof TypeError || error instanceof RangeError;
    if (isMisuse && error instanceof OpenpitError) return problem(400, error.name, error.message);
    throw error;
  }
}

/** What workerd, `deno serve` and `bun` look for in a module; only Bun reads the address. */
const server: { readonly fetch: typeof handle; readonly hostname: string; readonly port: number } =
  { fetch: handle, hostname: "127.0.0.1", port: 0 };
export default server;

/** The verdict on an order, with a lock if it may go out: the receipt that its reports bring back. */
function check(order: OrderInit): object {
  const { ok, reservation, rejects } = engine.executePreTrade(order);
  const lock = reservation?.lock().toJson(); // to be read before the commit
  reservation?.commit();
  const causes = rejects.map(({ policy, scope, code, reason, details }) => (
    { policy, scope, code, reason, details }
  ));
  return { ok, rejects: causes, lock };
}

/** Reads no more than is allowed, whatever the headers say; undefined if there is more. */
async function readBody(request: Request): Promise<Uint8Array | undefined> {
  const body = new Uint8Array(BODY_BYTES_MAX);
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    if (bytes + chunk.length > body.length) return undefined;
    body.set(chunk, bytes);
    bytes += chunk.length;
  }
  return body.subarray(0, bytes);
}

function problem(status: number, name: string, message: string): Response {
  return json(status, { error: { name, message } }, status === 405 ? { allow: "POST" } : {});
}

function json(status: number, body: object, headers: Record<string, string> = {}): Response {
  const all = { "content-type": "application/json", ...headers };
  return new Response(JSON.stringify(body), { status, headers: all });
}
