/** Answers and thrown errors in the form of the market-data vectors. */
import type { Api, Loose } from "../shared/api.ts";
import { attempt } from "../shared/errors.ts";
import { decimal } from "../shared/records.ts";
import type { Call } from "../shared/steps.ts";

/** What a call gave, or `{ error }` with the fields of its class. */
export function answer(api: Api, call: () => unknown): Record<string, unknown> {
  const made = attempt(api, call);
  if (!made.ok) return { error: errorRecord(made.error) };
  return made.value as Record<string, unknown>;
}

/** A call that succeeds and gives nothing. */
export function done(api: Api, call: () => unknown): Call {
  return () => answer(api, () => ({ ok: true, returned: call() }));
}

export function quoteRecord(quote: Loose): unknown {
  return { mark: decimal(quote.mark), bid: decimal(quote.bid), ask: decimal(quote.ask) };
}

/** An id is a value class; errors may carry it as such or as a bare number. */
export function idText(id: Loose): string {
  return String(id.value ?? id);
}

function errorRecord(error: Loose): Record<string, unknown> {
  const { name, message, instrument, instrumentId, quote, kind } = error;
  return {
    kind: name,
    message,
    conflict: kind,
    instrument: instrument && [instrument.underlyingAsset, instrument.settlementAsset],
    instrumentId: instrumentId === undefined ? undefined : idText(instrumentId),
    quote: quote && quoteRecord(quote),
  };
}

interface Answered {
  readonly error?: { readonly kind?: unknown };
}

/**
 * Expectation and answer as they are compared: `NoTarget` is a RangeError here, and of the
 * recorder's generic error nothing but the failure counts.
 */
export function comparable(expected: Answered, found: Answered): [unknown, unknown] {
  if (expected.error?.kind === "NoTarget") {
    return [{ ...expected, error: { ...expected.error, kind: "RangeError" } }, found];
  }
  if (expected.error?.kind !== "ValueError" || found.error === undefined) return [expected, found];
  const failed = { kind: "ValueError" };
  return [{ ...expected, error: failed }, { ...found, error: failed }];
}
