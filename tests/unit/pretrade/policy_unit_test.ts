import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../src/engine/mod.ts";
import { ConfigurationRefused, MAKE_POLICY } from "../../../src/pretrade/internal.ts";
import { buildOrderSizeLimit, buildOrderValidation } from "../../../src/pretrade/policies/mod.ts";
import { orderOf, thrownBy } from "../engine/_kit.ts";
import { token } from "../engine/_units.ts";
import { errorOf } from "../model/_errors.ts";

describe("a token", () => {
  it("makes a fresh policy at each registration", () => {
    let made = 0;
    const counting = token(() => ({ name: `unit ${++made}` }));
    Engine.builder().builtin(counting).builtin(counting).build();
    Engine.builder().builtin(counting);
    assertEquals(made, 3);
  });
  it("shows nothing of how it does that", () => {
    for (const built of [buildOrderValidation(), buildOrderSizeLimit().assetBarriers([])]) {
      assert(MAKE_POLICY in built);
      assertEquals(Reflect.ownKeys(built), []);
      assertEquals(
        Object.getOwnPropertyDescriptor(
          Object.getPrototypeOf(built),
          MAKE_POLICY,
        )?.enumerable,
        false,
      );
      assertEquals(JSON.stringify(built), "{}");
    }
  });
});

describe("settings that a policy refuses", () => {
  it("are an InvalidConfiguration of the build, with the policy's own text", () => {
    const refusing = token(() => {
      throw new ConfigurationRefused("no limit was given");
    });
    const register = () => Engine.builder().builtin(refusing);
    assertEquals(errorOf(register), "EngineBuildError: no limit was given");
    assertEquals((thrownBy(register) as { kind?: unknown }).kind, "InvalidConfiguration");
  });
  it("are told apart from a bug of the policy, which surfaces as it is", () => {
    const bug = new TypeError("bug");
    const broken = token(() => {
      throw bug;
    });
    assert(thrownBy(() => Engine.builder().builtin(broken)) === bug);
  });
});

describe("a stage that a unit has no method for", () => {
  it("is skipped", () => {
    const engine = Engine.builder().builtin(token(() => ({}))).build();
    assertEquals(engine.executePreTrade(orderOf(1)).ok, true);
    assertEquals(engine.executePreTradeDryRun(orderOf(1)).isPass, true);
  });
});
