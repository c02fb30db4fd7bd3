import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { makeMarketDataBuilder } from "../../src/marketdata/internal.ts";
import { type MarketDataService, QuoteTtl } from "../../src/marketdata/mod.ts";
import { AccountGroupId } from "../../src/param/mod.ts";
import { FakeClock } from "../../src/testing/mod.ts";
import { check, seeded } from "./_arbitraries.ts";

/** Few ids, few names and few times, so that commands meet. */
const id = fc.constantFrom(0, 0, 0, 1, 2);
const name = fc.constantFrom("A", "B", "C");
const account = fc.integer({ min: 1, max: 2 });
const group = fc.constantFrom(0, 7);
const ageMs = fc.constantFrom(-1, 0, 1, 2, 3);
const ttlMs = fc.constantFrom(0, 1, 2, 3, 4, Infinity);
const place = fc.oneof(
  fc.record({ id, account }),
  fc.record({ id, group }),
  fc.record({ account }),
  fc.record({ group }),
  fc.record({ id }),
);
const resolution = fc.constantFrom(
  "ACCOUNT_ONLY" as const,
  "ACCOUNT_THEN_GROUP" as const,
  "ACCOUNT_THEN_GROUP_THEN_DEFAULT" as const,
);

type Place = { readonly id?: number; readonly account?: number; readonly group?: number };

function often<T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.WeightedArbitrary<T> {
  return { arbitrary: fc.record<T>(fields), weight: 4 };
}

const command = fc.oneof(
  fc.record({ op: fc.constant("register" as const), name }),
  fc.record({ op: fc.constant("registerWithId" as const), name, id }),
  fc.record({ op: fc.constant("pushByName" as const), name, ageMs }),
  often({
    op: fc.constant("pushFor" as const),
    id,
    ageMs,
    accounts: fc.array(account, { maxLength: 1 }),
    groups: fc.array(group, { maxLength: 2 }),
  }),
  fc.record({ op: fc.constant("clear" as const), id }),
  often({ op: fc.constant("setTtl" as const), place, ttlMs }),
  fc.record({ op: fc.constant("clearTtl" as const), place }),
  fc.record({ op: fc.constant("wait" as const), elapsedMs: fc.constantFrom(-2, -1, 1, 1) }),
  often({
    op: fc.constant("get" as const),
    id,
    account,
    group: fc.option(group),
    resolution,
  }),
);

type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;
type Read = Extract<Command, { op: "get" }>;

interface Written {
  readonly id: number;
  readonly to: string;
  readonly mark: string;
  readonly atMs: number;
  readonly ageMs: number;
}

/** Everything ever written, in lists that are searched from the end: no maps, no buckets, no cells. */
class NaiveService {
  readonly #names: { readonly name: string; readonly id: number }[] = [];
  #written: Written[] = [];
  #ttls: { readonly place: string; readonly ttlMs: number }[] = [];
  readonly #defaultTtlMs: number;
  #nowMs = 0;

  constructor(defaultTtlMs: number) {
    this.#defaultTtlMs = defaultTtlMs;
  }

  run(command: Command, mark: string): string {
    switch (command.op) {
      case "register":
        return this.#idOf(command.name) === undefined
          ? String(this.#add(command.name, this.#freeId()))
          : "AlreadyRegistered";
      case "registerWithId":
        if (this.#idOf(command.name) !== undefined || this.#isKnown(command.id)) {
          return "RegistrationError";
        }
        return String(this.#add(command.name, command.id));
      case "pushByName": {
        const id = this.#idOf(command.name) ?? this.#add(command.name, this.#freeId());
        this.#write(id, ["group 0"], mark, command.ageMs);
        return String(id);
      }
      case "pushFor": {
        const { accounts, groups } = command;
        if (accounts.length + groups.length === 0) return "RangeError";
        if (!this.#isKnown(command.id)) return "UnknownInstrumentId";
        const targets = [
          ...accounts.map((account) => `account ${account}`),
          ...groups.map((group) => `group ${group}`),
        ];
        this.#write(command.id, targets, mark, command.ageMs);
        return "undefined";
      }
      case "clear":
        this.#written = this.#written.filter(({ id }) => id !== command.id);
        return "undefined";
      case "setTtl":
        return this.#changeTtl(command.place, command.ttlMs);
      case "clearTtl":
        return this.#changeTtl(command.place, undefined);
      case "wait":
        this.#nowMs += command.elapsedMs;
        return "undefined";
      case "get":
        return this.#get(command);
    }
  }

  #get({ id, account, group, resolution }: Read): string {
    if (!this.#isKnown(id)) return "UnknownInstrument";
    const buckets = [`account ${account}`];
    if (resolution !== "ACCOUNT_ONLY" && group !== null) buckets.push(`group ${group}`);
    if (resolution === "ACCOUNT_THEN_GROUP_THEN_DEFAULT") buckets.push("group 0");
    const found = buckets
      .map((to) => this.#written.findLast((written) => written.id === id && written.to === to))
      .find((written) => written !== undefined);
    if (found === undefined) return "QuoteUnavailable";
    const ageMs = Math.max(0, this.#nowMs - found.atMs) + Math.max(0, found.ageMs);
    return ageMs >= this.#ttlMs(id, account, group) ? `QuoteExpired ${found.mark}` : found.mark;
  }

  #ttlMs(id: number, account: number, group: number | null): number {
    const readers: Place[] = [{ account }, ...(group === null ? [] : [{ group }]), { group: 0 }];
    const tiers = [...readers.map((reader) => ({ id, ...reader })), ...readers, { id }];
    const set = tiers.map((tier) => this.#ttls.find(({ place }) => place === keyOf(tier)));
    return set.find((cell) => cell !== undefined)?.ttlMs ?? this.#defaultTtlMs;
  }

  #changeTtl(place: Place, ttlMs: number | undefined): string {
    if (place.id !== undefined && !this.#isKnown(place.id)) return "UnknownInstrumentId";
    this.#ttls = this.#ttls.filter((cell) => cell.place !== keyOf(place));
    if (ttlMs !== undefined) this.#ttls.push({ place: keyOf(place), ttlMs });
    return "undefined";
  }

  #write(id: number, targets: readonly string[], mark: string, ageMs: number): void {
    for (const to of targets) this.#written.push({ id, to, mark, atMs: this.#nowMs, ageMs });
  }

  #idOf(name: string): number | undefined {
    return this.#names.find((known) => known.name === name)?.id;
  }

  #isKnown(id: number): boolean {
    return this.#names.some((known) => known.id === id);
  }

  #freeId(): number {
    return [0, 1, 2, 3, 4, 5, 6].find((id) => !this.#isKnown(id)) ?? 7;
  }

  #add(name: string, id: number): number {
    this.#names.push({ name, id });
    return id;
  }
}

function keyOf({ id, account, group }: Place): string {
  return `${id}/${account}/${group}`;
}

function ttl(durationMs: number): QuoteTtl {
  return durationMs === Infinity ? QuoteTtl.infinite() : QuoteTtl.within(durationMs);
}

function groupId(group: number): AccountGroupId {
  return group === 0 ? AccountGroupId.DEFAULT() : AccountGroupId.fromInt(group);
}

function setTtl(service: MarketDataService, { id, account, group }: Place, value: QuoteTtl): void {
  if (id === undefined) {
    if (account !== undefined) service.setAccountTtl(account, value);
    if (group !== undefined) service.setAccountGroupTtl(groupId(group), value);
  } else if (account !== undefined) service.setInstrumentAccountTtl(id, account, value);
  else if (group !== undefined) service.setInstrumentAccountGroupTtl(id, groupId(group), value);
  else service.setInstrumentTtl(id, value);
}

function clearTtl(service: MarketDataService, { id, account, group }: Place): void {
  if (id === undefined) {
    if (account !== undefined) service.clearAccountTtl(account);
    if (group !== undefined) service.clearAccountGroupTtl(groupId(group));
  } else if (account !== undefined) service.clearInstrumentAccountTtl(id, account);
  else if (group !== undefined) service.clearInstrumentAccountGroupTtl(id, groupId(group));
  else service.clearInstrumentTtl(id);
}

function call(
  service: MarketDataService,
  clock: FakeClock,
  command: Command,
  mark: string,
): unknown {
  const named = (underlyingAsset: string) => ({ underlyingAsset, settlementAsset: "USD" });
  switch (command.op) {
    case "register":
      return service.register(named(command.name));
    case "registerWithId":
      return service.registerWithId(named(command.name), command.id);
    case "pushByName":
      return service.pushByInstrument(named(command.name), { mark }, command.ageMs);
    case "pushFor": {
      const { id, ageMs, accounts, groups } = command;
      return service.pushFor(id, { mark }, ageMs, accounts, groups.map(groupId));
    }
    case "clear":
      return service.clear(command.id);
    case "setTtl":
      return setTtl(service, command.place, ttl(command.ttlMs));
    case "clearTtl":
      return clearTtl(service, command.place);
    case "wait":
      return clock.advanceMs(command.elapsedMs);
    case "get": {
      const { id, account, group, resolution } = command;
      const info = { accountGroup: group === null ? null : groupId(group) };
      return service.getOrErr(id, account, info, resolution).mark;
    }
  }
}

function outcome(run: () => unknown): string {
  try {
    return String(run());
  } catch (error) {
    const { name, quote } = error as { name: string; quote?: { mark: unknown } };
    return quote === undefined ? name : `${name} ${quote.mark}`;
  }
}

describe(seeded("market data"), () => {
  it("answers any sequence of calls as a list of everything written would", () => {
    const commands = fc.array(command, { minLength: 20, maxLength: 80, size: "max" })
      .map((rest): Command[] => [{ op: "register", name: "A" }, ...rest]);
    check(fc.property(ttlMs, commands, (defaultTtlMs, all) => {
      const clock = new FakeClock();
      const service = makeMarketDataBuilder(ttl(defaultTtlMs), clock.now).build();
      const naive = new NaiveService(defaultTtlMs);
      const found = all.map((each, i) => outcome(() => call(service, clock, each, String(i))));
      assertEquals(found, all.map((each, i) => naive.run(each, String(i))));
    }));
  });
});
