/** Value-type vectors: one case per line. */
import type { Api } from "../shared/api.ts";
import { requireSame } from "../shared/compare.ts";
import { object, oneOf, text, unread, VectorError } from "../shared/input.ts";
import type { ReadCall } from "../shared/steps.ts";
import type { Topic } from "../shared/topic.ts";
import { arithmeticOperations } from "./arithmetic.ts";
import { factoryOperations } from "./factories.ts";
import { ParamKit } from "./kit.ts";
import { valueOperations } from "./values.ts";

export function paramTopic(api: Api): Topic {
  const kit = new ParamKit(api);
  const operations = new Map<string, ReadCall>([
    ...factoryOperations(kit),
    ...arithmeticOperations(kit),
    ...valueOperations(kit),
  ]);
  return {
    name: "param",
    claims: (line) => line["suite"] === "param",
    replay: (line) => replayCase(operations, line),
  };
}

function replayCase(operations: ReadonlyMap<string, ReadCall>, line: unknown): void {
  const { call, expected } = object((input) => {
    input.get("name", text);
    input.get("suite", oneOf("param"));
    input.get("kind", oneOf("handwritten", "random"));
    input.maybe("note", text);
    const op = input.get("op", text);
    const readCall = operations.get(op);
    if (readCall === undefined) throw new VectorError(`unknown op ${op}`);
    return { call: readCall(input), expected: input.get("expect", unread) };
  })(line, "case");
  requireSame(expected, call());
}
