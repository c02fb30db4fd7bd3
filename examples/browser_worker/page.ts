/** The script of the page: asks the engine in the Web Worker about each order that is entered. */
import { attachEngine, type RemoteEngine, type ShareHandle } from "@openpit-ts/openpit/sync";

/** Starts the worker, and settles when its engine answers. */
async function startEngine(): Promise<RemoteEngine> {
  const worker = new Worker(new URL("./engine_worker.js", import.meta.url), { type: "module" });
  const handle = await new Promise<ShareHandle>((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
  });
  return await attachEngine(handle);
}

/** The verdict in words. An order that passes counts at once. */
async function verdictOn(engine: RemoteEngine, quantity: string, price: string): Promise<string> {
  const result = await engine.executePreTrade({
    operation: {
      underlyingAsset: "AAPL",
      settlementAsset: "USD",
      accountId: "desk-7",
      side: "BUY",
      tradeAmount: { quantity },
      price,
    },
  });
  if (!result.ok) return `refused: ${result.rejects.map(({ details }) => details).join("; ")}`;
  await result.reservation.commit();
  return "accepted";
}

// The types of a page are not those of this repository, hence the narrow ones.
interface Page {
  querySelector(
    selector: "form",
  ): { onsubmit: ((event: { preventDefault(): void }) => void) | null };
  querySelector(selector: "[name=quantity]" | "[name=price]"): { readonly value: string };
  querySelector(selector: "output"): { textContent: string };
}

const { document } = globalThis as unknown as { readonly document: Page };
const output = document.querySelector("output");
const engine = await startEngine();
output.textContent = "ready";
document.querySelector("form").onsubmit = (event) => {
  event.preventDefault();
  const quantity = document.querySelector("[name=quantity]").value;
  const price = document.querySelector("[name=price]").value;
  verdictOn(engine, quantity, price)
    .catch((error: Error) => error.message) // what is no number, for instance
    .then((text) => output.textContent = text);
};
