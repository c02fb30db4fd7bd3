/** Steps on the reference book, and on locks and their wire forms. */
import type { Loose } from "../shared/api.ts";
import {
  bigText,
  type Input,
  integer,
  listOf,
  object,
  oneOf,
  pairOf,
  type Read,
  text,
} from "../shared/input.ts";
import { hex, lockEntries } from "../shared/records.ts";
import type { Call, ReadCall } from "../shared/steps.ts";
import { answer, done, idText } from "./answers.ts";
import { instrument } from "./models.ts";
import type { World } from "./world.ts";

export function bookSteps(world: World): Map<string, ReadCall> {
  return new Map<string, ReadCall>([
    ["book.create", () => done(world.api, () => void (world.book = newBook(world)))],
    ["book.register", (input) => register(world, input)],
    ["book.resolve", (input) => resolve(world, input)],
    ["book.scheme", (input) => scheme(world, input)],
    ["book.setScheme", (input) => {
      const args = [input.get("id", bigText), input.get("scheme", schemeReader(world))];
      return done(world.api, () => world.book.setSettlementScheme(...args));
    }],
    ["book.clearScheme", (input) => {
      const id = input.get("id", bigText);
      return done(world.api, () => world.book.clearSettlementScheme(id));
    }],
    ["lock.build", (input) => buildLock(world, input)],
    ["lock.fromJson", (input) => {
      const written = input.get("text", text);
      return () => answer(world.api, () => lockRecord(lockClass(world).fromJson(written)));
    }],
  ]);
}

function newBook(world: World): Loose {
  const ReferenceBook = world.api.need("core", "ReferenceBook");
  return new ReferenceBook();
}

function register(world: World, input: Input): Call {
  const what = input.get("instrument", instrument);
  const id = input.maybe("id", bigText);
  return () =>
    answer(world.api, () => {
      const made = id === undefined
        ? world.book.register(what)
        : world.book.registerWithId(what, id);
      return { id: idText(made ?? world.book.resolve(what)) };
    });
}

function resolve(world: World, input: Input): Call {
  const what = input.get("instrument", instrument);
  return () =>
    answer(world.api, () => {
      const id = world.book.resolve(what);
      return { id: id === undefined ? null : idText(id) };
    });
}

const UNITS = { "business-days": "BusinessDays", "calendar-days": "CalendarDays" } as const;

function schemeReader(world: World): Read<Loose> {
  const { api } = world;
  const lag = object((input) => {
    const [Lag, Unit] = [api.need("core", "SettlementLag"), api.need("core", "SettlementUnit")];
    const days = input.get("n", bigText);
    return new Lag(days, Unit[UNITS[input.get("unit", oneOf("business-days", "calendar-days"))]]);
  });
  return object((input) => {
    const Scheme = api.need("core", "SettlementScheme");
    if (input.has("uniform")) return Scheme.uniform(input.get("uniform", bigText));
    return new Scheme(input.get("delivery", lag), input.get("payment", lag));
  });
}

function scheme(world: World, input: Input): Call {
  const id = input.get("id", bigText);
  return () =>
    answer(world.api, () => {
      const found = world.book.settlementScheme(id);
      if (found === undefined) return { scheme: null };
      const { delivery, payment } = found;
      return {
        scheme: { delivery: lagRecord(world, delivery), payment: lagRecord(world, payment) },
      };
    });
}

function lagRecord(world: World, lag: Loose): unknown {
  const Unit = world.api.need("core", "SettlementUnit");
  const unit = Object.entries(UNITS).find(([, name]) => Unit[name] === lag.unit)?.[0];
  return { n: String(lag.n), unit };
}

function lockClass(world: World): Loose {
  return world.api.need("pretrade", "Lock");
}

function buildLock(world: World, input: Input): Call {
  const entries = input.get("entries", listOf(pairOf(integer, text)));
  const Lock = lockClass(world);
  return () =>
    answer(world.api, () => {
      const lock = new Lock();
      for (const [group, price] of entries) lock.push(group, price);
      return lockRecord(lock);
    });
}

function lockRecord(lock: Loose): Record<string, unknown> {
  return {
    length: lock.length,
    entries: lockEntries(lock),
    json: lock.toJson(),
    msgpackHex: hex(lock.toMsgpack()),
    cborHex: hex(lock.toCbor()),
  };
}
