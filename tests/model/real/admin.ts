/** Commands on accounts and settings. */
import type { Engine } from "../../../mod.ts";
import { AccountGroupId } from "../../../src/param/mod.ts";
import { type Command, DEFAULT_GROUP } from "../script.ts";
import { commandBlock } from "../side.ts";
import { makeBlock } from "./values.ts";

export function administer(engine: Engine, command: Command, step: string, name: string): unknown {
  const accounts = engine.accounts();
  switch (command.op) {
    case "block":
    case "replaceBlockReason":
      return accounts[command.op](command.account, step);
    case "blockWithCause":
      return accounts.blockWithCause(command.account, makeBlock(commandBlock(step)));
    case "blockGroup":
    case "replaceGroupBlockReason":
      return accounts[command.op](groupId(command.group), step);
    case "unblock":
    case "clearCurrency":
      return accounts[command.op](command.account);
    case "unblockGroup":
    case "clearGroupCurrency":
      return accounts[command.op](groupId(command.group));
    case "unblockAll":
      return accounts.unblockAll();
    case "registerGroup":
    case "unregisterGroup":
      return accounts[command.op](command.accounts, groupId(command.group));
    case "setCurrency":
      return accounts.setCurrency(command.account, command.asset);
    case "setGroupCurrency":
      return accounts.setGroupCurrency(groupId(command.group), command.asset);
    case "configure":
      return engine.configure().rateLimit(name, {});
    default:
      throw new Error(`no such command: ${command.op}`);
  }
}

function groupId(group: number): AccountGroupId {
  return group === DEFAULT_GROUP ? AccountGroupId.DEFAULT() : AccountGroupId.fromInt(group);
}
