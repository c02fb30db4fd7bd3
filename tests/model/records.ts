/** Plain records that both sides are turned into, so that they can be compared. */

export interface BlockRecord {
  readonly policy: string;
  readonly code: string;
  readonly reason: string;
  readonly details: string;
  readonly userData: string;
}

export interface RejectRecord extends BlockRecord {
  readonly scope: "order" | "account";
}

export interface EntryRecord {
  readonly asset: string;
  readonly delta: string;
  readonly absolute: string;
}

export interface OutcomeRecord extends EntryRecord {
  readonly policyGroupId: number;
}

export interface PnlRecord {
  readonly policyGroupId: number;
  readonly account: string;
  readonly delta: string;
  readonly absolute: string;
}

export type LockEntry = readonly [group: number, price: string];

/** What one command gave. */
export type Outcome =
  | { readonly returned: unknown }
  | { readonly thrown: Readonly<Record<string, unknown>> };

/** In the model's records: a text that the spec doesn't word, so that any will do. */
export const UNWORDED = "(any text)";

/** A thrown value, whatever it is. */
export function describeThrown(value: unknown): unknown {
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (typeof value === "object" && value !== null) return { ...value };
  return { value: String(value) };
}

/** Blocks are listed in no promised order. */
export function inOrder<T extends { readonly slot: string; readonly owner?: string | undefined }>(
  blocks: readonly T[],
): T[] {
  const key = ({ slot, owner }: T): string => `${slot} ${owner}`;
  return blocks.toSorted((a, b) => key(a) < key(b) ? -1 : 1);
}
