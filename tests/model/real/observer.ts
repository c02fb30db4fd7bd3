/** An observer of the real engine: it notes what it is told, tries to get in, and fails if the script wants that. */
import type { Observer } from "../../../mod.ts";
import { ReentrancyError } from "../../../mod.ts";
import type { ObserverPlan } from "../script.ts";
import { showBlock, showReject } from "./values.ts";

export interface Noted {
  /** What happened since somebody last took it. */
  readonly told: unknown[];
  /** How often any handler was called. */
  calls: number;
}

export function notingObserver(
  plan: ObserverPlan,
  noted: Noted,
  reenter: (call: number) => void,
): Observer {
  const note = (record: object): void => {
    noted.told.push(record);
    noted.calls++;
    try {
      reenter(noted.calls);
      noted.told.push("got into the engine");
    } catch (error) {
      if (!(error instanceof ReentrancyError)) noted.told.push(String(error));
    }
    if (plan === "throws") throw new Error("observer");
    // Against its type: a promise is what careless authors return.
    if (plan === "promise") return Promise.reject(new Error("late")) as never;
  };
  return {
    onDecision: ({ operation, verdict, accountId, reservationId, rejects }) =>
      note({
        operation,
        verdict,
        account: accountId?.toString(),
        reservationId,
        rejects: rejects.map(showReject),
      }),
    onBlock: ({ slot, accountId, accountGroupId, block }) =>
      note({
        blocked: slot,
        owner: (accountId ?? accountGroupId)?.toString(),
        block: block && showBlock(block),
      }),
    onUnblock: ({ slot, accountId, accountGroupId }) =>
      note({ unblocked: slot, owner: (accountId ?? accountGroupId)?.toString() }),
    onConfigure: (record) => note({ ...record }),
  };
}
