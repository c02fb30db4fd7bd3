/**
 * Bundles the page and its worker with esbuild and serves them on this machine only:
 *
 * deno run -A examples/browser_worker/serve.ts (or with bun, or with Node 24)
 */
import { build } from "esbuild";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { fileURLToPath } from "node:url";

const HERE = new URL("./", import.meta.url);
const FILES = ["page", "engine_worker"];
const MODULE = "text/javascript; charset=utf-8";

/** The two scripts as a browser takes them, by file name. */
export async function bundles(): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: FILES.map((name) => fileURLToPath(new URL(`${name}.ts`, HERE))),
    outdir: fileURLToPath(HERE),
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return new Map(outputFiles.map(({ path, text }) => [path.replace(/^.*[\\/]/, ""), text]));
}

/** Serves the page and its scripts on any port that is free. */
export async function serve(): Promise<Server> {
  const scripts = await bundles();
  const page = await readFile(new URL("index.html", HERE), "utf8");
  const server = createServer((request, response) => {
    const name = (request.url ?? "/").slice(1);
    const script = scripts.get(name);
    if (script !== undefined) response.setHeader("content-type", MODULE).end(script);
    else if (name === "") response.setHeader("content-type", "text/html").end(page);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/** Where a server is to be found. */
export function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(`Listening on ${addressOf(await serve())}\n`);
}
