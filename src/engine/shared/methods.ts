import type { Accounts } from "../accounts.ts";
import type { Configurator } from "../configurator.ts";

/** What of a handle is called from other threads: everything but its disposal. */
export type AccountsMethod = Exclude<keyof Accounts, "free" | symbol>;
/** What of a handle is called from other threads: everything but its disposal. */
export type ConfiguratorMethod = Exclude<keyof Configurator, "free" | symbol>;

/** The calls of `accounts()`. */
export const ACCOUNTS_METHODS: readonly AccountsMethod[] = [
  ...[
    "registerGroup",
    "unregisterGroup",
    "groupOf",
    "currencyOf",
    "holdings",
    "blockOf",
    "blocks",
  ] as const,
  ...["setCurrency", "clearCurrency", "setGroupCurrency", "clearGroupCurrency"] as const,
  ...["block", "blockWithCause", "unblock", "unblockAll", "replaceBlockReason"] as const,
  ...["blockGroup", "unblockGroup", "replaceGroupBlockReason"] as const,
];

/** The calls of `configure()`. */
export const CONFIGURATOR_METHODS: readonly ConfiguratorMethod[] = [
  ...["rateLimit", "orderSizeLimit", "pnlBoundsKillswitch", "setAccountPnl"] as const,
  ...["spotFunds", "spotFundsPnlBoundsKillswitch", "setSpotFundsAccountPnl"] as const,
];

/** Whether `accounts()` has such a call. */
export function isAccountsMethod(name: unknown): name is AccountsMethod {
  return (ACCOUNTS_METHODS as readonly unknown[]).includes(name);
}

/** Whether `configure()` has such a call. */
export function isConfiguratorMethod(name: unknown): name is ConfiguratorMethod {
  return (CONFIGURATOR_METHODS as readonly unknown[]).includes(name);
}
