/** Checks what an engine went through, event by event, against a fresh engine that goes through the same alone. */
import { assert, assertEquals } from "@std/assert";
import type { Reservation } from "../../src/pretrade/mod.ts";
import type { Seen } from "./_commands.ts";
import {
  type Event,
  FUNDED,
  type Limits,
  makeOrder,
  makeScenario,
  type Scenario,
} from "./_scenario.ts";

/** Digits of a tag behind its point: sums are exact in units of the last one. */
const TAG_DIGITS = 11;

/**
 * Replays the events in the owner's order. The fresh engine must accept and refuse the same orders, and its accounts must have the same in the end;
 * no sum may ever exceed the balance, nor the orders the budget. Gives how many orders were accepted.
 */
export function assertReplay({ events, engine, holdingsOf }: Scenario, limits: Limits): number {
  const alone = makeScenario("noSync", limits);
  const open = new Map<string, Reservation>();
  const held = new Map<number, bigint>();
  const balance = unitsOf(`${limits.balance}`);
  const change = (account: number, units: bigint): void => {
    const sum = (held.get(account) ?? 0n) + units;
    assert(sum >= 0n && sum <= balance, `account ${account} holds ${sum}`);
    held.set(account, sum);
  };
  let accepted = 0;
  for (const { what, tag, account } of events) {
    if (what === "accepted" || what === "refused") {
      const result = alone.engine.executePreTrade(makeOrder(account, tag));
      assertEquals(result.ok, what === "accepted", `order ${tag}`);
      if (!result.ok) continue;
      accepted++;
      change(account, unitsOf(tag));
      open.set(tag, result.reservation);
      continue;
    }
    const reservation = open.get(tag);
    assert(reservation !== undefined, `order ${tag} is not open`);
    open.delete(tag);
    reservation[what]();
    if (what === "rollback") change(account, -unitsOf(tag));
  }
  assert(accepted <= limits.budget, `${accepted} orders of ${limits.budget}`);
  assertEquals(open.size, 0);
  for (let account = 1; account <= FUNDED; account++) {
    assertEquals(holdingsOf(account), alone.holdingsOf(account), `account ${account}`);
    const [dollars] = engine.accounts().holdings(account, "USD");
    const sum = held.get(account) ?? 0n;
    assertEquals(unitsOf(`${dollars?.held}`), sum, `account ${account} holds`);
    assertEquals(unitsOf(`${dollars?.available}`), balance - sum, `account ${account} has free`);
  }
  return accepted;
}

/** Every thread was told what the owner decided. */
export function assertTold(events: readonly Event[], seen: readonly Seen[]): void {
  const accepted = new Set(
    events.filter(({ what }) => what === "accepted").map(({ tag }) => tag),
  );
  assertEquals(seen.filter(([tag, isAccepted]) => accepted.has(tag) !== isAccepted), []);
  assertEquals(seen.filter(([, isAccepted]) => isAccepted).length, accepted.size);
}

/** The number of a text in units of the last digit of a tag. */
function unitsOf(text: string): bigint {
  const [whole = "", rest = ""] = text.split(".");
  assert(rest.length <= TAG_DIGITS, text);
  return BigInt(whole + rest.padEnd(TAG_DIGITS, "0"));
}
