/** Serves the check on Deno: `deno run --allow-net=127.0.0.1 examples/edge_check/deno.ts` */
import process from "node:process";
import { handle } from "../edge_check.ts";

Deno.serve({
  hostname: "127.0.0.1",
  port: 0, // any that is free
  onListen: ({ port }) => process.stdout.write(`Listening on http://127.0.0.1:${port}\n`),
}, handle);
