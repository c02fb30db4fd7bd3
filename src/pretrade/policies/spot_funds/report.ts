import type { PolicyHost, PostTradeRun } from "../../internal.ts";
import type { Books } from "./books.ts";
import { effectiveBounds } from "./bounds.ts";
import type { Judge } from "./judge.ts";
import { bookLedger } from "./ledger.ts";
import type { Pricing } from "./pricing.ts";
import { releaseRest } from "./release.ts";
import { isBlock, readFacts } from "./report_facts.ts";
import { Settlement } from "./settlement.ts";
import type { BoundsSettings } from "./settings.ts";
import type { Tally } from "./tally.ts";

/** What a report needs of its policy. */
export interface ReportParts {
  readonly policyGroupId: number;
  readonly books: Books;
  readonly host: PolicyHost;
  readonly judge: Judge;
  readonly pricing: Pricing;
}

/**
 * Takes a report in: fill and fee, then the release of the rest, then the axes. A report is a fact: it is booked whatever it says and
 * whoever is blocked. Source: docs/semantics.md rules SPF-11 to SPF-18.
 */
export function applyReport(run: PostTradeRun, settings: BoundsSettings, parts: ReportParts): void {
  const facts = readFacts(run.report);
  if (isBlock(facts)) return run.block(facts);
  const { policyGroupId, books, host } = parts;
  const { account } = facts;
  const group = host.groupOf(account);
  const currency = host.currencyOf(account, group);
  const book = books.open(account);
  const settlement = new Settlement(facts, book, policyGroupId, currency, parts.pricing);
  const hasTrade = facts.tradePrice !== undefined;
  const hasEconomics = hasTrade || facts.fee !== undefined;
  let isBlocked = false;
  if (hasEconomics) {
    const bounds = effectiveBounds(settings.realized, account, group, currency);
    const block = settlement.run() ?? bookLedger(settlement, bounds, currency, run);
    if (block !== undefined) run.block(block);
    isBlocked = block !== undefined;
  }
  const unreleased = releaseRest(settlement);
  if (unreleased !== undefined) run.block(unreleased);
  if (hasEconomics && !isBlocked && unreleased === undefined) {
    const block = parts.judge.axes(settings, account);
    if (block !== undefined) run.block(block);
  }
  tell(run, policyGroupId, settlement.underlying, facts.underlying);
  tell(run, policyGroupId, settlement.settlement, facts.settlement);
  if (facts.feeCurrency !== undefined) {
    tell(run, policyGroupId, settlement.feeAsset, facts.feeCurrency);
  }
  books.close(account, book);
}

function tell(run: PostTradeRun, policyGroupId: number, tally: Tally, asset: string): void {
  const outcome = tally.outcome(policyGroupId, asset);
  if (outcome !== undefined) run.adjust(outcome);
}
