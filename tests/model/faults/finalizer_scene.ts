/** An engine of three policies with one mutation each, whose halves do what a test wants, and every way to finalize them. */
import { Engine } from "../../../mod.ts";
import type { DropCopyOperation, Policy, Reservation } from "../../../src/pretrade/mod.ts";
import { ORDER } from "./scene.ts";

export type Half = "commit" | "rollback";

export interface FinalizerScene {
  readonly engine: Engine;
  /** Which halves ran, in order. */
  readonly log: string[];
  /** What the halves do, by policy and half; those that are absent do nothing. */
  readonly deeds: Map<string, () => unknown>;
  /** Makes the last policy refuse at every stage. */
  refuses: boolean;
  /** The handle, where there is one. */
  handle: Reservation | DropCopyOperation | undefined;
}

export function newFinalizerScene(): FinalizerScene {
  const scene = {
    log: [],
    deeds: new Map(),
    refuses: false,
    handle: undefined,
  } as unknown as FinalizerScene;
  const engine = Engine.builder()
    .preTrade(policy(scene, "a")).preTrade(policy(scene, "b")).preTrade(policy(scene, "c"))
    .build();
  engine.accounts().registerGroup([1], 7);
  engine.accounts().setCurrency(1, "EUR");
  return Object.assign(scene, { engine });
}

function policy(scene: FinalizerScene, name: string): Policy {
  const half = (half: Half) => (): never => {
    scene.log.push(`${half} ${name}`);
    return scene.deeds.get(`${half} ${name}`)?.() as never;
  };
  const answer = () => {
    const mutations = [{ commit: half("commit"), rollback: half("rollback") }];
    // Fatal, so that a drop copy is refused too.
    const reject = { code: "UnknownVenue", reason: "r", details: "d" } as const;
    return { mutations, rejects: scene.refuses && name === "c" ? [reject] : [] };
  };
  return {
    name,
    checkPreTradeStart: () => [],
    performPreTradeCheck: answer,
    applyAccountAdjustment: answer,
    retireAccount: () => {
      const { mutations, rejects } = answer();
      // A refusal takes the place of its own mutation.
      return rejects.length > 0 ? "NonZeroState" : { mutations };
    },
  };
}

export interface FinalizingPath {
  readonly name: string;
  readonly how: Half;
  /** Makes what has mutations, and gives the call that finalizes them. */
  readonly prepare: (scene: FinalizerScene) => () => unknown;
  /** The class of the error; absent where it reaches nobody. */
  readonly error?: "PolicyCallbackError" | "AccountRetirementError";
  readonly hasResult?: true;
  /** The policies whose mutations there are. */
  readonly names: readonly string[];
}

const ALL = ["a", "b", "c"];

function byHandle(
  name: string,
  how: Half,
  make: (engine: Engine) => Reservation | DropCopyOperation | undefined,
  finalize: (handle: Reservation | DropCopyOperation) => void,
  error: { readonly error?: "PolicyCallbackError" } = { error: "PolicyCallbackError" },
): FinalizingPath {
  const prepare = (scene: FinalizerScene) => {
    const handle = scene.handle = make(scene.engine)!;
    return () => finalize(handle);
  };
  return { name, how, prepare, names: ALL, ...error };
}

function refused(
  name: string,
  call: (engine: Engine) => unknown,
  rest: Pick<FinalizingPath, "error" | "names"> & { readonly hasResult?: true },
): FinalizingPath {
  const prepare = (scene: FinalizerScene) => {
    scene.refuses = true;
    return () => call(scene.engine);
  };
  return { name, how: "rollback", prepare, ...rest };
}

const reserve = (engine: Engine) => engine.executePreTrade(ORDER).reservation;
const book = (engine: Engine) => engine.applyDropCopy(ORDER).operation;
const ofCallback = { error: "PolicyCallbackError", names: ALL } as const;

export const PATHS: readonly FinalizingPath[] = [
  byHandle("commit() of a reservation", "commit", reserve, (handle) => handle.commit()),
  byHandle("rollback() of a reservation", "rollback", reserve, (handle) => handle.rollback()),
  byHandle("free() of a reservation", "rollback", reserve, (handle) => handle.free(), {}),
  byHandle("disposal of a reservation", "rollback", reserve, (it) => it[Symbol.dispose](), {}),
  byHandle("commit() of a drop copy", "commit", book, (handle) => handle.commit()),
  byHandle("rollback() of a drop copy", "rollback", book, (handle) => handle.rollback()),
  byHandle("disposal of a drop copy", "rollback", book, (it) => it[Symbol.dispose](), {}),
  refused("a refused executePreTrade()", (engine) => engine.executePreTrade(ORDER), ofCallback),
  refused("a refused applyDropCopy()", (engine) => engine.applyDropCopy(ORDER), ofCallback),
  refused("a refused batch", (engine) => engine.applyAccountAdjustment(1, [{}]), {
    ...ofCallback,
    hasResult: true,
  }),
  refused("a refused retirement", (engine) => engine.retireAccount(1), {
    error: "AccountRetirementError",
    names: ["a", "b"],
  }),
  {
    ...ofCallback,
    name: "an accepted batch",
    how: "commit",
    prepare: ({ engine }) => () => engine.applyAccountAdjustment(1, [{}]),
    hasResult: true,
  },
  {
    name: "an accepted retirement",
    how: "commit",
    prepare: ({ engine }) => () => engine.retireAccount(1),
    error: "AccountRetirementError",
    names: ALL,
  },
];
