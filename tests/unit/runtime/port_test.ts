import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  keepsBlockedThreads,
  makeChannel,
  openPort,
  signalsClose,
} from "../../../src/runtime/port.ts";
import { portPair } from "../sync/_ports.ts";

function open(port: ReturnType<typeof portPair>[0]) {
  const log: unknown[] = [];
  const connection = openPort(port, {
    onMessage: (data) => log.push(data),
    onClose: () => log.push("closed"),
  });
  return { log, connection };
}

const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

describe("openPort()", () => {
  it("hands messages on in their order", async () => {
    const [a, b] = portPair();
    const { log } = open(a);
    open(b).connection.send(1);
    b.postMessage([2]);
    await turn();
    assertEquals(log, [1, [2]]);
  });
  it("tells once that the other end is gone, and sends nothing after that", () => {
    const [a] = portPair();
    const { log, connection } = open(a);
    a.tell("close", {});
    a.tell("close", {});
    connection.send("late");
    assertEquals(log, ["closed"]);
    assertEquals(a.sent, []);
  });
  it("neither tells nor sends after its own close()", async () => {
    const [a, b] = portPair();
    const { log, connection } = open(a);
    b.postMessage("late");
    connection.close();
    connection.send("later");
    await turn();
    a.tell("close", {});
    assertEquals(log, []);
    assert(!a.isOpen);
    assertEquals(a.sent, []);
  });
  it("keeps the process alive only while somebody waits", () => {
    const [a] = portPair();
    const { connection } = open(a);
    connection.keepAlive(false);
    assert(!a.isKeptAlive);
    connection.keepAlive(true);
    assert(a.isKeptAlive);
  });
  it("works with the ports of this host, where it has any", async () => {
    const channel = makeChannel();
    if (channel === undefined) return;
    const got = new Promise((resolve) => {
      openPort(channel.given, { onMessage: resolve, onClose: () => {} });
    });
    const own = openPort(channel.own, { onMessage: () => {}, onClose: () => {} });
    own.send("hello");
    assertEquals(await got, "hello");
    own.close();
    channel.given.close();
  });
});

describe("signalsClose()", () => {
  it("is true where the host has worker threads, but not for blocked ones on Deno", () => {
    const host = globalThis as {
      Deno?: unknown;
      process?: { getBuiltinModule?(name: string): unknown };
    };
    const hasThreads = host.process?.getBuiltinModule?.("node:worker_threads") !== undefined;
    assertEquals(signalsClose(), hasThreads);
    assertEquals(keepsBlockedThreads(), host.Deno !== undefined);
  });
});
