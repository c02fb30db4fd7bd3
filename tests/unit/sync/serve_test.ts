import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Engine } from "../../../src/engine/mod.ts";
import { buildOrderValidation } from "../../../src/pretrade/policies/mod.ts";
import { currentThread } from "../../../src/runtime/thread.ts";
import { describeEngine } from "../../../src/sync/serve.ts";
import { engineOf, noted, orderOf, policy } from "../engine/_kit.ts";
import { served } from "./_kit.ts";

describe("describeEngine()", () => {
  it("tells what callers must know before their first call", () => {
    assertEquals(describeEngine(Engine.builder().builtin(buildOrderValidation()).build()), {
      mode: "noSync",
      owner: currentThread(),
      isStrictInput: false,
      keepsAdditions: false,
    });
  });
});

describe("serveEngine()", () => {
  it("serves until it is closed, and then lets everything go and tells so", async () => {
    const log: string[] = [];
    const engine = engineOf(policy("a", { main: () => ({ mutations: [noted(log, "1")] }) }));
    const { server, remote } = served(engine, {}, { onEnd: () => log.push("end") });
    assert((await remote.executePreTrade(orderOf(1))).ok);
    assertEquals(server.openCount, 1);
    server.close();
    server.close();
    assertEquals(log, ["rollback 1", "end"]);
  });
});
