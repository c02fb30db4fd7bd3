/**
 * Calls all shards and waits for each of them, so that one that is gone keeps no other from doing it.
 *
 * @throws What the first of the shards that failed gave.
 */
export async function broadcast(
  handles: readonly object[],
  name: string,
  args: readonly unknown[],
): Promise<unknown[]> {
  const answers = await Promise.allSettled(handles.map((handle) => invoke(handle, name, args)));
  return answers.map((answer) => {
    if (answer.status === "rejected") throw answer.reason;
    return answer.value;
  });
}

/** Calls a method by its name. */
export function invoke(handle: object, name: string, args: readonly unknown[]): Promise<unknown> {
  const method = Reflect.get(handle, name) as (...args: readonly unknown[]) => Promise<unknown>;
  return method(...args);
}
