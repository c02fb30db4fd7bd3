import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { ParamError } from "../../../src/engine/mod.ts";
import { AccountBlock, RejectCode } from "../../../src/reject.ts";
import {
  callbackError,
  engineOf,
  linesOf,
  noted,
  orderOf,
  outcomeOf,
  policy,
  refusal,
  reservationOf,
} from "./_kit.ts";

/** Lines of a start stage whose one policy returns `answer`, or the cause of its failure. */
function startOf(answer: unknown): string[] {
  const engine = engineOf(policy("a", { start: () => answer }));
  return outcomeOf(() => engine.startPreTrade(orderOf(1)));
}

/** The same for a main stage. */
function mainOf(answer: unknown): string[] {
  const engine = engineOf(policy("a", { main: () => answer }));
  return outcomeOf(() => engine.executePreTrade(orderOf(1)));
}

const failed = (cause: string) => [`failed ${cause}`];
const accepted: string[] = [];
const REJECT = "order Other [a] no: because";

function* yielding(...items: readonly unknown[]): Generator<unknown> {
  yield* items;
}

describe("a start check's answer", () => {
  it("may be any iterable of rejects", () => {
    for (const answer of [[refusal()], new Set([refusal()]), yielding(refusal())]) {
      assertEquals(startOf(answer), [REJECT]);
    }
    assertEquals(startOf(new Map([[1, refusal()]]).values()), [REJECT]);
  });
  it("fails if it is nothing that is iterable", () => {
    const values = [1, 0, true, false, 1n, Symbol("s"), {}, { rejects: [] }, refusal(), () => []];
    for (const answer of [...values, new Date(0), { [Symbol.iterator]: 1 }]) {
      assertEquals(startOf(answer)[0]?.startsWith("failed TypeError: "), true);
    }
  });
  it("fails with what its iterator throws", () => {
    const answer = {
      *[Symbol.iterator](): Generator<unknown> {
        yield refusal();
        throw new RangeError("half way");
      },
    };
    assertEquals(startOf(answer), failed("RangeError: half way"));
  });
  it("counts as a whole: a malformed reject takes its siblings along", () => {
    let isOn = true;
    const answer = [refusal({ scope: "account" }), { code: "Other" }];
    const engine = engineOf(policy("a", { start: () => isOn ? answer : [] }));
    callbackError(() => engine.startPreTrade(orderOf(1)));
    isOn = false;
    assertEquals(engine.startPreTrade(orderOf(1)).ok, true);
  });
});

describe("a main check's answer", () => {
  it("fails if it is no object", () => {
    for (const answer of [1, 0, true, false, "", "x", 1n, Symbol("s"), () => ({})]) {
      assertEquals(mainOf(answer)[0]?.startsWith("failed TypeError: "), true);
    }
  });
  it("fails without any known field, unless it is an empty record", () => {
    const values = [[], [refusal()], new Map(), new Set(), new Date(0), /x/, { reject: [] }];
    for (const answer of [...values, { [Symbol("s")]: 1 }, new Error("x")]) {
      const line = mainOf(answer)[0] as string;
      assert(line.startsWith("failed TypeError: "), line);
      assert(line.endsWith("no recognized result fields"), line);
    }
    assertEquals(mainOf({}), accepted);
    assertEquals(mainOf(Object.create(null)), accepted);
  });
  it("ignores unknown fields beside a known one", () => {
    assertEquals(mainOf({ rejects: [], reject: 5, extra: {} }), accepted);
    assertEquals(mainOf({ lockPrices: undefined, other: 1 }), accepted);
  });
  it("may have known fields that are null or undefined: they are empty", () => {
    for (const nothing of [null, undefined]) {
      assertEquals(
        mainOf({
          rejects: nothing,
          mutations: nothing,
          accountAdjustments: nothing,
          lockPrices: nothing,
        }),
        accepted,
      );
    }
  });
  it("is read wherever its fields are: inherited, hidden, by getters", () => {
    assertEquals(mainOf(Object.create({ rejects: [refusal()] })), [REJECT]);
    const hidden = Object.defineProperty({}, "rejects", { value: [refusal()], enumerable: false });
    assertEquals(mainOf(hidden), [REJECT]);
    class Answer {
      get rejects(): unknown {
        return [refusal()];
      }
    }
    assertEquals(mainOf(new Answer()), [REJECT]);
    assertEquals(mainOf(Object.assign([], { rejects: [refusal()] })), [REJECT]);
    assertEquals(mainOf(new AccountBlock("a", "Other", "r", "d")), [
      "failed TypeError: pre-trade result has no recognized result fields",
    ]);
  });
  it("fails with what a getter throws", () => {
    for (const field of ["rejects", "mutations", "accountAdjustments", "lockPrices"]) {
      const answer = Object.defineProperty({}, field, {
        get: () => {
          throw new Error(field);
        },
      });
      assertEquals(mainOf(answer), failed(`Error: ${field}`));
    }
  });
  it("fails if a known field is nothing that is iterable", () => {
    for (const field of ["rejects", "mutations", "accountAdjustments", "lockPrices"]) {
      for (const value of [1, true, {}, () => []]) {
        assertEquals(mainOf({ [field]: value })[0]?.startsWith("failed TypeError: "), true);
      }
      assertEquals(mainOf({ [field]: yielding() }), accepted);
    }
  });
  it("is read in the order rejects, mutations, adjustments, prices", () => {
    const reads: string[] = [];
    const answer = new Proxy(
      { rejects: [], mutations: [], accountAdjustments: [], lockPrices: [] },
      {
        get(target, key) {
          if (typeof key === "string" && key !== "then") reads.push(key);
          return Reflect.get(target, key);
        },
      },
    );
    assertEquals(mainOf(answer), accepted);
    assertEquals(reads, ["rejects", "mutations", "accountAdjustments", "lockPrices"]);
  });
  it("with rejects still registers its mutations, to be undone, and nothing else", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", { main: () => ({ lockPrices: ["1"] }) }),
      policy("b", {
        main: () => ({
          rejects: [refusal()],
          mutations: [noted(log, "b")],
          lockPrices: ["2"],
          accountAdjustments: [{ asset: "USD" }],
        }),
      }),
    );
    const report = engine.executePreTradeDryRun(orderOf(1));
    assertEquals([report.lock().toJson(), report.accountAdjustments().length], ['[["1"]]', 0]);
    assertEquals(linesOf(engine.executePreTrade(orderOf(1))), ["order Other [b] no: because"]);
    assertEquals(log, ["rollback b"]);
  });
  it("that fails in a late part gives nothing but its mutations, to be undone", () => {
    const log: string[] = [];
    const engine = engineOf(
      policy("a", {
        main: () => ({
          rejects: [],
          mutations: [noted(log, "a")],
          accountAdjustments: [{ asset: "USD" }],
          lockPrices: ["1", "x"],
        }),
      }),
    );
    const { cause } = callbackError(() => engine.executePreTrade(orderOf(1)));
    assert(cause instanceof ParamError);
    assertEquals([cause.code, cause.param, cause.input], ["InvalidFormat", "Price", "x"]);
    assertEquals(log, ["rollback a"]);
  });
});

describe("a reject in an answer", () => {
  const both = (reject: unknown): string => {
    const [start] = startOf([reject]);
    assertEquals(mainOf({ rejects: [reject] }), [start]);
    return start as string;
  };

  it("takes every code, and only those", () => {
    assertEquals(Object.keys(RejectCode).length, 44);
    for (const code of Object.values(RejectCode)) {
      assertEquals(both(refusal({ code })), `order ${code} [a] no: because`);
    }
    for (const code of ["", "other", "Other ", "toString", "__proto__", "OTHER"]) {
      assertEquals(
        both({ ...refusal(), code }),
        `failed ParamError: unknown reject code: ${code}`,
      );
    }
  });
  it("needs texts as code, reason and details", () => {
    for (const field of ["code", "reason", "details"]) {
      for (const value of [undefined, null, 1, {}, Symbol("s"), ["x"], Object("x")]) {
        assertEquals(
          both({ ...refusal(), [field]: value }),
          `failed TypeError: reject.${field} must be a string`,
        );
      }
    }
  });
  it("is an object", () => {
    for (const value of [undefined, null, 1, "Other", true, Symbol("s")]) {
      assertEquals(both(value).split(":")[0], "failed TypeError");
    }
  });
  it("takes empty, long and odd texts", () => {
    const details = "\u0000 \ud800 \u{1f4a5} " + "x".repeat(100_000);
    const engine = engineOf(policy("a", { start: () => [refusal({ reason: "", details })] }));
    const [reject] = engine.startPreTrade(orderOf(1)).rejects;
    assertEquals([reject?.reason, reject?.details], ["", details]);
  });
  it("has a scope in any letter case and with white space around; the order is the default", () => {
    for (const scope of [undefined, null, "order", "ORDER", " Order\n"]) {
      assertEquals(both({ ...refusal(), scope }), REJECT);
    }
    for (const scope of ["account", "ACCOUNT", "\t Account "]) {
      assertEquals(both({ ...refusal(), scope }), "account Other [a] no: because");
    }
  });
  it("fails by another scope", () => {
    for (const scope of ["", "accounts", "all", "order account"]) {
      assertEquals(both({ ...refusal(), scope }).split(":")[0], "failed RangeError");
    }
    for (const scope of [1, {}, ["order"], true]) {
      assertEquals(both({ ...refusal(), scope }).split(":")[0], "failed TypeError");
    }
  });
  it("has a token 0 to 2^64 - 1; a number is a safe integer", () => {
    const tokens = [1, 1n, 2 ** 53 - 1, 2n ** 53n, 2n ** 64n - 1n];
    assertEquals(
      tokens.map((userData) => both(refusal({ userData }))),
      ["1", "1", "9007199254740991", "9007199254740992", "18446744073709551615"]
        .map((token) => `${REJECT} #${token}`),
    );
    for (const userData of [undefined, null, 0, -0, 0n]) {
      assertEquals(both({ ...refusal(), userData }), REJECT);
    }
    for (const userData of [-1, -1n, 0.5, NaN, Infinity, 2 ** 53, 2n ** 64n]) {
      assertEquals(both({ ...refusal(), userData }).split(":")[0], "failed RangeError");
    }
    for (const userData of ["1", {}, true, [1], Symbol("1")]) {
      assertEquals(both({ ...refusal(), userData }).split(":")[0], "failed TypeError");
    }
  });
  it("always names the policy that gave it", () => {
    assertEquals(both({ ...refusal(), policy: "someone else" }), REJECT);
    const [reject] = engineOf(policy("b", { start: () => [refusal()] })).startPreTrade(orderOf(1))
      .rejects;
    assertEquals(both(reject), REJECT);
  });
  it("is copied: later changes of the object change nothing", () => {
    const reject = { ...refusal() };
    const engine = engineOf(policy("a", { start: () => [reject] }));
    const result = engine.startPreTrade(orderOf(1));
    reject.reason = "changed";
    assertEquals(linesOf(result), [REJECT]);
  });
});

describe("lock prices in an answer", () => {
  const lockOf = (...lockPrices: readonly unknown[]): string => {
    const engine = engineOf(policy("a", { main: () => ({ lockPrices }) }));
    return reservationOf(engine.executePreTrade(orderOf(1))).lock().toJson();
  };

  it("may be texts, numbers, bigints or prices, of any sign", () => {
    assertEquals(lockOf("1.50", 2, 3n, "-4", "0.00", -5), '[["1.50","2","3","-4","0.00","-5"]]');
  });
  it("fail if they can't be read", () => {
    assertEquals(mainOf({ lockPrices: [0.5] })[0]?.split(":")[0], "failed RangeError");
    assertEquals(mainOf({ lockPrices: [NaN] })[0]?.split(":")[0], "failed RangeError");
    for (const text of ["", " ", "1e2", "1,5", "9".repeat(40)]) {
      assertEquals(mainOf({ lockPrices: [text] })[0]?.split(":")[0], "failed ParamError");
    }
    for (const value of [undefined, null, true, {}, [1], Symbol("1")]) {
      assertEquals(mainOf({ lockPrices: [value] })[0]?.split(":")[0], "failed TypeError");
    }
  });
});
