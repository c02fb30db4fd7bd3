import type { OrderOperationData } from "../../model/internal.ts";
import { MAX_U64, type PlainRecord } from "../../param/internal.ts";
import {
  type LimitShare,
  makeReject,
  missingField,
  type PendingMutation,
  type PolicyPartition,
  type PolicyUnit,
  type PreTradeRun,
  type Reject,
  type RetirementRun,
} from "../internal.ts";
import { FixedWindow } from "./_fixed_window.ts";
import { type SlidingBarrier, SlidingBarriers } from "./_sliding_barriers.ts";
import type { RateCap } from "./rate_limit_barriers.ts";
import {
  durationText,
  type RateLimitSettings,
  readRateUpdate,
  sharedRates,
} from "./rate_limit_settings.ts";

/** Name of the rate limit in rejects and in `configure()`. */
export const RATE_LIMIT_NAME = "RateLimitPolicy";

/**
 * The rate limit: at most so many orders per window, on four independent axes. Broker and asset count in fixed windows, account and
 * account+asset in sliding logs. Every order that gets here is an attempt, refused ones too. Source: docs/semantics.md rules RTL-1 to RTL-5.
 */
export class RateLimitPolicy implements PolicyUnit {
  readonly name: string = RATE_LIMIT_NAME;
  readonly usesClock = true;
  readonly policyGroupId: number;
  readonly configurable: Readonly<Record<string, (options: PlainRecord) => void>> = {
    rateLimit: (options) => {
      const update = readRateUpdate(options);
      this.#use(update(this.#whole));
    },
  };
  readonly #builtNs: bigint;
  /** What was configured. */
  #whole: RateLimitSettings;
  /** What is enforced here: all of it, or this engine's share. */
  #settings: RateLimitSettings;
  #share: LimitShare | undefined;
  #broker: FixedWindow = new FixedWindow();
  #assets: ReadonlyMap<string, FixedWindow> = new Map();
  readonly #sliding: SlidingBarriers = new SlidingBarriers();

  /** @param builtNs The clock reading that the first fixed windows start at. */
  constructor(policyGroupId: number, settings: RateLimitSettings, builtNs: bigint) {
    this.policyGroupId = policyGroupId;
    this.#builtNs = builtNs;
    this.#whole = settings;
    this.#settings = settings;
    this.#use(settings);
  }

  /** All orders of the broker and of an asset share one budget, whoever sends them. */
  get partition(): PolicyPartition {
    const { broker, assets } = this.#settings;
    return broker === undefined && assets.size === 0 ? "account" : "global";
  }

  takeShare(share: LimitShare): void {
    this.#share = share;
    this.#use(this.#whole);
  }

  start(run: PreTradeRun): void {
    const settings = this.#settings;
    const order = run.order.operation;
    if (!hasKeyFields(settings, order, run)) return;
    const now = sinceBuilt(run.startNs - this.#builtNs);
    // Every matching barrier counts the order, whether or not another one breached; the first breach is told.
    const ofBroker = this.#checkBroker(now, run.isDryRun);
    const ofAsset = this.#checkAsset(order?.settlementAsset, now, run.isDryRun);
    const ofAccount = this.#checkAccount(order, now, run.isDryRun);
    const ofPair = this.#checkPair(order, now, run.isDryRun);
    const refusal = ofBroker ?? ofAsset ?? ofAccount ?? ofPair;
    if (refusal !== undefined) run.reject(refusal);
  }

  retire(run: RetirementRun): void {
    const { accounts, accountAssets } = this.#settings;
    if (accounts.has(run.accountId) || accountAssets.ofAccount(run.accountId) !== undefined) {
      run.refuse("ConfigurationReferencesAccount");
    } else {
      run.mutate(new ForgetLogs(this.#sliding, run.accountId));
    }
  }

  #checkBroker(now: bigint, isDryRun: boolean): Reject | undefined {
    const cap = this.#settings.broker;
    return cap === undefined ? undefined : judged("broker", this.#broker, cap, now, isDryRun);
  }

  #checkAsset(asset: string | undefined, now: bigint, isDryRun: boolean): Reject | undefined {
    const { assets } = this.#settings;
    const cap = assets.size === 0 ? undefined : assets.get(asset as string);
    if (cap === undefined) return undefined;
    return judged("asset", this.#assets.get(asset as string), cap, now, isDryRun);
  }

  #checkAccount(order: Operation, now: bigint, isDryRun: boolean): Reject | undefined {
    if (this.#settings.accounts.size === 0) return undefined;
    const barrier = this.#sliding.ofAccount(order?.accountId as bigint);
    return this.#checkSliding("account", barrier, now, isDryRun);
  }

  #checkPair(order: Operation, now: bigint, isDryRun: boolean): Reject | undefined {
    if (this.#settings.accountAssets.isEmpty) return undefined;
    const account = order?.accountId as bigint;
    const barrier = this.#sliding.ofPair(account, order?.settlementAsset as string);
    return this.#checkSliding("account+asset", barrier, now, isDryRun);
  }

  #checkSliding(
    axis: string,
    barrier: SlidingBarrier | undefined,
    now: bigint,
    isDryRun: boolean,
  ): Reject | undefined {
    const cap = barrier?.cap;
    if (barrier === undefined || cap === undefined) return undefined;
    const log = isDryRun ? barrier.log : this.#sliding.logOf(barrier, now);
    return judged(axis, log, cap, now, isDryRun);
  }

  /** Takes settings over. Counters live as long as their barrier stays; logs live on. */
  #use(whole: RateLimitSettings): void {
    const settings = this.#share === undefined ? whole : sharedRates(whole, this.#share);
    if (settings.broker === undefined) this.#broker = new FixedWindow();
    const windows = this.#assets;
    this.#assets = new Map(
      Array.from(settings.assets.keys(), (asset) => [
        asset,
        windows.get(asset) ?? new FixedWindow(),
      ]),
    );
    this.#sliding.use(settings);
    this.#whole = whole;
    this.#settings = settings;
  }
}

type Operation = OrderOperationData | undefined;

/** Times count from the making of the policy: an earlier reading counts as that moment, one past 64 bits as the last. */
function sinceBuilt(elapsedNs: bigint): bigint {
  if (elapsedNs < 0n) return 0n;
  return elapsedNs > MAX_U64 ? MAX_U64 : elapsedNs;
}

/** What both kinds of windows can do. */
interface Counter {
  record(now: bigint, windowNs: bigint, maxOrders: number): number;
  peek(now: bigint, windowNs: bigint): number;
}

/** Forgets the logs of a retired account. */
class ForgetLogs implements PendingMutation {
  readonly isCustom = false;
  readonly #sliding: SlidingBarriers;
  readonly #account: bigint;

  constructor(sliding: SlidingBarriers, account: bigint) {
    this.#sliding = sliding;
    this.#account = account;
  }

  commit(): void {
    this.#sliding.deleteAccount(this.#account);
  }

  rollback(): void {}
}

/** Whether the fields are there that the configured axes are keyed by; refuses the order if not. */
function hasKeyFields(settings: RateLimitSettings, order: Operation, run: PreTradeRun): boolean {
  const hasPairs = !settings.accountAssets.isEmpty;
  if (settings.assets.size > 0 || hasPairs) {
    if (order?.underlyingAsset === undefined || order.settlementAsset === undefined) {
      run.reject(missingField(RATE_LIMIT_NAME, "instrument", "operation.instrument"));
      return false;
    }
  }
  if ((settings.accounts.size > 0 || hasPairs) && order?.accountId === undefined) {
    run.reject(missingField(RATE_LIMIT_NAME, "account ID", "operation.account_id"));
    return false;
  }
  return true;
}

/** Counts the order, or says what the count would be, and refuses it if that is too many. */
function judged(
  axis: string,
  counter: Counter | undefined,
  cap: RateCap,
  now: bigint,
  isDryRun: boolean,
): Reject | undefined {
  const count = counter === undefined
    ? 1
    : isDryRun
    ? counter.peek(now, cap.windowNs)
    : counter.record(now, cap.windowNs, cap.maxOrders);
  if (count <= cap.maxOrders) return undefined;
  return makeReject(
    RATE_LIMIT_NAME,
    "order",
    "RateLimitExceeded",
    `rate limit exceeded: ${axis} barrier`,
    `submitted ${count} orders in ${
      durationText(cap.windowNs)
    } window, max allowed: ${cap.maxOrders}`,
  );
}
