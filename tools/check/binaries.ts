import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import process from "node:process";

const PLATFORM = `${process.platform}-${process.arch}`;

/** Where the tools are, by name: the pinned ones, or the system's Node of the same major; undefined if this platform has none. */
export const BINARIES: Readonly<Record<"deno" | "bun" | "node20" | "node24", string | undefined>> =
  {
    deno: Deno.execPath(),
    bun: installed(`@oven/bun-${PLATFORM.replace("arm64", "aarch64")}/bin/bun`),
    node20: installed(`node20-${PLATFORM}/bin/node`) ?? systemNode(20),
    node24: installed(`node24-${PLATFORM}/bin/node`) ?? systemNode(24),
  };

function installed(path: string): string | undefined {
  const file = `node_modules/${path}`;
  return existsSync(file) ? file : undefined;
}

function systemNode(major: number): string | undefined {
  const { stdout } = spawnSync("node", ["--version"], { encoding: "utf8" });
  return stdout?.startsWith(`v${major}.`) ? "node" : undefined;
}
