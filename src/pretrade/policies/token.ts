import { MAKE_POLICY, type PolicyHost, type PolicyUnit } from "../internal.ts";

/**
 * Makes the builders of a class tokens: the engine turns each into a fresh policy when it is registered.
 *
 * @param make Gives undefined for an object that only inherits from a builder.
 */
export function defineToken<Builder>(
  builderClass: { readonly prototype: Builder },
  make: (builder: Builder, host: PolicyHost) => PolicyUnit | undefined,
): void {
  Object.defineProperty(builderClass.prototype, MAKE_POLICY, {
    value(this: Builder, host: PolicyHost): PolicyUnit | undefined {
      return make(this, host);
    },
  });
}
