// Chromium without a screen, and sites for it: served from memory, on this machine only.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium, type Page } from "playwright-core";

/** Nothing is asked of the network; tests may collect garbage. Playwright itself turns off updates, synchronization and the first run. */
const FLAGS = ["--disable-gpu", "--disable-quic", "--js-flags=--expose-gc"];
/** Several times what the slowest site takes on a busy machine. */
const LIMIT_MS = 120_000;
/** Grants shared memory to a page and its workers. */
const ISOLATION = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};
const TYPES: Readonly<Record<string, string>> = { "/": "text/html" };

/** What a browser finds where, by path. */
export type Site = Readonly<Record<string, string>>;

/** Opens an empty page in a fresh browser. When the use of it ends or takes too long, the browser is gone. */
export async function withPage<Result>(
  binary: string,
  use: (page: Page) => Promise<Result>,
  limitMs: number = LIMIT_MS,
): Promise<Result> {
  const browser = await chromium.launch({ executablePath: binary, args: FLAGS });
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const late = new Promise<never>((_, reject) => {
      const error = new Error(`Cannot wait longer than ${limitMs / 1000} s for the page`);
      timer = setTimeout(() => reject(error), limitMs);
    });
    return await Promise.race([browser.newPage().then(use), late]);
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}

/** Serves a site while it is used, cross-origin isolated or not. */
export async function withSite<Result>(
  site: Site,
  isIsolated: boolean,
  use: (origin: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer(({ url = "" }, response) => {
    const text = site[url];
    if (text === undefined) return response.writeHead(404).end();
    const headers = { "content-type": TYPES[url] ?? "text/javascript" };
    response.writeHead(200, isIsolated ? { ...headers, ...ISOLATION } : headers).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
