/** The property behind both the test and the long run: after every step of any history, both sides have the same. */
import { assert } from "@std/assert";
import * as fc from "fast-check";
import type { Command } from "./_spot_history.ts";
import { histories } from "./_spot_history.ts";
import { type Rules, SpotSession } from "./_spot_session.ts";

/** Deposits − withdrawals ± fills − fees is available + held, per account and asset, after each step. */
export function conservation(
  rules: Rules,
  minLength: number,
  maxLength: number,
): fc.IProperty<[Command[]]> {
  return fc.property(histories(minLength, maxLength), (commands) => {
    const session = new SpotSession(rules);
    for (const command of commands) {
      session.play(command);
      session.assertConserved();
      if (rules.isDisciplined) assert(!session.book.isNegative(), `negative after ${command.op}`);
    }
  });
}
