/** An object as its class and the arguments of its constructor. */
export interface RemakeParts {
  readonly name: string;
  readonly values: readonly unknown[];
}

interface Entry {
  readonly prototype: unknown;
  readonly partsOf: (value: never) => readonly unknown[];
  readonly make: (parts: readonly unknown[]) => unknown;
}

// Filled while the classes are defined, and the same ever after: what is loaded can be made again, and nothing else is pulled in.
const ENTRIES = new Map<string, Entry>();

/** Says how objects of a class are told to another thread: by the arguments of their constructor. Called where the class is defined. */
export function markRemakeable<Class extends new (...parts: never) => object>(
  remakeable: Class,
  partsOf: (value: InstanceType<Class>) => Readonly<ConstructorParameters<Class>>,
): void {
  ENTRIES.set(remakeable.name, {
    prototype: remakeable.prototype,
    partsOf,
    make: (parts) => Reflect.construct(remakeable, parts),
  });
}

/** Takes an object apart; undefined if its class did not say how. */
export function remakeParts(value: object): RemakeParts | undefined {
  const { name } = value.constructor;
  const entry = ENTRIES.get(name);
  // A class of the caller's may have the same name.
  return entry !== undefined && Object.getPrototypeOf(value) === entry.prototype
    ? { name, values: entry.partsOf(value as never) }
    : undefined;
}

/** Makes an object again; undefined if there is no such class. */
export function remake({ name, values }: RemakeParts): unknown {
  return ENTRIES.get(name)?.make(values);
}
