// Prints the names that each given module exports, as JSON. It runs where the package is installed.
import process from "node:process";

const names = {};
for (const specifier of process.argv.slice(2)) {
  names[specifier] = Object.keys(await import(specifier)).sort();
}
process.stdout.write(JSON.stringify(names));
