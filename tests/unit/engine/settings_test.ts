import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine, type EngineBuildError } from "../../../src/engine/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import { policy, thrownBy } from "./_kit.ts";

const MODES = ["noSync", "fullSync", "accountSync"] as const;

describe("the sync mode of a chain", () => {
  it("is noSync unless it is said", () => {
    assertEquals(Engine.builder().preTrade(policy("a")).build().syncMode, "noSync");
  });
  for (const mode of MODES) {
    it(`is ${mode} once ${mode}() was called, before or after the first policy`, () => {
      const before = Engine.builder()[mode]().preTrade(policy("a")).build();
      const after = Engine.builder().preTrade(policy("a"))[mode]().build();
      assertEquals([before.syncMode, after.syncMode], [mode, mode]);
    });
    it(`is set once: after ${mode}() every further call is refused`, () => {
      const text = `sync mode is already set to ${mode}`;
      assertErrors(MODES.flatMap((second) => [
        [() => Engine.builder()[mode]()[second](), `EngineBuildError: ${text}`],
        [
          () => Engine.builder()[mode]().preTrade(policy("a"))[second](),
          `EngineBuildError: ${text}`,
        ],
        [
          () => Engine.builder().preTrade(policy("a"))[mode]()[second](),
          `EngineBuildError: ${text}`,
        ],
      ]));
    });
  }
  it("is refused as an InvalidConfiguration", () => {
    const error = thrownBy(() => Engine.builder().noSync().noSync());
    assertEquals((error as EngineBuildError).kind, "InvalidConfiguration");
  });
  it("belongs to the builder that was given, not to the one before it", () => {
    const builder = Engine.builder();
    builder.fullSync();
    assertEquals(builder.accountSync().preTrade(policy("a")).build().syncMode, "accountSync");
  });
  it("can't be changed after build()", () => {
    const builder = Engine.builder().preTrade(policy("a"));
    builder.build();
    assertErrors([[
      () => builder.fullSync(),
      "LifecycleError: engine builder is no longer available",
    ]]);
  });
});
