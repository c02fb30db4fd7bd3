// Which test files the arguments name: paths or `folder/**/*_test.ts`.
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The files, sorted, relative to the working directory. */
export function testFiles(patterns: readonly string[]): readonly string[] {
  return patterns.flatMap((pattern) => {
    const [folder = pattern, rest] = pattern.split("/**/");
    if (rest === undefined) return [pattern];
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith("_test.ts"))
      .map((file) => join(folder, file));
  }).sort();
}
