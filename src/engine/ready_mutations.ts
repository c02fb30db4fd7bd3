import { type Decimal, negate } from "../internal/decimal/mod.ts";
import { otherError } from "../param/internal.ts";
import {
  AccountBlock,
  type MutationData,
  mutationDataOf,
  type PendingMutation,
} from "../pretrade/internal.ts";
import type { Blocks } from "./blocks.ts";
import { CustomMutation } from "./custom_mutation.ts";
import type { Guard } from "./guard.ts";
import type { NotionalLedger } from "./notional_ledger.ts";

/** What the mutations of a custom policy may touch. */
export interface MutationHost {
  /** Name of the policy. */
  readonly name: string;
  /** Tag of its outcomes and prices. */
  readonly policyGroupId: number;
  /** What the policy has reserved. */
  readonly notional: NotionalLedger;
  readonly blocks: Blocks;
  readonly guard: Guard;
}

/**
 * Reads a mutation of a custom policy: two functions, or a ready-made kind, which is carried out here. A ready-made one has its
 * tentative effect when it is read.
 *
 * @throws {TypeError} If it is no mutation.
 * @throws {ParamError} If a notional would not fit, or fall below zero.
 */
export function readMutation(value: unknown, host: MutationHost): PendingMutation {
  const data = typeof value === "object" && value !== null ? mutationDataOf(value) : undefined;
  switch (data?.kind) {
    case undefined:
      return CustomMutation.read(value, host.guard);
    case "reserve-notional":
    case "release-notional":
      return new NotionalChange(host.notional, data);
    case "kill-switch":
      return new KillSwitch(host, data);
  }
}

/**
 * Checks a list of mutations as a dry run does: nothing of it stays, and functions are not called.
 *
 * @throws {TypeError} If one is none.
 * @throws {ParamError} If a notional would not fit, or fall below zero.
 */
export function checkMutations(values: Iterable<unknown>, host: MutationHost): void {
  const tried: PendingMutation[] = [];
  try {
    // One may only be possible because of the ones before it.
    for (const value of values) {
      const mutation = readMutation(value, host);
      if (mutation instanceof NotionalChange) tried.push(mutation);
    }
  } finally {
    for (const mutation of tried.reverse()) mutation.rollback();
  }
}

type NotionalData = Extract<MutationData, { readonly amount: Decimal }>;

/** Adds to a policy's notional when it is made; rolled back by the opposite, since others may have changed it meanwhile. */
class NotionalChange implements PendingMutation {
  readonly isCustom = true;
  readonly #ledger: NotionalLedger;
  readonly #account: bigint;
  readonly #asset: string;
  readonly #change: Decimal;

  constructor(ledger: NotionalLedger, { kind, account, asset, amount }: NotionalData) {
    this.#ledger = ledger;
    this.#account = account;
    this.#asset = asset;
    this.#change = kind === "reserve-notional" ? amount : negate(amount);
    switch (ledger.refusal(account, asset, this.#change)) {
      case "overflow":
        throw otherError("Cannot change the reserved notional: it would not fit");
      case "negative":
        throw otherError("Cannot release more notional than is reserved");
    }
    ledger.add(account, asset, this.#change);
  }

  commit(): void {}

  /** Never fails: of a reservation that was released meanwhile, what is left is taken back. */
  rollback(): void {
    this.#ledger.add(this.#account, this.#asset, negate(this.#change));
  }
}

/** Blocks an account or lifts its own block, at commit. */
class KillSwitch implements PendingMutation {
  readonly isCustom = true;
  readonly #host: MutationHost;
  readonly #data: MutationData & { readonly kind: "kill-switch" };

  constructor(host: MutationHost, data: MutationData & { readonly kind: "kill-switch" }) {
    this.#host = host;
    this.#data = data;
  }

  commit(): void {
    const { account, engaged, cause } = this.#data;
    const { blocks, name } = this.#host;
    if (engaged) blocks.blockAccount(account, cause ?? defaultCause(name));
    else blocks.unblockAccount(account);
  }

  rollback(): void {}
}

function defaultCause(policy: string): AccountBlock {
  const text = "kill switch engaged";
  return new AccountBlock(policy, "AccountBlocked", text, text);
}
