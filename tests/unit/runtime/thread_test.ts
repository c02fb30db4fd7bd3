import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { currentThread, drawIdentity } from "../../../src/runtime/thread.ts";

const crypto = { getRandomValues: (bytes: Uint8Array) => bytes.fill(171) };

describe("currentThread()", () => {
  it("is the same at every call of a thread", () => {
    assertEquals(currentThread(), currentThread());
  });
  it("is the name of the runtime and a random part", () => {
    assertMatch(currentThread(), /^(deno|bun|node|workerd|browser|js):[0-9a-f]{32}$/);
  });
});

describe("drawIdentity()", () => {
  const hosts: readonly [string, object][] = [
    ["deno", { Deno: {}, process: { versions: { node: "20" } } }],
    ["bun", { Bun: {}, process: { versions: { node: "20" } } }],
    ["workerd", { navigator: { userAgent: "Cloudflare-Workers" } }],
    ["node", { process: { versions: { node: "24" } }, navigator: { userAgent: "Node.js/24" } }],
    ["browser", { document: {} }],
    ["browser", { WorkerGlobalScope: {} }],
    ["js", {}],
  ];
  for (const [name, host] of hosts) {
    it(`names ${name} by ${Object.keys(host).join(" and ") || "nothing"}`, () => {
      assertEquals(drawIdentity({ ...host, crypto }), `${name}:${"ab".repeat(16)}`);
    });
  }
  it("differs from draw to draw on this host", () => {
    const host = globalThis as unknown as Parameters<typeof drawIdentity>[0];
    assert(drawIdentity(host) !== drawIdentity(host));
  });
  it("refuses to guess where nothing is random", () => {
    assertThrows(() => drawIdentity({}), TypeError, "no crypto here");
  });
});
