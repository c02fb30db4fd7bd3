/** What is needed of a message port; those of every host have it. */
export interface PortLike {
  /** Sends a message to the other end. */
  postMessage(message: unknown, transfer?: unknown[]): void;
  /** Listens to `message` and `close` events. */
  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void;
  /** Begins to deliver messages. */
  start?(): void;
  /** Ends the connection. */
  close(): void;
  /** Keeps the process alive, where the host knows of that. */
  ref?(): void;
  /** Lets the process end, where the host knows of that. */
  unref?(): void;
}

/** A connection as its user sees it. */
export interface PortUser {
  /** A message came. */
  onMessage(data: unknown): void;
  /** The other end is gone. Told once, and not after `close()`. */
  onClose(): void;
}

/** An open connection. */
export interface OpenPort {
  /** Sends a message. After the end it goes nowhere. */
  send(data: unknown, transfer?: unknown[]): void;
  /** Ends the connection. */
  close(): void;
  /** Whether an open port keeps its process alive: only while somebody waits for it. */
  keepAlive(isWaiting: boolean): void;
}

/** The two ends of a connection between threads. */
export interface Channel {
  readonly own: PortLike;
  readonly given: PortLike;
}

interface Host {
  readonly MessageChannel?: new () => { readonly port1: PortLike; readonly port2: PortLike };
  readonly process?: { getBuiltinModule?(name: string): unknown };
  readonly Deno?: unknown;
}

/** Makes a connection; undefined where the host knows no message ports. */
export function makeChannel(): Channel | undefined {
  // Under Deno a port made before the module of worker threads is loaded cannot be kept from keeping the process alive.
  signalsClose();
  const { MessageChannel } = globalThis as Host;
  if (MessageChannel === undefined) return undefined;
  const { port1, port2 } = new MessageChannel();
  return { own: port1, given: port2 };
}

/**
 * Whether a port tells when the thread at its other end is gone.
 *
 * Node, Bun and Deno do; Deno only once its module of worker threads was asked for.
 */
export function signalsClose(): boolean {
  const { process } = globalThis as Host;
  return process?.getBuiltinModule?.("node:worker_threads") !== undefined;
}

/**
 * Whether a thread that is ended while its event loop stands still may live on, with nothing told of its end. So it is on Deno.
 */
export function keepsBlockedThreads(): boolean {
  return (globalThis as Host).Deno !== undefined;
}

/** Begins to use a port. */
export function openPort(port: PortLike, user: PortUser): OpenPort {
  let isOpen = true;
  let isKeepingAlive = true;
  signalsClose();
  port.addEventListener("message", ({ data }) => {
    if (isOpen) user.onMessage(data);
  });
  port.addEventListener("close", () => {
    if (!isOpen) return;
    isOpen = false;
    user.onClose();
  });
  port.start?.();
  return {
    send: (data, transfer = []) => {
      if (isOpen) port.postMessage(data, transfer);
    },
    close: () => {
      isOpen = false;
      port.close();
    },
    keepAlive: (isWaiting) => {
      if (isWaiting === isKeepingAlive) return;
      isKeepingAlive = isWaiting;
      if (isWaiting) port.ref?.();
      else port.unref?.();
    },
  };
}
