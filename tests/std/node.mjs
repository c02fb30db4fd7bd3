// Puts the stand-ins of import_map.json in place under Node: `node --import ./tests/std/node.mjs --test …`.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";

const mapUrl = new URL("./import_map.json", import.meta.url);
const { imports } = JSON.parse(readFileSync(mapUrl, "utf8"));

registerHooks({
  resolve(specifier, context, nextResolve) {
    const target = imports[specifier];
    return target === undefined
      ? nextResolve(specifier, context)
      : { url: new URL(target, mapUrl).href, shortCircuit: true };
  },
});
