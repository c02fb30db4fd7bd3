import { importModule, workerParent } from "../../runtime/worker.ts";
import { hostShard } from "./shard_host.ts";

/**
 * The address that a pool starts its threads at: this file. The pool imports it too, so that whatever packs the package finds it; it
 * does something only on a thread that was started here.
 */
// Without host types, TypeScript knows of no addresses; workerd, which starts no threads, has none.
export const SHARD_ENTRY: string | undefined = (import.meta as { readonly url?: string }).url;

const parent = workerParent();
if (parent !== undefined) hostShard(parent, importModule);
