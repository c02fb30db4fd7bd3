import type { Decimal } from "../internal/decimal/mod.ts";
import {
  isPlainRecord,
  markLibraryClass,
  readAccountId,
  readAsset,
  readVolume,
  typeError,
} from "../param/internal.ts";
import type { AccountIdInput, DecimalInput, Volume } from "../param/mod.ts";
import { type AccountBlock, readAccountBlock } from "./account_block.ts";

/** What a mutation callback may return: anything but a promise; it is ignored. */
export type SynchronousMutationResult =
  | void
  | null
  | string
  | number
  | boolean
  | bigint
  | symbol
  | (object & { readonly then?: never });

/** One half of a mutation; called without arguments and without `this`. */
export type MutationFn = () => SynchronousMutationResult;

/** What the notional mutations take. */
export interface NotionalMutationInit {
  /** Whose notional. */
  readonly accountId: AccountIdInput;
  /** In which asset. */
  readonly settlementAsset: string;
  /** How much. */
  readonly amount: Volume | DecimalInput;
}

/** What {@linkcode Mutation.setKillSwitch} takes. */
export interface KillSwitchMutationInit {
  /** Whose orders. */
  readonly accountId: AccountIdInput;
  /** Whether the account is to be blocked, or its own block to be lifted. */
  readonly engaged: boolean;
  /** Why it is blocked; a general cause unless given. */
  readonly cause?: AccountBlock | null;
}

/** A mutation that the engine carries out itself: data, which can be saved, in place of functions. */
export type MutationData =
  | {
    readonly kind: "reserve-notional" | "release-notional";
    readonly account: bigint;
    readonly asset: string;
    readonly amount: Decimal;
  }
  | {
    readonly kind: "kill-switch";
    readonly account: bigint;
    readonly engaged: boolean;
    readonly cause: AccountBlock | undefined;
  };

/** The data of a ready-made mutation; undefined for all others. */
export let mutationDataOf: (value: object) => MutationData | undefined;

/**
 * A state change that was applied tentatively: `commit` makes it final, `rollback` undoes it (by difference, since
 * others may have changed the state meanwhile). Exactly one of the two runs, once.
 *
 * The static makers give ready-made changes, which the engine carries out: data that survives a snapshot.
 */
export class Mutation {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "Mutation";
  /** Makes the change final. */
  readonly commit: MutationFn;
  /** Undoes the change. */
  readonly rollback: MutationFn;
  #data: MutationData | undefined;

  static {
    markLibraryClass(this, "Mutation");
    mutationDataOf = (value) => #data in value ? value.#data : undefined;
  }

  /** Holds the two halves. @throws {TypeError} If one is no function. */
  constructor(commit: MutationFn, rollback: MutationFn) {
    if (typeof commit !== "function") throw typeError("commit must be a function");
    if (typeof rollback !== "function") throw typeError("rollback must be a function");
    this.commit = commit;
    this.rollback = rollback;
  }

  /**
   * Adds to the notional that the policy holds for an account and asset, at once; `commit` keeps it, `rollback` subtracts it. The sum is
   * `ctx.reservedNotional(asset)`.
   *
   * @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat, Negative. @throws {AccountIdError} No account. @throws {AssetError} Blank asset.
   */
  static reserveNotional(init: NotionalMutationInit): Mutation {
    return Mutation.#of(readNotional("reserve-notional", init));
  }

  /**
   * Takes notional back, in the `mutations` of a report hook's result. Never below zero: the hook counts as failed then.
   *
   * @throws {TypeError} Wrong type. @throws {ParamError} InvalidFormat, Negative. @throws {AccountIdError} No account. @throws {AssetError} Blank asset.
   */
  static releaseNotional(init: NotionalMutationInit): Mutation {
    return Mutation.#of(readNotional("release-notional", init));
  }

  /**
   * Blocks an account, or lifts its own block, when it is committed; a rollback does nothing.
   *
   * @throws {TypeError} Wrong type. @throws {AccountIdError} No account.
   */
  static setKillSwitch(init: KillSwitchMutationInit): Mutation {
    if (!isPlainRecord(init)) throw typeError("setKillSwitch expects a plain object");
    const { accountId, engaged, cause } = init;
    if (typeof engaged !== "boolean") throw typeError("engaged must be a boolean");
    return Mutation.#of({
      kind: "kill-switch",
      account: readAccountId(accountId),
      engaged,
      cause: cause === undefined || cause === null ? undefined : readAccountBlock(cause, "cause"),
    });
  }

  static #of(data: MutationData): Mutation {
    const mutation = new Mutation(doNothing, doNothing);
    mutation.#data = data;
    return mutation;
  }

  /** Name of the ready-made kind; undefined for a mutation of two functions. */
  get kind(): string | undefined {
    return this.#data?.kind;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

function doNothing(): void {}

function readNotional(
  kind: "reserve-notional" | "release-notional",
  init: NotionalMutationInit,
): MutationData {
  if (!isPlainRecord(init)) throw typeError("a notional mutation expects a plain object");
  const { accountId, settlementAsset, amount } = init;
  return {
    kind,
    account: readAccountId(accountId),
    asset: readAsset(settlementAsset, "settlementAsset"),
    amount: readVolume(amount),
  };
}
