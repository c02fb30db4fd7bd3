import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Lock, type LockEntries } from "../../../src/model/internal.ts";
import { Price, Quantity } from "../../../src/param/mod.ts";
import { assertErrors } from "./_errors.ts";
import { allBut, price } from "./_fields.ts";

const PAIRS_ERROR = "TypeError: entries must be an iterable of [policyGroupId, Price] pairs";
const PRICES_ERROR = "TypeError: prices must be an iterable of Price or DecimalInput";
const GROUP_TYPE_ERROR = "TypeError: policyGroupId must be a number";
const GROUP_RANGE_ERROR = "RangeError: policyGroupId must be an integer in range 0..=65535";

/** A lock without the checks of its types. */
interface LooseLock {
  push(...args: unknown[]): void;
  pushMany(...args: unknown[]): void;
  extend(...args: unknown[]): void;
  merge(...args: unknown[]): void;
  pricesOf(...args: unknown[]): Price[];
  equals(...args: unknown[]): boolean;
}
const Loose = Lock as new (seed?: unknown) => Lock;

function loose(lock: Lock): LooseLock {
  return lock as unknown as LooseLock;
}

/** Entries as `group:price` texts. */
function textsOf(lock: Lock): string[] {
  return lock.entries().map(([group, price]) => `${group}:${price}`);
}

function lockOf(entries: LockEntries): Lock {
  return new Lock(entries);
}

/** Objects that can't be gone through, and a text, which could be. */
const NOT_ITERABLE: readonly unknown[] = [
  ...allBut([], "").map(([value]) => value).filter((value) => !isIterableObject(value)),
  ...[undefined, null, "185", "", { [Symbol.iterator]: 1 }, { length: 0 }],
];

function isIterableObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

/** Wrong policy group ids and their errors. */
const BAD_GROUPS: readonly [unknown, string][] = [
  ...allBut(["number"], GROUP_TYPE_ERROR),
  [undefined, GROUP_TYPE_ERROR],
  [null, GROUP_TYPE_ERROR],
  ...[-1, 65536, 0.5, NaN, Infinity].map((id): [number, string] => [id, GROUP_RANGE_ERROR]),
];

describe("new Lock()", () => {
  it("is empty without a seed", () => {
    for (const lock of [new Lock(), new Lock(null), new Lock(undefined), new Lock([])]) {
      assertEquals([lock.length, lock.size(), lock.isEmpty], [0, 0, true]);
      assertEquals([lock.entries(), lock.prices(), lock.pricesOf(0)], [[], [], []]);
    }
  });

  it("takes entries from any iterable", () => {
    const entries: [number, string][] = [[0, "185"], [7, "200"]];
    const iterables: LockEntries[] = [
      entries,
      new Map(entries),
      entries.values(),
      new Set(entries),
    ];
    for (const iterable of iterables) assertEquals(textsOf(new Lock(iterable)), ["0:185", "7:200"]);
  });

  it("copies another lock", () => {
    const seed = lockOf([[0, "185"], [7, "200"]]);
    const copy = new Lock(seed);
    seed.push(0, 1);
    copy.push(7, 2);
    assertEquals(textsOf(seed), ["0:185", "0:1", "7:200"]);
    assertEquals(textsOf(copy), ["0:185", "7:200", "7:2"]);
  });

  it("refuses what is neither", () => {
    const nothing = [undefined, null] as unknown[];
    const seeds = [...NOT_ITERABLE.filter((seed) => !nothing.includes(seed)), new Price(1)];
    assertErrors(seeds.map((seed) => [() => new Loose(seed), PAIRS_ERROR]));
  });
});

describe("Lock order", () => {
  it("has the default group first, then groups by first insertion, and prices by insertion", () => {
    const lock = lockOf([[9, "1"], [0, "2"], [3, "4"], [9, "5"], [0, "1"]]);
    assertEquals(textsOf(lock), ["0:2", "0:1", "9:1", "9:5", "3:4"]);
    assertEquals(lock.prices().map(String), ["2", "1", "1", "5", "4"]);
    assertEquals(lock.pricesOf(9).map(String), ["1", "5"]);
    assertEquals(lock.pricesOf(0).map(String), ["2", "1"]);
    assertEquals(lock.pricesOf(65535), []);
    assertEquals([lock.length, lock.size(), lock.isEmpty], [5, 5, false]);
  });

  it("gives prices of the class and arrays of the caller's own", () => {
    const lock = lockOf([[0, "1.50"]]);
    for (const prices of [lock.prices(), lock.pricesOf(0), lock.entries().map(([, p]) => p)]) {
      assert(prices[0] instanceof Price);
      assertEquals(prices[0].toString(), "1.50");
      prices.pop();
    }
    lock.entries().pop();
    assertEquals(lock.length, 1);
  });
});

describe("Lock.push()", () => {
  it("takes a price in every form", () => {
    const { holds } = price("price");
    const lock = new Lock();
    for (const [input] of holds) loose(lock).push(3, input);
    assertEquals(lock.pricesOf(3).map((value) => `Price ${value}`), holds.map(([, text]) => text));
  });

  it("refuses a wrong group first, then a wrong price, and changes nothing", () => {
    const lock = lockOf([[0, "185"]]);
    assertErrors([
      ...BAD_GROUPS.map(([group, error]): [() => void, string] => [
        () => loose(lock).push(group, {}),
        error,
      ]),
      ...price("price").refuses.map(([value, error]): [() => void, string] => [
        () => loose(lock).push(5, value),
        error,
      ]),
    ]);
    assert(lock.equals(lockOf([[0, "185"]])));
  });
});

describe("Lock.pushMany()", () => {
  it("adds prices of any iterable in order", () => {
    const lock = new Lock();
    lock.pushMany(6, ["7", 8n]);
    lock.pushMany(0, new Set([new Price("1.0"), 2]));
    lock.pushMany(6, lock.prices());
    assertEquals(textsOf(lock), ["0:1.0", "0:2", "6:7", "6:8", "6:1.0", "6:2", "6:7", "6:8"]);
  });

  it("adds no group for no prices", () => {
    const lock = new Lock();
    lock.pushMany(12, []);
    lock.push(5, 1);
    lock.push(12, 1);
    assertEquals(textsOf(lock), ["5:1", "12:1"]);
  });

  it("adds all or nothing", () => {
    const lock = lockOf([[0, "185"]]);
    function* failing(): Generator<string> {
      yield "1";
      throw new RangeError("from the caller");
    }
    assertErrors([
      [
        () => lock.pushMany(3, ["1", "x"]),
        "ParamError InvalidFormat: invalid format for Price: 'x'",
      ],
      [
        () => loose(lock).pushMany(0, [1, new Quantity(1)]),
        "TypeError: decimal input must be a string, number, or bigint",
      ],
      [() => lock.pushMany(3, failing()), "unbranded RangeError: from the caller"],
    ]);
    assert(lock.equals(lockOf([[0, "185"]])));
  });

  it("refuses a wrong group and what is no iterable object, a text included", () => {
    const lock = new Lock();
    assertErrors([
      ...BAD_GROUPS.map(([group, error]): [() => void, string] => [
        () => loose(lock).pushMany(group, []),
        error,
      ]),
      ...NOT_ITERABLE.map((value): [() => void, string] => [
        () => loose(lock).pushMany(0, value),
        PRICES_ERROR,
      ]),
    ]);
    assert(lock.isEmpty);
  });
});

describe("Lock.extend()", () => {
  it("keeps what came before a refused entry", () => {
    const lock = lockOf([[0, "185"]]);
    const entries: [number, string][] = [[7, "1"], [0, "2"], [70000, "3"], [7, "4"]];
    assertErrors([
      [() => lock.extend(entries), GROUP_RANGE_ERROR],
      [
        () => lock.extend([[8, "5"], [8, "x"], [8, "6"]]),
        "ParamError InvalidFormat: invalid format for Price: 'x'",
      ],
      [() => loose(lock).extend([[9, "7"], [9]]), PAIRS_ERROR],
    ]);
    assertEquals(textsOf(lock), ["0:185", "0:2", "7:1", "8:5", "9:7"]);
  });

  it("refuses what is no iterable of pairs", () => {
    const lock = new Lock();
    const iterables = [[1], [[]], [[1]], [[1, 2, 3]], ["12"], [{ 0: 1, 1: 2, length: 2 }], [null]];
    const values = [...NOT_ITERABLE, lock];
    assertErrors([...iterables, ...values].map((value) => [
      () => loose(lock).extend(value),
      PAIRS_ERROR,
    ]));
    assertErrors([[() => loose(lock).extend([["1", 1]]), GROUP_TYPE_ERROR]]);
    assert(lock.isEmpty);
  });

  it("takes the lock's own entries", () => {
    const lock = lockOf([[0, "1"], [3, "2"]]);
    lock.extend(lock.entries());
    assertEquals(textsOf(lock), ["0:1", "0:1", "3:2", "3:2"]);
  });
});

describe("Lock.merge()", () => {
  it("adds the other's groups behind its own, and leaves the other as it is", () => {
    const lock = lockOf([[7, "200"], [0, "185"]]);
    const other = lockOf([[9, "1"], [0, "2"], [7, "3"]]);
    lock.merge(other);
    lock.push(9, 5);
    assertEquals(textsOf(lock), ["0:185", "0:2", "7:200", "7:3", "9:1", "9:5"]);
    assertEquals(textsOf(other), ["0:2", "9:1", "7:3"]);
  });

  it("doubles a lock that is merged with itself", () => {
    const lock = lockOf([[0, "1"], [3, "2"], [3, "4"]]);
    lock.merge(lock);
    assertEquals(textsOf(lock), ["0:1", "0:1", "3:2", "3:4", "3:2", "3:4"]);
  });
});

describe("Lock.equals()", () => {
  it("compares groups and prices in order, and prices as numbers", () => {
    const rows: [LockEntries, LockEntries, boolean][] = [
      [[], [], true],
      [[[0, "1.1"]], [[0, "1.10"]], true],
      [[[0, "0"]], [[0, "-0.00"]], true],
      [[[0, "1"], [7, "2"]], [[7, "2"], [0, "1"]], true],
      [[[1, "1"], [2, "2"]], [[2, "2"], [1, "1"]], false],
      [[[0, "1"], [0, "2"]], [[0, "2"], [0, "1"]], false],
      [[[0, "1"]], [[0, "1"], [0, "1"]], false],
      [[[0, "1"]], [[0, "1"], [7, "1"]], false],
      [[[0, "1"]], [[7, "1"]], false],
      [[[0, "1"]], [], false],
    ];
    for (const [left, right, isEqual] of rows) {
      assertEquals(lockOf(left).equals(lockOf(right)), isEqual);
      assertEquals(lockOf(right).equals(lockOf(left)), isEqual);
    }
  });
});

describe("Lock", () => {
  it("refuses to merge or compare with anything but a lock", () => {
    const lock = lockOf([[0, "1"]]);
    const error = "TypeError: other must be a Lock";
    const others = [...allBut([], "").map(([value]) => value), null, undefined, [[0, "1"]]];
    const impostor = Object.create(Lock.prototype);
    assertErrors([...others, impostor].flatMap((value): [() => unknown, string][] => [
      [() => loose(lock).merge(value), error],
      [() => loose(lock).equals(value), error],
    ]));
    assertEquals(textsOf(lock), ["0:1"]);
  });

  it("refuses a wrong group to be read", () => {
    assertErrors(BAD_GROUPS.map(([group, error]) => [
      () => loose(new Lock()).pricesOf(group),
      error,
    ]));
  });

  it("clones to a lock of its own", () => {
    const lock = lockOf([[0, "1.50"], [7, "2"]]);
    const clone = lock.clone();
    assert(clone !== lock && clone.equals(lock) && clone instanceof Lock);
    clone.push(7, 3);
    lock.push(0, 4);
    assertEquals(textsOf(clone), ["0:1.50", "7:2", "7:3"]);
    assertEquals(textsOf(lock), ["0:1.50", "0:4", "7:2"]);
  });

  it("survives free() and disposal, any number of times", () => {
    const lock = lockOf([[0, "1"]]);
    lock.free();
    lock[Symbol.dispose]();
    lock.free();
    assertEquals(textsOf(lock), ["0:1"]);
  });

  it("holds every group id with many prices", () => {
    const lock = new Lock();
    for (let group = 65535; group >= 0; group--) lock.push(group, group);
    lock.pushMany(1, Array.from({ length: 200_000 }, (_, index) => index));
    assertEquals(lock.length, 265_536);
    assertEquals(lock.entries()[0]?.[0], 0);
    assertEquals(lock.entries()[1]?.[0], 65535);
    assertEquals(lock.clone().equals(lock), true);
  });
});
