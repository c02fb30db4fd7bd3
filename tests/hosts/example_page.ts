/** The page of `examples/browser_worker` in a real browser, as a user sees it. Deno only, with Chromium. */
import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import process from "node:process";
import { addressOf, serve } from "../../examples/browser_worker/serve.ts";
import { CHROMIUM } from "../../tools/check/chromium.ts";
import { withPage } from "./browser.ts";

/** How long a text may take to show, on a busy machine. */
const LIMIT_MS = 30_000;
/** Orders that leave the limit of the engine at five per minute: entered one after the other. */
const ORDERS: readonly (readonly [quantity: string, price: string, verdict: string])[] = [
  ["10", "185.50", "accepted"],
  ["600", "185.50", "refused: requested 111300.00, max allowed: 100000"],
  ["ten", "185.50", "invalid format for Quantity: 'ten'"],
  ["1", "1", "accepted"],
  ["2", "1", "accepted"],
  ["3", "1", "accepted"],
  ["4", "1", "refused: submitted 6 orders in 60s window, max allowed: 5"],
];

describe("examples/browser_worker in Chromium", () => {
  it("shows the verdict of the engine in its worker", async () => {
    const server = await serve();
    try {
      const seen = await withPage(CHROMIUM, async (page) => {
        process.stdout.write(`Chromium ${page.context().browser()?.version()}\n`);
        page.setDefaultTimeout(LIMIT_MS);
        await page.goto(addressOf(server));
        const output = page.locator("output");
        await output.getByText("ready").waitFor();
        const texts: string[] = [];
        for (const [quantity, price] of ORDERS) {
          await output.evaluate((element) => element.textContent = "");
          await page.fill("[name=quantity]", quantity);
          await page.fill("[name=price]", price);
          await page.click("button");
          await page.locator("output:not(:empty)").waitFor();
          texts.push(await output.textContent() ?? "");
        }
        return [page.workers().length, ...texts];
      });
      assertEquals(seen, [1, ...ORDERS.map(([, , verdict]) => verdict)]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
