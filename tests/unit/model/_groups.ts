/** What all groups of the models have in common, checked from the table of their fields. */

import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { ReadOptions } from "../../../src/model/internal.ts";
import { Order, Trade } from "../../../src/model/mod.ts";
import { assertErrors, errorOf } from "./_errors.ts";
import { allBut, type Field } from "./_fields.ts";
import { show, shown } from "./_show.ts";

export const STRICT: ReadOptions = { isStrict: true, keepsAdditions: false };

/** An object of the group's class: every field is an accessor. */
export interface GroupObject {
  clone(): GroupObject;
  free(): void;
  [Symbol.dispose](): void;
}

/** One group as the contract has it. */
export interface Group {
  readonly type: { readonly name: string; readonly prototype: GroupObject };
  /** An object of the class with as little set as it allows. */
  readonly make: () => GroupObject;
  /** The class of the group after a carrier that had the value in that place was read. */
  readonly read: (value: unknown, options?: ReadOptions) => GroupObject | undefined;
  /** Sets the group on an object of the carrier's class, and gets it back. */
  readonly assign: (value: unknown) => GroupObject | undefined;
  readonly fields: readonly Field[];
  /** What must stand beside a field in a plain form to tell the group from others, if anything. */
  readonly beside?: (field: string) => object;
  /** The error of everything that is neither the class nor a plain object. */
  readonly shapeError: string;
  /** A misspelt field, and the error of strict mode. */
  readonly misspelt: readonly [field: string, error: string];
}

/** Registers the checks that every group has to pass. */
export function describeGroup(group: Group): void {
  describe(group.type.name, () => {
    describeFields(group);
    describeShapes(group);
    describeReading(group);
    describeCopies(group);
  });
}

function describeFields(group: Group): void {
  const { fields, make, read, beside = () => ({}) } = group;
  it("holds each field from every input form, set or given plainly", () => {
    for (const { name, holds } of fields) {
      const object = make();
      for (const [input, text] of holds) {
        Reflect.set(object, name, input);
        assertEquals([name, show(Reflect.get(object, name))], [name, text]);
        const plain = read({ ...beside(name), [name]: input });
        assertEquals([name, show(Reflect.get(plain ?? {}, name))], [name, text]);
      }
    }
  });

  it("has no value in a field that is absent, null or undefined in a plain object", () => {
    for (const { name, absent } of fields) {
      for (const nothing of [{}, { [name]: undefined }, { [name]: null }]) {
        const plain = read({ ...beside(name), ...nothing });
        assertEquals([name, show(Reflect.get(plain ?? {}, name))], [name, absent]);
      }
    }
  });

  it("clears a field by null and undefined, unless it can't be cleared", () => {
    for (const { name, holds, absent, clearing } of fields) {
      const [input, text] = holds[0] ?? [];
      for (const nothing of [null, undefined]) {
        const object = make();
        Reflect.set(object, name, input);
        const error = errorOf(() => Reflect.set(object, name, nothing));
        assertEquals(
          [name, error, show(Reflect.get(object, name))],
          [name, clearing ?? "nothing", clearing === undefined ? absent : text],
        );
      }
    }
  });

  it("refuses each wrong value and keeps the one it had", () => {
    for (const { name, holds, refuses } of fields) {
      const object = make();
      const [input, text] = holds[0] ?? [];
      Reflect.set(object, name, input);
      assertErrors(refuses.map(([value, error]) => [
        () => Reflect.set(object, name, value),
        error,
      ]));
      assertEquals(show(Reflect.get(object, name)), text);
      assertErrors(refuses.map(([value, error]) => [
        () => read({ ...beside(name), [name]: value }),
        error,
      ]));
    }
  });
}

function describeShapes(group: Group): void {
  const { fields, read, assign, shapeError } = group;
  const names = fields.map(({ name }) => name);

  it("takes any object that is tagged as one", () => {
    const plain = fullPlain(fields);
    const expected = shown(defined(read(plain)), names);
    class Own {}
    const inherited = Object.create(plain) as object;
    const own = Object.assign(new Own(), plain);
    const bare = Object.assign(Object.create(null) as object, plain);
    for (const value of [inherited, own, bare, Object.freeze({ ...plain })]) {
      assertEquals(shown(defined(read(value)), names), expected);
      assertEquals(shown(defined(assign(value)), names), expected);
    }
  });

  it("refuses everything that is neither its class nor a plain object", () => {
    const objects: unknown[] = [[], new Date(0), new Map(), Promise.resolve(), () => ({})];
    const strangers: unknown[] = [...objects, new Trade(1, 1), new Order()];
    const rows: [unknown, string][] = [
      ...allBut(["object"], shapeError),
      ...strangers.map((value): [unknown, string] => [value, shapeError]),
    ];
    assertErrors(rows.map(([value, error]) => [() => read(value), error]));
    assertErrors(rows.map(([value, error]) => [() => assign(value), error]));
  });

  it("is absent when null or undefined", () => {
    for (const nothing of [null, undefined]) {
      assertEquals([read(nothing), assign(nothing)], [undefined, undefined]);
    }
  });
}

function describeReading(group: Group): void {
  const { fields, read, assign, misspelt, beside = () => ({}) } = group;
  const names = fields.map(({ name }) => name);

  it("reads each field of the caller once", () => {
    const reads: string[] = [];
    const plain = Object.defineProperties(
      {},
      Object.fromEntries(fields.map(({ name, holds }) => [name, {
        enumerable: true,
        get: () => {
          reads.push(name);
          return holds[0]?.[0];
        },
      }])),
    );
    read(plain);
    assertEquals(reads.sort(), [...names].sort());
  });

  it("lets the error of a getter through as it is", () => {
    const thrown = new Error("from the caller");
    for (const name of names) {
      const plain = Object.defineProperty({ ...beside(name) }, name, {
        get: () => {
          throw thrown;
        },
      });
      let caught: unknown;
      try {
        read(plain);
      } catch (error) {
        caught = error;
      }
      assert(caught === thrown, name);
    }
  });

  it("ignores an unknown field, but in strict mode names it and the nearest known one", () => {
    const [field, error] = misspelt;
    const plain = { ...beside(field), [field]: 1 };
    assertEquals(errorOf(() => read(plain)), "nothing");
    assertEquals(errorOf(() => assign(plain)), "nothing");
    assertEquals(errorOf(() => read(plain, STRICT)), error);
    assertEquals(
      shown(defined(read(fullPlain(fields), STRICT)), names),
      shown(defined(read(fullPlain(fields))), names),
    );
  });
}

function describeCopies(group: Group): void {
  const { fields, make, read, assign } = group;
  const names = fields.map(({ name }) => name);

  it("is copied in and out", () => {
    for (const give of [read, assign]) {
      const given = filled(make(), fields, 0);
      const before = shown(given, names);
      const first = defined(give(given));
      assert(first !== given && Object.getPrototypeOf(first) === group.type.prototype);
      assertEquals(shown(first, names), before);
      filled(given, fields, 1);
      assertEquals(shown(first, names), before);
    }
  });

  it("clones to an object of its own", () => {
    const original = filled(make(), fields, 0);
    const before = shown(original, names);
    const clone = original.clone();
    assert(Object.getPrototypeOf(clone) === group.type.prototype);
    assertEquals(shown(clone, names), before);
    filled(clone, fields, 1);
    assertEquals(shown(original, names), before);
    assert(names.every((name) => shown(clone, names)[name] !== before[name]));
  });

  it("reads the same from the class as from a plain object", () => {
    const fromClass = defined(read(filled(make(), fields, 0)));
    assertEquals(shown(fromClass, names), shown(defined(read(fullPlain(fields))), names));
  });

  it("survives free() and disposal, any number of times", () => {
    const object = filled(make(), fields, 0);
    const before = shown(object, names);
    object.free();
    object[Symbol.dispose]();
    object.free();
    assertEquals(shown(object, names), before);
  });
}

/** A plain object with the first value of every field. */
export function fullPlain(fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name, holds }) => [name, holds[0]?.[0]]));
}

function filled(object: GroupObject, fields: readonly Field[], row: number): GroupObject {
  for (const { name, holds } of fields) Reflect.set(object, name, holds[row]?.[0]);
  return object;
}

function defined<T>(value: T | undefined): T {
  assert(value !== undefined);
  return value;
}
