/** Steps that move the clock, administer accounts and change the configuration. */
import type { Loose } from "../shared/api.ts";
import { bigText, flag, type Input, listOf, text } from "../shared/input.ts";
import type { ReadCall } from "../shared/steps.ts";
import { type Axes, type Make, pnlAxes, rateAxes, sizeAxes } from "./barriers.ts";
import type { World } from "./world.ts";

/** Steps without a recorded answer: they have to succeed and to give nothing. */
export function silentSteps(world: World): Map<string, ReadCall> {
  const { values } = world;
  const account = (input: Input): Loose => values.account(input.get("account", bigText));
  const accounts = (input: Input): Loose => values.accounts(input.get("accounts", listOf(bigText)));
  const group = (input: Input): Loose => values.group(input.get("group", bigText));
  const reason = (input: Input): string => input.get("reason", text);
  const call = (method: string, ...readers: ((input: Input) => Loose)[]): ReadCall => (input) => {
    const args = readers.map((read) => read(input));
    return () => world.engine.accounts()[method](...args);
  };
  return new Map<string, ReadCall>([
    ["clock", (input) => {
      const at = input.get("at_ns", bigText);
      return () => world.clock.set(at);
    }],
    ["block", call("block", account, reason)],
    ["unblock", call("unblock", account)],
    ["replace_block_reason", call("replaceBlockReason", account, reason)],
    ["unblock_all", call("unblockAll")],
    ["register_group", call("registerGroup", accounts, group)],
    ["unregister_group", call("unregisterGroup", accounts, group)],
    ["block_group", call("blockGroup", group, reason)],
    ["unblock_group", call("unblockGroup", group)],
  ]);
}

/** Steps that end well or with a configuration error. */
export function configureSteps(world: World): Map<string, ReadCall> {
  const configure = (
    method: string,
    readAxes: (world: World, input: Input) => Axes,
    withBrokerFlag: boolean,
  ): ReadCall =>
  (input) => {
    const policy = input.get("policy", text);
    const axes = readAxes(world, input);
    const clear = withBrokerFlag ? input.maybe("clear_broker", flag) : undefined;
    return () => world.engine.configure()[method](policy, axisOptions(axes, clear));
  };
  return new Map<string, ReadCall>([
    ["configure_rate_limit", configure("rateLimit", rateAxes, true)],
    ["configure_order_size_limit", configure("orderSizeLimit", sizeAxes, true)],
    [
      "configure_pnl_bounds",
      configure(
        "pnlBoundsKillswitch",
        (target, input) => pnlAxes(target, input, "configure"),
        false,
      ),
    ],
    ["set_account_pnl", (input) => setAccountPnl(world, input)],
  ]);
}

function axisOptions(axes: Axes, clearBroker: boolean | undefined): Loose {
  const all = (makers: readonly Make[]): Loose[] => makers.map((make) => make());
  return {
    ...(axes.broker && { broker: axes.broker() }),
    ...(clearBroker !== undefined && { clearBroker }),
    ...(axes.brokers && { brokerBarriers: all(axes.brokers) }),
    ...(axes.asset && { assetBarriers: all(axes.asset) }),
    ...(axes.account && { accountBarriers: all(axes.account) }),
    ...(axes.accountAsset && { accountAssetBarriers: all(axes.accountAsset) }),
  };
}

function setAccountPnl(world: World, input: Input): () => unknown {
  const policy = input.get("policy", text);
  const options = {
    account: world.values.account(input.get("account", bigText)),
    settlementAsset: input.get("settlement_asset", text),
    pnl: input.get("pnl", text),
  };
  return () => world.engine.configure().setAccountPnl(policy, options);
}
