/** Recorded numbers and names as values of the package. */
import type { Api, Loose } from "./api.ts";
import { HALT_KINDS, haltName } from "./records.ts";
import { VectorError } from "./input.ts";

/** Builds the few values that have no plain form, or whose plain form would mean something else. */
export class Values {
  readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  /** Recorded account ids are numbers; a text given to the package would be hashed. */
  account(id: bigint): Loose {
    return this.api.need("param", "AccountId").fromInt(id);
  }

  accounts(ids: readonly bigint[]): Loose[] {
    return ids.map((id) => this.account(id));
  }

  /** Group 0 is the default group. */
  group(id: bigint | number): Loose {
    const ids = this.api.need("param", "AccountGroupId");
    return Number(id) === 0 ? ids.DEFAULT() : ids.fromInt(Number(id));
  }

  /** The amount of an order: at most one of the two is recorded. */
  tradeAmount(quantity: string | undefined, volume: string | undefined): { tradeAmount?: Loose } {
    if (quantity !== undefined && volume !== undefined) {
      throw new VectorError("an order has both quantity and volume");
    }
    const amounts = this.api.need("param", "TradeAmount");
    if (quantity !== undefined) return { tradeAmount: amounts.quantity(quantity) };
    return volume === undefined ? {} : { tradeAmount: amounts.volume(volume) };
  }

  halt(kind: string): Loose {
    if (!HALT_KINDS.includes(kind)) throw new VectorError(`unknown halt reason ${kind}`);
    return this.api.need("pretrade", "PnlHaltReason")[`from${haltName(kind)}`]();
  }

  haltByName(name: string): Loose {
    const kind = HALT_KINDS.find((candidate) => haltName(candidate) === name);
    if (kind === undefined) throw new VectorError(`unknown halt reason ${name}`);
    return this.halt(kind);
  }

  lock(entries: readonly (readonly [number, string])[]): Loose {
    const Lock = this.api.need("pretrade", "Lock");
    return new Lock(entries);
  }

  block(fields: BlockFields): Loose {
    const AccountBlock = this.api.need("reject", "AccountBlock");
    const { policy, code, reason, details, userData } = fields;
    return new AccountBlock(policy, code, reason, details, userData);
  }
}

export interface BlockFields {
  readonly policy: string;
  readonly code: string;
  readonly reason: string;
  readonly details: string;
  readonly userData?: bigint;
}
