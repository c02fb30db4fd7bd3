import type { Order, OrderInit } from "../model/mod.ts";
import type { ExecutionReport, ExecutionReportInit } from "../model/mod.ts";
import type { AccountId, Fee, Pnl, Price, SideValue, TradeAmount } from "../param/mod.ts";

/** An order whose type shows that it names its instrument. */
export interface HasInstrument {
  /** The operation group. */
  readonly operation: {
    /** What is bought or sold. */
    readonly underlyingAsset: string;
    /** What it is paid in. */
    readonly settlementAsset: string;
  };
}

/** An order whose type shows its size. */
export interface HasTradeAmount {
  /** The operation group. */
  readonly operation: {
    /** How much. */
    readonly tradeAmount: TradeAmount;
  };
}

/** An order whose type shows its price; undefined means a market order. */
export interface HasOrderPrice {
  /** The operation group. */
  readonly operation: {
    /** Limit price of one unit. */
    readonly price: Price | undefined;
  };
}

/** An order or report whose type shows its side. */
export interface HasSide {
  /** The operation group. */
  readonly operation: {
    /** BUY or SELL. */
    readonly side: SideValue;
  };
}

/** An order or report whose type shows its account. */
export interface HasAccountId {
  /** The operation group. */
  readonly operation: {
    /** Who trades. */
    readonly accountId: AccountId;
  };
}

/** A report whose type shows its profit or loss. */
export interface HasPnl {
  /** The financial-impact group. */
  readonly financialImpact: {
    /** Profit or loss. */
    readonly pnl: Pnl;
  };
}

/** A report whose type shows its fee. */
export interface HasFee {
  /** The financial-impact group. */
  readonly financialImpact: {
    /** The fee. */
    readonly fee: Fee;
  };
}

/** Every form of an order that an engine takes, before what its policies need is asked for. */
export type OrderInput = Order | OrderInit;
/** Every form of a report that an engine takes, before what its policies need is asked for. */
export type ReportInput = ExecutionReport | ExecutionReportInit;

/** What a policy's model adds to the needs of an engine: nothing if the general class already has it. */
export type Needs<Model, General> = General extends Model ? unknown : Model;

/** The fields of a model, without the methods that every class of the package has. */
export type FieldsOf<T> = Exclude<keyof T & string, "clone" | "free">;

/** The fields of a model that it can't be without. */
export type RequiredFieldsOf<T> = {
  [K in FieldsOf<T>]: undefined extends T[K] ? never : K;
}[FieldsOf<T>];

/**
 * What an order type still lacks of the needs of an engine's policies: `unknown` if nothing.
 *
 * A field counts as lacking if the type has no member of that name at all; the classes `Order` and
 * `ExecutionReport`, which carry everything as optional, are always accepted. Values stay the caller's affair: a field that turns out to be
 * absent is a reject at run time.
 */
export type Lacking<T, General, Model> = T extends General ? unknown
  : LackingGroups<T, Model> & LackingFields<T, Model>;

/** Groups of the needs that a type has no member for. */
export type LackingGroups<T, Model> = {
  readonly [Group in RequiredFieldsOf<Model> as Group extends keyof T ? never : Group]: unknown;
};

/** Fields of the needs that a type's groups have no member for. */
export type LackingFields<T, Model> = {
  readonly [Group in RequiredFieldsOf<Model> & keyof T]?: LackingIn<T[Group], Model[Group]>;
};

/** What one group still lacks: `unknown` if nothing, so that an optional group stays optional. */
export type LackingIn<Group, Needed> = Exclude<FieldsOf<Needed>, keyof NonNullable<Group>> extends
  never ? unknown
  : { readonly [Field in Exclude<FieldsOf<Needed>, keyof NonNullable<Group>>]: unknown };
