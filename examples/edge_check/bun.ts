/** Serves the check on Bun: `bun examples/edge_check/bun.ts` */
import process from "node:process";
import { handle } from "../edge_check.ts";

declare const Bun: {
  serve(options: {
    hostname: string;
    port: number;
    fetch: (request: Request) => Promise<Response>;
  }): { readonly port: number };
};

const server = Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: handle }); // any port that is free
process.stdout.write(`Listening on http://127.0.0.1:${server.port}\n`);
