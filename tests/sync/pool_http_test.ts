/**
 * Pools of a package that was loaded over http, as one from JSR is. Only Deno loads modules so. What is served is the tree itself; the
 * children begin with an empty cache, and may do no more than docs/threads.md says.
 */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = new URL("../../", import.meta.url);
const PROGRAM = fileURLToPath(new URL("./pool/over_http", import.meta.url));

/** Serves the source files of the tree on a free port, to this machine only. */
async function serveTree(): Promise<{ readonly server: Server; readonly host: string }> {
  const server = createServer(({ url = "/" }, response) => {
    try {
      const source = readFileSync(new URL(`.${url}`, ROOT));
      response.writeHead(200, { "content-type": "application/typescript" }).end(source);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A project whose modules name the package as users do, and have it from the server. */
function makeProject(folder: string, host: string): void {
  cpSync(PROGRAM, folder, { recursive: true });
  const { exports } = JSON.parse(readFileSync(new URL("deno.json", ROOT), "utf8"));
  const imports = Object.fromEntries(
    Object.entries<string>(exports).map(([name, path]) => [
      `@openpit-ts/openpit${name.slice(1)}`,
      new URL(path, `http://${host}`).href,
    ]),
  );
  writeFileSync(join(folder, "deno.json"), JSON.stringify({ imports }));
}

/** What a program prints, and its errors if it fails. */
async function outputOf(folder: string, args: readonly string[]): Promise<string> {
  const env = { DENO_DIR: join(folder, ".cache"), NO_COLOR: "1" };
  const child = spawn(process.execPath, ["run", "--no-prompt", "--no-lock", "--quiet", ...args], {
    ...{ cwd: folder, env, timeout: 60_000 },
  });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once("close", resolve)),
  ]);
  return code === 0 ? stdout : `${stdout}code ${code}\n${stderr}`;
}

function describePools(): void {
  describe("a pool of a package that came over http", () => {
    it("starts, tells of the end of a thread, and ends: its engines are those of a file", () =>
      withProject(async (folder, host) => {
        const risk = pathToFileURL(join(folder, "risk.ts")).href;
        const flags = [`--allow-import=${host}`, `--allow-read=${folder}`];
        assertEquals(
          await outputOf(folder, [...flags, "main.ts", risk]),
          "10 accepted\nShardUnavailableError\n1 left\n",
        );
      }));
    it("starts engines that came over http too, and lets the process end", () =>
      withProject(async (folder, host) => {
        const program = `http://${host}/tests/sync/pool/left_open.ts`;
        assertEquals(await outputOf(folder, [`--allow-import=${host}`, program]), "4 policies\n");
      }));
  });
}

async function withProject(use: (folder: string, host: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "openpit-http-"));
  const { server, host } = await serveTree();
  try {
    makeProject(folder, host);
    await use(folder, host);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  }
}

if ("deno" in process.versions) describePools();
else {
  process.stdout.write(
    "pools of a package that came over http: only Deno loads modules over http\n",
  );
}
