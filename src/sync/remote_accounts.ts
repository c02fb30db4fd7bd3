import {
  ACCOUNTS_METHODS,
  type AccountsMethod,
  CONFIGURATOR_METHODS,
  type ConfiguratorMethod,
  decodeValue,
  encodeValue,
  type Json,
} from "../engine/internal.ts";
import type { Accounts } from "../engine/internal.ts";
import type { Configurator } from "../engine/mod.ts";
import type { Link } from "./link.ts";

/** The accounts of an engine on another thread: the calls of `Accounts`, each with a promise. */
export type RemoteAccounts = {
  readonly [Name in AccountsMethod]: (
    ...args: Parameters<Accounts[Name]>
  ) => Promise<ReturnType<Accounts[Name]>>;
};

/** The settings of an engine on another thread: the calls of `Configurator`, each with a promise. */
export type RemoteConfigurator = {
  readonly [Name in ConfiguratorMethod]: (
    ...args: Parameters<Configurator[Name]>
  ) => Promise<ReturnType<Configurator[Name]>>;
};

/** A handle on the accounts of the engine at the other end. */
export function remoteAccounts(link: Link): RemoteAccounts {
  return methods(
    ACCOUNTS_METHODS,
    (name, args) => forward(link, "accounts", name, args),
  ) as RemoteAccounts;
}

/** A handle on the settings of the engine at the other end. */
export function remoteConfigurator(link: Link): RemoteConfigurator {
  const call = (name: string, args: readonly unknown[]) => forward(link, "configure", name, args);
  return methods(CONFIGURATOR_METHODS, call) as RemoteConfigurator;
}

/** An object of methods that all do the same with their name and arguments. */
export function methods(
  names: readonly string[],
  call: (name: string, args: readonly unknown[]) => unknown,
): unknown {
  const entries = names.map((name) => [name, (...args: unknown[]) => call(name, args)] as const);
  return Object.freeze(Object.fromEntries(entries));
}

function forward(link: Link, op: string, name: string, args: readonly unknown[]): Promise<unknown> {
  let wire: Json;
  try {
    wire = encodeValue([...args]);
  } catch (error) {
    return Promise.reject(error);
  }
  return link.call(decodeValue, op, name, wire);
}
