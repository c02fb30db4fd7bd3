import { isZero } from "../../internal/decimal/mod.ts";
import { markLibraryClass, notConstructibleError } from "../../param/internal.ts";
import {
  type BuiltinPolicy,
  makeReject,
  missingField,
  type PolicyUnit,
  type PreTradeRun,
} from "../internal.ts";
import type { HasTradeAmount } from "../mod.ts";
import { readPolicyGroupId } from "../internal.ts";
import { defineToken } from "./token.ts";

const NAME = "OrderValidationPolicy";
const MAKER: unique symbol = Symbol();

/**
 * Refuses orders of a zero quantity or volume.
 *
 * Checked in the start stage; a drop copy passes unread. Price, side, account and assets are not looked at.
 *
 * Cost: O(1), nothing allocated when the order passes. Source: docs/semantics.md rule VAL-1.
 * Codes: `InvalidFieldValue`, `MissingRequiredField` (no trade amount).
 *
 * @example
 * ```ts
 * import { Engine } from "@openpit-ts/openpit";
 * import { buildOrderValidation } from "@openpit-ts/openpit/pretrade/policies";
 * import { assertEquals } from "@std/assert";
 *
 * const engine = Engine.builder().builtin(buildOrderValidation()).build();
 * const result = engine.startPreTrade({ operation: { tradeAmount: { quantity: "0" } } });
 * assertEquals(result.rejects[0]?.code, "InvalidFieldValue");
 * ```
 */
export function buildOrderValidation(): OrderValidationReadyBuilder {
  return makeBuilder(0);
}

/** A builder that `builtin()` takes. */
export type OrderValidationReadyBuilder = OrderValidationBuilder & BuiltinPolicy<HasTradeAmount>;

let makeBuilder: (policyGroupId: number) => OrderValidationReadyBuilder;

/** Settings of the order validation policy; immutable, every call gives a new builder. */
export class OrderValidationBuilder {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "OrderValidationBuilder";
  readonly #policyGroupId: number;

  static {
    markLibraryClass(this, "OrderValidationBuilder");
    defineToken(
      this as { readonly prototype: OrderValidationBuilder },
      (builder) =>
        #policyGroupId in builder ? new OrderValidationPolicy(builder.#policyGroupId) : undefined,
    );
    makeBuilder = (policyGroupId) =>
      new OrderValidationBuilder(MAKER, policyGroupId) as OrderValidationReadyBuilder;
  }

  /** Made by `buildOrderValidation()` only. @throws {TypeError} If called from outside. */
  private constructor(maker: symbol, policyGroupId: number) {
    if (maker !== MAKER) throw notConstructibleError("OrderValidationBuilder");
    this.#policyGroupId = policyGroupId;
  }

  /** Sets the policy group id, 0 to 65535. @throws {TypeError} Wrong type. @throws {RangeError} Out of range. */
  withPolicyGroupId(policyGroupId: number): OrderValidationReadyBuilder {
    return makeBuilder(readPolicyGroupId(policyGroupId));
  }

  /** A new builder of the same settings. */
  clone(): OrderValidationReadyBuilder {
    return makeBuilder(this.#policyGroupId);
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

class OrderValidationPolicy implements PolicyUnit {
  readonly name: string = NAME;
  readonly usesClock = false;
  readonly partition = "account";
  readonly policyGroupId: number;

  constructor(policyGroupId: number) {
    this.policyGroupId = policyGroupId;
  }

  start(run: PreTradeRun): void {
    if (run.isDropCopy) return;
    const operation = run.order.operation;
    if (operation?.quantity !== undefined) {
      if (isZero(operation.quantity)) refuseZero(run, "quantity");
    } else if (operation?.volume !== undefined) {
      if (isZero(operation.volume)) refuseZero(run, "volume");
    } else {
      run.reject(missingField(NAME, "trade amount", "operation.trade_amount"));
    }
  }
}

function refuseZero(run: PreTradeRun, amount: "quantity" | "volume"): void {
  run.reject(makeReject(
    NAME,
    "order",
    "InvalidFieldValue",
    `order ${amount} must be non-zero`,
    `requested ${amount} 0 is not allowed`,
  ));
}
