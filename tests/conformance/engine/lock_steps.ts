/** Steps on locks: building, changing, decoding, comparing. */
import type { Loose } from "../shared/api.ts";
import { type Input, integer, listOf, oneOf, pairOf, text, VectorError } from "../shared/input.ts";
import { decimal, hex, lockEntries } from "../shared/records.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { named, type World } from "./world.ts";

const entries = listOf(pairOf(integer, text));

export function lockSteps(world: World): Map<string, ReadCall> {
  const changing = (readChange: (input: Input) => (lock: Loose) => void): ReadCall => (input) => {
    const lock = lockOf(world, input, "lock");
    const change = readChange(input);
    return stored(world, input, () => {
      change(lock);
      return lock;
    });
  };
  return new Map<string, ReadCall>([
    ["lock.new", (input) => {
      const given = input.get("entries", entries);
      return stored(world, input, () => world.values.lock(given));
    }],
    ["lock.copy", (input) => {
      const lock = lockOf(world, input, "lock");
      return stored(world, input, () => lock.clone());
    }],
    ["lock.decode", (input) => stored(world, input, decoder(world, input))],
    [
      "lock.push",
      changing((input) => {
        const [group, price] = [input.get("policyGroupId", integer), input.get("price", text)];
        return (lock) => lock.push(group, price);
      }),
    ],
    [
      "lock.pushMany",
      changing((input) => {
        const group = input.get("policyGroupId", integer);
        const prices = input.get("prices", listOf(text));
        return (lock) => lock.pushMany(group, prices);
      }),
    ],
    [
      "lock.extend",
      changing((input) => {
        const added = input.get("entries", entries);
        return (lock) => lock.extend(added);
      }),
    ],
    [
      "lock.merge",
      changing((input) => {
        const other = lockOf(world, input, "other");
        return (lock) => lock.merge(other);
      }),
    ],
    ["lock.pricesOf", (input) => {
      const lock = lockOf(world, input, "lock");
      const group = input.get("policyGroupId", integer);
      return () => ({ prices: lock.pricesOf(group).map(decimal) });
    }],
    ["lock.equals", (input) => {
      const lock = lockOf(world, input, "lock");
      const other = lockOf(world, input, "other");
      return () => ({ value: lock.equals(other) });
    }],
  ]);
}

function lockOf(world: World, input: Input, key: string): Loose {
  return named(world.locks, input.get(key, text), "lock");
}

function stored(world: World, input: Input, make: () => Loose): Call {
  const name = input.maybe("as", text);
  return () => {
    const lock = make();
    if (name !== undefined) world.locks.set(name, lock);
    return {
      json: lock.toJson(),
      msgpack: hex(lock.toMsgpack()),
      cbor: hex(lock.toCbor()),
      length: lock.length,
      isEmpty: lock.isEmpty,
      entries: lockEntries(lock),
    };
  };
}

function decoder(world: World, input: Input): () => Loose {
  const Lock = world.api.need("pretrade", "Lock");
  const format = input.get("format", oneOf("json", "msgpack", "cbor"));
  const data = input.get("data", text);
  if (format === "json") return () => Lock.fromJson(data);
  const bytes = bytesOf(data);
  return () => format === "msgpack" ? Lock.fromMsgpack(bytes) : Lock.fromCbor(bytes);
}

function bytesOf(digits: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/.test(digits)) throw new VectorError(`${digits} is not hexadecimal`);
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
