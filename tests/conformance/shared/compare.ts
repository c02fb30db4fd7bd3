/** Strict comparison of recorded and found JSON, naming the place of the first difference. */

/** A result that is not the recorded one. */
export class Difference extends Error {
  override readonly name = "Difference";
  readonly path: string;
  readonly expected: unknown;
  readonly found: unknown;

  constructor(path: string, expected: unknown, found: unknown) {
    super(`difference at ${path || "(the whole result)"}`);
    this.path = path;
    this.expected = expected;
    this.found = found;
  }
}

/** Two texts that a section of the specification calls equal map to the same text. */
export type TextRule = (text: string) => string;

const asIs: TextRule = (text) => text;

/** Throws the first {@link Difference}; a field that is `undefined` counts as absent. */
export function requireSame(expected: unknown, found: unknown, rule: TextRule = asIs): void {
  const difference = firstDifference(expected, found, rule, "");
  if (difference !== undefined) throw difference;
}

function firstDifference(
  expected: unknown,
  found: unknown,
  rule: TextRule,
  path: string,
): Difference | undefined {
  if (typeof expected === "string" && typeof found === "string") {
    return rule(expected) === rule(found) ? undefined : new Difference(path, expected, found);
  }
  if (!isTree(expected) || !isTree(found)) {
    return Object.is(expected, found) ? undefined : new Difference(path, expected, found);
  }
  if (Array.isArray(expected) !== Array.isArray(found)) {
    return new Difference(path, expected, found);
  }
  return firstChildDifference(expected, found, rule, path);
}

function firstChildDifference(
  expected: object,
  found: object,
  rule: TextRule,
  path: string,
): Difference | undefined {
  const wanted = fields(expected);
  const seen = fields(found);
  for (const key of new Set([...wanted.keys(), ...seen.keys()])) {
    const place = childPath(path, key, Array.isArray(expected));
    const difference = firstDifference(wanted.get(key), seen.get(key), rule, place);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function fields(tree: object): Map<string, unknown> {
  return new Map(Object.entries(tree).filter(([, value]) => value !== undefined));
}

function childPath(path: string, key: string, inList: boolean): string {
  if (inList) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}

function isTree(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
