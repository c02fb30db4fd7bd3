import { bigJs, bigNumberJs, decimalJs, type Library, openpit } from "./_libraries.ts";
import { type Bench, inTurn, type Timed } from "./_measure.ts";

/** Texts to work on, and what is added to the names of their benches. */
interface ValueSet {
  readonly suffix: string;
  readonly prices: readonly string[];
  /** For each price one a few ticks away. */
  readonly neighbours: readonly string[];
  readonly quantities: readonly string[];
}

// Every product has at most 28 digits, so that it is exact in each library. No text ends in a zero behind its point:
// we keep such zeros, the libraries drop them.
const SMALL: ValueSet = {
  suffix: "",
  prices: ["185.25", "42350.75", "0.0815", "101.5", "1.08435", "1999.99", "63.125", "5021.84"],
  neighbours: ["185.26", "42350.25", "0.0816", "101", "1.08425", "1999.98", "63.25", "5021.9"],
  quantities: ["0.15", "100", "2.5", "37", "0.00125", "12.75", "1500", "3"],
};

const WIDE: ValueSet = {
  suffix: "_wide",
  prices: [
    "1234567890123.456789012345",
    "9876543210987.654321098765",
    "4444444444444.123456789012",
    "1000000000000.000000000001",
  ],
  neighbours: [
    "1234567890123.456789012346",
    "9876543210987.654321098755",
    "4444444444444.123456789",
    "1000000000000.000000000003",
  ],
  quantities: ["0.25", "3.75", "1.5", "2"],
};

// Quotients without end: only their leading digits are the same in all libraries.
const REPEATING = {
  prices: ["3", "7", "185.11", "0.0813", "42350.77", "1999.97"],
  volumes: ["1000", "5000", "123.45", "99999.99", "250", "10"],
};
const AGREED_DIGITS = 20;

/** The value types beside three decimal libraries on the same values; throws if a result differs. */
export function paramBenches(): Bench[] {
  const results = resultsOf(openpit);
  requireSame("big.js", resultsOf(bigJs), results);
  requireSame("bignumber.js", resultsOf(bigNumberJs), results);
  requireSame("decimal.js", resultsOf(decimalJs), results);
  const lists = [
    benchesOf(openpit),
    benchesOf(bigJs),
    benchesOf(bigNumberJs),
    benchesOf(decimalJs),
  ];
  // The same operation of all libraries runs back to back, to meet the same state of the machine.
  return (lists[0] as Bench[]).flatMap((_, index) => lists.map((list) => list[index] as Bench));
}

function benchesOf<P, Q, V>(library: Library<P, Q, V>): Bench[] {
  const bench = (operation: string, setUp: () => Timed): Bench => ({
    name: `param/${operation}(${library.name})`,
    setUp,
  });
  const benchesOfSet = (set: ValueSet): Bench[] => {
    const prices = set.prices.map(library.parse);
    const sums = crossed(prices, prices);
    const near = paired(prices, set.neighbours.map(library.parse));
    const products = crossed(prices, set.quantities.map(library.parseQuantity));
    const quotients = products.map(([price, quantity]) =>
      [library.multiply(price, quantity), price] as const
    );
    const text = inTurn(set.prices);
    const timed: Record<string, Timed> = {
      parse: { args: [text], body: library.parse },
      add: { args: columns(sums), body: library.add },
      multiply: { args: columns(products), body: library.multiply },
      divide: { args: columns(quotients), body: library.divide },
      compare: { args: columns(sums), body: library.compare },
      compare_near: { args: columns(near), body: library.compare },
      // A fresh value for every call: one that keeps its text would be printed only once.
      toString: { args: [() => library.parse(text())], body: library.print },
    };
    return Object.entries(timed).map(([name, form]) => bench(`${name}${set.suffix}`, () => form));
  };
  const repeating: Timed = { args: columns(repeatingPairs(library)), body: library.divide };
  return [
    ...benchesOfSet(SMALL),
    bench("divide_repeating", () => repeating),
    ...benchesOfSet(WIDE),
  ];
}

/** The text of every result that a bench computes, without the zeros that only we keep. */
function resultsOf<P, Q, V>(library: Library<P, Q, V>): string[] {
  const text = (value: P | Q | V): string => withoutZeros(library.text(value));
  const exact = [SMALL, WIDE].flatMap((set) => {
    const prices = set.prices.map(library.parse);
    const products = crossed(prices, set.quantities.map(library.parseQuantity));
    return [
      ...prices.map(library.print),
      ...paired(prices, set.neighbours.map(library.parse)).map(([left, right]) =>
        String(library.compare(left, right))
      ),
      ...crossed(prices, prices).flatMap(([left, right]) => [
        text(library.add(left, right)),
        String(library.compare(left, right)),
      ]),
      ...products.flatMap(([price, quantity]) => {
        const volume = library.multiply(price, quantity);
        return [text(volume), text(library.divide(volume, price))];
      }),
    ];
  });
  const rounded = repeatingPairs(library).map(([volume, price]) =>
    library.text(library.divide(volume, price)).slice(0, AGREED_DIGITS)
  );
  return [...exact, ...rounded];
}

function requireSame(name: string, theirs: readonly string[], ours: readonly string[]): void {
  ours.forEach((result, index) => {
    if (theirs[index] !== result) {
      throw new Error(
        `Cannot compare with ${name}: it gives ${theirs[index]} where we give ${result}`,
      );
    }
  });
}

function repeatingPairs<P, Q, V>(library: Library<P, Q, V>): [V, P][] {
  const one = library.parseQuantity("1");
  const volumes = REPEATING.volumes.map((text) => library.multiply(library.parse(text), one));
  return crossed(volumes, REPEATING.prices.map(library.parse));
}

function withoutZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function crossed<A, B>(left: readonly A[], right: readonly B[]): [A, B][] {
  return left.flatMap((a) => right.map((b): [A, B] => [a, b]));
}

function paired<A>(left: readonly A[], right: readonly A[]): [A, A][] {
  return left.map((a, index): [A, A] => [a, right[index] as A]);
}

/** One maker for each side of the pairs; called in step, they give the pairs in turn. */
function columns<A, B>(pairs: readonly (readonly [A, B])[]): [() => A, () => B] {
  return [inTurn(pairs.map(([left]) => left)), inTurn(pairs.map(([, right]) => right))];
}
