/** Runs an example as a user does: as a program of its own, on the runtime that runs the test. */
import { assertEquals } from "@std/assert";
import { spawnSync } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** The lines that an example prints; it must end well and complain about nothing. */
export function linesOf(example: string): string[] {
  const program = fileURLToPath(new URL(`../../examples/${example}`, import.meta.url));
  const launch = "deno" in process.versions ? ["run", "-A", "--no-lock", "--no-check"] : [];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...launch, program], {
    encoding: "utf8",
    timeout: 60_000,
  });
  assertEquals([status, stderr], [0, ""]);
  return stdout.trimEnd().split("\n");
}
