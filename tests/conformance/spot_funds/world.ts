/** The state of one spot-funds scenario. */
import type { Api, Loose } from "../shared/api.ts";
import { HeldClock } from "../shared/clock.ts";
import { type Read, VectorError } from "../shared/input.ts";
import { Values } from "../shared/values.ts";

export class World {
  readonly api: Api;
  readonly values: Values;
  readonly clock: HeldClock = new HeldClock();
  readonly #service: { value?: Loose } = {};
  /** Requests, reservations and drop-copy operations; what is kept stays open. */
  readonly #handles: Map<string, Loose> = new Map();
  engine: Loose;

  constructor(api: Api) {
    this.api = api;
    this.values = new Values(api);
  }

  set service(service: Loose) {
    this.#service.value = service;
  }

  get service(): Loose {
    if (this.#service.value === undefined) throw new VectorError("no market data is set up");
    return this.#service.value;
  }

  keep(name: string, handle: Loose): void {
    this.#handles.set(name, handle);
  }

  handle(name: string): Loose {
    const found = this.#handles.get(name);
    if (found === undefined) throw new VectorError(`no handle is called ${name}`);
    return found;
  }

  /** A number, or the name of the default group. */
  readonly group: Read<Loose> = (value, where) => {
    if (value === "default") return this.values.group(0);
    if (!Number.isSafeInteger(value)) throw new VectorError(`${where} should be a group`);
    return this.values.group(value as number);
  };

  readonly account: Read<Loose> = (value, where) => {
    if (typeof value !== "string" || !/^\d+$/.test(value)) {
      throw new VectorError(`${where} should be an account id as text`);
    }
    return this.values.account(BigInt(value));
  };
}
