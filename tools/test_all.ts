/**
 * Every gate of the project, each to its end whatever the others say: `deno task test:all`. The last line counts all cases of all
 * gates and hosts. With `--only TEXT`, just the gates and hosts whose name holds TEXT (`hosts` for all hosts).
 */
import { mkdirSync, rmSync } from "node:fs";
import process from "node:process";
import { type Count, type Gate, STATIC_GATES, SUITE_GATES } from "./check/gates.ts";
import { describeHosts, hasEqualNumbers, runHosts } from "./check/hosts.ts";
import { run } from "./check/process.ts";

const [flag, wanted = ""] = process.argv.slice(2);
if (flag !== undefined && (flag !== "--only" || wanted === "")) {
  print("usage: test_all.ts [--only TEXT]");
  process.exit(2);
}

const REPORTS = ".tmp/gates";
const total = { passed: 0, failed: 0 };

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
for (const gate of STATIC_GATES) await runGate(gate);
await compareHosts("hosts".includes(wanted) ? "" : wanted);
for (const gate of SUITE_GATES) await runGate(gate);

if (total.passed + total.failed === 0) add({ passed: 0, failed: 1 });
print(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runGate(gate: Gate): Promise<void> {
  if (!gate.name.includes(wanted)) return;
  const { command } = gate;
  if (command === undefined) return skip(gate, "no binary for this platform");
  const reason = await gate.whyNot?.();
  if (reason !== undefined) return skip(gate, reason);
  const ending = await run(command, gate.args, undefined, gate.limitMs);
  const { passed, failed } = countCases(gate, ending.output, ending.isOk);
  // A gate that ends badly or runs nothing has failed, whatever it counted.
  const isOk = ending.isOk && failed === 0 && passed > 0;
  add({ passed, failed: isOk ? 0 : Math.max(failed, 1) });
  const cases = gate.count === undefined ? "" : `${passed} passed, ${failed} failed, `;
  print(`${isOk ? "ok   " : "FAIL "} ${gate.name} (${cases}${ending.seconds.toFixed(1)} s)`);
  if (!isOk) print(ending.output);
  else if (gate.show !== undefined) print(ending.output.match(gate.show)?.join("\n") ?? "");
}

function skip(gate: Gate, reason: string): void {
  print(`SKIP  ${gate.name}: ${reason}`);
}

function countCases(gate: Gate, output: string, isOk: boolean): Count {
  if (gate.count === undefined) return { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 };
  try {
    return gate.count(output);
  } catch {
    return { passed: 0, failed: 1 }; // There is no report: nothing has run.
  }
}

/** Equal numbers on all hosts: a host that silently runs less has failed. */
async function compareHosts(wanted: string): Promise<void> {
  const results = await runHosts(wanted);
  if (results.length === 0) return;
  const isEqual = hasEqualNumbers(results);
  for (const result of results) {
    if ("passed" in result) add({ passed: result.passed.length, failed: result.failed.length });
  }
  if (!isEqual) add({ passed: 0, failed: 1 });
  const isOk = isEqual &&
    results.every((result) => "reason" in result || result.failed.length === 0);
  print(`${isOk ? "ok   " : "FAIL "} unit, property and model tests on all hosts`);
  print(describeHosts(results).join("\n"));
}

function add(count: Count): void {
  total.passed += count.passed;
  total.failed += count.failed;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
