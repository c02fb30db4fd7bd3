import { markLibraryClass, notConstructibleError } from "../param/internal.ts";
import type { RejectCode } from "./reject_code.ts";

/** Whether a reject concerns one order or the whole account. */
export const RejectScope = {
  /** This order only. */
  Order: "order",
  /** The account: the engine blocks it. */
  Account: "account",
} as const;
/** One of the values of {@linkcode RejectScope}. */
export type RejectScope = typeof RejectScope[keyof typeof RejectScope];

const MAKER: unique symbol = Symbol();

/** Copies of rejects, so that changing one changes nothing inside. */
export function copyRejects(rejects: readonly Reject[]): Reject[] {
  return rejects.map(({ policy, scope, code, reason, details, userData }) =>
    makeReject(policy, scope, code, reason, details, userData)
  );
}

/** Makes a reject of checked parts. */
export let makeReject: (
  policy: string,
  scope: RejectScope,
  code: RejectCode,
  reason: string,
  details: string,
  userData?: bigint,
) => Reject;

/** One reason why an order or adjustment was refused. A value: changing it changes nothing else. */
export class Reject {
  // Keeps the class apart from look-alikes at compile time; not there at run time.
  declare private readonly brand: "Reject";
  /** What kind of refusal it is. */
  readonly code: RejectCode;
  /** One short sentence for people. */
  readonly reason: string;
  /** The numbers that were compared. */
  readonly details: string;
  /** Name of the policy that refused. */
  readonly policy: string;
  /** Whether it concerns the order or the account. */
  readonly scope: RejectScope;
  /** A token of the policy, 0 to 2^64 − 1; 0n if unset. */
  readonly userData: bigint;

  static {
    markLibraryClass(this, "Reject");
    makeReject = (policy, scope, code, reason, details, userData = 0n) =>
      new Reject(MAKER, policy, scope, code, reason, details, userData);
  }

  /** Made by the engine only. @throws {TypeError} If called from outside. */
  private constructor(
    maker: symbol,
    policy: string,
    scope: RejectScope,
    code: RejectCode,
    reason: string,
    details: string,
    userData: bigint,
  ) {
    if (maker !== MAKER) throw notConstructibleError("Reject");
    this.code = code;
    this.reason = reason;
    this.details = details;
    this.policy = policy;
    this.scope = scope;
    this.userData = userData;
  }

  /** Plain data; `userData` as text, since JSON has no 64-bit integers. */
  toJSON(): Record<string, string> {
    const { code, reason, details, policy, scope } = this;
    return { code, reason, details, policy, scope, userData: this.userData.toString() };
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}
