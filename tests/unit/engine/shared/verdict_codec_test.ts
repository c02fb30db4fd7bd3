import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import {
  decodeDropCopy,
  decodeHold,
  holdIn,
  type HoldWire,
  refusalIn,
  type RejectWire,
} from "../../../../src/engine/internal.ts";
import {
  decodeRejects,
  encodeDropCopy,
  encodeHold,
  encodeRejects,
} from "../../../../src/engine/shared/verdict_codec.ts";
import {
  AccountAdjustmentOutcome,
  AccountOutcomeEntry,
  Lock,
  OutcomeAmount,
} from "../../../../src/model/internal.ts";
import { makeReject } from "../../../../src/pretrade/internal.ts";
import { AccountBlock } from "../../../../src/reject.ts";

const outcome = new AccountAdjustmentOutcome(
  2,
  new AccountOutcomeEntry("USD", new OutcomeAmount("-5", "95.00")),
);
const wired = <T>(json: T): T => JSON.parse(JSON.stringify(json)) as T;

describe("rejects on the wire", () => {
  it("are lists of texts, the token only if there is one", () => {
    const rejects = [
      makeReject("p", "order", "Other", "why", "how"),
      makeReject("q", "account", "AccountBlocked", "why", "how", 2n ** 63n),
    ];
    const wire: RejectWire[] = [
      ["p", "order", "Other", "why", "how"],
      ["q", "account", "AccountBlocked", "why", "how", "9223372036854775808"],
    ];
    assertEquals(encodeRejects(rejects), wire);
    assertEquals(
      decodeRejects(wire).map((reject) => reject.toJSON()),
      rejects.map((reject) => reject.toJSON()),
    );
  });
});

describe("what is held, on the wire", () => {
  it("is nothing at all if there is nothing to tell", () => {
    assertEquals(encodeHold({ lock: new Lock(), outcomes: [] }), undefined);
    const facts = decodeHold(undefined);
    assertEquals([facts.lock.isEmpty, facts.outcomes], [true, []]);
  });
  it("brings lock and outcomes", () => {
    const wire = wired(encodeHold({ lock: new Lock([[1, "2.50"]]), outcomes: [outcome] }));
    const facts = decodeHold(wire as HoldWire);
    assertEquals(facts.lock.toJson(), new Lock([[1, "2.50"]]).toJson());
    assertEquals(facts.outcomes[0]?.entry.balance?.absolute.toString(), "95.00");
  });
  it("brings what a drop copy adds", () => {
    const block = new AccountBlock("p", "Other", "why", "how");
    for (const [own, isBlocked] of [[block, true], [undefined, false]] as const) {
      const facts = { lock: new Lock(), outcomes: [outcome], block: own, isBlocked };
      const arrived = decodeDropCopy(wired(encodeDropCopy(facts)));
      assertEquals([arrived.block?.toJSON(), arrived.isBlocked], [own?.toJSON(), isBlocked]);
      assertEquals([arrived.outcomes.length, arrived.lock.isEmpty], [1, true]);
    }
  });
});

describe("a verdict on the wire", () => {
  it("is refused, accepted, or accepted with something to tell", () => {
    const wire: RejectWire[] = [["p", "order", "Other", "why", "how"]];
    assertEquals(refusalIn([0, wire])?.map(({ policy }) => policy), ["p"]);
    assertEquals([refusalIn(1), refusalIn([1, [null, null]])], [undefined, undefined]);
    assertEquals([holdIn(1), holdIn([0, wire]), holdIn([1, [null, null]])], [undefined, undefined, [
      null,
      null,
    ]]);
  });
});
