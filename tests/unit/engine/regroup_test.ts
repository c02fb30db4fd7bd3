import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../src/engine/mod.ts";
import { token } from "./_units.ts";

describe("regroup()", () => {
  it("tells policies of accounts that have joined or left a group, and where they were", () => {
    const seen: string[] = [];
    const unit = token((host) =>
      ({
        regrouped: (account: bigint, before: number | undefined) =>
          void seen.push(`${account}: ${before} to ${host.groupOf(account)}`),
      }) as never
    );
    const engine = Engine.builder().builtin(unit).build();
    engine.accounts().registerGroup([1, 2], 5);
    engine.accounts().unregisterGroup([1], 5);
    engine.accounts().registerGroup([1, 1], 6);
    assertEquals(seen, [
      "1: undefined to 5",
      "2: undefined to 5",
      "1: 5 to undefined",
      "1: undefined to 6",
      "1: 6 to 6",
    ]);
  });
});
