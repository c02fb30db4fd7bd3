import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { PnlHaltReason } from "../../../../../src/pretrade/mod.ts";
import { Engine } from "../../../../../src/engine/mod.ts";
import { buildOrderValidation } from "../../../../../src/pretrade/policies/mod.ts";
import { thrownBy } from "../../../engine/_kit.ts";
import { Desk } from "./_kit.ts";

describe("accounts().holdings()", () => {
  it("lists what an account has, by name of the asset", () => {
    const desk = new Desk().fund("5 USD").fund("2 A @ 1.50").fund("1 B");
    desk.adjust([
      { operation: { asset: "A", realizedPnl: "7" } },
      { operation: { asset: "B", realizedPnl: PnlHaltReason.fromMissingFx() } },
    ]);
    desk.order("BUY 2 A/USD @ 2");
    assertEquals(desk.engine.accounts().holdings(1).map(({ asset }) => asset), ["A", "B", "USD"]);
    assertEquals(
      ["A", "B", "USD"].map((asset) => desk.holds(asset)),
      ["2 0 2 avg 1.50 pnl 7", "1 0 0 missing-fx", "1 4 0"],
    );
  });
  it("has only the fields that there are", () => {
    const desk = new Desk().fund("5 USD");
    assertEquals(Object.keys(desk.engine.accounts().holdings(1)[0] ?? {}), [
      "asset",
      "available",
      "held",
      "incoming",
    ]);
  });
  it("lists nothing of unknown accounts and assets, and without the policy", () => {
    const desk = new Desk().fund("5 USD");
    assertEquals(desk.engine.accounts().holdings(1, null).length, 1);
    assertEquals(desk.engine.accounts().holdings(2), []);
    assertEquals(desk.engine.accounts().holdings(1, "EUR"), []);
    assertEquals(
      `${thrownBy(() => desk.engine.accounts().holdings(1, " "))}`.slice(0, 10),
      "AssetError",
    );
    const bare = Engine.builder().builtin(buildOrderValidation()).build();
    assertEquals(bare.accounts().holdings(1), []);
  });
});
