import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { Lock } from "../../../src/model/internal.ts";
import { assertErrors } from "./_errors.ts";
import { allBut } from "./_fields.ts";
import { assertReads, assertRefuses, WRITTEN } from "./_locks.ts";

const NO_LIST = "expected a list before";
const NO_SCALAR = "expected a text or number before";

function read(text: string): Lock {
  return Lock.fromJson(text);
}

describe("Lock.toJson()", () => {
  it("writes the default group's prices, then lists that start with a group id", () => {
    for (const { entries, json } of WRITTEN) assertEquals(new Lock(entries).toJson(), json);
  });
});

describe("Lock.fromJson()", () => {
  it("reads what toJson() writes", () => {
    for (const { entries, json } of WRITTEN) {
      assert(read(json).equals(new Lock(entries)));
      assertEquals(read(json).toJson(), json);
    }
  });

  it("drops empty sections and joins those of one group", () => {
    assertReads([
      ["[[]]", "[]"],
      ["[[],[7]]", "[]"],
      ['[["1"],[7]]', '[["1"]]'],
      ['[["1"],[7,"1"],[9,"3"],[7,"2"]]', '[["1"],[7,"1","2"],[9,"3"]]'],
      ['[[],[7],[9,"1"],[7,"2"]]', '[[],[9,"1"],[7,"2"]]'],
    ], read);
  });

  it("takes numbers: integers of 64 bits as they are, others as doubles", () => {
    assertReads([
      ["[[185]]", '[["185"]]'],
      ["[[185.5,1e2,-0,-0.0]]", '[["185.5","100","0","0"]]'],
      ["[[1.10]]", '[["1.1"]]'],
      ["[[9007199254740993]]", '[["9007199254740993"]]'],
      ["[[18446744073709551615]]", '[["18446744073709551615"]]'],
      ["[[18446744073709551616]]", '[["18446744073709552000"]]'],
      ["[[-9223372036854775808]]", '[["-9223372036854775808"]]'],
      ["[[-9223372036854775809]]", '[["-9223372036854776000"]]'],
      ["[[123456789012345678901234567]]", '[["123456789012345680000000000"]]'],
      ["[[0.1234567890123456789]]", '[["0.12345678901234568"]]'],
      ["[[1e-7,-2.5E-8]]", '[["0.0000001","-0.000000025"]]'],
      ["[[1e-30]]", '[["0.0000000000000000000000000000"]]'],
      ["[[5e-324]]", '[["0.0000000000000000000000000000"]]'],
      ["[[7.9e28]]", '[["79000000000000000000000000000"]]'],
    ], read);
  });

  it("takes texts leniently: exponents, signs, underscores, too many fraction digits", () => {
    assertReads([
      ['[["1e2","1E2","1e+2"]]', '[["100","100","100"]]'],
      ['[["1.50e1","1e-5"]]', '[["15.0","0.00001"]]'],
      ['[["+1","1_0","-0.00"]]', '[["1","10","0.00"]]'],
      ['[["1.23456789012345678901234567890"]]', '[["1.2345678901234567890123456789"]]'],
      ['[["1\\u0030"]]', '[["10"]]'],
    ], read);
  });

  it("takes white space around everything", () => {
    assertReads([
      [' [ [ "1" ,\t2 ] , [ 7 , "3" ] ] \r\n', '[["1","2"],[7,"3"]]'],
    ], read);
  });

  it("refuses prices that are no number or don't fit", () => {
    assertRefuses(
      [
        ['[["abc"]]', "'abc' is not a price"],
        ['[[""]]', "'' is not a price"],
        ['[[" 1"]]', "' 1' is not a price"],
        ['[["0x10"]]', "'0x10' is not a price"],
        ['[["1e29"]]', "'1e29' is not a price"],
        ['[["5e-324"]]', "'5e-324' is not a price"],
        ["[[1e29]]", "'1e+29' is not a price"],
        ["[[1e400]]", "'Infinity' is not a price"],
        [
          '[["99999999999999999999999999999999"]]',
          "'99999999999999999999999999999999' is not a price",
        ],
      ],
      "json",
      read,
    );
  });

  it("refuses sections without a good group id", () => {
    const range = "group id must be an integer in range 0..=65535";
    const tagged = "default group must be encoded as the first sublist, not as a tagged section";
    assertRefuses(
      [
        ['[["185"],[0,"1"]]', tagged],
        ["[[],[0]]", tagged],
        ['[["185"],[]]', "a tagged section must start with a group id"],
        ['[["1"],["7","1"]]', range],
        ['[["1"],[65536,"1"]]', range],
        ['[["1"],[-1,"1"]]', range],
        ['[[],[7.0,"1"]]', range],
        ['[[],[7e0,"1"]]', range],
        ['[[],[-0,"1"]]', range],
        ['[[],[[7],"1"]]', `${NO_SCALAR} 6`],
      ],
      "json",
      read,
    );
  });

  it("refuses other nestings and values", () => {
    assertRefuses(
      [
        ["5", `${NO_LIST} 1`],
        ['"x"', `${NO_LIST} 3`],
        ['["1"]', `${NO_LIST} 4`],
        ["[5]", `${NO_LIST} 2`],
        ["[[[]]]", `${NO_SCALAR} 3`],
        ["{}", "unexpected character at 0"],
        ["null", "unexpected character at 0"],
        ["[null]", "unexpected character at 1"],
        ["[[true]]", "unexpected character at 2"],
        ["[[{}]]", "unexpected character at 2"],
      ],
      "json",
      read,
    );
  });

  it("refuses what is no JSON, and anything behind the lock", () => {
    assertRefuses(
      [
        ["", "unexpected end"],
        [" ", "unexpected end"],
        ["[", "unexpected end"],
        ["[[", "unexpected end"],
        ['[["1"', "unexpected end"],
        ['[["1"]', "unexpected end"],
        ['[["1"]]x', "trailing characters at 7"],
        ['[["1"]] x', "trailing characters at 7"],
        ["[][]", "trailing characters at 2"],
        ["[]\ufeff", "trailing characters at 2"],
        ["\ufeff[]", "unexpected character at 0"],
        ["]", `${NO_LIST} 1`],
        ["[,]", `${NO_LIST} 2`],
        ["[[,]]", `${NO_SCALAR} 3`],
        ['[["1",]]', `${NO_SCALAR} 7`],
        ['[["1"],]', `${NO_LIST} 8`],
        ['[["1" "2"]]', 'expected "," or "]" before 9'],
        ['[["1"] ["2"]]', 'expected "," or "]" before 8'],
        ["[[01]]", 'expected "," or "]" before 4'],
        ["[[1.]]", "unexpected character at 3"],
        ["[[.5]]", "unexpected character at 2"],
        ["[[+5]]", "unexpected character at 2"],
        ['[["1', "unexpected character at 2"],
        ['[["\\x31"]]', "invalid text before 8"],
        ['[["1\u0001"]]', "invalid text before 6"],
        ['[["\\ud800"]]', "'\ud800' is not a price"],
        ["[['1']]", "unexpected character at 2"],
      ],
      "json",
      read,
    );
  });

  it("refuses a huge text without running out of stack", () => {
    const digits = "1".repeat(5_000_000);
    assertErrors([
      [
        () => read(`[[${digits}]]`),
        "ParamError InvalidFormat: lock json decode failed: 'Infinity' is not a price",
      ],
      [
        () => read(`[["${digits}`),
        "ParamError InvalidFormat: lock json decode failed: unexpected character at 2",
      ],
      [
        () => read("[".repeat(1_000_000)),
        "ParamError InvalidFormat: lock json decode failed: expected a text or number before 3",
      ],
    ]);
  });

  it("refuses what is no text", () => {
    const fromJson = Lock.fromJson as (text?: unknown) => Lock;
    const error = "TypeError: lock json must be a string";
    assertErrors([
      ...allBut(["string"], error).map(([value]): [() => unknown, string] => [
        () => fromJson(value),
        error,
      ]),
      [() => fromJson(), error],
      [() => fromJson(null), error],
      [() => fromJson(new Lock()), error],
    ]);
  });
});
