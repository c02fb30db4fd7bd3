/** Serves the check on Node 24: `node examples/edge_check/node.ts` */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { handle } from "../edge_check.ts";

const server = createServer((incoming, outgoing) => {
  answer(incoming, outgoing).catch(() => outgoing.writeHead(500).end()); // also if the caller left
});
server.listen(0, "127.0.0.1", () => { // any port that is free
  process.stdout.write(`Listening on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});

async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const response = await handle(requestOf(incoming));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
  incoming.resume(); // the rest of a body that was too large, so that the next request gets through
}

function requestOf(incoming: IncomingMessage): Request {
  const { method = "GET", url = "/", headers } = incoming;
  const hasBody = method !== "GET" && method !== "HEAD";
  // The handler may stop reading; the rest is then still there to be thrown away.
  const chunks = incoming.iterator({ destroyOnReturn: false });
  return new Request(new URL(url, "http://127.0.0.1"), {
    method,
    headers: Object.entries(headers).map(([name, value]): [string, string] => [name, `${value}`]),
    ...(hasBody ? { body: ReadableStream.from(chunks), duplex: "half" } : {}),
  });
}
