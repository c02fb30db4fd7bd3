/** Takes the place of tests/sync/_threads.ts in a page: the same threads, and one kind of them. */
import type { ThreadKind } from "../../sync/_threads.ts";

export { TestThread, type ThreadKind } from "../../sync/_threads.ts";

export const THREAD_KINDS: readonly ThreadKind[] = ["web"];
