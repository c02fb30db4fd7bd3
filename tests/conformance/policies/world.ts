/** The state of one policy scenario. */
import type { Api, Loose } from "../shared/api.ts";
import { HeldClock } from "../shared/clock.ts";
import { VectorError } from "../shared/input.ts";
import { Values } from "../shared/values.ts";

export class World {
  readonly api: Api;
  readonly values: Values;
  readonly clock: HeldClock = new HeldClock();
  readonly #requests: Map<string, Loose> = new Map();
  engine: Loose;

  constructor(api: Api) {
    this.api = api;
    this.values = new Values(api);
  }

  keepRequest(name: string, request: Loose): void {
    this.#requests.set(name, request);
  }

  request(name: string): Loose {
    const found = this.#requests.get(name);
    if (found === undefined) throw new VectorError(`no request is called ${name}`);
    return found;
  }
}
