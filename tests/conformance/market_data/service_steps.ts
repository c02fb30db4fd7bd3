/** Steps on market-data services. */
import type { Loose } from "../shared/api.ts";
import {
  bigText,
  type Input,
  integer,
  listOf,
  object,
  oneOf,
  orNull,
  type Read,
  text,
} from "../shared/input.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { answer, done, idText, quoteRecord } from "./answers.ts";
import { instrument } from "./models.ts";
import { ttlReader, ttlSteps } from "./ttl_steps.ts";
import type { World } from "./world.ts";

/** Runs steps that are nested in another one. */
export type RunNested = (steps: readonly unknown[]) => void;

const quote: Read<Loose> = object((input) => ({
  ...input.field("mark", text),
  ...input.field("bid", text),
  ...input.field("ask", text),
}));

export function serviceSteps(world: World, runNested: RunNested): Map<string, ReadCall> {
  return new Map<string, ReadCall>([
    ["md.create", (input) => create(world, input)],
    ["md.register", (input) => register(world, input)],
    ["md.resolve", (input) => resolve(world, input)],
    ["md.push", (input) => push(world, input)],
    ["md.pushByInstrument", (input) => pushByInstrument(world, input)],
    ["md.pushFor", (input) => pushFor(world, input)],
    ["md.clear", (input) => clear(world, input)],
    ["md.get", (input) => get(world, input, runNested)],
    ["md.getOptional", (input) => getOptional(world, input)],
    ...ttlSteps(world),
  ]);
}

function create(world: World, input: Input): Call {
  const ttl = input.get("ttl", ttlReader(world));
  const name = input.maybe("md", text);
  const sync = input.maybe("sync", oneOf("full"));
  return done(world.api, () => {
    const builder = world.builder().marketData(ttl);
    world.setService(name, (sync === undefined ? builder : builder.fullSync()).build());
  });
}

/** The given id and the given lifetime select one of four calls. */
function register(world: World, input: Input): Call {
  const service = world.serviceOf(input);
  const what = input.get("instrument", instrument);
  const id = input.maybe("id", bigText);
  const ttl = input.maybe("ttl", ttlReader(world));
  return () =>
    answer(world.api, () => {
      const made = registerBy(service, what, id, ttl);
      return { id: idText(made ?? service.resolve(what)) };
    });
}

function registerBy(service: Loose, what: Loose, id: bigint | undefined, ttl: Loose): Loose {
  if (id === undefined) {
    return ttl === undefined ? service.register(what) : service.registerWithTtl(what, ttl);
  }
  return ttl === undefined
    ? service.registerWithId(what, id)
    : service.registerWithIdAndTtl(what, id, ttl);
}

function resolve(world: World, input: Input): Call {
  const service = world.serviceOf(input);
  const what = input.get("instrument", instrument);
  return () =>
    answer(world.api, () => {
      const id = service.resolve(what);
      return { id: id === undefined ? null : idText(id) };
    });
}

/** The age of an observation is passed only if it is recorded. */
function age(input: Input): number[] {
  const recorded = input.maybe("sourceAgeMs", integer);
  return recorded === undefined ? [] : [recorded];
}

function push(world: World, input: Input): Call {
  const service = world.serviceOf(input);
  const args = [input.get("id", bigText), input.get("quote", quote), ...age(input)];
  return done(world.api, () => service.push(...args));
}

function pushByInstrument(world: World, input: Input): Call {
  const service = world.serviceOf(input);
  const args = [input.get("instrument", instrument), input.get("quote", quote), ...age(input)];
  return () => answer(world.api, () => ({ id: idText(service.pushByInstrument(...args)) }));
}

function pushFor(world: World, input: Input): Call {
  const service = world.serviceOf(input);
  const args = [
    input.get("id", bigText),
    input.get("quote", quote),
    ...age(input),
    world.values.accounts(input.get("accounts", listOf(bigText))),
    input.get("groups", listOf(integer)).map((group) => world.values.group(group)),
  ];
  return done(world.api, () => service.pushFor(...args));
}

function clear(world: World, input: Input): Call {
  const service = world.serviceOf(input);
  const id = input.get("id", bigText);
  return done(world.api, () => service.clear(id));
}

interface Lookup {
  readonly service: Loose;
  readonly id: bigint;
  readonly account: Loose;
  readonly resolution: Loose;
  readonly hasGroup: boolean;
  readonly group: Loose;
}

function lookup(world: World, input: Input): Lookup {
  const names = oneOf("ACCOUNT_ONLY", "ACCOUNT_THEN_GROUP", "ACCOUNT_THEN_GROUP_THEN_DEFAULT");
  const resolutions = world.api.need("marketdata", "QuoteResolution");
  const hasGroup = input.has("group");
  const group = input.maybe("group", orNull(integer)) ?? null;
  return {
    service: world.serviceOf(input),
    id: input.get("id", bigText),
    account: world.values.account(input.get("account", bigText)),
    resolution: resolutions[input.get("resolution", names)](),
    hasGroup,
    group: group === null ? null : world.values.group(group),
  };
}

/** The account info whose getter counts how often it is read. */
function accountInfo(from: Lookup, onRead: () => void): Loose {
  if (!from.hasGroup) return undefined;
  return {
    get accountGroup(): Loose {
      onRead();
      return from.group;
    },
  };
}

function get(world: World, input: Input, runNested: RunNested): Call {
  const from = lookup(world, input);
  const nested = input.maybe("onGroupRead", listOf((step) => step)) ?? [];
  return () => {
    let groupReads = 0;
    const info = accountInfo(from, () => {
      groupReads++;
      runNested(nested);
    });
    const found = answer(world.api, () => ({
      quote: quoteRecord(from.service.getOrErr(from.id, from.account, info, from.resolution)),
    }));
    return { ...found, groupReads };
  };
}

function getOptional(world: World, input: Input): Call {
  const from = lookup(world, input);
  return () =>
    answer(world.api, () => {
      const info = accountInfo(from, () => {});
      const found = from.service.get(from.id, from.account, info, from.resolution);
      return { quote: found === undefined ? null : quoteRecord(found) };
    });
}
