import { readAccountId, typeError } from "../../param/internal.ts";

/**
 * The account that decides which shard an order or a report goes to.
 *
 * @throws {TypeError} If there is none: nobody could say which shard's limits and blocks count.
 * @throws {AccountIdError} If it is none.
 */
export function routingAccount(message: unknown, what: "order" | "report"): bigint {
  const { operation } = (message ?? {}) as { readonly operation?: unknown };
  const { accountId } = (operation ?? {}) as { readonly accountId?: unknown };
  if (accountId === undefined || accountId === null) {
    throw typeError(`${what}.operation.accountId is missing: a pool finds the shard by it`);
  }
  return readAccountId(accountId);
}
