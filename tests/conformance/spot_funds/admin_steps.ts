/** Steps on accounts, quotes and configuration, and finalizing: each may fail as recorded. */
import type { Loose } from "../shared/api.ts";
import {
  type Input,
  integer,
  listOf,
  object,
  oneOf,
  orNull,
  type Read,
  text,
} from "../shared/input.ts";
import { block, blocks } from "../shared/records.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { makeAll, overrides, pnlState } from "./barriers.ts";
import { boundsOptions } from "./bounds_options.ts";
import type { World } from "./world.ts";

const POLICY = "SpotFundsPolicy";

/** Each gives the fields that are recorded beside `ok`. */
export function adminSteps(world: World): Map<string, ReadCall> {
  return new Map<string, ReadCall>([
    ...accountSteps(world),
    ["pushQuote", (input) => pushQuote(world, input)],
    ["clearQuotes", (input) => {
      const id = input.get("instrumentId", integer);
      return () => ({ returned: world.service.clear(id) });
    }],
    ["commit", (input) => finalize(world, input, "commit")],
    ["rollback", (input) => finalize(world, input, "rollback")],
    ["configureSpotFunds", (input) => configureSpotFunds(world, input)],
    ["configurePnlBounds", (input) => configurePnlBounds(world, input)],
    ["setAccountPnl", (input) => setAccountPnl(world, input)],
    ["retireAccount", (input) => {
      const account = input.get("account", world.account);
      return () => ({ returned: world.engine.retireAccount(account) });
    }],
  ]);
}

function accountSteps(world: World): Map<string, ReadCall> {
  const account = (input: Input): Loose => input.get("account", world.account);
  const accounts = (input: Input): Loose => input.get("accounts", listOf(world.account));
  const group = (input: Input): Loose => input.get("group", world.group);
  const currency = (input: Input): string => input.get("currency", text);
  const reason = (input: Input): string => input.get("reason", text);
  const call = (method: string, ...readers: ((input: Input) => Loose)[]): ReadCall => (input) => {
    const args = readers.map((read) => read(input));
    return () => ({ returned: world.engine.accounts()[method](...args) });
  };
  return new Map<string, ReadCall>([
    ["setCurrency", call("setCurrency", account, currency)],
    ["clearCurrency", call("clearCurrency", account)],
    ["setGroupCurrency", call("setGroupCurrency", group, currency)],
    ["clearGroupCurrency", call("clearGroupCurrency", group)],
    ["registerGroup", call("registerGroup", accounts, group)],
    ["unregisterGroup", call("unregisterGroup", accounts, group)],
    ["block", call("block", account, reason)],
    ["unblock", call("unblock", account)],
  ]);
}

const quote: Read<Loose> = object((input) => ({
  ...input.field("mark", text),
  ...input.field("bid", text),
  ...input.field("ask", text),
}));

/** With any target the quote goes to those buckets only; an absent list is an empty one. */
function pushQuote(world: World, input: Input): Call {
  const id = input.get("instrumentId", integer);
  const given = input.get("quote", quote);
  const age = input.maybe("sourceAgeMs", integer) ?? 0;
  if (!input.has("accounts") && !input.has("groups")) {
    return () => ({ returned: world.service.push(id, given, age) });
  }
  const accounts = input.maybe("accounts", listOf(world.account)) ?? [];
  const groups = input.maybe("groups", listOf(world.group)) ?? [];
  return () => ({ returned: world.service.pushFor(id, given, age, accounts, groups) });
}

function finalize(world: World, input: Input, how: "commit" | "rollback"): Call {
  const handle = world.handle(input.get("ref", text));
  return () => ({ returned: handle[how]() });
}

const limitMode = oneOf("Enforce", "TrackOnly");

function configureSpotFunds(world: World, input: Input): Call {
  const name = input.maybe("name", text) ?? POLICY;
  const options = input.get("options", object((fields) => spotFundsOptions(world, fields)));
  return () => ({ returned: world.engine.configure().spotFunds(name, options()) });
}

function spotFundsOptions(world: World, fields: Input): () => Loose {
  const replaced = fields.maybe("overrides", overrides(world));
  const accountMode = object((entry) => ({
    accountId: entry.get("accountId", world.account),
    mode: entry.get("mode", orNull(limitMode)),
  }));
  const groupMode = object((entry) => ({
    accountGroupId: entry.get("accountGroupId", world.group),
    mode: entry.get("mode", orNull(limitMode)),
  }));
  const positionLimit = object((entry) => ({
    accountId: entry.get("accountId", world.account),
    asset: entry.get("asset", text),
    limit: entry.get("limit", orNull(text)),
  }));
  const plain = {
    ...fields.field("globalSlippageBps", integer),
    ...fields.field("pricingSource", oneOf("Mark", "BookTop")),
    ...fields.field("globalLimitMode", limitMode),
    ...fields.field("accountLimitModes", listOf(accountMode)),
    ...fields.field("accountGroupLimitModes", listOf(groupMode)),
    ...fields.field("positionLimits", listOf(positionLimit)),
  };
  return () => ({ ...plain, ...(replaced && { overrides: makeAll(replaced) }) });
}

function configurePnlBounds(world: World, input: Input): Call {
  const name = input.maybe("name", text) ?? POLICY;
  const options = input.get("options", boundsOptions(world));
  return () => {
    const found = world.engine.configure().spotFundsPnlBoundsKillswitch(name, options());
    return {
      accountBlocks: found.accountBlocks.map((outcome: Loose) => ({
        accountId: String(outcome.accountId.value),
        block: block(outcome.block),
      })),
    };
  };
}

function setAccountPnl(world: World, input: Input): Call {
  const name = input.maybe("name", text) ?? POLICY;
  const options = {
    account: input.get("account", world.account),
    state: input.get("state", pnlState(world)),
  };
  return () => {
    const found = world.engine.configure().setSpotFundsAccountPnl(name, options);
    return { accountBlocks: blocks(found.accountBlocks) };
  };
}
