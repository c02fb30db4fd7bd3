/** Groups and currencies (engine.md 11.1, 11.2). */
import { DEFAULT_GROUP } from "../script.ts";
import { ModelError } from "./errors.ts";

export class RegistryModel {
  readonly groups: Map<number, number> = new Map();
  readonly currencies: Map<number, string> = new Map();
  readonly groupCurrencies: Map<number, string> = new Map();

  groupOf(account: number | undefined): number | undefined {
    return account === undefined ? undefined : this.groups.get(account);
  }

  /** All or nothing; the first offender is named. */
  register(accounts: readonly number[], group: number): void {
    refuseDefaultGroup(group, "AccountGroupRegistrationError");
    for (const account of accounts) {
      const current = this.groups.get(account);
      if (current === undefined) continue;
      throw new ModelError(
        "AccountGroupRegistrationError",
        "account is already registered in a different group",
        { kind: "AlreadyRegistered", accountId: `${account}`, currentGroupId: `${current}` },
      );
    }
    for (const account of accounts) this.groups.set(account, group);
  }

  unregister(accounts: readonly number[], group: number): void {
    refuseDefaultGroup(group, "AccountGroupRegistrationError");
    for (const account of accounts) {
      const current = this.groups.get(account);
      if (current === group) continue;
      const where = current === undefined ? "no group" : "a different group";
      throw new ModelError(
        "AccountGroupRegistrationError",
        `account is not in the requested group; it belongs to ${where}`,
        {
          kind: "NotInGroup",
          accountId: `${account}`,
          requestedGroupId: `${group}`,
          ...(current === undefined ? {} : { currentGroupId: `${current}` }),
        },
      );
    }
    for (const account of accounts) this.groups.delete(account);
  }

  /** The account's own currency, else its group's, else the default group's. */
  currencyOf(account: number): string | undefined {
    const own = this.currencies.get(account);
    if (own !== undefined) return own;
    const group = this.groups.get(account);
    const ofGroup = group === undefined ? undefined : this.groupCurrencies.get(group);
    return ofGroup ?? this.groupCurrencies.get(DEFAULT_GROUP);
  }
}

export function refuseDefaultGroup(group: number, name: string): void {
  if (group !== DEFAULT_GROUP) return;
  const message = "the reserved default account group is not a valid target";
  throw new ModelError(name, message, { kind: "ReservedGroup" });
}
