import type { AnswerFrame, AnswerWire, CallFrame, CallWire, Json } from "./wire.ts";

/** Grows when an older side could misread a newer one. */
export const WIRE_VERSION = 1;

/** Writes calls as one text. */
export function encodeCalls(from: string, calls: readonly CallWire[]): string {
  return JSON.stringify([WIRE_VERSION, from, calls] satisfies CallFrame);
}

/** Writes answers as one text. */
export function encodeAnswers(answers: readonly AnswerWire[]): string {
  return JSON.stringify([WIRE_VERSION, answers] satisfies AnswerFrame);
}

/** Reads calls; undefined if the text is no frame of this version. The arguments of each call are the operation's affair. */
export function decodeCalls(text: unknown): CallFrame | undefined {
  const frame = parse(text);
  if (!Array.isArray(frame) || frame.length !== 3) return undefined;
  const [version, from, calls] = frame;
  const isFrame = version === WIRE_VERSION && typeof from === "string" && Array.isArray(calls);
  return isFrame && calls.every(isCall) ? frame as unknown as CallFrame : undefined;
}

/** Reads answers; undefined if the text is no frame of this version. */
export function decodeAnswers(text: unknown): AnswerFrame | undefined {
  const frame = parse(text);
  if (!Array.isArray(frame) || frame.length !== 2) return undefined;
  const [version, answers] = frame;
  return version === WIRE_VERSION && Array.isArray(answers) && answers.every(isAnswer)
    ? frame as unknown as AnswerFrame
    : undefined;
}

function parse(text: unknown): Json {
  if (typeof text !== "string") return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function isCall(call: Json): boolean {
  return Array.isArray(call) && Number.isSafeInteger(call[0]) && typeof call[1] === "string";
}

function isAnswer(answer: Json): boolean {
  return Array.isArray(answer) && Number.isSafeInteger(answer[0]) && answer.length === 3;
}
