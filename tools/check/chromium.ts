/**
 * Chromium comes from Debian, which offers one version at a time: the one that was tested stands here, the one that runs is printed.
 * Where there is none, root on a Debian system gets it by apt; elsewhere what needs it is skipped, with the reason.
 */
import { existsSync } from "node:fs";
import process from "node:process";
import { type Ending, run } from "./process.ts";

/** Where Debian puts it. */
export const CHROMIUM = "/usr/bin/chromium";
/** The major version that was tested. */
export const CHROMIUM_MAJOR = "156";
/** After which a run in Chromium is killed: its own limit comes first, unless all of it hangs. */
export const CHROMIUM_LIMIT_MS = 180_000;

const APT = "/usr/bin/apt-get";
/** No waiting for a network that is not there, and nobody to answer questions. */
const APT_ARGS = ["-y", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=10"];
/** The whole takes a dozen seconds. */
const LIMIT_MS = 60_000;

let answer: Promise<string | undefined> | undefined;

/** Why Chromium can't be had; undefined if it is there. Installs it, if that can be done, at the first call. */
export function whyNoChromium(): Promise<string | undefined> {
  return answer ??= install();
}

async function install(): Promise<string | undefined> {
  if (existsSync(CHROMIUM)) return undefined;
  if (!existsSync(APT)) return `no ${CHROMIUM}, and no apt-get to install it`;
  if (process.getuid?.() !== 0) return `no ${CHROMIUM}, and only root can install it`;
  process.stdout.write("Installing Chromium: apt-get install chromium\n");
  // If the lists can't be renewed, old ones may do.
  await apt("update");
  const { isOk, output } = await apt("install", "--no-install-recommends", "chromium");
  if (isOk && existsSync(CHROMIUM)) return undefined;
  return `apt-get could not install Chromium: ${output.trim().split("\n").at(-1)}`;
}

function apt(...args: readonly string[]): Promise<Ending> {
  const full = ["DEBIAN_FRONTEND=noninteractive", APT, ...APT_ARGS, ...args];
  return run("env", full, undefined, LIMIT_MS);
}
