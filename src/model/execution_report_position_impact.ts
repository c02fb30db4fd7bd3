import { markLibraryClass, readPositionEffect, readPositionSide } from "../param/internal.ts";
import type { PositionEffectValue, PositionSideValue } from "../param/mod.ts";
import { groupRecord, LENIENT, type Optional, optional, type ReadOptions } from "./_fields.ts";

/** Plain form of an {@linkcode ExecutionReportPositionImpact}. */
export interface ExecutionReportPositionImpactInit {
  /** OPEN or CLOSE, any letter case. */
  readonly positionEffect?: Optional<PositionEffectValue | Lowercase<PositionEffectValue>>;
  /** LONG or SHORT, any letter case. */
  readonly positionSide?: Optional<PositionSideValue | Lowercase<PositionSideValue>>;
}

let isPositionImpact: (value: unknown) => value is ExecutionReportPositionImpact;

/** What a report did to a position. No built-in policy reads it; it is carried for custom ones. */
export class ExecutionReportPositionImpact {
  // Keeps the class apart from its plain form at compile time; not there at run time.
  declare private readonly brand: "ExecutionReportPositionImpact";
  #positionEffect: PositionEffectValue | undefined;
  #positionSide: PositionSideValue | undefined;

  static {
    markLibraryClass(this, "ExecutionReportPositionImpact");
    isPositionImpact = (value): value is ExecutionReportPositionImpact =>
      typeof value === "object" && value !== null && #positionEffect in value;
  }

  /** OPEN or CLOSE. */
  get positionEffect(): PositionEffectValue | undefined {
    return this.#positionEffect;
  }
  set positionEffect(value: Optional<PositionEffectValue | Lowercase<PositionEffectValue>>) {
    this.#positionEffect = optional(value, readPositionEffect);
  }

  /** LONG or SHORT. */
  get positionSide(): PositionSideValue | undefined {
    return this.#positionSide;
  }
  set positionSide(value: Optional<PositionSideValue | Lowercase<PositionSideValue>>) {
    this.#positionSide = optional(value, readPositionSide);
  }

  /** A new object of the same fields. */
  clone(): ExecutionReportPositionImpact {
    const copy = new ExecutionReportPositionImpact();
    copy.#positionEffect = this.#positionEffect;
    copy.#positionSide = this.#positionSide;
    return copy;
  }

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  free(): void {}

  /** Does nothing; kept so that code written for the WebAssembly package runs. */
  [Symbol.dispose](): void {}
}

const CLASS = "ExecutionReportPositionImpact";
/** The canonical fields of the group. */
export const EXECUTION_REPORT_POSITION_IMPACT_FIELDS: readonly string[] = [
  "positionEffect",
  "positionSide",
];

/** Reads a position impact, class or plain form, into an object of its own. */
export function readExecutionReportPositionImpact(
  value: unknown,
  options: ReadOptions = LENIENT,
): ExecutionReportPositionImpact {
  if (isPositionImpact(value)) return value.clone();
  const record = groupRecord(
    value,
    "positionImpact",
    CLASS,
    EXECUTION_REPORT_POSITION_IMPACT_FIELDS,
    options,
  );
  const impact = new ExecutionReportPositionImpact();
  impact.positionEffect = record.positionEffect as PositionEffectValue;
  impact.positionSide = record.positionSide as PositionSideValue;
  return impact;
}
