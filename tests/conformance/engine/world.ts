/** The state of one engine scenario, and its results in recorded shape. */
import type { Api, Loose } from "../shared/api.ts";
import { HeldClock } from "../shared/clock.ts";
import { VectorError } from "../shared/input.ts";
import * as records from "../shared/records.ts";
import { Values } from "../shared/values.ts";

export class World {
  readonly api: Api;
  readonly values: Values;
  readonly clock: HeldClock = new HeldClock();
  readonly handles: Map<string, Loose> = new Map();
  readonly controls: Map<string, Loose> = new Map();
  readonly locks: Map<string, Loose> = new Map();
  /** What scripted policies saw during the current step. */
  trace: string[] = [];
  engine: Loose;

  constructor(api: Api) {
    this.api = api;
    this.values = new Values(api);
  }

  handle(name: string): Loose {
    return named(this.handles, name, "handle");
  }

  /** Keeps a handle alive under its name; one without a name is let go at once. */
  keep(name: string | undefined, handle: Loose): void {
    if (name === undefined) {
      handle[Symbol.dispose]();
    } else {
      this.handles.set(name, handle);
    }
  }
}

export function named<T>(table: ReadonlyMap<string, T>, name: string, what: string): T {
  const found = table.get(name);
  if (found === undefined) throw new VectorError(`no ${what} is called ${name}`);
  return found;
}

/** This file records `userData` always, as a text. */
export function reject(record: Loose): unknown {
  return { ...records.reject(record), userData: userData(record) };
}

export function block(record: Loose): unknown {
  return { ...records.block(record), userData: userData(record) };
}

export function blockOrNull(record: Loose): unknown {
  return record === undefined ? null : block(record);
}

export function outcomes(list: Loose): unknown {
  return list.map((outcome: Loose) => ({
    policyGroupId: outcome.policyGroupId,
    ...records.outcomeEntry(outcome.entry, halted),
  }));
}

export function accountPnl(outcome: Loose): unknown {
  return {
    policyGroupId: outcome.policyGroupId,
    account: String(outcome.accountId.value),
    pnl: records.pnlOutcome(outcome, halted),
  };
}

/** The lock and the adjustments of a reservation, a drop-copy operation or a dry run. */
export function holding(handle: Loose): Record<string, unknown> {
  return {
    lock: handle.lock().toJson(),
    accountAdjustments: outcomes(handle.accountAdjustments()),
  };
}

/** These vectors report no halted figures, so one is always a difference. */
function halted(kind: string): unknown {
  return { haltReason: kind };
}

function userData(record: Loose): unknown {
  return typeof record.userData === "bigint" ? String(record.userData) : record.userData;
}
