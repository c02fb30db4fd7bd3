import type { ReadOptions } from "../../model/internal.ts";
import { LifecycleError } from "../../pretrade/internal.ts";
import type { DropCopyOperation, Request, Reservation } from "../../pretrade/mod.ts";
import type { EngineCore } from "../core.ts";
import { Slots } from "./slots.ts";

/** What an engine consists of. */
export interface EngineParts {
  readonly core: EngineCore;
  readonly input: ReadOptions;
}

/** Something that a caller may finalize. */
export type OpenHold = Reservation | DropCopyOperation;

/** What one caller has open, by the number of the call that made it. */
export class Session implements EngineParts {
  readonly core: EngineCore;
  readonly input: ReadOptions;
  readonly #requests = new Slots<Request>();
  readonly #holds = new Slots<OpenHold>();

  constructor({ core, input }: EngineParts) {
    this.core = core;
    this.input = input;
  }

  /** How much is open. */
  get size(): number {
    return this.#requests.size + this.#holds.size;
  }

  /** Whether a number is taken. */
  has(id: number): boolean {
    return this.#requests.has(id) || this.#holds.has(id);
  }

  keepRequest(id: number, request: Request): void {
    this.#requests.set(id, request);
  }

  keepHold(id: number, hold: OpenHold): void {
    this.#holds.set(id, hold);
  }

  /** Hands a request out for good: it can be executed once. @throws {LifecycleError} If it is not open. */
  takeRequest(id: number): Request {
    const request = this.#requests.take(id);
    if (request === undefined) throw new LifecycleError("request has already been executed");
    return request;
  }

  /** Hands a hold out for good: it can be finalized once. @throws {LifecycleError} If it is not open. */
  takeHold(id: number): OpenHold {
    const hold = this.#holds.take(id);
    if (hold === undefined) throw new LifecycleError("reservation has already been finalized");
    return hold;
  }

  /** Lets one thing go: a request is dropped, a hold rolled back; what is not open is left alone. */
  drop(id: number): void {
    const open = this.#requests.take(id) ?? this.#holds.take(id);
    open?.free();
  }

  /** Lets everything go, the last one first. */
  dropAll(): void {
    const ids = [...this.#requests.ids(), ...this.#holds.ids()].sort((a, b) => b - a);
    for (const id of ids) this.drop(id);
  }
}
