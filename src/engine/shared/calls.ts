import { readAccountAdjustment } from "../../model/internal.ts";
import { readAccountId, typeError } from "../../param/internal.ts";
import type { ExecuteResult } from "../../pretrade/mod.ts";
import { makeAccounts } from "../accounts.ts";
import { makeConfigurator } from "../configurator.ts";
import type { Thrown } from "../operation.ts";
import { describePolicy } from "../policy_info.ts";
import { decodeBatch } from "./batch_codec.ts";
import { isAccountsMethod, isConfiguratorMethod } from "./methods.ts";
import { decodeOrder, decodeReport } from "./order_codec.ts";
import type { Session } from "./session.ts";
import { decodeValue, encodeValue } from "./value_codec.ts";
import { encodeDropCopy, encodeHold, encodeRejects } from "./verdict_codec.ts";
import type { Json, VerdictWire } from "./wire.ts";

type Args = readonly Json[];
type Operation = (session: Session, id: number, args: Args) => Json;

/** What can be called from another thread. Each begins as its local counterpart does. */
const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ["start", start],
  ["execute", execute],
  ["batch", batch],
  ["startDry", startDry],
  ["executeDry", executeDry],
  ["dropCopy", dropCopy],
  ["report", report],
  ["adjust", adjust],
  ["retire", retire],
  ["run", run],
  ["commit", commit],
  ["commitAll", commitAll],
  ["rollback", rollback],
  ["drop", drop],
  ["accounts", accounts],
  ["configure", configure],
  ["policies", policies],
  ["hello", () => null],
]);

/** Carries out one call. @throws {TypeError} If there is no such operation; nothing ran. */
export function perform(session: Session, id: number, name: string, args: Args): Json {
  const operation = OPERATIONS.get(name);
  if (operation === undefined) throw typeError(`Cannot call ${name} from another thread`);
  requireFree(session, id);
  return operation(session, id, args);
}

function start(session: Session, id: number, [order]: Args): Json {
  session.core.enter();
  const result = session.core.startPreTrade(decodeOrder(order, session.input));
  if (!result.ok) return refused(encodeRejects(result.rejects));
  session.keepRequest(id, result.request);
  return PASSED;
}

function execute(session: Session, id: number, [order]: Args): Json {
  session.core.enter();
  return verdict(session, id, session.core.executePreTrade(decodeOrder(order, session.input)));
}

function run(session: Session, id: number, [request]: Args): Json {
  return verdict(session, id, session.takeRequest(number(request)).execute());
}

/** Many orders by one call: order number k is known by the number of the call plus k. All are checked, or none is held. */
function batch(session: Session, id: number, [orders]: Args): Json {
  session.core.enter();
  const data = decodeBatch(orders, session.input);
  for (let index = 1; index < data.length; index++) requireFree(session, id + index);
  let failure: Thrown | undefined;
  const verdicts = data.map((order, index): Json => {
    try {
      return verdict(session, id + index, session.core.executePreTrade(order));
    } catch (value) {
      failure ??= { value };
      return null;
    }
  });
  if (failure === undefined) return verdicts;
  for (let index = data.length - 1; index >= 0; index--) session.drop(id + index);
  throw failure.value;
}

function verdict(session: Session, id: number, result: ExecuteResult): Json {
  if (!result.ok) return refused(encodeRejects(result.rejects));
  const { reservation } = result;
  session.keepHold(id, reservation);
  const facts = { lock: reservation.lock(), outcomes: reservation.accountAdjustments() };
  const hold = encodeHold(facts);
  return hold === undefined ? PASSED : [1, hold as Json];
}

function startDry(session: Session, _id: number, [order]: Args): Json {
  session.core.enter();
  return encodeValue(session.core.startPreTradeDryRun(decodeOrder(order, session.input)));
}

function executeDry(session: Session, _id: number, [order]: Args): Json {
  session.core.enter();
  return encodeValue(session.core.executePreTradeDryRun(decodeOrder(order, session.input)));
}

function dropCopy(session: Session, id: number, [order]: Args): Json {
  session.core.enter();
  const result = session.core.applyDropCopy(decodeOrder(order, session.input));
  if (!result.ok) return refused(encodeRejects(result.rejects));
  const { operation } = result;
  session.keepHold(id, operation);
  const facts = {
    lock: operation.lock(),
    outcomes: operation.accountAdjustments(),
    block: operation.accountBlock(),
    isBlocked: operation.isAccountBlocked(),
  };
  return [1, encodeDropCopy(facts) as Json];
}

function report(session: Session, _id: number, [wire]: Args): Json {
  session.core.enter();
  return encodeValue(session.core.applyExecutionReport(decodeReport(wire, session.input)));
}

function adjust(session: Session, _id: number, [account, wire]: Args): Json {
  session.core.enter();
  const id = readAccountId(decodeValue(account ?? null));
  const items = decodeValue(wire ?? null);
  if (!Array.isArray(items)) {
    throw typeError("adjustments must be an iterable of AccountAdjustment");
  }
  const batch = items.map((item) => readAccountAdjustment(item, session.input));
  return encodeValue(session.core.applyAccountAdjustment(id, batch));
}

function retire(session: Session, _id: number, [account]: Args): Json {
  session.core.enter();
  session.core.retireAccount(readAccountId(decodeValue(account ?? null)));
  return null;
}

function commit(session: Session, _id: number, [hold]: Args): Json {
  session.takeHold(number(hold)).commit();
  return null;
}

/** All are committed, also if one of them fails; the first failure is told. */
function commitAll(session: Session, _id: number, [holds]: Args): Json {
  if (!Array.isArray(holds)) throw typeError("Cannot commit what is no list");
  let failure: Thrown | undefined;
  for (const hold of holds as Args) {
    try {
      session.takeHold(number(hold)).commit();
    } catch (value) {
      failure ??= { value };
    }
  }
  if (failure !== undefined) throw failure.value;
  return null;
}

function rollback(session: Session, _id: number, [hold]: Args): Json {
  session.takeHold(number(hold)).rollback();
  return null;
}

function drop(session: Session, _id: number, [open]: Args): Json {
  session.drop(number(open));
  return null;
}

function accounts(session: Session, _id: number, [method, args]: Args): Json {
  if (!isAccountsMethod(method)) throw typeError(`Cannot call accounts().${method}`);
  session.core.enter();
  return invoke(makeAccounts(session.core), method, args);
}

function configure(session: Session, _id: number, [method, args]: Args): Json {
  if (!isConfiguratorMethod(method)) throw typeError(`Cannot call configure().${method}`);
  session.core.enter();
  return invoke(makeConfigurator(session.core), method, args);
}

function policies(session: Session): Json {
  session.core.enter();
  return encodeValue(session.core.units.map(describePolicy));
}

function invoke(target: object, method: string, args: Json | undefined): Json {
  const values = decodeValue(args ?? null);
  if (!Array.isArray(values)) throw typeError(`Cannot call ${method} without a list of arguments`);
  const callable = Reflect.get(target, method) as (...args: unknown[]) => unknown;
  return encodeValue(callable.apply(target, values));
}

const PASSED: Json = 1 satisfies VerdictWire;

function refused(rejects: Json): Json {
  return [0, rejects];
}

function requireFree(session: Session, id: number): void {
  if (session.has(id)) throw typeError(`Cannot use call number ${id} again while it is open`);
}

function number(json: Json | undefined): number {
  if (typeof json !== "number") throw typeError("Cannot find what is open without its number");
  return json;
}
