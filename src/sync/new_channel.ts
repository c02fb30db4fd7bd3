import { ThreadAffinityError } from "../engine/mod.ts";
import { type Channel, makeChannel } from "../runtime/port.ts";
import { currentThread } from "../runtime/thread.ts";

/** A connection whose one end goes to the owner of an engine, and whose other end to one more thread. @throws {ThreadAffinityError} Where the host has no message ports. */
export function newChannel(): Channel {
  const channel = makeChannel();
  if (channel !== undefined) return channel;
  const caller = currentThread();
  throw new ThreadAffinityError(
    "an engine cannot be shared here: this host has no message ports",
    { owner: caller, caller },
  );
}
