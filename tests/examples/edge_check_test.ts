/**
 * Sends the same requests to `examples/edge_check.ts` on Deno, Bun, Node and workerd: all have to give
 * the answers of one table. Deno only; it starts the other hosts itself.
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { type ChildProcess, spawn } from "node:child_process";
import { connect } from "node:net";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { BINARIES } from "../../tools/check/binaries.ts";

interface Host {
  readonly name: string;
  readonly binary: string | undefined;
  readonly args: readonly string[];
}

const folder = fileURLToPath(new URL("../../examples/edge_check/", import.meta.url));
const DENO_RUN = ["run", "--no-lock", "--no-check", "--no-prompt", "--allow-net=127.0.0.1"];
const HOSTS: readonly Host[] = [
  { name: "Deno.serve", binary: BINARIES.deno, args: [...DENO_RUN, `${folder}deno.ts`] },
  { name: "Bun.serve", binary: BINARIES.bun, args: [`${folder}bun.ts`] },
  { name: "Node's http", binary: BINARIES.node24, args: [`${folder}node.ts`] },
  { name: "workerd", binary: BINARIES.node24, args: [`${folder}workerd.ts`] },
];

/** Starts a host, lends its address, and ends it. */
async function withServer(host: Host, use: (origin: string) => Promise<void>): Promise<void> {
  const child = spawn(host.binary as string, host.args, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  try {
    await use(await originOf(child));
  } finally {
    child.kill();
    await ended;
  }
}

/** The address that a server prints when it listens. */
function originOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const [, origin] = /^Listening on (http:\/\/127\.0\.0\.1:\d+)$/m.exec(printed) ?? [];
        if (origin !== undefined) resolve(origin);
      });
    }
    child.once("error", reject);
    child.once("close", () => reject(new Error(`The server ended: ${printed}`)));
  });
}

/** A request and the answer that every host has to give. */
interface Row {
  readonly what: string;
  readonly method?: string;
  readonly path?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly status: number;
  readonly answer: unknown;
  readonly allow?: string;
}

const ORDER = { underlyingAsset: "AAPL", settlementAsset: "USD", side: "BUY", price: "185.50" };

/** An order of desk-7, which may make five attempts a minute. */
function order(quantity: string, changes: object = {}): string {
  const tradeAmount = { quantity };
  return JSON.stringify({ operation: { ...ORDER, accountId: "desk-7", tradeAmount, ...changes } });
}

function reject(policy: string, code: string, reason: string, details: string): object {
  return { policy: `${policy}Policy`, scope: "order", code, reason, details };
}

function missing(policy: string, label: string, path: string): object {
  const reason = `failed to access required field '${label}'`;
  const details = `failed to access field 'operation.${path}'`;
  return reject(policy, "MissingRequiredField", reason, details);
}

function accepted(what: string, body: string | Uint8Array<ArrayBuffer>): Row {
  return { what, body, status: 200, answer: { ok: true, rejects: [], lock: "[]" } };
}

function refused(what: string, body: string, ...rejects: object[]): Row {
  return { what, body, status: 200, answer: { ok: false, rejects } };
}

function wrong(
  what: string,
  body: string | Uint8Array<ArrayBuffer>,
  name: string,
  message: string,
): Row {
  return { what, body, status: 400, answer: { error: { name, message } } };
}

function notJson(what: string, body: string | Uint8Array<ArrayBuffer>): Row {
  return wrong(what, body, "SyntaxError", "Cannot read the body: it is not JSON");
}

function elsewhere(path: string): Row {
  const answer = { error: { name: "NotFound", message: "Use /check" } };
  return { what: path, method: "POST", path, body: order("1"), status: 404, answer };
}

function otherMethod(method: string): Row {
  const error = { name: "MethodNotAllowed", message: "Use POST" };
  const answer = method === "HEAD" ? undefined : { error };
  return { what: method, method, status: 405, answer, allow: "POST" };
}

const KIB_64 = 65_536;
const TOO_LARGE = { error: { name: "PayloadTooLarge", message: "Use 65536 bytes at most" } };
const NO_ORDER = "order must be an Order or a plain object";
const utf8 = new TextEncoder();

// desk-7 has five attempts: those with "n of 5" count, refused ones too, all other rows don't.
const ROWS: readonly Row[] = [
  accepted("1 of 5: 92750 of 100000 dollars", order("500")),
  refused(
    "2 of 5: too dear",
    order("600"),
    reject(
      "OrderSizeLimit",
      "OrderNotionalExceedsLimit",
      "order notional exceeded",
      "requested 111300.00, max allowed: 100000",
    ),
  ),
  refused(
    "3 of 5: no shares",
    order("0"),
    reject(
      "OrderValidation",
      "InvalidFieldValue",
      "order quantity must be non-zero",
      "requested quantity 0 is not allowed",
    ),
  ),
  refused(
    "4 of 5: a market order has no notional",
    order("1", { price: null }),
    reject(
      "OrderSizeLimit",
      "OrderValueCalculationFailed",
      "order value calculation failed",
      "price not provided for evaluating cash flow/notional/volume",
    ),
  ),
  wrong(
    "an unknown field",
    order("1", { prise: "1" }),
    "TypeError",
    'Unknown field "prise" in operation: the nearest known field is "price"',
  ),
  wrong(
    "a fraction that is no text",
    order("1", { price: 185.5 }),
    "RangeError",
    "decimal number input must be a finite safe integer; " +
      "use a decimal string or the explicit fromFloat factory",
  ),
  wrong(
    "a price that is no decimal",
    order("1", { price: "1e3" }),
    "ParamError",
    "invalid format for Price: '1e3'",
  ),
  wrong(
    "a negative quantity",
    order("-1"),
    "ParamError",
    "value must be non-negative for Quantity",
  ),
  wrong(
    "a blank asset",
    order("1", { settlementAsset: " " }),
    "AssetError",
    "asset must not be empty",
  ),
  wrong(
    "a blank account",
    order("1", { accountId: "" }),
    "AccountIdError",
    "account id string must not be empty",
  ),
  wrong(
    "a side that does not exist",
    order("1", { side: "HOLD" }),
    "RangeError",
    'side must be "BUY" or "SELL"',
  ),
  wrong(
    "an amount of two kinds",
    order("1", { tradeAmount: { quantity: "1", volume: "1" } }),
    "TypeError",
    "tradeAmount must be a TradeAmount",
  ),
  wrong(
    "an operation that is a list",
    '{"operation":[]}',
    "TypeError",
    "operation must be an OrderOperation or a plain object",
  ),
  wrong("null", "null", "TypeError", NO_ORDER),
  wrong("a list", "[]", "TypeError", NO_ORDER),
  wrong("a text", '"order"', "TypeError", NO_ORDER),
  notJson("nothing", ""),
  notJson("half of an order", order("1").slice(0, -1)),
  notJson("two orders", order("1") + order("1")),
  notJson("bytes that are no UTF-8", Uint8Array.of(0x22, 0xff, 0x22)),
  elsewhere("/"),
  elsewhere("/check/"),
  elsewhere("/CHECK"),
  otherMethod("GET"),
  otherMethod("HEAD"),
  otherMethod("PUT"),
  otherMethod("DELETE"),
  {
    what: "64 KiB and a byte",
    body: order("1").padEnd(KIB_64 + 1),
    status: 413,
    answer: TOO_LARGE,
  },
  {
    ...accepted("5 of 5: 64 KiB, to a path with a query", order("1").padEnd(KIB_64)),
    path: "/check?a=1",
  },
  refused(
    "one attempt too many, and too many shares",
    order("1001", { price: "1" }),
    reject(
      "OrderSizeLimit",
      "OrderQtyExceedsLimit",
      "order quantity exceeded",
      "requested 1001, max allowed: 1000",
    ),
    reject(
      "RateLimit",
      "RateLimitExceeded",
      "rate limit exceeded: account barrier",
      "submitted 6 orders in 60s window, max allowed: 5",
    ),
  ),
  accepted(
    "another desk, behind a byte order mark",
    utf8.encode("\ufeff" + order("1", { accountId: "desk-8" })),
  ),
  accepted(
    "a desk with a number, and a volume",
    order("1", { accountId: 7, tradeAmount: { volume: "5000" } }),
  ),
  refused(
    "no order at all",
    "{}",
    missing("OrderValidation", "trade amount", "trade_amount"),
    missing("OrderSizeLimit", "trade amount", "trade_amount"),
    missing("RateLimit", "account ID", "account_id"),
  ),
];

async function ask(origin: string, row: Row): Promise<object> {
  const { method = "POST", path = "/check", body } = row;
  const response = await fetch(origin + path, { method, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  return {
    what: row.what,
    status: response.status,
    type: response.headers.get("content-type"),
    allow: response.headers.get("allow"),
    answer: text === "" ? undefined : JSON.parse(text),
  };
}

function expected({ what, status, answer, allow }: Row): object {
  return { what, status, type: "application/json", allow: allow ?? null, answer };
}

/** A connection made by hand: what it sends, and how it goes on with what has come so far. */
interface Dialogue {
  readonly send: string;
  /** Gives the next text to send, undefined to wait for more, or `end`. */
  readonly reply: (received: string) => string | undefined | typeof END;
}

const END: unique symbol = Symbol("end");
// Shorter than servers keep an idle connection, so that a hanging one is not taken for a closed one.
const SILENCE_MS_MAX = 3000;

/** Everything that came until the dialogue ended or the server closed the connection. */
function talk(origin: string, { send, reply }: Dialogue): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(origin).port), "127.0.0.1");
    let received = "";
    const goOn = () => {
      const next = reply(received);
      if (next === END) socket.destroy();
      else if (next !== undefined) socket.write(next);
    };
    socket.write(send, goOn);
    socket.on("data", (data: Uint8Array) => {
      received += new TextDecoder().decode(data);
      goOn();
    });
    socket.on("error", () => {}); // a reset: what came before it counts
    socket.on("close", () => resolve(received));
    socket.setTimeout(SILENCE_MS_MAX, () => {
      reject(new Error(`Nothing happens any more behind ${received}`));
      socket.destroy();
    });
  });
}

function head(...headers: string[]): string {
  return ["POST /check HTTP/1.1", "Host: 127.0.0.1", ...headers, "\r\n"].join("\r\n");
}

/** A little more than is allowed, in chunks, and no end. */
const ENDLESS = head("Transfer-Encoding: chunked") + `1000\r\n${" ".repeat(0x1000)}\r\n`.repeat(17);
/** Much more than is allowed, to its end. */
const WHOLE = head(`Content-Length: ${2 ** 20}`) + " ".repeat(2 ** 20);
const NEXT = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

for (const host of HOSTS) {
  describe(`examples/edge_check.ts on ${host.name}`, () => {
    if (host.binary === undefined) {
      process.stdout.write(`SKIP  edge_check on ${host.name}: no binary for this platform\n`);
      return;
    }
    it("gives every answer of the table", async () => {
      await withServer(host, async (origin) => {
        const answers: object[] = [];
        for (const row of ROWS) answers.push(await ask(origin, row));
        assertEquals(answers, ROWS.map(expected));
      });
    });
    it("answers a body of unknown length as soon as it is too large", async () => {
      await withServer(host, async (origin) => {
        const reply = (received: string) => received === "" ? undefined : END;
        assertStringIncludes(await talk(origin, { send: ENDLESS, reply }), "HTTP/1.1 413 ");
      });
    });
    it("answers the next request behind a body that is too large, or closes", async () => {
      await withServer(host, async (origin) => {
        let isAsked = false;
        const reply = (received: string) => {
          if (received.includes("HTTP/1.1 404 ")) return END;
          if (isAsked || !received.includes("HTTP/1.1 413 ")) return undefined;
          isAsked = true;
          return NEXT;
        };
        await talk(origin, { send: WHOLE, reply });
      });
    });
    it("goes on after a caller that left in the middle", async () => {
      await withServer(host, async (origin) => {
        await talk(origin, { send: head("Content-Length: 1000") + "{", reply: () => END });
        const [row] = ROWS;
        assertEquals(await ask(origin, row as Row), expected(row as Row));
      });
    });
  });
}
