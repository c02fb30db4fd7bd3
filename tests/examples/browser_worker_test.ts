/**
 * The page of `examples/browser_worker` as far as it goes without a browser: both bundles, a real Web Worker (Deno's), and a stand-in
 * for the three elements of the page. Deno only.
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundles } from "../../examples/browser_worker/serve.ts";

type Submit = (event: { preventDefault(): void }) => void;

/** The elements that the script of the page looks for. */
class FakePage {
  readonly form: { onsubmit: Submit | null } = { onsubmit: null };
  readonly fields: Record<string, string> = {};
  readonly #seen: ((text: string) => void)[] = [];

  querySelector(selector: string): unknown {
    if (selector === "form") return this.form;
    const [, name] = /^\[name=(\w+)\]$/.exec(selector) ?? [];
    if (name !== undefined) return { value: this.fields[name] };
    const show = (text: string) => this.#seen.shift()?.(text);
    return {
      set textContent(text: string) {
        show(text);
      },
    };
  }

  /** The next text that is shown. */
  shown(): Promise<string> {
    return new Promise((resolve) => this.#seen.push(resolve));
  }

  /** Enters an order, and gives the verdict. */
  check(quantity: string, price: string): Promise<string> {
    Object.assign(this.fields, { quantity, price });
    const shown = this.shown();
    this.form.onsubmit?.({ preventDefault() {} });
    return shown;
  }
}

describe("examples/browser_worker", () => {
  it("checks orders by an engine in a Web Worker", async () => {
    const folder = mkdtempSync(join(tmpdir(), "browser-worker-"));
    const workers: Worker[] = [];
    const { Worker: HostWorker } = globalThis;
    const page = new FakePage();
    class TrackedWorker extends HostWorker {
      constructor(address: string | URL, options: WorkerOptions) {
        super(address, options);
        workers.push(this);
      }
    }
    Object.assign(globalThis, { document: page, Worker: TrackedWorker });
    try {
      for (const [name, text] of await bundles()) writeFileSync(join(folder, name), text);
      const ready = page.shown();
      await import(pathToFileURL(join(folder, "page.js")).href);
      assertEquals(await ready, "ready");
      assertEquals(await page.check("10", "185.50"), "accepted");
      assertEquals(
        await page.check("600", "185.50"),
        "refused: requested 111300.00, max allowed: 100000",
      );
      assertStringIncludes(await page.check("ten", "185.50"), "ten");
      for (let order = 3; order <= 5; order++) {
        assertEquals(await page.check("1", "1"), "accepted");
      }
      assertEquals(
        await page.check("1", "1"),
        "refused: submitted 6 orders in 60s window, max allowed: 5",
      );
    } finally {
      for (const worker of workers) worker.terminate();
      Object.assign(globalThis, { document: undefined, Worker: HostWorker });
      rmSync(folder, { recursive: true });
    }
  });

  it("is served with both of its scripts", async () => {
    const program = fileURLToPath(
      new URL("../../examples/browser_worker/serve.ts", import.meta.url),
    );
    const server = spawn(process.execPath, ["run", "-A", "--no-lock", "--no-check", program]);
    try {
      const origin = await new Promise<string>((resolve) => {
        server.stdout.setEncoding("utf8").on("data", (text: string) => {
          const [, address] = /^Listening on (\S+)$/m.exec(text) ?? [];
          if (address !== undefined) resolve(address);
        });
      });
      const html = await (await fetch(origin)).text();
      assertStringIncludes(html, 'src="page.js"');
      for (const script of ["page.js", "engine_worker.js"]) {
        const response = await fetch(`${origin}/${script}`);
        assertEquals(response.headers.get("content-type"), "text/javascript; charset=utf-8");
        assertStringIncludes(await response.text(), "executePreTrade");
      }
      const missing = await fetch(`${origin}/secrets`);
      assertEquals(missing.status, 404);
      await missing.body?.cancel();
    } finally {
      server.kill();
      await new Promise((resolve) => server.once("close", resolve));
    }
  });
});
