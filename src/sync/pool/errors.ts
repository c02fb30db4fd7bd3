import { OpenpitError, setClassName } from "../../param/internal.ts";

/**
 * The shard that holds an account's state is gone, and with it what it held: nobody can say yes for its accounts any more. The
 * other shards go on.
 */
export class ShardUnavailableError extends OpenpitError {
  /** Index of the shard. */
  readonly shard: number;

  static {
    setClassName(this, "ShardUnavailableError");
  }

  /** Makes an error about a shard. */
  constructor(message: string, shard: number, details: { readonly cause?: unknown } = {}) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.shard = shard;
  }
}
