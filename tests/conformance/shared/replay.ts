/** Replays the lines of one file and collects what failed. */
import { describe } from "./errors.ts";
import { Difference } from "./compare.ts";
import { VectorError } from "./input.ts";
import { StepFailure } from "./steps.ts";
import type { Topic } from "./topic.ts";

export interface FileResult {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  /** The first failures, as texts for people. */
  readonly shown: readonly string[];
}

/** A file without lines fails: it proves nothing. */
export function replayFile(
  file: string,
  content: string,
  topics: readonly Topic[],
  show: number,
): FileResult {
  const lines = content.replace(/\n$/, "").split("\n");
  const failures: string[] = [];
  let passed = 0;
  lines.forEach((line, index) => {
    try {
      replayLine(line, topics);
      passed++;
    } catch (error) {
      failures.push(explain(scenarioName(line, index), error));
    }
  });
  return { file, passed, failed: failures.length, shown: failures.slice(0, show) };
}

function replayLine(line: string, topics: readonly Topic[]): void {
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new VectorError("the line is no object");
  }
  const claiming = topics.filter((topic) => topic.claims(parsed as Record<string, unknown>));
  const [topic, ...others] = claiming;
  if (topic === undefined) throw new VectorError("the line matches no topic");
  if (others.length > 0) throw new VectorError("the line matches more than one topic");
  topic.replay(parsed);
}

function scenarioName(line: string, index: number): string {
  const name = /"name"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
  return name === undefined ? `line ${index + 1}` : `line ${index + 1} ${name}`;
}

function explain(scenario: string, failure: unknown): string {
  const at = failure instanceof StepFailure ? `${scenario}, ${failure.message}` : scenario;
  const cause = failure instanceof StepFailure ? innermost(failure) : failure;
  if (!(cause instanceof Difference)) return `${at}: ${describe(cause)}`;
  const place = cause.path === "" ? "the whole result" : cause.path;
  return `${at}: at ${place}\n    expected ${print(cause.expected)}\n    found    ${
    print(cause.found)
  }`;
}

/** A step may run steps of its own. */
function innermost(failure: StepFailure): unknown {
  const { cause } = failure;
  return cause instanceof StepFailure ? innermost(cause) : cause;
}

function print(value: unknown): string {
  if (value === undefined) return "(nothing)";
  const written = JSON.stringify(value, (_, part) => typeof part === "bigint" ? `${part}n` : part);
  return written.length <= 400 ? written : `${written.slice(0, 400)}…`;
}
