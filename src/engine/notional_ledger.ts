import {
  type Decimal,
  fit,
  hasMinus,
  isZero,
  magnitude,
  MAX_SCALE,
  ZERO,
} from "../internal/decimal/mod.ts";

/** An exact sum: a whole number of 10^-28, of any size, and the most fraction digits that an addend had. */
interface Sum {
  readonly units: bigint;
  readonly scale: number;
}

/**
 * What a custom policy has reserved by account and asset. Sums are kept exactly, whatever the size of the addends, so that taking back what was
 * added gives the sum of before; only what is read is rounded to a decimal. Source: docs/semantics.md rule MUT-4.
 */
export class NotionalLedger {
  readonly #accounts = new Map<bigint, Map<string, Sum>>();

  /** The sum; zero if there is none. */
  get(account: bigint, asset: string): Decimal {
    const sum = this.#accounts.get(account)?.get(asset);
    // A sum that doesn't fit is never stored.
    return sum === undefined ? ZERO : readable(sum) as Decimal;
  }

  /** Whether anything is reserved for an account. */
  holds(account: bigint): boolean {
    return this.#accounts.has(account);
  }

  /** Why a change can't be made; undefined if it can. */
  refusal(account: bigint, asset: string, change: Decimal): "overflow" | "negative" | undefined {
    const sum = this.#changed(account, asset, change);
    if (sum.units < 0n) return "negative";
    return readable(sum) === undefined ? "overflow" : undefined;
  }

  /** Changes a sum; one that would fall below zero becomes zero. */
  add(account: bigint, asset: string, change: Decimal): void {
    const sum = this.#changed(account, asset, change);
    let assets = this.#accounts.get(account);
    if (sum.units > 0n) {
      if (assets === undefined) this.#accounts.set(account, assets = new Map());
      assets.set(asset, sum);
    } else if (assets !== undefined) {
      assets.delete(asset);
      if (assets.size === 0) this.#accounts.delete(account);
    }
  }

  #changed(account: bigint, asset: string, change: Decimal): Sum {
    const sum = this.#accounts.get(account)?.get(asset);
    if (sum !== undefined && isZero(change)) return sum;
    const units = magnitude(change) * 10n ** BigInt(MAX_SCALE - change.scale);
    return {
      units: (sum?.units ?? 0n) + (hasMinus(change) ? -units : units),
      scale: Math.max(sum?.scale ?? 0, change.scale),
    };
  }
}

function readable({ units, scale }: Sum): Decimal | undefined {
  return fit(false, units / 10n ** BigInt(MAX_SCALE - scale), scale, 0);
}
