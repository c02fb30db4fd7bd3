/**
 * The public surface, by subpath. A subpath that does not load and a name that is not exported
 * fail only the scenarios that ask for them, each with its name.
 */
import { VectorError } from "./input.ts";

/**
 * Values of the package. They are driven by data here, and parts of the surface may still be
 * missing, so nothing is gained by their static types; `tests/types` holds those.
 */
// deno-lint-ignore no-explicit-any
export type Loose = any;

type Module = Readonly<Record<string, Loose>>;

export type Subpath =
  | "root"
  | "param"
  | "model"
  | "accountadjustment"
  | "core"
  | "marketdata"
  | "pretrade"
  | "policies"
  | "reject";

const ENTRIES: Readonly<Record<Subpath, () => Promise<Module>>> = {
  root: () => import("../../../mod.ts"),
  param: () => import("../../../src/param/mod.ts"),
  model: () => import("../../../src/model/mod.ts"),
  accountadjustment: () => import("../../../src/accountadjustment.ts"),
  core: () => import("../../../src/core.ts"),
  marketdata: () => import("../../../src/marketdata/mod.ts"),
  pretrade: () => import("../../../src/pretrade/mod.ts"),
  policies: () => import("../../../src/pretrade/policies/mod.ts"),
  reject: () => import("../../../src/reject.ts"),
};

/** The scenario needs a part of the package that does not exist yet. */
export class NotBuilt extends VectorError {
  override readonly name: string = "NotBuilt";
}

export class Api {
  readonly #modules: ReadonlyMap<Subpath, Module | Error>;

  constructor(modules: ReadonlyMap<Subpath, Module | Error>) {
    this.#modules = modules;
  }

  /** The export of that name, or a {@link NotBuilt} failure. */
  need(subpath: Subpath, name: string): Loose {
    const module = this.#modules.get(subpath);
    if (module instanceof Error) {
      throw new NotBuilt(
        `${name} is not built: ${subpath} does not load: ${module.message.split("\n")[0]}`,
      );
    }
    const value = module?.[name];
    if (value === undefined) throw new NotBuilt(`${name} is not built`);
    return value;
  }
}

export async function loadApi(): Promise<Api> {
  const modules = new Map<Subpath, Module | Error>();
  for (const subpath of Object.keys(ENTRIES) as Subpath[]) {
    modules.set(subpath, await ENTRIES[subpath]().catch(asError));
  }
  return new Api(modules);
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
