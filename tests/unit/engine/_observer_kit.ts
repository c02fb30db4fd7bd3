/** An engine that is watched, and what its observer was told, as lines. */

import { Engine } from "../../../src/engine/mod.ts";
import type {
  BlockRecord,
  DecisionRecord,
  Observer,
  UnblockRecord,
} from "../../../src/engine/mod.ts";
import type { Policy } from "../../../src/pretrade/mod.ts";
import { FakeClock } from "../../../src/testing/mod.ts";
import { lineOf, linesOf } from "./_kit.ts";

/** An observer that writes a line per record. */
export function scribe(log: string[]): Observer {
  return {
    onDecision: (record) => void log.push(decisionLine(record)),
    onBlock: (record) => void log.push(`block ${placeOf(record)}: ${lineOf(record.block)}`),
    onUnblock: (record) => void log.push(`unblock ${placeOf(record)}`),
    onConfigure: ({ setting, policyName }) => void log.push(`configure ${setting} ${policyName}`),
  };
}

/** An engine of one custom policy on a clock that stands still, with an observer. */
export function watched(policy: Policy, observer: Observer): Engine {
  return Engine.builder().clock(new FakeClock().now).observer(observer).preTrade(policy).build();
}

function decisionLine(record: DecisionRecord): string {
  const { operation, verdict, accountId, reservationId } = record;
  const id = reservationId === undefined ? "" : ` #${reservationId}`;
  const why = linesOf(record).map((line) => ` | ${line}`).join("");
  return `${operation}${id} of ${accountId ?? "nobody"}: ${verdict}${why}`;
}

function placeOf({ slot, accountId, accountGroupId }: BlockRecord | UnblockRecord): string {
  return `${slot}${accountId === undefined ? "" : ` ${accountId}`}${
    accountGroupId === undefined ? "" : ` ${accountGroupId}`
  }`;
}
