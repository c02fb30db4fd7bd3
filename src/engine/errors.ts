import { OpenpitError, setClassName } from "../param/internal.ts";
import type { AccountGroupId, AccountId } from "../param/mod.ts";
import type { AccountRetirementRefusal } from "../pretrade/internal.ts";

/** Why an engine could not be built. */
export const EngineBuildErrorKind = {
  /** No policy was registered. */
  NoPolicies: "NoPolicies",
  /** Two policies have one name. */
  DuplicatePolicyName: "DuplicatePolicyName",
  /** Two policies have one group id that isn't 0. */
  DuplicatePolicyGroupId: "DuplicatePolicyGroupId",
  /** The settings of a built-in policy or of the engine can't work. */
  InvalidConfiguration: "InvalidConfiguration",
} as const;
/** One of the values of {@linkcode EngineBuildErrorKind}. */
export type EngineBuildErrorKind = typeof EngineBuildErrorKind[keyof typeof EngineBuildErrorKind];

/** An engine could not be built. */
export class EngineBuildError extends OpenpitError {
  /** What was wrong. */
  readonly kind: EngineBuildErrorKind;
  /** The repeated name; the property exists only if there is one. */
  declare readonly policyName?: string;
  /** The repeated group id; the property exists only if there is one. */
  declare readonly policyGroupId?: number;

  static {
    setClassName(this, "EngineBuildError");
  }

  /** Makes an error of a kind. */
  constructor(
    message: string,
    kind: EngineBuildErrorKind,
    details: {
      readonly policyName?: string;
      readonly policyGroupId?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    const { cause, ...names } = details;
    super(message, "cause" in details ? { cause } : undefined);
    this.kind = kind;
    Object.assign(this, names);
  }
}

/** Why a policy could not be configured. */
export const ConfigureErrorKind = {
  /** No configurable policy has this name. */
  Unknown: "UNKNOWN",
  /** The name belongs to another kind of policy. */
  TypeMismatch: "TYPE_MISMATCH",
  /** The settings can't work; the old ones stay. */
  Validation: "VALIDATION",
  /** No longer raised; kept for switch statements. */
  NestedConfiguration: "NESTED_CONFIGURATION",
} as const;
/** One of the values of {@linkcode ConfigureErrorKind}. */
export type ConfigureErrorKind = typeof ConfigureErrorKind[keyof typeof ConfigureErrorKind];

/** What a {@linkcode PolicyConfigureError} tells; absent parts are not properties of it. */
export interface ConfigureErrorDetails {
  /** The name that was given. */
  readonly policyName?: string;
  /** The kind of settings that the call is for. */
  readonly expected?: string;
  /** The kind of policy that has the name. */
  readonly found?: string;
  /** What is wrong with the settings. */
  readonly validationMessage?: string;
}

/** A policy could not be configured; nothing was changed. */
export class PolicyConfigureError extends OpenpitError {
  /** What was wrong. */
  readonly kind: ConfigureErrorKind;
  /** The name that was given. */
  declare readonly policyName?: string;
  /** The kind of settings that the call is for. */
  declare readonly expected?: string;
  /** The kind of policy that has the name. */
  declare readonly found?: string;
  /** What is wrong with the settings. */
  declare readonly validationMessage?: string;

  static {
    setClassName(this, "PolicyConfigureError");
  }

  /** Makes an error of a kind. */
  constructor(message: string, kind: ConfigureErrorKind, details: ConfigureErrorDetails = {}) {
    super(message);
    this.kind = kind;
    Object.assign(this, details);
  }
}

/** Why accounts could not join or leave a group. */
export const AccountGroupRegistrationErrorKind = {
  /** The default group is no target. */
  ReservedGroup: "ReservedGroup",
  /** An account is in a group already. */
  AlreadyRegistered: "AlreadyRegistered",
  /** An account isn't in the group. */
  NotInGroup: "NotInGroup",
} as const;
/** One of the values of {@linkcode AccountGroupRegistrationErrorKind}. */
export type AccountGroupRegistrationErrorKind =
  typeof AccountGroupRegistrationErrorKind[keyof typeof AccountGroupRegistrationErrorKind];

/** What an {@linkcode AccountGroupRegistrationError} tells; absent parts are not properties of it. */
export interface GroupRegistrationDetails {
  /** The first account that is in the way. */
  readonly accountId?: AccountId;
  /** The group it is in. */
  readonly currentGroupId?: AccountGroupId;
  /** The group that was asked for. */
  readonly requestedGroupId?: AccountGroupId;
}

/** Accounts could not join or leave a group; none of the batch did. */
export class AccountGroupRegistrationError extends OpenpitError {
  /** What was wrong. */
  readonly kind: AccountGroupRegistrationErrorKind;
  /** The first account that is in the way. */
  declare readonly accountId?: AccountId;
  /** The group it is in. */
  declare readonly currentGroupId?: AccountGroupId;
  /** The group that was asked for. */
  declare readonly requestedGroupId?: AccountGroupId;

  static {
    setClassName(this, "AccountGroupRegistrationError");
  }

  /** Makes an error of a kind. */
  constructor(
    message: string,
    kind: AccountGroupRegistrationErrorKind,
    details: GroupRegistrationDetails = {},
  ) {
    super(message);
    this.kind = kind;
    Object.assign(this, details);
  }
}

/** Why a block could not be changed. */
export const AccountBlockErrorKind = {
  /** The default group is no target. */
  ReservedGroup: "ReservedGroup",
  /** The account isn't blocked. */
  AccountNotBlocked: "AccountNotBlocked",
  /** The group isn't blocked. */
  GroupNotBlocked: "GroupNotBlocked",
} as const;
/** One of the values of {@linkcode AccountBlockErrorKind}. */
export type AccountBlockErrorKind =
  typeof AccountBlockErrorKind[keyof typeof AccountBlockErrorKind];

/** A block could not be changed. */
export class AccountBlockError extends OpenpitError {
  /** What was wrong. */
  readonly kind: AccountBlockErrorKind;
  /** The account that isn't blocked. */
  declare readonly accountId?: AccountId;
  /** The group that isn't blocked. */
  declare readonly accountGroupId?: AccountGroupId;

  static {
    setClassName(this, "AccountBlockError");
  }

  /** Makes an error of a kind. */
  constructor(
    message: string,
    kind: AccountBlockErrorKind,
    details: { readonly accountId?: AccountId; readonly accountGroupId?: AccountGroupId } = {},
  ) {
    super(message);
    this.kind = kind;
    Object.assign(this, details);
  }
}

/** Why an account could not be retired. */
export const AccountRetirementErrorKind = {
  /** Policies still need it. */
  Refused: "Refused",
  /** A removal failed half way. */
  FinalizerFailed: "FinalizerFailed",
} as const;
/** One of the values of {@linkcode AccountRetirementErrorKind}. */
export type AccountRetirementErrorKind =
  typeof AccountRetirementErrorKind[keyof typeof AccountRetirementErrorKind];

/** One policy's refusal to forget an account. */
export interface RetirementRefusal {
  /** Name of the policy. */
  readonly policy: string;
  /** Why. */
  readonly refusal: AccountRetirementRefusal;
}

/** An account could not be retired. */
export class AccountRetirementError extends OpenpitError {
  /** What was wrong. */
  readonly kind: AccountRetirementErrorKind;
  /** Who refused, in order of registration; the property exists only if someone did. */
  declare readonly refusals?: RetirementRefusal[];

  static {
    setClassName(this, "AccountRetirementError");
  }

  /** Makes an error of a kind. */
  constructor(
    message: string,
    kind: AccountRetirementErrorKind,
    details: { readonly refusals?: RetirementRefusal[]; readonly cause?: unknown } = {},
  ) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.kind = kind;
    if (details.refusals !== undefined) Object.assign(this, { refusals: details.refusals });
  }
}
