/**
 * Names a thread: two calls share it exactly when they run in the same realm of the same process or isolate. An opaque text, for
 * comparison and for logs; the mark exists at compile time only. Source: docs/semantics.md rule SYN-1.
 */
export type ThreadIdentity = string & { readonly isThreadIdentity: true };

interface Host {
  readonly Deno?: unknown;
  readonly Bun?: unknown;
  readonly process?: { readonly versions?: { readonly node?: string } };
  readonly navigator?: { readonly userAgent?: string };
  readonly document?: unknown;
  readonly WorkerGlobalScope?: unknown;
  readonly crypto?: { getRandomValues(bytes: Uint8Array): Uint8Array };
}

const BYTES = 16;

// Kept by the module: a realm has no name of its own on every host, so it is drawn once.
let identity: ThreadIdentity | undefined;

/**
 * The identity of the thread that asks. Drawn at the first call, never at import, since some hosts refuse random values there.
 *
 * @example
 * ```ts
 * import { currentThread } from "@openpit-ts/openpit/sync";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(currentThread(), currentThread());
 * ```
 */
export function currentThread(): ThreadIdentity {
  return identity ??= drawIdentity(globalThis as Host);
}

/** Draws a fresh identity for a host: its name and a random part. @throws {TypeError} Where the host refuses random values. */
export function drawIdentity(host: Host): ThreadIdentity {
  if (host.crypto === undefined) throw new TypeError("Cannot name this thread: no crypto here");
  const bytes = host.crypto.getRandomValues(new Uint8Array(BYTES));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${runtimeName(host)}:${hex}` as ThreadIdentity;
}

function runtimeName(host: Host): string {
  if (host.Deno !== undefined) return "deno";
  if (host.Bun !== undefined) return "bun";
  if (host.navigator?.userAgent === "Cloudflare-Workers") return "workerd";
  if (host.process?.versions?.node !== undefined) return "node";
  const isBrowser = host.document !== undefined || host.WorkerGlobalScope !== undefined;
  return isBrowser ? "browser" : "js";
}
