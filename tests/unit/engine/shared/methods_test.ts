import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  Accounts,
  ACCOUNTS_METHODS,
  CONFIGURATOR_METHODS,
} from "../../../../src/engine/internal.ts";
import { isAccountsMethod, isConfiguratorMethod } from "../../../../src/engine/shared/methods.ts";
import { Configurator } from "../../../../src/engine/mod.ts";

function methodsOf(value: { readonly prototype: object }): string[] {
  const names = Object.getOwnPropertyNames(value.prototype);
  return names.filter((name) => !["constructor", "free"].includes(name)).sort();
}

describe("the calls of handles", () => {
  it("are all that Accounts has, so that none is forgotten", () => {
    assertEquals([...ACCOUNTS_METHODS].sort(), methodsOf(Accounts));
  });
  it("are all that Configurator has", () => {
    assertEquals([...CONFIGURATOR_METHODS].sort(), methodsOf(Configurator));
  });
  it("are known by name", () => {
    assertEquals(["block", "free", "constructor", 1].map(isAccountsMethod), [
      true,
      false,
      false,
      false,
    ]);
    assertEquals(["rateLimit", "block", "__proto__"].map(isConfiguratorMethod), [
      true,
      false,
      false,
    ]);
  });
});
