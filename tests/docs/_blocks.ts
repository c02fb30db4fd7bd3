/** Code blocks of Markdown files, and what their comments say they print. */

/** A fenced block. */
export interface Block {
  /** The language behind the fence. */
  readonly language: string;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced blocks of a Markdown text, in order. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split("\n").entries()) {
    const fence = /^```(\w*)$/.exec(line);
    if (fence === null) open?.lines.push(line);
    else if (open === undefined) open = { language: fence[1] ?? "", line: index + 1, lines: [] };
    else {
      blocks.push({ language: open.language, line: open.line, text: open.lines.join("\n") });
      open = undefined;
    }
  }
  if (open !== undefined) throw new Error(`The block of line ${open.line} is not closed`);
  return blocks;
}

/** What a block says it prints: the comment behind each `console.log`, in order. */
export function promisedOutput(text: string): string[] {
  return text.split("\n").filter((line) => line.includes("console.log(")).map((line) => {
    const comment = /; \/\/ (.+)$/.exec(line);
    if (comment === null) throw new Error(`No comment says what this prints: ${line.trim()}`);
    return comment[1] as string;
  });
}
