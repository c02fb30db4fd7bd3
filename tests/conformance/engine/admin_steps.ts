/** Steps on accounts, on the configuration, on kept controls, and a few single calls. */
import type { Loose } from "../shared/api.ts";
import { bigText, flag, type Input, listOf, text } from "../shared/input.ts";
import { blockFields } from "../shared/rejects.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { pnlBrokerBarrier, rateBrokerBarrier, sizeBrokerBarrier } from "./policies.ts";
import { block, named, type World } from "./world.ts";

export function adminSteps(world: World): Map<string, ReadCall> {
  return new Map<string, ReadCall>([
    ...accountSteps(world),
    ...configureSteps(world),
    ["control.block", (input) => controlBlock(world, input)],
    ["accountBlock.new", (input) => newAccountBlock(world, input)],
    ["isRejectCodeEvaluationFailure", (input) => isEvaluationFailure(world, input)],
    ["engine.release", () => () => ({ returned: world.engine.free() })],
  ]);
}

type ReadArgument = (world: World, input: Input) => Loose;

const account: ReadArgument = ({ values }, input) => values.account(input.get("account", bigText));
const accounts: ReadArgument = ({ values }, input) =>
  values.accounts(input.get("accounts", listOf(bigText)));
const group: ReadArgument = ({ values }, input) => values.group(input.get("group", bigText));
const reason: ReadArgument = (_, input) => input.get("reason", text);
const cause: ReadArgument = ({ values }, input) => values.block(input.get("block", blockFields));

const ACCOUNT_METHODS: ReadonlyMap<string, readonly ReadArgument[]> = new Map([
  ["block", [account, reason]],
  ["blockWithCause", [account, cause]],
  ["unblock", [account]],
  ["unblockAll", []],
  ["replaceBlockReason", [account, reason]],
  ["blockGroup", [group, reason]],
  ["unblockGroup", [group]],
  ["replaceGroupBlockReason", [group, reason]],
  ["registerGroup", [accounts, group]],
  ["unregisterGroup", [accounts, group]],
]);

function accountSteps(world: World): Map<string, ReadCall> {
  const steps = new Map<string, ReadCall>();
  for (const [method, readers] of ACCOUNT_METHODS) {
    steps.set(`accounts.${method}`, (input) => {
      const args = readers.map((readArgument) => readArgument(world, input));
      return () => ({ returned: world.engine.accounts()[method](...args) });
    });
  }
  steps.set("accounts.groupOf", (input) => {
    const id = account(world, input);
    return () => {
      const found = world.engine.accounts().groupOf(id);
      return { group: found === undefined ? null : String(found.value) };
    };
  });
  return steps;
}

/** Options are made inside the call, since a barrier may refuse its limits. */
type ReadOptions = (world: World, input: Input) => () => Loose;

const CONFIGURE_METHODS: ReadonlyMap<string, ReadOptions> = new Map<string, ReadOptions>([
  ["rateLimit", (world, input) => {
    const broker = input.maybe("broker", rateBrokerBarrier(world.api));
    const cleared = input.field("clearBroker", flag);
    return () => ({ ...(broker && { broker: broker() }), ...cleared });
  }],
  ["orderSizeLimit", (world, input) => {
    const broker = input.maybe("broker", sizeBrokerBarrier(world.api));
    const cleared = input.field("clearBroker", flag);
    return () => ({ ...(broker && { broker: broker() }), ...cleared });
  }],
  ["pnlBoundsKillswitch", (world, input) => {
    const barriers = input.maybe("brokerBarriers", listOf(pnlBrokerBarrier(world.api)));
    return () => barriers ? { brokerBarriers: barriers.map((make) => make()) } : {};
  }],
  ["setAccountPnl", (world, input) => {
    const options = {
      account: account(world, input),
      settlementAsset: input.get("settlementAsset", text),
      pnl: input.get("pnl", text),
    };
    return () => options;
  }],
  ["spotFunds", () => () => ({})],
]);

function configureSteps(world: World): Map<string, ReadCall> {
  const steps = new Map<string, ReadCall>();
  for (const [method, readOptions] of CONFIGURE_METHODS) {
    steps.set(`configure.${method}`, (input) => {
      const policy = input.get("policy", text);
      const options = readOptions(world, input);
      return () => ({ returned: world.engine.configure()[method](policy, options()) });
    });
  }
  return steps;
}

function controlBlock(world: World, input: Input): Call {
  const control = named(world.controls, input.get("control", text), "control");
  const given = cause(world, input);
  return () => ({ returned: control.block(given) });
}

function newAccountBlock(world: World, input: Input): Call {
  const fields = input.get("block", blockFields);
  return () => ({ block: block(world.values.block(fields)) });
}

function isEvaluationFailure(world: World, input: Input): Call {
  const code = input.get("code", text);
  const isFailure = world.api.need("reject", "isRejectCodeEvaluationFailure");
  return () => ({ value: isFailure(code) });
}
