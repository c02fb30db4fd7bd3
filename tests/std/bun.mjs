// Puts the stand-ins of import_map.json in place under Bun: the preload of bunfig.toml.
import map from "./import_map.json" with { type: "json" };

globalThis.Bun.plugin({
  name: "stand-ins",
  setup(build) {
    for (const [specifier, target] of Object.entries(map.imports)) {
      build.module(specifier, async () => ({
        exports: await import(new URL(target, import.meta.url).href),
        loader: "object",
      }));
    }
  },
});
