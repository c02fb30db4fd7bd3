import { spawn } from "node:child_process";
import process from "node:process";

/** How a command ended. */
export interface Ending {
  readonly isOk: boolean;
  /** What it printed, both streams in order of arrival. */
  readonly output: string;
  readonly seconds: number;
}

/**
 * Runs a command to its end in a folder (default: the present one), without input and without colors. One that takes longer than it
 * may is killed.
 */
export function run(
  command: string,
  args: readonly string[],
  folder?: string,
  limitMs?: number,
): Promise<Ending> {
  const started = performance.now();
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined };
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env,
      ...(folder === undefined ? {} : { cwd: folder }),
      ...(limitMs === undefined ? {} : { timeout: limitMs, killSignal: "SIGKILL" }),
    });
    const chunks: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => chunks.push(text));
    }
    const end = (isOk: boolean): void => {
      const seconds = (performance.now() - started) / 1000;
      resolve({ isOk, output: chunks.join(""), seconds });
    };
    child.on("error", (error) => {
      chunks.push(String(error));
      end(false);
    });
    child.on("close", (code, signal) => {
      if (signal !== null) chunks.push(`ended by ${signal}\n`);
      end(code === 0);
    });
  });
}
