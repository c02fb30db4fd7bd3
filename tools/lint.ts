/** House rules that need a syntax tree, as a `deno lint` plugin: style.md A1, B2, B3 and B5 in code instead of advice. */
import { importProblem } from "./lint/layers.ts";
import { isSource, ROOT } from "./lint/tree.ts";

type Context = Deno.lint.RuleContext;
type Node = Deno.lint.Node;
type FunctionNode =
  | Deno.lint.FunctionDeclaration
  | Deno.lint.FunctionExpression
  | Deno.lint.ArrowFunctionExpression;

const FUNCTION_LINES_MAX = 70;

/** Names that some host lacks or that make two runs differ: `src/runtime` looks them up, the rest of `src` is given a value. */
const HOST_GLOBALS: ReadonlySet<string> = new Set([
  ...["globalThis", "window", "self", "global", "process", "Deno", "Bun", "Buffer", "require"],
  ...["performance", "console", "crypto", "fetch", "URL", "navigator", "document"],
  ...["setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval"],
  ...["clearImmediate", "queueMicrotask", "structuredClone", "addEventListener"],
  ...["FinalizationRegistry", "WeakRef", "SharedArrayBuffer", "TextEncoder", "TextDecoder"],
  ...["Worker", "MessageChannel", "MessagePort", "BroadcastChannel"],
  ...["localStorage", "sessionStorage", "caches"],
]);

const CONTRACTION =
  /\b(?:\w+n['’]t|(?:it|that|there|what|who|let)['’]s|\w+['’](?:re|ve|ll|d|m))\b/i;

const layers = sourceRule((context, path) => {
  const check = (node: Node, specifier: string, isTypeOnly = false) => {
    const problem = importProblem(path, specifier, isTypeOnly);
    if (problem !== undefined) report(context, node, `Cannot import "${specifier}": ${problem}`);
  };
  return {
    ImportDeclaration: (node) => check(node, node.source.value, node.importKind === "type"),
    ExportAllDeclaration: (node) => check(node, node.source.value),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) check(node, node.source.value, node.exportKind === "type");
    },
    ImportExpression: (node) => {
      // The one place that meets modules whose address is known at run time only: those of users.
      if (path.startsWith("src/runtime/")) return;
      report(context, node, "Cannot use import(): write an import");
    },
    TSImportType: (node) => report(context, node, "Cannot use import(): write an import type"),
  };
});

const hostGlobals = sourceRule((context, path) => {
  if (path.startsWith("src/runtime/")) return {};
  return {
    Identifier: (node) => {
      if (isPropertyName(node) || !(HOST_GLOBALS.has(node.name) || isClockRead(node))) return;
      report(context, node, `Cannot name the host's "${node.name}": go through src/runtime`);
    },
  };
});

const noNonNull = sourceRule((context) => ({
  TSNonNullExpression: (node) =>
    report(context, node, "Cannot assert non-null: check, or use an assertion that runs"),
}));

const noUsing = sourceRule((context) => ({
  VariableDeclaration: (node) => {
    if (node.kind !== "using" && node.kind !== "await using") return;
    report(context, node, "Cannot use a using statement: Node 22 and older cannot parse it");
  },
}));

const erasableOnly: Deno.lint.Rule = {
  create: (context) => ({
    TSEnumDeclaration: (node) =>
      report(context, node, "Cannot declare an enum: use a frozen object and a type"),
    TSModuleDeclaration: (node) =>
      report(context, node, "Cannot declare a namespace: use a module"),
  }),
};

const errorWording: Deno.lint.Rule = {
  create: (context) => ({
    NewExpression: (node) => {
      if (repositoryPath(context).startsWith("tests/")) return;
      if (node.callee.type !== "Identifier" || !node.callee.name.endsWith("Error")) return;
      for (const argument of node.arguments) {
        const problem = wordingProblem(textOf(argument));
        if (problem !== undefined) report(context, argument, `Cannot word an error so: ${problem}`);
      }
    },
  }),
};

const functionLength: Deno.lint.Rule = {
  create: (context) => {
    const isTest = repositoryPath(context).startsWith("tests/");
    const check = (node: FunctionNode) => {
      const isSuite = isTest && node.parent.type === "CallExpression";
      const lines = context.sourceCode.getText(node).split("\n").length;
      if (isSuite || lines <= FUNCTION_LINES_MAX) return;
      report(context, node, `Cannot take in ${lines} lines: use ${FUNCTION_LINES_MAX} at most`);
    };
    return {
      FunctionDeclaration: check,
      FunctionExpression: check,
      ArrowFunctionExpression: check,
    };
  },
};

const plugin: Deno.lint.Plugin = {
  name: "openpit",
  rules: {
    "layers": layers,
    "host-globals": hostGlobals,
    "no-non-null": noNonNull,
    "no-using": noUsing,
    "erasable-only": erasableOnly,
    "error-wording": errorWording,
    "function-length": functionLength,
  },
};

export default plugin;

/** A rule for `mod.ts` and `src` only. */
function sourceRule(
  create: (context: Context, path: string) => Deno.lint.LintVisitor,
): Deno.lint.Rule {
  return {
    create: (context) => {
      const path = repositoryPath(context);
      return isSource(path) ? create(context, path) : {};
    },
  };
}

/** `deno lint` hands over absolute paths, the tests relative ones. */
function repositoryPath(context: Context): string {
  const path = context.filename.replaceAll("\\", "/");
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : path;
}

function report(context: Context, node: Node, message: string): void {
  context.report({ node, message });
}

/** True for `x` in `a.x`, `{ x: 1 }`, `x() {}` and the like, where the name is the object's own. */
function isPropertyName(node: Deno.lint.Identifier): boolean {
  const parent: Node = node.parent;
  if (parent.type === "MemberExpression") return !parent.computed && parent.property === node;
  return "key" in parent && parent.key === node && !("computed" in parent && parent.computed);
}

/** True for `Date` where it tells the time: `Date.now`, `Date()`, `new Date()`. As a type of values it is plain ECMAScript. */
function isClockRead(node: Deno.lint.Identifier): boolean {
  const parent: Node = node.parent;
  if (node.name !== "Date") return false;
  if (parent.type === "MemberExpression") {
    return parent.property.type === "Identifier" && parent.property.name === "now";
  }
  const isCall = parent.type === "CallExpression" || parent.type === "NewExpression";
  return isCall && parent.callee === node && parent.arguments.length === 0;
}

function textOf(node: Node): string {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type !== "TemplateLiteral") return "";
  return node.quasis.map((part) => part.raw).join("${}");
}

function wordingProblem(text: string): string | undefined {
  if (text.endsWith(".")) return "leave out the full stop";
  const contraction = CONTRACTION.exec(text);
  return contraction === null ? undefined : `write out "${contraction[0]}"`;
}
