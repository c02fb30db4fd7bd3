/** A second, deliberately plain P&L kill switch, in whole numbers and without a ledger: sums are made from all reports each time. */

/** A lower and an upper bound. */
export type Bounds = readonly [lower: number | undefined, upper: number | undefined];

/** Bounds by asset or, for an account, by account and asset. */
export type AssetBounds = Readonly<Record<string, Bounds>>;

/** What changes a sum: a report adds to it, setting it makes all before void. */
interface Entry {
  readonly key: string;
  readonly change: number;
  readonly isReset: boolean;
  /** A sum of zero has a sign if it is that of one report without effect. */
  readonly text: string;
}

/** The naive policy with the engine's blocks around it. */
export class NaiveKillSwitch {
  #broker: AssetBounds;
  #accounts: AssetBounds = {};
  readonly #entries: Entry[] = [];
  readonly #blocks: Record<number, string> = {};

  constructor(broker: AssetBounds) {
    this.#broker = broker;
  }

  order(account: number, asset: string, isDryRun: boolean): string {
    const stored = this.#blocks[account];
    if (stored !== undefined) return stored;
    const [pnl, text] = this.#sum(account, asset);
    const barriers = [
      ["broker", this.#broker[asset]],
      ["account + asset", this.#accounts[`${account} ${asset}`]],
    ] as const;
    for (const [name, bounds] of barriers) {
      const broken = sides(pnl, bounds);
      if (bounds === undefined || broken.length === 0) continue;
      const shown = ["lower", "upper"]
        .map((side, i) => bounds[i] === undefined ? "" : `, ${side} bound ${bounds[i]}`)
        .join("");
      const cause = `pnl kill switch triggered: ${name} barrier: ${
        broken.join(" and ")
      } bound breached: realized pnl ${text}${shown}, settlement asset ${asset}`;
      if (!isDryRun) this.#blocks[account] = `AccountBlocked ${cause}`;
      return `PnlKillSwitchTriggered ${cause}`;
    }
    return "pass";
  }

  report(account: number, asset: string, pnl: number, fee: number): string {
    const key = `${account} ${asset}`;
    const change = pnl - fee;
    // P&L 0 and fee 0 make -0, which shows where nothing else is added to it.
    const text = pnl === 0 && fee === 0 ? "-0" : String(change);
    this.#entries.push({ key, change, isReset: false, text });
    const [sum, shown] = this.#sum(account, asset);
    const isOutside = [this.#broker[asset], this.#accounts[key]]
      .some((bounds) => sides(sum, bounds).length > 0);
    if (!isOutside) return "inside";
    const block =
      `PnlKillSwitchTriggered pnl kill switch triggered: realized pnl ${shown}, settlement asset ${asset}`;
    this.#blocks[account] ??= block;
    return block;
  }

  set(account: number, asset: string, pnl: number): void {
    const key = `${account} ${asset}`;
    this.#entries.push({ key, change: pnl, isReset: true, text: String(pnl) });
  }

  unblock(account: number): void {
    delete this.#blocks[account];
  }

  /** Whether the change was made: bounds in each barrier, and a barrier after each axis. */
  configure(broker: AssetBounds | undefined, accounts: AssetBounds | undefined): boolean {
    const all = [broker, accounts].flatMap((each) => Object.values(each ?? {}));
    if (all.some(([lower, upper]) => lower === undefined && upper === undefined)) return false;
    const count = (each: AssetBounds) => Object.keys(each).length;
    const newBroker = broker ?? this.#broker;
    const newAccounts = accounts ?? this.#accounts;
    if (broker !== undefined && count(newBroker) + count(this.#accounts) === 0) return false;
    if (accounts !== undefined && count(newBroker) + count(newAccounts) === 0) return false;
    this.#broker = newBroker;
    this.#accounts = newAccounts;
    return true;
  }

  #sum(account: number, asset: string): [sum: number, text: string] {
    const own = this.#entries.filter(({ key }) => key === `${account} ${asset}`);
    const since = own.slice(Math.max(0, own.findLastIndex(({ isReset }) => isReset)));
    let sum = 0;
    let text = "0";
    for (const [i, entry] of since.entries()) {
      // Adding to a zero gives the other number as it is, adding a zero changes nothing.
      if (i === 0 || sum === 0) text = entry.text;
      else if (entry.change !== 0) text = String(sum + entry.change);
      sum += entry.change;
    }
    return [sum, text];
  }
}

function sides(pnl: number, bounds: Bounds | undefined): string[] {
  const [lower, upper] = bounds ?? [];
  return [
    ...(lower !== undefined && pnl < lower ? ["lower"] : []),
    ...(upper !== undefined && pnl > upper ? ["upper"] : []),
  ];
}
