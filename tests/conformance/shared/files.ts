/** Vector files: JSON lines, plain or gzip. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

const VECTOR_FILE = /\.jsonl(\.gz)?$/;

/** The names of the vector files of a folder, in order. */
export function vectorFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => VECTOR_FILE.test(name)).sort();
}

export function readVectorFile(folder: string, name: string): string {
  const bytes = readFileSync(join(folder, name));
  return (name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** `param.jsonl.gz` is `param` for people. */
export function shortName(name: string): string {
  return name.replace(VECTOR_FILE, "");
}
