/** Puts entries into words. Uneventful ones that follow each other become one line. */
import type { Entry } from "./desk.ts";

/** The part of the story that is not told yet: entries of one kind without a cause. */
interface Run {
  readonly first: Entry & { readonly order: number };
  last: Entry & { readonly order: number };
}

/** Tells the story in lines. */
export class Narrator {
  #run: Run | undefined;

  /** The lines that an entry completes. */
  tell(entry: Entry): string[] {
    if (entry.event === "review") return [...this.end(), line(entry.atMs, `review: ${entry.what}`)];
    if (entry.event === "accepted" || (entry.event === "report" && entry.causes.length === 0)) {
      return this.#extend(entry);
    }
    const what = entry.event === "rejected"
      ? `order ${entry.order} rejected`
      : `report on order ${entry.order}: P&L ${entry.pnl}, of the day ${entry.dayPnl}; ` +
        "account blocked";
    const causes = entry.causes.flatMap(({ policy, code, reason, details }) => [
      `${INDENT}${policy}, ${code}: ${reason}`,
      `${INDENT}${details}`,
    ]);
    return [...this.end(), line(entry.atMs, what), ...causes];
  }

  /** The lines that are left at the end. */
  end(): string[] {
    const run = this.#run;
    if (run === undefined) return [];
    this.#run = undefined;
    const { first, last } = run;
    const orders = first.order === last.order
      ? `order ${first.order}`
      : `orders ${first.order} to ${last.order}`;
    const what = last.event === "report"
      ? `reports on ${orders}: P&L of the day ${last.dayPnl}`
      : `${orders} accepted`;
    return [line(first.atMs, what)];
  }

  #extend(entry: Entry & { readonly order: number }): string[] {
    if (this.#run?.last.event === entry.event) {
      this.#run.last = entry;
      return [];
    }
    const told = this.end();
    this.#run = { first: entry, last: entry };
    return told;
  }
}

const INDENT = " ".repeat(11);

function line(atMs: number, what: string): string {
  return `${(atMs / 1000).toFixed(2).padStart(6)} s   ${what}`;
}
