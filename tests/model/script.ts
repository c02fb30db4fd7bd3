/** What a run does, as data: policies, commands, and the deeds of the policies while a command runs. */

/** Few ids, so that commands meet: two hot accounts and three cold ones; the same for groups. */
export const ACCOUNTS = [1, 2, 3, 4, 5] as const;
export const GROUPS = [7, 8, 9] as const;
export const DEFAULT_GROUP = 0;
export const ASSETS = ["USD", "EUR"] as const;

/** One scripted policy. Hooks beside the two that are required may be left out. */
export interface PolicyPlan {
  readonly name: string;
  readonly group: number;
  readonly optional: readonly OptionalHook[];
}

export const OPTIONAL_HOOKS = ["startDryRun", "mainDryRun", "report", "adjust", "retire"] as const;
export type OptionalHook = typeof OPTIONAL_HOOKS[number];
export type Hook = OptionalHook | "start" | "main";

/** Where a deed is done; the hooks of a dry run do what the normal ones do. */
export type Stage = "start" | "main" | "report" | "adjust" | "retire";

/** What a policy throws. */
export type Thrown = "error" | "text" | "record" | "undefined";

/** What is wrong with an answer. */
export type Fault =
  | "promise"
  | "notObject"
  | "badReject"
  | "badMutation"
  | "badOutcome"
  | "badPrice"
  | "badBlock";

/** Deeds that callbacks of mutations do as well as hooks. */
export type SmallDeed =
  | { readonly do: "block" }
  | { readonly do: "useKept"; readonly pick: number }
  | { readonly do: "reenter"; readonly call: number; readonly isCaught: boolean }
  | { readonly do: "throw"; readonly what: Thrown };

/** What one callback of a mutation does, in order; a promise is what it returns at its end. */
export interface Finalizer {
  readonly deeds: readonly SmallDeed[];
  readonly isPromise: boolean;
}

export interface MutationPlan {
  readonly commit: Finalizer;
  readonly rollback: Finalizer;
}

/** Deeds that put something into the answer of a hook. */
export type AnswerDeed =
  | {
    readonly do: "reject";
    readonly code: string;
    readonly scope: "order" | "account";
    readonly userData: number;
  }
  | { readonly do: "mutate"; readonly mutation: MutationPlan }
  | { readonly do: "reserve" | "release"; readonly account: number; readonly amount: number }
  | {
    readonly do: "killSwitch";
    readonly account: number;
    readonly engaged: boolean;
    readonly hasCause: boolean;
  }
  | { readonly do: "price"; readonly price: string }
  | { readonly do: "outcome"; readonly asset: string; readonly amount: number }
  | { readonly do: "reportBlock" }
  | { readonly do: "pnl"; readonly account: number; readonly amount: number }
  | { readonly do: "refuse"; readonly refusal: string }
  | { readonly do: "fault"; readonly fault: Fault };

export type Deed =
  | SmallDeed
  | AnswerDeed
  | { readonly do: "keep" }
  | { readonly do: "recordStart"; readonly mutation: MutationPlan };

/** One deed, and when: which policy, at which stage, at which of its calls (absent: at each). */
export interface Act {
  readonly policy: number;
  readonly stage: Stage;
  readonly call?: number | undefined;
  readonly deed: Deed;
}

interface WithActs {
  readonly acts: readonly Act[];
}

/** Handles and kept controls are picked by age, 0 being the newest, so that a shorter script stays meaningful. */
interface WithPick {
  readonly pick: number;
}

interface OnAccount {
  readonly account: number;
}

interface OnGroup {
  readonly group: number;
}

/** An order, report, … without account is legal. */
interface MaybeAccount {
  readonly account: number | null;
}

export type Command =
  | ({ readonly op: OrderOp } & MaybeAccount & WithActs)
  | ({ readonly op: "execute" } & WithPick & WithActs)
  | ({ readonly op: HandleOp } & WithPick)
  | ({ readonly op: "report" } & MaybeAccount & WithActs)
  | ({ readonly op: "adjust"; readonly items: number } & OnAccount & WithActs)
  | ({ readonly op: "retire" } & OnAccount & WithActs)
  | ({ readonly op: "block" | "unblock" | "replaceBlockReason" | "blockWithCause" } & OnAccount)
  | { readonly op: "unblockAll" | "configure" | "badOrder" | "release" }
  | ({ readonly op: "blockGroup" | "unblockGroup" | "replaceGroupBlockReason" } & OnGroup)
  | ({ readonly op: GroupOp; readonly accounts: readonly number[] } & OnGroup)
  | ({ readonly op: "setCurrency"; readonly asset: string } & OnAccount)
  | ({ readonly op: "clearCurrency" } & OnAccount)
  | ({ readonly op: "setGroupCurrency"; readonly asset: string } & OnGroup)
  | ({ readonly op: "clearGroupCurrency" } & OnGroup)
  | ({ readonly op: "useControl" } & WithPick);

export type OrderOp =
  | "start"
  | "executePreTrade"
  | "startDryRun"
  | "executeDryRun"
  | "dropCopy";
export type HandleOp = "disposeRequest" | "commit" | "rollback" | "dispose" | "read";
export type GroupOp = "registerGroup" | "unregisterGroup";
export type Op = Command["op"];

/** Whether somebody watches the engine, and how badly. */
export type ObserverPlan = "none" | "attentive" | "throws" | "promise";

export interface Script {
  readonly policies: readonly PolicyPlan[];
  readonly observer: ObserverPlan;
  /** Whole kinds of commands and of deeds that this script does without. */
  readonly opsOff: readonly Op[];
  readonly deedsOff: readonly Deed["do"][];
  readonly commands: readonly Command[];
}

/** The commands and acts that are left when what is switched off is dropped. Every act finds a policy. */
export function liveCommands({ policies, opsOff, deedsOff, commands }: Script): Command[] {
  const live = (acts: readonly Act[]): Act[] =>
    acts
      .filter(({ deed }) => !deedsOff.includes(deed.do))
      .map((act) => ({ ...act, policy: act.policy % policies.length }));
  return commands
    .filter(({ op }) => !opsOff.includes(op))
    .map((command) => "acts" in command ? { ...command, acts: live(command.acts) } : command);
}
