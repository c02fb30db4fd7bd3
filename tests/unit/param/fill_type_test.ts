import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { FillType } from "../../../src/param/mod.ts";

describe("FillType", () => {
  it("lists the kinds of fill", () => {
    assertEquals({ ...FillType }, {
      Trade: "TRADE",
      Liquidation: "LIQUIDATION",
      AutoDeleverage: "AUTO_DELEVERAGE",
      Settlement: "SETTLEMENT",
      Funding: "FUNDING",
    });
  });
});
