/** An observer: it turns what an engine did into lines of JSON. */
import type {
  BlockRecord,
  ConfigureRecord,
  DecisionRecord,
  Observer,
  UnblockRecord,
} from "@openpit-ts/openpit";

/**
 * Writes one line per event: decisions, blocks, unblocks, changed settings. Decimals and ids are
 * text, so that no reader rounds them; rejects and blocks bring their own JSON.
 */
export class AuditTrail implements Observer {
  readonly #write: (line: string) => void;
  readonly #now: () => string;
  #count = 0;

  /**
   * @param write Keeps a line. If it throws, the engine goes on and counts `observerFailures`:
   * watch that number, for a trail with holes is worth little.
   * @param now The time to be written. Not the engine's clock, which has no date.
   */
  constructor(write: (line: string) => void, now: () => string) {
    this.#write = write;
    this.#now = now;
  }

  onDecision(record: DecisionRecord): void {
    const { operation, verdict, reservationId, accountId, rejects, order, report } = record;
    this.#add("decision", {
      operation,
      verdict,
      account: accountId?.toString(),
      // Ties a commit to its check.
      reservation: reservationId,
      // A commit is about an order that is on the trail already.
      order: isEnd(operation) ? undefined : terms(order),
      pnl: report?.financialImpact?.pnl?.toString(),
      rejects: rejects.length === 0 ? undefined : rejects,
    });
  }

  onBlock({ block, ...place }: BlockRecord): void {
    this.#add("block", { ...whose(place), cause: block });
  }

  onUnblock(record: UnblockRecord): void {
    this.#add("unblock", whose(record));
  }

  onConfigure({ setting, policyName }: ConfigureRecord): void {
    this.#add("configure", { setting, policy: policyName });
  }

  #add(event: string, content: object): void {
    // Numbers without a gap: a line that is missing shows.
    const line = { number: ++this.#count, at: this.#now(), event, ...content };
    this.#write(JSON.stringify(line));
  }
}

function isEnd(operation: DecisionRecord["operation"]): boolean {
  return operation === "commit" || operation === "rollback";
}

function terms(order: DecisionRecord["order"]): object | undefined {
  const { operation } = order ?? {};
  return operation && {
    asset: operation.underlyingAsset,
    settlement: operation.settlementAsset,
    side: operation.side,
    quantity: operation.tradeAmount?.asQuantity?.toString(),
    volume: operation.tradeAmount?.asVolume?.toString(),
    price: operation.price?.toString(),
  };
}

function whose({ slot, accountId, accountGroupId }: UnblockRecord): object {
  return { slot, account: accountId?.toString(), group: accountGroupId?.toString() };
}
