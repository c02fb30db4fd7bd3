/** What a scripted policy needs of the engine it belongs to; the model and the real engine each give their own. */
import type { BlockRecord, EntryRecord, PnlRecord } from "./records.ts";
import type { Act, Command, Fault } from "./script.ts";

/** What a hook is told. */
export interface HookContext {
  readonly account?: string | undefined;
  readonly group?: string | undefined;
  readonly isDropCopy?: boolean;
  /** Blocks through the account control; absent without one. */
  readonly block?: ((block: BlockRecord) => void) | undefined;
  readonly recordStart?: (mutation: CallbackMutation) => void;
  readonly reserved?: (asset: string) => string;
}

/** A pair of callbacks; each tells whether it returns a promise. */
export interface CallbackMutation {
  readonly kind: "callback";
  readonly id: string;
  readonly commit: () => boolean;
  readonly rollback: () => boolean;
}

export type AnsweredMutation =
  | CallbackMutation
  | {
    readonly kind: "reserve" | "release";
    readonly account: number;
    readonly asset: string;
    readonly amount: number;
  }
  | {
    readonly kind: "killSwitch";
    readonly account: number;
    readonly engaged: boolean;
    readonly cause: BlockRecord | undefined;
  };

export interface AnsweredReject {
  readonly code: string;
  readonly scope: "order" | "account";
  readonly reason: string;
  readonly details: string;
  readonly userData: string;
}

/** What a hook answered, before either engine reads it. */
export interface Answer {
  readonly rejects: AnsweredReject[];
  readonly mutations: AnsweredMutation[];
  readonly outcomes: EntryRecord[];
  readonly prices: string[];
  readonly blocks: BlockRecord[];
  readonly pnls: Omit<PnlRecord, "policyGroupId">[];
  refusal: string | undefined;
  fault: Fault | undefined;
}

/** The state that the scripted policies of one side share. */
export interface Stagehand {
  /** Name of the running command, for labels. */
  step: string;
  acts: readonly Act[];
  /** Everything that happened during the command. */
  readonly trace: string[];
  /** Ids of the mutations that an engine has been given during the command. */
  readonly made: string[];
  /** Account controls that policies kept, each as the block call on it. */
  readonly controls: ((block: BlockRecord) => void)[];
  /** Calls of each policy at each stage during the command. */
  readonly calls: Map<string, number>;
  /** Counts the labels of the command. */
  labels: number;
  /** Calls the engine from inside one of its callbacks. */
  reenter(call: number): void;
}

/** The element that is `age` steps from the end; the first one if there are fewer. */
export function byAge<T>(list: readonly T[], age: number): T | undefined {
  return list[Math.max(0, list.length - 1 - age)];
}

/** One of the two engines that a script drives. */
export interface Side {
  readonly hand: Stagehand;
  /** Runs a command and gives its result as records; throws what the engine throws. */
  run(command: Command): unknown;
  /** What was thrown, as a record. */
  showError(error: unknown): Readonly<Record<string, unknown>>;
  /** Everything that can be seen from outside. */
  observe(): unknown;
  /** What observers were told since this was last asked. */
  takeTold(): unknown[];
  /** How many requests and holdings there are so far, used up or not. */
  readonly requests: readonly unknown[];
  readonly holdings: readonly unknown[];
}

/** The cause that commands give when they block: it tells the step. */
export function commandBlock(step: string): BlockRecord {
  return { policy: "operator", code: "Other", reason: step, details: "kept cause", userData: "8" };
}
