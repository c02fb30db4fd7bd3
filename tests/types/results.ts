/** Results narrow on `ok`: what is there only sometimes can't be used without a look. */

import type { Engine } from "../../mod.ts";
import type { ExecuteResult, Request, Reservation, StartResult } from "../../src/pretrade/mod.ts";

export function narrows(engine: Engine): void {
  const start: StartResult = engine.startPreTrade({});
  const execute: ExecuteResult = engine.executePreTrade({});

  if (start.ok) start.request.execute();
  if (execute.ok) execute.reservation.commit();
  if (execute.reservation) execute.reservation.rollback();
  if (execute.reservation !== undefined) execute.reservation.lock();
  execute.reservation?.commit();

  // @ts-expect-error -- the order may have been refused
  start.request.execute();
  // @ts-expect-error -- the order may have been refused
  execute.reservation.commit();
  // @ts-expect-error -- a refused order has no request
  if (!start.ok) start.request.execute();
  // @ts-expect-error -- a refused order has no reservation
  if (!execute.ok) execute.reservation.commit();
}

export function chains(engine: Engine): Reservation | undefined {
  const start = engine.startPreTrade({});
  if (!start.ok) return undefined;
  const request: Request = start.request;
  const execute = request.execute();
  if (!execute.ok) return undefined;
  const reservation: Reservation = execute.reservation;
  return reservation;
}

export function rejectsAreAlwaysThere(result: StartResult | ExecuteResult): string[] {
  return result.rejects.map(({ code, reason, details, policy, scope, userData }) => {
    const token: bigint = userData;
    const where: "order" | "account" = scope;
    return `${where} ${code} ${policy} ${reason} ${details} ${token}`;
  });
}

export function isReadOnly(result: ExecuteResult): void {
  // @ts-expect-error -- read-only
  result.ok = true;
  // @ts-expect-error -- read-only
  result.rejects = [];
}

export function areInstances(
  value: unknown,
  results: typeof import("../../src/pretrade/mod.ts"),
): void {
  if (value instanceof results.ExecuteResult && value.ok) value.reservation.commit();
  // @ts-expect-error -- made by the engine only
  new results.ExecuteResult();
  // @ts-expect-error -- made by the engine only
  new results.StartResult();
}
