/** JUnit reports: the one form of results that Deno, Bun and Node all write. */

/** One `it`, with the names of its groups. */
export interface CaseReport {
  readonly name: string;
  /** What went wrong; absent if the case passed. A skipped case counts as failed. */
  readonly failure?: string;
}

const SEPARATOR = " > ";
const TAG =
  /<(?<close>\/?)(?<kind>testsuite|testcase)(?<attributes>(?:\s+[\w:]+="[^"]*")*)\s*(?<empty>\/?)>/g;
const PROBLEM = /<(?:failure|error|skipped)(?:\s+[\w:]+="[^"]*")*\s*(?:\/>|>([\s\S]*))/;

/** A report for the hosts that write none themselves. */
export function writeJunit(cases: readonly CaseReport[]): string {
  const lines = cases.map(({ name, failure }) =>
    failure === undefined
      ? `<testcase name="${escape(name)}"/>`
      : `<testcase name="${escape(name)}"><failure>${escape(failure)}</failure></testcase>`
  );
  return ["<testsuites>", ...lines, "</testsuites>", ""].join("\n");
}

/** All cases of a report. Groups that a host lists beside their cases (Deno does) are left out. */
export function readJunit(xml: string): CaseReport[] {
  const suites: string[] = [];
  const cases: CaseReport[] = [];
  let open: { readonly name: string; readonly bodyStart: number } | undefined;
  for (const tag of xml.matchAll(TAG)) {
    const { close = "", kind, attributes = "", empty = "" } = tag.groups ?? {};
    const name = nameIn(attributes);
    if (kind === "testsuite") {
      if (close !== "") suites.pop();
      else if (empty === "") suites.push(name);
    } else if (close === "") {
      const path = [...suites.filter((suite) => !isFile(suite)), name].join(SEPARATOR);
      if (empty !== "") cases.push({ name: path });
      else open = { name: path, bodyStart: tag.index + tag[0].length };
    } else if (open !== undefined) {
      cases.push(closeCase(open.name, xml.slice(open.bodyStart, tag.index)));
      open = undefined;
    }
  }
  return withoutGroups(cases);
}

function closeCase(name: string, body: string): CaseReport {
  const problem = PROBLEM.exec(body);
  if (problem === null) return { name };
  return { name, failure: unescape((problem[1] ?? problem[0]).replace(/<\/\w+>/, "").trim()) };
}

function withoutGroups(cases: readonly CaseReport[]): CaseReport[] {
  const groups = new Set<string>();
  for (const { name } of cases) {
    for (let at = name.indexOf(SEPARATOR); at >= 0; at = name.indexOf(SEPARATOR, at + 1)) {
      groups.add(name.slice(0, at));
    }
  }
  return cases.filter(({ name }) => !groups.has(name));
}

/** Some hosts wrap a file in a suite of its name. */
function isFile(suite: string): boolean {
  return /\.m?[jt]s$/.test(suite);
}

function nameIn(attributes: string): string {
  return unescape(/\bname="([^"]*)"/.exec(attributes)?.[1] ?? "");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function unescape(text: string): string {
  const named: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', apos: "'" };
  return text
    .replace(/&(lt|gt|quot|apos);/g, (_, entity: string) => named[entity] ?? "")
    .replace(/&#x([\da-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&amp;", "&");
}
