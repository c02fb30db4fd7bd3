import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { decodeAnswers, encodeCalls, WIRE_VERSION } from "../../../../src/engine/internal.ts";
import { decodeCalls, encodeAnswers } from "../../../../src/engine/shared/frames.ts";

describe("frames", () => {
  it("carry calls, and none as a sign of life", () => {
    const text = encodeCalls("js:1", [[1, "execute", ["a"]], [2, "commit", 1]]);
    assertEquals(text, '[1,"js:1",[[1,"execute",["a"]],[2,"commit",1]]]');
    assertEquals(decodeCalls(text), [1, "js:1", [[1, "execute", ["a"]], [2, "commit", 1]]]);
    assertEquals(decodeCalls(encodeCalls("js:1", [])), [1, "js:1", []]);
  });
  it("carry answers", () => {
    const text = encodeAnswers([[1, 1, [1]], [2, 0, "no"]]);
    assertEquals(text, '[1,[[1,1,[1]],[2,0,"no"]]]');
    assertEquals(decodeAnswers(text), [WIRE_VERSION, [[1, 1, [1]], [2, 0, "no"]]]);
  });
  const malformed: readonly unknown[] = [
    ...[undefined, null, 1, {}, [], "", "{", "1", "null", "[]", "{}"],
    ...['[2,"js:1",[]]', "[1,5,[]]", '[1,"js:1"]', '[1,"js:1",{}]', '[1,"js:1",[1]]'],
    ...[
      '[1,"js:1",[["1","a"]]]',
      '[1,"js:1",[[1.5,"a"]]]',
      '[1,"js:1",[[1,2]]]',
      '[1,"js:1",[[1]]]',
    ],
  ];
  for (const text of malformed) {
    it(`refuse ${typeof text} ${String(text)} as calls`, () => {
      assertEquals(decodeCalls(text), undefined);
    });
  }
  for (
    const text of [
      undefined,
      "",
      "[1]",
      "[2,[]]",
      "[1,{}]",
      "[1,[1]]",
      "[1,[[1,1]]]",
      '[1,[["1",1,2]]]',
    ]
  ) {
    it(`refuse ${typeof text} ${String(text)} as answers`, () => {
      assertEquals(decodeAnswers(text), undefined);
    });
  }
});
