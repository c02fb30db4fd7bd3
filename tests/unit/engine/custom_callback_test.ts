import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { OpenpitError } from "../../../src/engine/mod.ts";
import {
  blockLines,
  callbackError,
  engineOf,
  FINALIZER_BLOCK,
  type Hooks,
  noted,
  orderOf,
  policy,
  reservationOf,
} from "./_kit.ts";

/** Runs every callback that a policy can have, each answering with a value made anew; gives the errors. */
function errorsOf(make: () => unknown): (() => unknown)[] {
  const engine = (hooks: Hooks) => engineOf(policy("a", hooks));
  const finalizing = { main: () => ({ mutations: [{ commit: make, rollback: make }] }) };
  return [
    () => engine({ start: make }).startPreTrade(orderOf(1)),
    () => engine({ main: make }).executePreTrade(orderOf(1)),
    () => engine({ startDryRun: make }).startPreTradeDryRun(orderOf(1)),
    () => engine({ mainDryRun: make }).executePreTradeDryRun(orderOf(1)),
    () => reservationOf(engine(finalizing).executePreTrade(orderOf(1))).commit(),
    () => reservationOf(engine(finalizing).executePreTrade(orderOf(1))).rollback(),
  ];
}

function assertRefused(make: () => unknown): void {
  for (const call of errorsOf(make)) {
    const { cause } = callbackError(call);
    assert(cause instanceof TypeError);
    assert(cause instanceof OpenpitError);
    assertEquals(
      cause.message,
      "policy callbacks must return synchronously; Promise and thenable results are not supported",
    );
  }
}

/** Lets pending jobs and the host's search for unhandled rejections run. */
async function turn(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1));
}

describe("a promise that a callback returns", () => {
  it("is refused, pending or settled", () => {
    assertRefused(() => Promise.resolve([]));
    assertRefused(() => new Promise(() => {}));
    assertRefused(async () => await Promise.resolve());
  });
  // A rejection that nobody observes ends the process or fails the run on the hosts that look for it.
  it("causes no unhandled rejection when it rejects", async () => {
    const seen: unknown[] = [];
    const note = (event: Event) => {
      seen.push((event as Event & { readonly reason?: unknown }).reason);
      event.preventDefault();
    };
    const host = globalThis as Partial<
      Pick<EventTarget, "addEventListener" | "removeEventListener">
    >;
    host.addEventListener?.("unhandledrejection", note as EventListener);
    assertRefused(() => Promise.reject(new Error("late")));
    assertRefused(async () => {
      await Promise.resolve();
      throw new Error("later");
    });
    await turn();
    host.removeEventListener?.("unhandledrejection", note as EventListener);
    assertEquals(seen, []);
  });
  it("is refused without calling a `then` of its own", () => {
    class Watched extends Promise<unknown> {
      // deno-lint-ignore no-explicit-any -- the signature of the base class
      override then(): any {
        called = true;
      }
    }
    let called = false;
    assertRefused(() => Watched.reject(new Error("late")));
    assertEquals(called, false);
  });
});

describe("a thenable that a callback returns", () => {
  it("is refused without being called", () => {
    let calls = 0;
    const then = () => void calls++;
    assertRefused(() => ({ then }));
    assertRefused(() => Object.assign([], { then }));
    assertRefused(() => ({ then, rejects: [] }));
    assertRefused(() => Object.create({ then }));
    assertRefused(() => Object.assign(() => {}, { then }));
    assertEquals(calls, 0);
  });
  it("is none if its `then` is no function", () => {
    const engine = engineOf(policy("a", {
      start: () => Object.assign([], { then: 1 }),
      main: () => ({
        then: "later",
        rejects: [],
        mutations: [{ commit: () => ({ then: null }), rollback() {} }],
      }),
    }));
    reservationOf(engine.executePreTrade(orderOf(1))).commit();
  });
  it("fails the hook if reading `then` throws", () => {
    const result = {
      get then(): never {
        throw new Error("then");
      },
    };
    const engine = engineOf(policy("a", { main: () => result }));
    const error = callbackError(() => engine.executePreTrade(orderOf(1)));
    assertEquals((error.cause as Error).message, "then");
  });
});

describe("an asynchronous callback", () => {
  it("rolls the siblings back", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { main: () => ({ mutations: [noted(log, "a")] }) }),
      policy("b", { main: () => Promise.resolve({ mutations: [noted(log, "b")] }) }),
    );
    callbackError(() => engine.executePreTrade(orderOf(1)));
    assertEquals(log, ["rollback a"]);
  });
  it("as a finalizer arms the engine-wide block", () => {
    const main = () => ({ mutations: [{ commit: async () => {}, rollback() {} }] });
    const engine = engineOf(policy("a", { main }));
    const reservation = reservationOf(engine.executePreTrade(orderOf(1)));
    callbackError(() => reservation.commit());
    assertEquals(blockLines(engine, 2), [FINALIZER_BLOCK]);
  });
});

describe("what a finalizer returns", () => {
  it("is ignored unless it is a promise", () => {
    const values = [undefined, null, 0, "x", 1n, Symbol("s"), true, {}, [], () => {}];
    for (const value of values) {
      const main = () => ({ mutations: [{ commit: () => value, rollback() {} }] });
      reservationOf(engineOf(policy("a", { main })).executePreTrade(orderOf(1))).commit();
    }
  });
});
