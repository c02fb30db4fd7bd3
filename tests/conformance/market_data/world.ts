/** The state of one market-data scenario: services, reference book, engine, what scripts saw. */
import type { Api, Loose } from "../shared/api.ts";
import { HeldClock } from "../shared/clock.ts";
import { type Input, text, VectorError } from "../shared/input.ts";
import { Values } from "../shared/values.ts";

const DEFAULT_SERVICE = "md";

export class World {
  readonly api: Api;
  readonly values: Values;
  readonly #clock: HeldClock = new HeldClock();
  readonly #services: Map<string, Loose> = new Map();
  book: Loose;
  engine: Loose;
  /** What scripted policies saw during the current step; absent without such policies. */
  log: string[] | undefined;

  constructor(api: Api) {
    this.api = api;
    this.values = new Values(api);
  }

  /** Services and engines all come from builders on the same clock. */
  builder(): Loose {
    return this.api.need("root", "Engine").builder().clock(this.#clock.now);
  }

  setService(name: string | undefined, service: Loose): void {
    this.#services.set(name ?? DEFAULT_SERVICE, service);
  }

  service(name: string | undefined): Loose {
    const found = this.#services.get(name ?? DEFAULT_SERVICE);
    if (found === undefined) throw new VectorError(`no service is called ${name}`);
    return found;
  }

  /** The service that an `md.*` step works on. */
  serviceOf(input: Input): Loose {
    return this.service(input.maybe("md", text));
  }
}
