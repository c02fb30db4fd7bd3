/** Builds the engine of a spot-funds scenario and compares how building fails. */
import type { Loose } from "../shared/api.ts";
import { requireSame } from "../shared/compare.ts";
import { attempt } from "../shared/errors.ts";
import {
  flag,
  type Input,
  integer,
  listOf,
  object,
  oneOf,
  orNull,
  present,
  type Read,
  text,
} from "../shared/input.ts";
import {
  accountBarriers,
  barrier,
  groupBarriers,
  type Make,
  makeAll,
  overrides,
} from "./barriers.ts";
import type { World } from "./world.ts";

interface InstrumentFields {
  readonly id: number;
  readonly underlyingAsset: string;
  readonly settlementAsset: string;
}

interface MarketDataSetup {
  readonly defaultTtlMs: number | null;
  readonly instruments: readonly InstrumentFields[];
}

export interface EngineSetup {
  readonly marketData: MarketDataSetup | undefined;
  readonly policies: readonly Make[];
}

export type BuildOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly message: string };

export const buildOutcome: Read<BuildOutcome> = object((input) => {
  if (input.get("ok", flag)) return { ok: true };
  input.maybe("error", oneOf("ValueError"));
  return { ok: false, message: input.get("message", text) };
});

const marketData: Read<MarketDataSetup> = object((input) => ({
  defaultTtlMs: input.get("defaultTtlMs", orNull(integer)),
  instruments: input.get(
    "instruments",
    listOf(object((fields) => ({
      id: fields.get("id", integer),
      underlyingAsset: fields.get("underlying", text),
      settlementAsset: fields.get("settlement", text),
    }))),
  ),
}));

export function setupReader(world: World): Read<EngineSetup> {
  return object((input) => ({
    marketData: input.maybe("marketData", marketData),
    policies: input.get("policies", listOf(tokenReader(world))),
  }));
}

function tokenReader(world: World): Read<Make> {
  return object((input) => {
    const type = input.get(
      "type",
      oneOf("spotFunds", "spotFundsPnlBoundsKillswitch", "orderValidation"),
    );
    const group = input.maybe("policyGroupId", integer);
    const make = tokenMaker(world, input, type);
    return () => group === undefined ? make() : make().withPolicyGroupId(group);
  });
}

function tokenMaker(world: World, input: Input, type: string): Make {
  const need = (name: string): Loose => world.api.need("policies", name);
  if (type === "orderValidation") return () => need("buildOrderValidation")();
  if (type === "spotFunds") {
    const pricing = input.maybe("marketData", pricingReader(world));
    return () => {
      const builder = need("buildSpotFunds")();
      return pricing === undefined ? builder : builder.marketData(...pricing());
    };
  }
  const global = input.maybe("globalBarrier", barrier(world));
  const groups = input.maybe("accountGroupBarriers", groupBarriers(world));
  const accounts = input.maybe("accountBarriers", accountBarriers(world));
  const priced = input.maybe("marketData", present);
  return () => {
    let builder = need("buildSpotFundsPnlBoundsKillswitch")();
    if (global) builder = builder.globalBarrier(global());
    if (groups) builder = builder.accountGroupBarriers(makeAll(groups));
    if (accounts) builder = builder.accountBarriers(makeAll(accounts));
    return priced ? builder.marketData(world.service) : builder;
  };
}

function pricingReader(world: World): Read<() => Loose[]> {
  return object((input) => {
    const slippageBps = input.get("globalSlippageBps", integer);
    const source = input.get("pricingSource", oneOf("Mark", "BookTop"));
    const makers = input.get("overrides", overrides(world));
    return () => [world.service, slippageBps, source, makeAll(makers)];
  });
}

/** The recorder's text for a repeated policy name is not ours. */
const UNCOMPARED_MESSAGE = "duplicate policy name";

/** Sets the world's engine, or throws unless building fails as recorded. */
export function buildEngine(world: World, setup: EngineSetup, expected: BuildOutcome): void {
  const made = attempt(world.api, () => {
    const clocked = world.api.need("root", "Engine").builder().clock(world.clock.now);
    if (setup.marketData !== undefined) setUpService(world, clocked, setup.marketData);
    let builder = clocked;
    for (const token of setup.policies) builder = builder.builtin(token());
    world.engine = builder.build();
  });
  const found = made.ok ? { ok: true } : { ok: false, message: made.error.message };
  const anyMessage = !expected.ok && expected.message.startsWith(UNCOMPARED_MESSAGE);
  requireSame(expected, anyMessage && !made.ok ? { ...found, message: expected.message } : found);
}

function setUpService(world: World, builder: Loose, setup: MarketDataSetup): void {
  const QuoteTtl = world.api.need("marketdata", "QuoteTtl");
  const { defaultTtlMs, instruments } = setup;
  const ttl = defaultTtlMs === null ? QuoteTtl.infinite() : QuoteTtl.within(defaultTtlMs);
  world.service = builder.marketData(ttl).build();
  for (const { id, ...instrument } of instruments) world.service.registerWithId(instrument, id);
}
