// Runs a task of deno.json on a machine that has only Node 20 and npm: installs the pinned tools first where they are missing or
// differ from the lock file. `npm run demo` and `npm test` come here.
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readFileSync, readlinkSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");
// The package's own launcher, as seen from node_modules/.bin: it finds the binary whether or not install scripts were allowed to run.
const LAUNCHER = "../deno/bin.cjs";
const DENO = join(ROOT, "node_modules", ".bin", LAUNCHER);

const [task, ...args] = process.argv.slice(2);
if (task === undefined) {
  process.stderr.write("usage: node tools/run.mjs TASK [ARGUMENTS]\n");
  process.exit(2);
}

if (!isInstalled()) {
  say("Installing the pinned tools: npm ci");
  // No tool needs its install script. Whatever the user's npm leaves out by default, the tools are development and platform packages.
  const included = ["--include=dev", "--include=optional"];
  run("npm", ["ci", "--ignore-scripts", ...included, "--no-audit", "--no-fund"]);
}
restoreLauncher();
say(`Running: deno task ${[task, ...args].join(" ")}`);
run("node", [DENO, "task", task, ...args]);

/** npm keeps a list of what it installed: it must hold every package of the lock file in the same version. */
function isInstalled() {
  const list = join(ROOT, "node_modules", ".package-lock.json");
  if (!existsSync(list) || !existsSync(DENO)) return false;
  const have = packagesOf(list);
  return Object.entries(packagesOf(join(ROOT, "package-lock.json"))).every(([path, wanted]) => {
    if (path === "") return true;
    // Packages for other platforms are left out.
    if (have[path] === undefined) return wanted.optional === true;
    return have[path].version === wanted.version && have[path].integrity === wanted.integrity;
  });
}

/**
 * The install script of Deno, if it was allowed to run, links the command to the binary itself. A task of Deno takes what it finds
 * there for JavaScript, so the link has to lead to the launcher, where npm had put it.
 */
function restoreLauncher() {
  const link = join(ROOT, "node_modules", ".bin", "deno");
  const isLink = lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (!isLink || readlinkSync(link) === LAUNCHER) return;
  rmSync(link);
  symlinkSync(LAUNCHER, link);
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages;
}

function run(command, commandArgs) {
  const { status, signal, error } = spawnSync(command, commandArgs, {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, PATH: pathOfSystem(), DENO_NO_UPDATE_CHECK: "1" },
  });
  if (error !== undefined) process.stderr.write(`Cannot run ${command}: ${error.message}\n`);
  if (signal !== null) process.stderr.write(`${command} was ended by ${signal}\n`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Without the folders that npm puts in front: their `node` is one of the test hosts, and `npm ci` removes it while it runs. */
function pathOfSystem() {
  const isOfProject = (folder) => folder.endsWith(join("node_modules", ".bin"));
  return (process.env.PATH ?? "").split(delimiter).filter((folder) => !isOfProject(folder)).join(
    delimiter,
  );
}

function say(text) {
  process.stderr.write(`${text}\n`);
}
