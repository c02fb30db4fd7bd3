/** Connections without a host: two ends in one realm, so that the same tests run where there are no message ports. */
import type { PortLike } from "../../../src/runtime/port.ts";

type Listener = (event: { readonly data?: unknown }) => void;

/** One end of a connection; messages arrive in a later turn, as those of real ports, or at once. */
export class FakePort implements PortLike {
  other: FakePort | undefined = undefined;
  readonly sent: unknown[] = [];
  readonly #listeners = new Map<string, Listener[]>();
  readonly #isInstant: boolean;
  isOpen = true;
  isKeptAlive = true;

  constructor(isInstant: boolean) {
    this.#isInstant = isInstant;
  }

  postMessage(message: unknown): void {
    this.sent.push(message);
    const deliver = () => this.other?.tell("message", { data: message });
    if (this.#isInstant) deliver();
    else void Promise.resolve().then(deliver);
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...this.#listeners.get(type) ?? [], listener]);
  }

  /** Hands an event to who listens here. */
  tell(type: string, event: { readonly data?: unknown }): void {
    if (!this.isOpen) return;
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }

  close(): void {
    this.isOpen = false;
    void Promise.resolve().then(() => this.other?.tell("close", {}));
  }

  ref(): void {
    this.isKeptAlive = true;
  }

  unref(): void {
    this.isKeptAlive = false;
  }
}

/** The two ends of a connection. */
export function portPair(isInstant = false): [FakePort, FakePort] {
  const [a, b] = [new FakePort(isInstant), new FakePort(isInstant)];
  a.other = b;
  b.other = a;
  return [a, b];
}
