import { CopyMemo, copyProperties, NestedTooDeeply } from "../internal/deep_copy.ts";
import { isLibraryObject, typeError } from "../param/internal.ts";

/** The canonical groups of an order or report, and the canonical fields of each. */
export type GroupFields = Readonly<Record<string, readonly PropertyKey[]>>;

/** Makes the canonical part of what a hook gets: a fresh `Order` or `ExecutionReport`. */
export type MakeCanonical = () => object;

/**
 * The caller's own additions to an order or report, as they were when the operation began.
 *
 * Each hook gets its own copy: canonical fields as the engine's classes, additions as deep copies with aliases and
 * cycles kept (a field that refers to a group refers to the engine's class of it). Source: docs/semantics.md rule POL-4.
 */
export class Payload {
  readonly #template: object;
  readonly #groups: ReadonlyMap<string, object>;
  readonly #makeCanonical: MakeCanonical;
  readonly #isCanonicalClass: boolean;

  private constructor(
    template: object,
    groups: ReadonlyMap<string, object>,
    makeCanonical: MakeCanonical,
    isCanonicalClass: boolean,
  ) {
    this.#template = template;
    this.#groups = groups;
    this.#makeCanonical = makeCanonical;
    this.#isCanonicalClass = isCanonicalClass;
  }

  /**
   * Takes the additions of an input; undefined if there are none and the canonical class is all there is.
   *
   * @param groups The canonical groups as they were read from the source; none for an instance of the canonical class.
   * @param ownPrototype The prototype of the canonical class itself; one that is derived from it is an addition.
   * @throws {TypeError} If they are nested more than 1000 levels deep.
   */
  static capture(
    source: object,
    groups: object | undefined,
    fields: GroupFields,
    ownPrototype: object,
    makeCanonical: MakeCanonical,
  ): Payload | undefined {
    if (!hasAdditions(source, groups, fields, ownPrototype)) return undefined;
    const template = Object.create(Object.getPrototypeOf(source)) as object;
    const memo = new CopyMemo([[source, template]]);
    const stands = new Map<string, object>();
    for (const [name, group] of Object.entries(groups ?? {})) {
      if (typeof group !== "object" || group === null) continue;
      const stand = {};
      stands.set(name, stand);
      memo.set(group, stand);
    }
    try {
      for (const [name, group] of Object.entries(groups ?? {})) {
        const stand = stands.get(name);
        if (stand !== undefined) {
          copyProperties(group, stand, memo, cloneLibraryObject, fields[name]);
        }
      }
      copyProperties(source, template, memo, cloneLibraryObject, Object.keys(fields));
    } catch (thrown) {
      if (!(thrown instanceof NestedTooDeeply)) throw thrown;
      throw typeError("custom fields must not be nested more than 1000 levels deep");
    }
    return new Payload(template, stands, makeCanonical, groups === undefined);
  }

  /** A copy for one hook call. */
  fresh(): object {
    const canonical = this.#makeCanonical();
    const prototype = Object.getPrototypeOf(this.#template);
    const isOfOwnClass = prototype !== Object.prototype && prototype !== null;
    const copy = this.#isCanonicalClass || !isOfOwnClass
      ? canonical
      : Object.create(prototype) as object;
    if (this.#isCanonicalClass) Object.setPrototypeOf(copy, prototype);
    const memo = new CopyMemo([[this.#template, copy]]);
    for (const [name, stand] of this.#groups) {
      const group = Reflect.get(canonical, name) as object;
      memo.set(stand, group);
      define(copy, name, group);
    }
    for (const [name, stand] of this.#groups) {
      copyProperties(stand, Reflect.get(copy, name) as object, memo, cloneLibraryObject);
    }
    copyProperties(this.#template, copy, memo, cloneLibraryObject);
    return copy;
  }
}

function hasAdditions(
  source: object,
  groups: object | undefined,
  fields: GroupFields,
  ownPrototype: object,
): boolean {
  for (const key of Reflect.ownKeys(source)) {
    if (typeof key === "symbol" || !Object.hasOwn(fields, key)) return true;
  }
  const prototype = Object.getPrototypeOf(source);
  if (groups === undefined) return prototype !== ownPrototype;
  for (const name in fields) {
    const group = (groups as Readonly<Record<string, unknown>>)[name];
    if (typeof group !== "object" || group === null) continue;
    const known = fields[name] as readonly PropertyKey[];
    for (const field of Reflect.ownKeys(group)) if (!known.includes(field)) return true;
  }
  return prototype !== Object.prototype && prototype !== null;
}

/** Objects of the package hide their fields, so they copy themselves; those without a copy are immutable. */
function cloneLibraryObject(value: object): object | undefined {
  if (!isLibraryObject(value)) return undefined;
  const { clone } = value as { readonly clone?: unknown };
  return typeof clone === "function" ? clone.call(value) as object : value;
}

function define(target: object, name: string, value: object): void {
  Object.defineProperty(target, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}
