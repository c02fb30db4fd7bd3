/** What the two pairs of a change and the value after it have in common. */

import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { assertErrors } from "./_errors.ts";
import type { Field } from "./_fields.ts";
import { shown } from "./_show.ts";

/** An immutable object that can be copied and let go. */
export interface Outcome {
  clone(): Outcome;
  free(): void;
  [Symbol.dispose](): void;
}

/** Registers the checks of a class that pairs two values of one kind. */
export function describePair(
  type: (new (delta: never, absolute: never) => Outcome) & { readonly name: string },
  { holds, refuses }: Field,
): void {
  const make = (delta?: unknown, absolute?: unknown) => new type(delta as never, absolute as never);
  describe(type.name, () => {
    it("pairs a change and the value after it, from every input form", () => {
      for (const [input, text] of holds) {
        for (const [other, otherText] of holds) {
          const pair = shown(make(input, other), ["delta", "absolute"]);
          assertEquals(pair, { delta: text, absolute: otherText });
        }
      }
    });

    it("refuses each wrong value in either place, nothing included", () => {
      const error = "TypeError: decimal input must be a string, number, or bigint";
      const rows = [...refuses, [undefined, error], [null, error]] as const;
      assertErrors(rows.map(([value, text]) => [() => make(value, 1), text]));
      assertErrors(rows.map(([value, text]) => [() => make(1, value), text]));
    });

    it("clones to the same pair", () => checkCopies(make("-1.50", 2), ["delta", "absolute"]));
  });
}

/** Checks the members that every outcome has: clones are other objects that read the same. */
export function checkCopies(outcome: Outcome, names: readonly string[]): void {
  const before = shown(outcome, names);
  const clone = outcome.clone();
  assert(clone !== outcome);
  assert(Object.getPrototypeOf(clone) === Object.getPrototypeOf(outcome));
  outcome.free();
  outcome[Symbol.dispose]();
  outcome.free();
  assertEquals([shown(clone, names), shown(outcome, names)], [before, before]);
}
