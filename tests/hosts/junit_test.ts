import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { readJunit, writeJunit } from "./junit.ts";

describe("readJunit()", () => {
  it("reads Deno's form, where groups stand beside their cases", () => {
    const cases = readJunit(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="4" failures="2" errors="0" time="0.011">
    <testsuite name="./tests/std/bdd.ts" tests="1" disabled="0" errors="0" failures="1">
        <testcase name="outer" classname="./tests/std/bdd.ts" time="0.004" line="23" col="8">
            <failure message="1 test step failed">1 test step failed.</failure>
        </testcase>
    </testsuite>
    <testsuite name="ext:deno_node/testing.ts" tests="3" disabled="0" errors="0" failures="1">
        <testcase name="outer &gt; a &lt;b&gt; &amp; &quot;c&quot;" time="0.000">
        </testcase>
        <testcase name="outer &gt; fails" time="0.001">
            <failure message="Uncaught Error: x &gt; y">Error: x &gt; y
    at here</failure>
        </testcase>
        <testcase name="outer &gt; inner" time="0.001">
        </testcase>
        <testcase name="outer &gt; inner &gt; x" time="0.000">
        </testcase>
    </testsuite>
</testsuites>`);
    assertEquals(cases, [
      { name: 'outer > a <b> & "c"' },
      { name: "outer > fails", failure: "Error: x > y\n    at here" },
      { name: "outer > inner > x" },
    ]);
  });
  it("reads Bun's form, where files are suites", () => {
    const cases = readJunit(`<testsuites name="bun test" tests="2">
  <testsuite name="tests/a_test.ts" file="tests/a_test.ts" tests="2">
    <testsuite name="outer" file="tests/a_test.ts" line="23">
      <testcase name="plain" classname="outer" time="0.000007" line="28" assertions="0" />
      <testcase name="fails" classname="outer" time="0.000427">
        <failure type="AssertionError" message="no&#10;more">no&#10;more</failure>
      </testcase>
    </testsuite>
  </testsuite>
</testsuites>`);
    assertEquals(cases, [
      { name: "outer > plain" },
      { name: "outer > fails", failure: "no\nmore" },
    ]);
  });
  it("reads Node's form, with bare angle brackets in attributes", () => {
    const cases = readJunit(`<testsuites>
	<testsuite name="outer" time="0.003765" tests="2">
		<testcase name="a > b" time="0.000436" classname="outer" file="x.ts"/>
		<testsuite name="inner" time="0.002208">
			<testcase name="fails" time="0.000273" classname="outer.inner" failure="1 > 0">
				<failure type="testCodeFailure" message="1 > 0">
[Error: 1 > 0]
				</failure>
			</testcase>
		</testsuite>
	</testsuite>
	<testcase name="alone" time="0.1" classname="test"/>
	<!-- tests 3 -->
</testsuites>`);
    assertEquals(cases, [
      { name: "outer > a > b" },
      { name: "outer > inner > fails", failure: "[Error: 1 > 0]" },
      { name: "alone" },
    ]);
  });
  it("takes a skipped case for a failed one", () => {
    const [skipped] = readJunit(`<testcase name="later"><skipped message="todo" /></testcase>`);
    assertEquals(skipped?.name, "later");
    assertEquals(skipped?.failure, '<skipped message="todo" />');
  });
});

describe("writeJunit()", () => {
  it("writes what readJunit() reads", () => {
    const cases = [{ name: 'a > "b" & <c>' }, { name: "d", failure: "x < y\n&amp; more" }];
    assertEquals(readJunit(writeJunit(cases)), cases);
  });
});
