/** The native reference: the Python that has it, the recorders that drive it, and what they record. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { run } from "../../tools/check/process.ts";

const PACKAGE = "openpit";
const VERSION = "0.10.0";
const BESIDE_THE_CHECKOUT = fileURLToPath(new URL("../../../shared/oracle", import.meta.url));

/** A topic of the recorders, cut into calls that stay small in memory. */
export interface Topic {
  readonly name: string;
  readonly recorder: string;
  /** Arguments by which one call writes so many random scenarios, and no others, to a file. */
  readonly args: (file: string) => readonly string[];
  /** Whether scenarios on a moving clock belong to it. */
  readonly hasClock: boolean;
}

/** What one call of a recorder has written. */
export interface Recording {
  readonly scenarios: number;
  readonly steps: number;
}

/** Something that the run needs is absent here: nothing has been compared. */
export class NotRun extends Error {}

export class Oracle {
  readonly #python: string;
  readonly #recorder: string;
  readonly #topic: Topic;

  private constructor(python: string, recorder: string, topic: Topic) {
    this.#python = python;
    this.#recorder = recorder;
    this.#topic = topic;
  }

  /** Makes the virtual environment under `folder`, unless it is there. */
  static async prepare(topic: Topic, folder: string): Promise<Oracle> {
    const recorder = join(process.env.OPENPIT_ORACLE ?? BESIDE_THE_CHECKOUT, topic.recorder);
    if (!existsSync(recorder)) {
      throw new NotRun(`${topic.recorder} is absent; name its folder in OPENPIT_ORACLE`);
    }
    return new Oracle(await preparePython(join(folder, "venv")), recorder, topic);
  }

  /** Records random scenarios only; the same seed writes the same bytes. */
  async record(folder: string, seed: number): Promise<Recording> {
    const { name, args: argsFor, hasClock } = this.#topic;
    const file = `${name}.jsonl`;
    mkdirSync(folder, { recursive: true });
    const args = [this.#recorder, folder, "--seed", String(seed), ...argsFor(file)];
    const { isOk, output } = await run(this.#python, args);
    if (!isOk) throw new Error(`the recorder failed with seed ${seed}:\n${output}`);

    const lines = readFileSync(join(folder, file), "utf8").split("\n").filter(Boolean);
    const recorded = lines.map((line) => JSON.parse(line) as { tags?: string[]; steps: unknown[] });
    const steps = recorded.reduce((sum, scenario) => sum + scenario.steps.length, 0);
    if (steps === 0) throw new Error(`the recorder wrote no step with seed ${seed}`);
    // Without a C compiler the recorder quietly leaves the clock at rest: half of the behaviour.
    if (hasClock && !recorded.some(({ tags }) => tags?.includes("clock"))) {
      throw new NotRun("the recorder cannot move its clock; it needs Linux and a C compiler");
    }
    return { scenarios: recorded.length, steps };
  }
}

async function preparePython(venv: string): Promise<string> {
  const python = join(venv, "bin", "python");
  if (await hasPackage(python)) return python;
  if (!(await run("python3", ["--version"])).isOk) throw new NotRun("python3 is absent");
  // Cleared, because what stands there may be the rest of an interrupted start.
  if (!(await run("python3", ["-m", "venv", "--clear", venv])).isOk) {
    throw new NotRun("python3 makes no virtual environment; its venv module is absent");
  }
  await run(python, ["-m", "pip", "install", "--quiet", `${PACKAGE}==${VERSION}`]);
  if (!(await hasPackage(python))) {
    throw new NotRun(`the Python package ${PACKAGE} ${VERSION} cannot be installed`);
  }
  return python;
}

async function hasPackage(python: string): Promise<boolean> {
  const code =
    `import ${PACKAGE}, importlib.metadata as m; assert m.version("${PACKAGE}") == "${VERSION}"`;
  return (await run(python, ["-c", code])).isOk;
}
