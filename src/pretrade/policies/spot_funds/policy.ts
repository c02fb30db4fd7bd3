import type { QuoteStore } from "../../../marketdata/internal.ts";
import {
  type AccountAdjustment,
  AccountAdjustmentAccountPnlOperation,
} from "../../../model/mod.ts";
import type { DecimalInput } from "../../../param/mod.ts";
import { type PlainRecord, readAccountId } from "../../../param/internal.ts";
import {
  type AccountBlockOutcomes,
  type AdjustmentRun,
  type Holding,
  type LimitShare,
  makeBlockOutcomes,
  makeConfigurationResult,
  type PendingMutation,
  type PolicyConfigurationResult,
  type PolicyHost,
  type PolicyUnit,
  type PostTradeRun,
  type PreTradeRun,
  type RetirementRun,
} from "../../internal.ts";
import { Adjustments } from "./adjustments.ts";
import { Books } from "./books.ts";
import { readBoundsUpdate } from "./bounds_update.ts";
import { holdingsOf } from "./holdings.ts";
import { Judge } from "./judge.ts";
import { effectiveBounds, isMismatch, isSameBounds, isWithoutBounds } from "./bounds.ts";
import { OrderCheck } from "./order_check.ts";
import { readPnlState } from "./pnl_state.ts";
import { Pricing } from "./pricing.ts";
import { SPOT_FUNDS_NAME } from "./rejects.ts";
import { applyReport, type ReportParts } from "./report.ts";
import { judgeChanged } from "./retune.ts";
import { namesAccount, type SpotFundsSettings } from "./settings.ts";
import { isWorth } from "./slot.ts";
import { readUpdate } from "./update.ts";

/** What a spot funds policy is made of. */
export interface SpotFundsParts {
  readonly policyGroupId: number;
  readonly settings: SpotFundsSettings;
  /** Where quotes come from; without it there are no market orders and no exchange rates. */
  readonly quotes: QuoteStore | undefined;
  /** Whether the quotes are those of a service for engines without a sync mode. */
  readonly readsNoSyncService: boolean;
}

/**
 * The spot funds policy: money and positions per account and asset. It gates orders by free funds, holds what they may cost, settles reports at the
 * price of the lock, keeps average prices and profit or loss, and stops accounts by bounds on it.
 *
 * State: `#books` and `#settings`, plain data both. Source: docs/semantics.md rules SPF-1 to SPF-21.
 */
export class SpotFundsPolicy implements PolicyUnit {
  readonly name: string = SPOT_FUNDS_NAME;
  readonly usesClock = false;
  /** Every limit is one account's own: accounts never look at each other. */
  readonly partition = "account" as const;
  readonly policyGroupId: number;
  readonly readsNoSyncService: boolean;
  readonly configurable: Readonly<Record<string, (options: PlainRecord) => unknown>> = {
    spotFunds: (options) => {
      const update = readUpdate(options);
      this.#settings = update(this.#settings);
    },
    spotFundsPnlBoundsKillswitch: (options) => this.#retune(options),
    setSpotFundsAccountPnl: (options) => this.#setAccountPnl(options),
  };
  #settings: SpotFundsSettings;
  #share: LimitShare | undefined;
  readonly #books: Books = new Books();
  readonly #host: PolicyHost;
  readonly #pricing: Pricing;
  readonly #judge: Judge;
  readonly #orders: OrderCheck;
  readonly #reports: ReportParts;
  readonly #adjustments: Adjustments;

  constructor(parts: SpotFundsParts, host: PolicyHost) {
    const { policyGroupId } = parts;
    const books = this.#books;
    this.policyGroupId = policyGroupId;
    this.readsNoSyncService = parts.readsNoSyncService;
    this.#settings = parts.settings;
    this.#host = host;
    this.#pricing = new Pricing(parts.quotes, host);
    const judge = this.#judge = new Judge(books, host, this.#pricing);
    const pricing = this.#pricing;
    this.#reports = { policyGroupId, books, host, judge, pricing };
    this.#orders = new OrderCheck(this.#reports);
    const bounds = (): SpotFundsSettings["bounds"] => this.#settings.bounds;
    this.#adjustments = new Adjustments({ policyGroupId, books, host, judge, bounds });
  }

  takeShare(share: LimitShare): void {
    this.#share = share;
  }

  main(run: PreTradeRun): void {
    this.#orders.run(run, this.#settings);
  }

  report(run: PostTradeRun): void {
    applyReport(run, this.#settings.bounds, this.#reports);
  }

  adjust(run: AdjustmentRun, adjustment: AccountAdjustment): void {
    this.#adjustments.apply(run, adjustment);
  }

  /** Source: docs/semantics.md rule SPF-21. */
  retire(run: RetirementRun): void {
    const { accountId } = run;
    const book = this.#books.find(accountId);
    if (book !== undefined && book.openHolds > 0) return run.refuse("OperationInProgress");
    const hasLedger = book?.ledger !== undefined && isWorth(book.ledger);
    const slots = [...book?.slots.values() ?? []];
    if (hasLedger || slots.some((slot) => slot.hasValue())) return run.refuse("NonZeroState");
    if (namesAccount(this.#settings, accountId)) {
      return run.refuse("ConfigurationReferencesAccount");
    }
    if (book !== undefined) run.mutate(new ForgetBook(this.#books, accountId));
  }

  holdings(account: bigint, asset: string | undefined): readonly Holding[] {
    return holdingsOf(this.#books.find(account), asset);
  }

  /** An account whose effective bounds are others now is judged by them; a breach blocks in silence. Source: docs/semantics.md rule SPF-20. */
  regrouped(account: bigint, groupBefore: number | undefined): void {
    const tiers = this.#settings.bounds.realized;
    if (isWithoutBounds(tiers)) return;
    const group = this.#host.groupOf(account);
    const currency = this.#host.currencyOf(account, group);
    const bounds = effectiveBounds(tiers, account, group, currency);
    if (bounds === undefined) return;
    const currencyBefore = this.#host.currencyOf(account, groupBefore);
    const before = effectiveBounds(tiers, account, groupBefore, currencyBefore);
    const wasMismatch = before !== undefined && isMismatch(before, currencyBefore);
    if (isSameBounds(before, bounds) && wasMismatch === isMismatch(bounds, currency)) return;
    const block = this.#judge.ledger(bounds, account, currency);
    if (block !== undefined) this.#host.blockAccount(account, block);
  }

  #retune(options: PlainRecord): AccountBlockOutcomes {
    const update = readBoundsUpdate(options);
    const before = this.#settings.bounds;
    const bounds = update(before);
    this.#settings = { ...this.#settings, bounds };
    const parts = {
      books: this.#books,
      host: this.#host,
      judge: this.#judge,
      share: this.#share,
    };
    return makeBlockOutcomes(judgeChanged(before, bounds, parts));
  }

  #setAccountPnl(options: PlainRecord): PolicyConfigurationResult {
    const account = readAccountId(options.account);
    const { state } = new AccountAdjustmentAccountPnlOperation(options.state as DecimalInput);
    this.#books.open(account).ledger = readPnlState(state);
    const block = this.#judge.ofAccount(this.#settings.bounds, account);
    if (block === undefined) return makeConfigurationResult([]);
    this.#host.blockAccount(account, block);
    return makeConfigurationResult([block]);
  }
}

/** Forgets the books of a retired account. */
class ForgetBook implements PendingMutation {
  readonly isCustom = false;
  readonly account: bigint;
  readonly #books: Books;

  constructor(books: Books, account: bigint) {
    this.#books = books;
    this.account = account;
  }

  commit(): void {
    this.#books.delete(this.account);
  }

  rollback(): void {}
}
