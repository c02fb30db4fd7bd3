import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Request } from "../../../src/pretrade/mod.ts";
import { engineOf, linesOf, orderOf, policy, refusal } from "../engine/_kit.ts";
import { assertErrors, errorOf } from "../model/_errors.ts";

describe("Request", () => {
  it("refuses new", () => {
    const Class = Request as unknown as new () => unknown;
    assertErrors([[() => new Class(), "TypeError: Request cannot be constructed directly"]]);
  });
  it("comes of a start stage that passed, and gives what executePreTrade() would", () => {
    const engine = engineOf(policy("a", { main: () => ({ lockPrices: [1] }) }));
    const request = engine.startPreTrade(orderOf(1)).request;
    assert(request instanceof Request);
    assertEquals(
      request.execute().reservation?.lock().toJson(),
      engine.executePreTrade(orderOf(1)).reservation?.lock().toJson(),
    );
    const refusing = engineOf(policy("a", { main: () => ({ rejects: [refusal()] }) }));
    assertEquals(
      linesOf(refusing.startPreTrade(orderOf(1)).request!.execute()),
      linesOf(refusing.executePreTrade(orderOf(1))),
    );
  });
  it("is used up for every holder of it", () => {
    const result = engineOf(policy("a")).startPreTrade(orderOf(1));
    const [one, two] = [result.request, result.request];
    one?.execute();
    assertEquals(
      errorOf(() => two?.execute()),
      "LifecycleError: request has already been executed",
    );
  });
  it("does not run twice, not even if its engine was released between", () => {
    const engine = engineOf(policy("a"));
    const request = engine.startPreTrade(orderOf(1)).request!;
    request.execute();
    engine.free();
    assertEquals(
      errorOf(() => request.execute()),
      "LifecycleError: request has already been executed",
    );
  });
});
