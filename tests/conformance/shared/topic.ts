/** One kind of vectors: how to know its lines, and how to replay one. */
export interface Topic {
  readonly name: string;
  /** Whether a line is of this kind, judged by what it holds. */
  claims(line: Readonly<Record<string, unknown>>): boolean;
  /** Replays one line; throws unless everything is as recorded. */
  replay(line: unknown): void;
}
