/** Serves the check on workerd, under miniflare: `node examples/edge_check/workerd.ts` */
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../edge_check.ts", import.meta.url))],
  bundle: true,
  format: "esm",
  target: "es2022",
  write: false,
});
const server = new Miniflare({
  host: "127.0.0.1",
  port: 0, // any that is free
  modules: [{ type: "ESModule", path: "edge_check.mjs", contents: outputFiles[0]?.text ?? "" }],
  compatibilityDate: "2026-04-01",
  cf: false, // nothing is asked of the network
});
process.stdout.write(`Listening on ${(await server.ready).origin}\n`);
