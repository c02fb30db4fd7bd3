/** Runs the steps of one scenario: read everything, then call, then compare. */
import { Input, listOf, object, type Read, text, unread, VectorError } from "./input.ts";

/** Calls the engine and gives what it answered, in the shape that the vectors record. */
export type Call = () => unknown;

/** Reads the whole input of one operation, so that the call itself meets no recorded text. */
export type ReadCall = (input: Input) => Call;

export interface StepReader {
  /** Every operation this topic knows. */
  readonly operations: ReadonlyMap<string, ReadCall>;
  /** Makes the call and throws unless it gave what was recorded (`undefined`: nothing was). */
  judge(op: string, call: Call, expected: unknown): void;
}

/** A step failed; its `cause` says why. */
export class StepFailure extends Error {
  override readonly name = "StepFailure";
  readonly step: number;
  readonly op: string;

  constructor(step: number, op: string, cause: unknown) {
    super(`step ${step} (${op})`, { cause });
    this.step = step;
    this.op = op;
  }
}

interface Step {
  readonly call: Call;
  readonly expected: unknown;
}

export function replaySteps(steps: readonly unknown[], reader: StepReader): void {
  steps.forEach((value, index) => {
    const op = operationOf(value);
    try {
      const step = stepOf(reader, op)(value, "step");
      reader.judge(op, step.call, step.expected);
    } catch (cause) {
      throw new StepFailure(index, op, cause);
    }
  });
}

function stepOf(reader: StepReader, op: string): Read<Step> {
  const readCall = reader.operations.get(op);
  if (readCall === undefined) throw new VectorError(`unknown op ${op}`);
  return object((input) => {
    input.get("op", text);
    input.maybe("note", text);
    return { expected: input.maybe("expect", unread), call: readCall(input) };
  });
}

function operationOf(value: unknown): string {
  return new Input(value, "step").get("op", text);
}

export const stepList: Read<unknown[]> = listOf(unread);
