/** Everything of an engine that can be called, found by looking, so that no method is forgotten. */
import type { Configurator, Engine } from "../../../mod.ts";
import type { Accounts } from "../../../src/accounts.ts";
import type { DropCopyOperation, Request, Reservation } from "../../../src/pretrade/mod.ts";
import { orderDraft } from "../../../src/testing/mod.ts";
import { caught } from "./scene.ts";

export interface Handles {
  readonly engine: Engine;
  readonly accounts: Accounts;
  readonly configurator: Configurator;
  readonly request: Request;
  readonly reservation: Reservation;
  readonly operation: DropCopyOperation;
}

/** All handles, open, for an account that no test blocks. */
export function openHandles(engine: Engine): Handles {
  const order = orderDraft({ accountId: 3 });
  return {
    engine,
    accounts: engine.accounts(),
    configurator: engine.configure(),
    request: engine.startPreTrade(order).request!,
    reservation: engine.executePreTrade(order).reservation!,
    operation: engine.applyDropCopy(order).operation!,
  };
}

type Method = (...args: readonly unknown[]) => unknown;

/** These handles hold nothing, so letting them go is nothing that an engine could refuse. */
const STATELESS = ["accounts", "configurator"];

/** The methods by name, those of the engine last: `free()` is among them. */
export function methodsOf(handles: Handles): (readonly [name: string, call: () => unknown])[] {
  return Object.entries(handles).reverse().flatMap(([owner, handle]) => {
    const members = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(handle));
    return Reflect.ownKeys(members)
      .map((key) => [key, Reflect.get(members, key).value as Method | undefined] as const)
      .filter(([key, method]) =>
        typeof method === "function" && key !== "constructor" && !isLettingGo(owner, key)
      )
      // Without arguments: whoever may not call at all is told so before anything is read.
      .map(([key, method]) => [`${owner}.${String(key)}`, () => method?.call(handle)] as const);
  });
}

function isLettingGo(owner: string, key: string | symbol): boolean {
  return STATELESS.includes(owner) && (key === "free" || key === Symbol.dispose);
}

/** Calls everything; what each call throws, by class. */
export function refusalsOf(handles: Handles): string[] {
  return methodsOf(handles).map(([name, call]) => {
    const thrown = caught(call);
    return `${name}: ${thrown === undefined ? "nothing" : (thrown.value as Error).name}`;
  });
}
