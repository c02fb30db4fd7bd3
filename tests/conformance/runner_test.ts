/** The runner has to be able to fail: each altered scenario must be reported as a failure. */
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Api, loadApi } from "./shared/api.ts";
import { requireSame } from "./shared/compare.ts";
import { integer, listOf, object, oneOf, text, VectorError } from "./shared/input.ts";
import { type FileResult, replayFile } from "./shared/replay.ts";
import { complaints, parseOptions } from "./shared/verdict.ts";
import { sameText } from "./spot_funds/texts.ts";
import { allTopics } from "./topics.ts";

const topics = allTopics(await loadApi());

const PARSE = {
  name: "parse",
  suite: "param",
  kind: "handwritten",
  op: "parse",
  t: "Price",
  text: "1.50",
  expect: { ok: "1.50" },
};

const REFUSED = {
  ...PARSE,
  text: "1e5",
  expect: {
    err: {
      code: "InvalidFormat",
      message: "invalid format for Price: '1e5'",
      param: "Price",
      input: "1e5",
    },
  },
};

const CHAIN = {
  name: "chain",
  suite: "param",
  kind: "handwritten",
  op: "chain",
  t: "Pnl",
  start: "1.0",
  steps: [["add", "0.5"], ["mulInt", "2"], ["neg"]],
  expect: { trace: ["1.5", "3.0", "-3.0"] },
};

const ENGINE = {
  name: "engine/one reject",
  suite: "engine",
  kind: "handwritten",
  engine: {
    policies: [{
      type: "scripted",
      name: "a",
      hooks: {
        start: { rejects: [{ code: "Other", reason: "r", details: "d", scope: "order" }] },
      },
    }],
  },
  build: { ok: true },
  steps: [{
    op: "startPreTrade",
    order: { account: "1" },
    expect: {
      ok: false,
      rejects: [{
        code: "Other",
        scope: "order",
        policy: "a",
        reason: "r",
        details: "d",
        userData: "0",
      }],
      trace: ["a.start"],
    },
  }],
};

/** The smallest scenario of each topic with steps, and the step that makes it. */
const SCENARIOS = {
  engine: (step: unknown) => ({ ...ENGINE, steps: [step] }),
  policies: (step: unknown) => ({
    name: "policies/one",
    tags: [],
    engine: { policies: [{ type: "OrderValidation" }] },
    steps: [step],
  }),
  "market data": (step: unknown) => ({ name: "md/one", steps: [step] }),
  "spot funds": (step: unknown) => ({
    name: "spot funds/one",
    suite: "spotFunds",
    kind: "handwritten",
    engine: { policies: [{ type: "orderValidation" }] },
    build: { ok: true },
    steps: [step],
  }),
} as const;

function replay(...lines: unknown[]): FileResult {
  const content = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  return replayFile("own.jsonl", content, topics, 5);
}

function requirePass(line: unknown): void {
  assertEquals(replay(line), { file: "own.jsonl", passed: 1, failed: 0, shown: [] });
}

function requireFailure(line: unknown, why: string): void {
  const { passed, failed, shown } = replay(line);
  assertEquals([passed, failed], [0, 1]);
  assertStringIncludes(shown[0]!, why);
}

/** A copy of a JSON tree in which the value at a path is replaced, or added. */
function altered(tree: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(tree) as Record<string | number, unknown>;
  const last = path[path.length - 1]!;
  const parent = path.slice(0, -1).reduce<Record<string | number, unknown>>(
    (node, key) => node[key] as Record<string | number, unknown>,
    copy,
  );
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

describe("replay of value-type cases", () => {
  it("passes what is recorded right", () => {
    [PARSE, REFUSED, CHAIN].forEach(requirePass);
  });

  it("fails when the expectation is changed, even in a trailing zero only", () => {
    requireFailure(altered(PARSE, ["expect", "ok"], "1.5"), 'expected "1.5"');
    requireFailure(altered(CHAIN, ["expect", "trace", 2], "-3.00"), "trace[2]");
    requireFailure(altered(REFUSED, ["expect", "err", "code"], "Negative"), "err.code");
  });

  it("fails when the expectation has a field too many or too few", () => {
    requireFailure(altered(PARSE, ["expect", "more"], 1), "more");
    requireFailure(altered(REFUSED, ["expect", "err", "input"], undefined), "err.input");
    requireFailure(altered(CHAIN, ["expect", "trace", 3], "-3.0"), "trace[3]");
  });

  it("fails when a value is expected and an error comes, and the other way round", () => {
    requireFailure(altered(PARSE, ["text"], "1e5"), "ok");
    requireFailure(altered(REFUSED, ["text"], "1"), "err");
  });

  it("fails on an unknown op, type, operator, strategy, kind and key", () => {
    requireFailure(altered(PARSE, ["op"], "guess"), "unknown op guess");
    requireFailure(altered(PARSE, ["t"], "Prize"), "case.t should be one of");
    requireFailure(altered(CHAIN, ["steps", 0, 0], "pow"), "unknown operator pow");
    requireFailure(altered(CHAIN, ["steps", 2, 1], "1"), "neg has 1 arguments");
    requireFailure(altered(PARSE, ["kind"], "imagined"), "case.kind should be one of");
    requireFailure(altered(PARSE, ["locale"], "de"), "unknown keys: locale");
    const rounded = { ...PARSE, op: "parseRounded", scale: 1, strategy: "Sideways" };
    requireFailure(rounded, "case.strategy should be one of");
  });

  it("fails when a key is missing", () => {
    requireFailure(altered(PARSE, ["text"], undefined), "case.text is missing");
    requireFailure(altered(PARSE, ["expect"], undefined), "case.expect is missing");
  });
});

describe("replay of engine scenarios", () => {
  it("passes what is recorded right", () => {
    requirePass(ENGINE);
  });

  it("fails when a result, a neutral field or the trace is changed", () => {
    const expect = ["steps", 0, "expect"];
    requireFailure(
      altered(ENGINE, [...expect, "rejects", 0, "details"], "e"),
      "rejects[0].details",
    );
    requireFailure(altered(ENGINE, [...expect, "rejects", 0, "userData"], "1"), "userData");
    requireFailure(altered(ENGINE, [...expect, "trace"], []), "trace");
    requireFailure(altered(ENGINE, [...expect, "trace"], undefined), "trace");
    requireFailure(altered(ENGINE, [...expect, "request"], "q"), "request");
  });

  it("names the step and the op of the difference", () => {
    requireFailure(altered(ENGINE, ["steps", 0, "expect", "ok"], true), "step 0 (startPreTrade)");
  });

  it("fails on an unknown policy type, hook, behaviour and scenario key", () => {
    const policy = ["engine", "policies", 0];
    requireFailure(altered(ENGINE, [...policy, "type"], "Martingale"), "Martingale");
    requireFailure(altered(ENGINE, [...policy, "hooks", "finish"], {}), "unknown keys: finish");
    requireFailure(
      altered(ENGINE, [...policy, "hooks", "start", "lockPrices"], ["1"]),
      "unknown keys: lockPrices",
    );
    requireFailure(altered(ENGINE, ["clock"], 1), "unknown keys: clock");
    requireFailure(altered(ENGINE, ["requires"], ["luck"]), "scenario.requires[0]");
  });

  it("fails when building fails though it should not, and the other way round", () => {
    const twice = altered(ENGINE, ["engine", "policies", 1], ENGINE.engine.policies[0]);
    requireFailure(twice, "at ok");
    const wanted = { class: "EngineBuildError", kind: "DuplicatePolicyName", message: "m" };
    requireFailure(altered(ENGINE, ["build"], { throws: wanted }), "throws");
  });

  it("fails when an error of the scenario is changed", () => {
    const broken = {
      ...(altered(ENGINE, ["engine", "policies", 1], ENGINE.engine.policies[0]) as object),
      build: {
        throws: {
          class: "EngineBuildError",
          kind: "DuplicatePolicyName",
          policyName: "a",
          message: "duplicate policy name: a",
        },
      },
      steps: [],
    };
    requirePass(broken);
    requireFailure(altered(broken, ["build", "throws", "policyName"], "b"), "throws.policyName");
    requireFailure(altered(broken, ["build", "throws", "severity"], 1), "unknown key severity");
    requireFailure(altered(broken, ["steps"], ENGINE.steps), "steps follow a failed build");
  });
});

describe("every topic with steps", () => {
  for (const [topic, scenario] of Object.entries(SCENARIOS)) {
    it(`refuses an unknown op: ${topic}`, () => {
      requireFailure(scenario({ op: "guess", expect: {} }), "unknown op guess");
      requireFailure(scenario({ op: "constructor", expect: {} }), "unknown op constructor");
    });

    it(`refuses an unknown key in a scenario: ${topic}`, () => {
      requireFailure({ ...scenario({ op: "guess" }), weather: "fine" }, "unknown keys: weather");
    });
  }

  it("refuses an unknown key in a step", () => {
    const order = { account: "1" };
    const cases = [
      SCENARIOS.engine({ op: "startPreTrade", order, at: 1, expect: {} }),
      SCENARIOS.engine({ op: "startPreTrade", order: { ...order, at: 1 }, expect: {} }),
      SCENARIOS.policies({ op: "start", order: {}, at: 1, expect: {} }),
      SCENARIOS.policies({ op: "start", order: { at: 1 }, expect: {} }),
      SCENARIOS["spot funds"]({ op: "block", account: "1", reason: "r", at: 1, expect: {} }),
      SCENARIOS["market data"]({ op: "book.create", at: 1, expect: {} }),
    ];
    for (const line of cases) requireFailure(line, "unknown keys: at");
  });

  it("refuses a step without expectation", () => {
    const silent = [
      SCENARIOS.engine({ op: "startPreTrade", order: { account: "1" } }),
      SCENARIOS.policies({ op: "start", order: {} }),
      SCENARIOS["spot funds"]({ op: "block", account: "1", reason: "r" }),
      SCENARIOS["market data"]({ op: "book.create" }),
    ];
    for (const line of silent) assertEquals(replay(line).failed, 1);
  });
});

describe("replay of a file", () => {
  it("counts each line on its own", () => {
    const { passed, failed } = replay(PARSE, altered(PARSE, ["expect", "ok"], "2"), REFUSED);
    assertEquals([passed, failed], [2, 1]);
  });

  it("fails without lines, on a blank line and on a line that is no JSON object", () => {
    const good = JSON.stringify(PARSE);
    for (const content of ["", "\n", `${good}\n\n${good}\n`, `${good}\n{`, "[]\n", "null\n"]) {
      assertEquals(replayFile("own.jsonl", content, topics, 5).failed, 1, content);
    }
  });

  it("fails on a line that matches no topic", () => {
    requireFailure({ name: "weather/one", steps: [] }, "matches no topic");
    requireFailure({ ...PARSE, suite: "params" }, "matches no topic");
  });

  it("shows as many failures as asked for, and counts all", () => {
    const wrong = `${JSON.stringify(altered(PARSE, ["expect", "ok"], "2"))}\n`;
    const { shown, failed } = replayFile("own.jsonl", wrong.repeat(4), topics, 2);
    assertEquals([shown.length, failed], [2, 4]);
  });

  it("fails scenarios that need what is not built", () => {
    const bare = allTopics(new Api(new Map()));
    for (
      const line of [PARSE, ENGINE, SCENARIOS["market data"]({ op: "book.create", expect: {} })]
    ) {
      const { failed, shown } = replayFile("own.jsonl", JSON.stringify(line), bare, 1);
      assertEquals(failed, 1);
      assertStringIncludes(shown[0]!, "is not built");
    }
  });
});

describe("requireSame()", () => {
  it("accepts equal trees and treats undefined fields as absent", () => {
    requireSame({ a: [1, { b: null }] }, { a: [1, { b: null }], c: undefined });
  });

  it("refuses any difference of value, type, order or length", () => {
    const pairs: [unknown, unknown][] = [
      [{ a: null }, {}],
      [{}, { a: null }],
      [{ a: "1" }, { a: 1 }],
      [{ a: 0 }, { a: -0 }],
      [["a", "b"], ["b", "a"]],
      [["a"], ["a", "b"]],
      [["a", "b"], ["a"]],
      [{ 0: "a" }, ["a"]],
      [undefined, {}],
      ["1.5", "1.50"],
    ];
    for (const [expected, found] of pairs) assertThrows(() => requireSame(expected, found));
  });

  it("applies the text rule of spot funds: signs of zeros and slot dumps only", () => {
    requireSame({ a: "-0.00" }, { a: "0.00" }, sameText);
    requireSame("pnl -0, bound -10", "pnl 0, bound -10", sameText);
    requireSame("rollback overflow: asset X, slot {1}", "rollback overflow: asset X", sameText);
    assertThrows(() => requireSame("-0.01", "0.01", sameText));
    assertThrows(() => requireSame("0.00", "0", sameText));
  });
});

describe("Input", () => {
  const read = object((input) => ({ n: input.get("n", integer), t: input.maybe("t", text) }));

  it("gives what was read", () => {
    assertEquals(read({ n: 1, t: "a" }, "x"), { n: 1, t: "a" });
    assertEquals(read({ n: 1 }, "x"), { n: 1, t: undefined });
  });

  it("refuses leftovers, gaps and wrong types, naming the place", () => {
    assertThrows(() => read({ n: 1, z: 2 }, "x"), VectorError, "x has unknown keys: z");
    assertThrows(() => read({}, "x"), VectorError, "x.n is missing");
    assertThrows(() => read({ n: "1" }, "x"), VectorError, "x.n should be an integer");
    assertThrows(() => listOf(oneOf("a"))(["a", "b"], "x"), VectorError, "x[1] should be one of a");
    assertThrows(() => read([], "x"), VectorError, "x should be an object");
  });
});

describe("the verdict", () => {
  const good: FileResult = { file: "good.jsonl.gz", passed: 2, failed: 0, shown: [] };
  const bad: FileResult = { file: "bad.jsonl", passed: 2, failed: 1, shown: [] };

  it("requires every file unless names are given", () => {
    assertEquals(complaints([good], undefined), []);
    assertEquals(complaints([good, bad], undefined), ["required file bad fails"]);
    assertEquals(complaints([good, bad], ["good"]), []);
  });

  it("fails when a required file is missing, or when there is no file at all", () => {
    assertEquals(complaints([good], ["param"]), ["required file param is missing"]);
    assertEquals(complaints([], undefined), ["no vector file found"]);
    assertEquals(complaints([], ["good"]), ["no vector file found"]);
  });

  it("reads the command line and refuses what it does not know", () => {
    assertEquals(parseOptions([]), { show: 5 });
    const all = parseOptions(["dir", "--require", "param,engine.jsonl.gz", "--show", "0"]);
    assertEquals(all, { folder: "dir", required: ["param", "engine"], show: 0 });
    for (
      const args of [["--skip"], ["a", "b"], ["--require"], ["--require", ","], ["--show", "x"]]
    ) {
      assertThrows(() => parseOptions(args), Error, "usage: run.ts");
    }
  });
});
