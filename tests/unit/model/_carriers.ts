/** What orders, reports and adjustments have in common: optional groups, copied in and out. */

import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { OrderPosition, Trade } from "../../../src/model/mod.ts";
import { assertErrors } from "./_errors.ts";
import { allBut } from "./_fields.ts";
import type { GroupObject } from "./_groups.ts";
import { show } from "./_show.ts";

/** A field of a group, and two inputs for it with the texts of what reads back. */
export interface Sample {
  readonly field: string;
  readonly holds: readonly [first: SampleValue, second: SampleValue];
}
type SampleValue = readonly [input: unknown, shown: string];

/** One carrier as the contract has it. */
export interface Carrier {
  readonly type: { readonly name: string; readonly prototype: GroupObject };
  readonly make: () => GroupObject;
  /** The class after the value was read. */
  readonly read: (value: unknown) => GroupObject;
  /** Every group with a sample. */
  readonly groups: Readonly<Record<string, Sample>>;
  readonly shapeError: string;
}

/** Registers the checks that every carrier has to pass. */
export function describeCarrier(carrier: Carrier): void {
  describe(carrier.type.name, () => {
    describeReading(carrier);
    describeShapes(carrier);
    describeCopies(carrier);
  });
}

function describeReading(carrier: Carrier): void {
  const { make, read } = carrier;
  const names = Object.keys(carrier.groups);
  const nothing = names.map(() => "no group");

  it("starts without any group", () => assertEquals(textsOf(carrier, make()), nothing));

  it("reads its groups, each of them optional", () => {
    assertEquals(textsOf(carrier, read(plainOf(carrier, 0))), expected(carrier, 0));
    for (const name of names) {
      const alone = names.map((other, index) =>
        other === name ? expected(carrier, 0)[index] : "no group"
      );
      const plain = { [name]: plainOf(carrier, 0)[name] };
      assertEquals(textsOf(carrier, read(plain)), alone);
    }
    const nulls = Object.fromEntries(names.map((name) => [name, null]));
    assertEquals(textsOf(carrier, read(nulls)), nothing);
    assertEquals(textsOf(carrier, read({})), nothing);
  });

  it("ignores fields of the caller's own", () => {
    const plain = { ...plainOf(carrier, 0), strategy: "x" };
    assertEquals(textsOf(carrier, read(plain)), expected(carrier, 0));
  });

  it("reads each group of the caller once", () => {
    const reads: string[] = [];
    const groups = plainOf(carrier, 0);
    const getterOf = (name: string) => ({
      get: () => {
        reads.push(name);
        return groups[name];
      },
    });
    const getters = Object.fromEntries(names.map((name) => [name, getterOf(name)]));
    read(Object.defineProperties({}, getters));
    assertEquals(reads.sort(), [...names].sort());
  });
}

function describeShapes(carrier: Carrier): void {
  const { type, read, shapeError } = carrier;

  it("is read from null-prototype objects and objects of the caller's classes", () => {
    class Own {}
    const inherited = Object.create(plainOf(carrier, 0)) as object;
    const own = Object.assign(new Own(), plainOf(carrier, 0));
    const bare = Object.assign(Object.create(null) as object, plainOf(carrier, 0));
    for (const value of [inherited, own, bare]) {
      assertEquals(textsOf(carrier, read(value)), expected(carrier, 0));
    }
  });

  it("is refused in any other shape", () => {
    const objects: unknown[] = [[], new Date(0), new Map(), Promise.resolve(), null, undefined];
    const strangers = [new Trade(1, 1), new OrderPosition(), Object.create(type.prototype)];
    const values = [...allBut(["object"], "").map(([value]) => value), ...objects, ...strangers];
    assertErrors(values.map((value) => [() => read(value), shapeError]));
  });
}

function describeCopies(carrier: Carrier): void {
  const { type, make, read } = carrier;

  it("copies groups in and out: to change one, assign it back", () => {
    for (const [name, { field, holds: [first, second] }] of Object.entries(carrier.groups)) {
      const object = make();
      const textOf = () => show(Reflect.get(Reflect.get(object, name) as object, field));
      Reflect.set(object, name, { [field]: first[0] });
      const group = Reflect.get(object, name) as object;
      assert(group !== Reflect.get(object, name));
      Reflect.set(group, field, second[0]);
      assertEquals(textOf(), first[1]);
      Reflect.set(object, name, group);
      const other = read({ [name]: group });
      Reflect.set(group, field, first[0]);
      assertEquals(textOf(), second[1]);
      assertEquals(show(Reflect.get(Reflect.get(other, name) as object, field)), second[1]);
    }
  });

  it("clones deeply, and reads as a copy", () => {
    for (const copyOf of [(object: GroupObject) => object.clone(), read]) {
      const object = Object.assign(make(), plainOf(carrier, 0));
      const copy = copyOf(object);
      assert(copy !== object && Object.getPrototypeOf(copy) === type.prototype);
      Object.assign(object, plainOf(carrier, 1));
      assertEquals(textsOf(carrier, copy), expected(carrier, 0));
      assertEquals(textsOf(carrier, object), expected(carrier, 1));
    }
  });

  it("survives free() and disposal, any number of times", () => {
    const object = Object.assign(make(), plainOf(carrier, 0));
    object.free();
    object[Symbol.dispose]();
    object.free();
    assertEquals(textsOf(carrier, object), expected(carrier, 0));
  });
}

/** Plain forms of all groups, each with one value of its sample. */
function plainOf({ groups }: Carrier, row: 0 | 1): Record<string, object> {
  const plains = Object.entries(groups).map(([name, { field, holds }]) => [
    name,
    { [field]: holds[row][0] },
  ]);
  return Object.fromEntries(plains);
}

function expected({ groups }: Carrier, row: 0 | 1): string[] {
  return Object.values(groups).map(({ holds }) => holds[row][1]);
}

function textsOf({ groups }: Carrier, object: object): string[] {
  return Object.entries(groups).map(([name, { field }]) => {
    const group = Reflect.get(object, name) as object | undefined;
    return group === undefined ? "no group" : show(Reflect.get(group, field));
  });
}
