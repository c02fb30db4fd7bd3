const DEPTH_MAX = 6;

/** A value as text for the message of a failed assertion. */
export function show(value: unknown, depth = 0): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "function") return `[function ${value.name || "anonymous"}]`;
  if (typeof value !== "object" || value === null) return String(value);
  if (depth >= DEPTH_MAX) return "…";
  const next = (item: unknown): string => show(item, depth + 1);
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return `Date(${value.getTime()})`;
  if (Array.isArray(value)) return `[${value.map(next).join(", ")}]`;
  if (value instanceof Map) return `Map{${[...value].map(next).join(", ")}}`;
  if (value instanceof Set) return `Set{${[...value].map(next).join(", ")}}`;
  const name = value.constructor?.name;
  const fields = Object.entries(value).map(([key, item]) => `${key}: ${next(item)}`);
  return `${name === undefined || name === "Object" ? "" : `${name} `}{${fields.join(", ")}}`;
}
