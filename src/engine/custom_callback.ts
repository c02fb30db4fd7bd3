import { typeError } from "../param/internal.ts";

/**
 * Refuses a promise or thenable that a callback returned: its verdict would come too late. A native promise's rejection is
 * observed, so that it doesn't surface as unhandled; a foreign `then` is not called.
 */
export function requireSynchronous(result: unknown): void {
  if ((typeof result !== "object" || result === null) && typeof result !== "function") return;
  if (result instanceof Promise) Promise.prototype.then.call(result, undefined, () => {});
  else if (typeof (result as { readonly then?: unknown }).then !== "function") return;
  throw typeError(
    "policy callbacks must return synchronously; Promise and thenable results are not supported",
  );
}
