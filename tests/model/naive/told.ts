/** What observers are told (js-api.md 11): the decision of a call, then the blocks that it recorded and lifted. */
import type { BlockRecord, RejectRecord } from "../records.ts";
import { ModelError } from "./errors.ts";

type Verdict = "accepted" | "refused" | "failed";

/** What a decision is about. */
export interface Subject {
  readonly account: number | undefined;
  /** What policies have refused with, when the call has ended. */
  readonly rejects: () => readonly RejectRecord[];
  /** The number of the reservation, if there is one by then. */
  readonly number: () => number | undefined;
}

export class Told {
  readonly records: unknown[] = [];

  blocked(slot: string, owner: number | undefined, block: BlockRecord | undefined): void {
    this.records.push({ blocked: slot, owner: textOf(owner), block });
  }

  lifted(slot: string, owner?: number): void {
    this.records.push({ unblocked: slot, owner: textOf(owner) });
  }

  /** Runs a call, and puts its decision in front of the blocks that it led to. */
  decide<Answer>(operation: string, subject: Subject, run: () => Answer): Answer {
    const at = this.records.length;
    const note = (verdict: Verdict, rejects = subject.rejects()): void => {
      const [account, reservationId] = [subject.account, subject.number()].map(textOf);
      this.records.splice(at, 0, { operation, verdict, account, reservationId, rejects });
    };
    try {
      const answer = run();
      const rejects = rejectsOf(answer);
      if (rejects.length > 0) note("refused", rejects);
      else note("accepted");
      return answer;
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      // From a handle that was used up: nothing was decided.
      if (error.name !== "LifecycleError") {
        note(error.fields.kind === "Refused" ? "refused" : "failed");
      }
      throw error;
    }
  }
}

function rejectsOf(answer: unknown): readonly RejectRecord[] {
  const isRefusable = typeof answer === "object" && answer !== null && "rejects" in answer;
  return isRefusable ? answer.rejects as readonly RejectRecord[] : [];
}

function textOf(id: number | undefined): string | undefined {
  return id === undefined ? undefined : `${id}`;
}
