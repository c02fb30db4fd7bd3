import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Blocks } from "../../../src/engine/blocks.ts";
import { Currencies } from "../../../src/engine/currencies.ts";
import { AccountGroups } from "../../../src/engine/groups.ts";
import { Guard } from "../../../src/engine/guard.ts";
import { EnginePolicyHost, type HostParts } from "../../../src/engine/policy_host.ts";
import { AccountBlock, ReentrancyError } from "../../../src/pretrade/internal.ts";
import { thrownBy } from "./_kit.ts";

function world(): { parts: HostParts; host: EnginePolicyHost } {
  const parts = {
    clock: () => 7n,
    guard: new Guard(),
    blocks: new Blocks(),
    groups: new AccountGroups(),
    currencies: new Currencies(),
  };
  return { parts, host: new EnginePolicyHost(parts) };
}

function isClosed({ guard }: HostParts): boolean {
  try {
    guard.enter();
    return false;
  } catch (error) {
    return error instanceof ReentrancyError;
  }
}

describe("EnginePolicyHost", () => {
  it("reads groups and currencies as they are now", () => {
    const { parts: { groups, currencies }, host } = world();
    assertEquals([host.groupOf(1n), host.currencyOf(1n, undefined)], [undefined, undefined]);
    groups.put(1n, 5);
    currencies.setGroup(5, "EUR");
    currencies.setGroup(6, "GBP");
    assertEquals([host.groupOf(1n), host.currencyOf(1n, 5), host.currencyOf(1n, 6)], [
      5,
      "EUR",
      "GBP",
    ]);
    assertEquals(host.currencyOf(1n, undefined), undefined);
  });
  it("lists accounts with a group or a currency of their own", () => {
    const { parts: { groups, currencies }, host } = world();
    groups.put(1n, 5);
    currencies.set(2n, "USD");
    currencies.set(1n, "USD");
    assertEquals([...host.listedAccounts()], [1n, 2n, 1n]);
    groups.remove(1n);
    currencies.clear(2n);
    assertEquals([...host.listedAccounts()], [1n]);
  });
  it("tells whether a block is new; the first cause stays", () => {
    const { parts: { blocks, groups }, host } = world();
    const cause = (reason: string) => new AccountBlock("p", "Other", reason, "d");
    assertEquals(host.blockAccount(1n, cause("first")), true);
    assertEquals(host.blockAccount(1n, cause("second")), false);
    assertEquals(blocks.find(1n, groups)?.block.reason, "first");
    assertEquals([blocks.isAccountBlocked(1n), blocks.isAccountBlocked(2n)], [true, false]);
  });
  it("takes an account for unblocked whose group or engine is blocked", () => {
    const { parts: { blocks, groups }, host } = world();
    groups.put(1n, 5);
    blocks.blockGroup(5, new AccountBlock("p", "Other", "group", "d"));
    blocks.blockEngine();
    assertEquals(host.blockAccount(1n, new AccountBlock("p", "Other", "own", "d")), true);
  });
  it("closes the engine while code of the caller's runs", () => {
    const { parts, host } = world();
    host.beginCallback();
    assertEquals(isClosed(parts), true);
    host.endCallback();
    assertEquals(isClosed(parts), false);
  });
  it("reads the clock through the guard", () => {
    const { parts, host } = world();
    assertEquals(host.readClock(), 7n);
    const broken = new EnginePolicyHost({ ...parts, clock: () => 7 as never });
    assertEquals(
      (thrownBy(() => broken.readClock()) as Error).message,
      "clock must return a bigint",
    );
  });
});
