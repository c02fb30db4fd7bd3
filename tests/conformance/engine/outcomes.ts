/** Outcomes that scripted policies report, as plain entries and as the classes reports need. */
import type { Api, Loose } from "../shared/api.ts";
import { bigText, type Input, integer, object, type Read, text } from "../shared/input.ts";
import type { Values } from "../shared/values.ts";

export interface Figures {
  readonly delta: string;
  readonly absolute: string;
}

export interface EntryFields {
  readonly asset: string;
  readonly balance?: Figures;
  readonly held?: Figures;
  readonly incoming?: Figures;
  readonly realizedPnl?: Figures;
  readonly averageEntryPrice?: string;
}

export interface ReportOutcomeFields {
  readonly policyGroupId: number;
  readonly entry: EntryFields;
}

export interface ReportPnlFields {
  readonly policyGroupId: number;
  readonly account: bigint;
  readonly pnl: Figures;
}

export const figures: Read<Figures> = object((input) => ({
  delta: input.get("delta", text),
  absolute: input.get("absolute", text),
}));

export const entryFields: Read<EntryFields> = object(readEntry);

function readEntry(input: Input): EntryFields {
  return {
    asset: input.get("asset", text),
    ...input.field("balance", figures),
    ...input.field("held", figures),
    ...input.field("incoming", figures),
    ...input.field("realizedPnl", figures),
    ...input.field("averageEntryPrice", text),
  };
}

export const reportOutcomeFields: Read<ReportOutcomeFields> = object((input) => ({
  policyGroupId: input.get("policyGroupId", integer),
  entry: readEntry(input),
}));

export const reportPnlFields: Read<ReportPnlFields> = object((input) => ({
  policyGroupId: input.get("policyGroupId", integer),
  account: input.get("account", bigText),
  pnl: input.get("pnl", figures),
}));

/** The plain form, which pre-trade and adjustment hooks may return. */
export function entryLiteral(entry: EntryFields): Loose {
  const { realizedPnl, ...rest } = entry;
  return { ...rest, ...(realizedPnl && { realizedPnl: { pnl: realizedPnl } }) };
}

/** Report hooks have to return class instances. */
export function reportOutcome(api: Api, fields: ReportOutcomeFields): Loose {
  const need = (name: string): Loose => api.need("accountadjustment", name);
  const [Outcome, Entry] = [need("AccountAdjustmentOutcome"), need("AccountOutcomeEntry")];
  const { asset, balance, held, incoming, realizedPnl, averageEntryPrice } = fields.entry;
  const bucket = (it: Figures | undefined): Loose =>
    it && new (need("OutcomeAmount"))(it.delta, it.absolute);
  const pnl = realizedPnl && new (need("PnlOutcome"))(pnlAmount(api, realizedPnl));
  const price = averageEntryPrice === undefined
    ? undefined
    : new (api.need("param", "Price"))(averageEntryPrice);
  const entry = new Entry(asset, bucket(balance), bucket(held), bucket(incoming), pnl, price);
  return new Outcome(fields.policyGroupId, entry);
}

export function reportPnl(values: Values, fields: ReportPnlFields): Loose {
  const AccountPnlOutcome = values.api.need("pretrade", "AccountPnlOutcome");
  const account = values.account(fields.account);
  return new AccountPnlOutcome(fields.policyGroupId, account, pnlAmount(values.api, fields.pnl));
}

function pnlAmount(api: Api, { delta, absolute }: Figures): Loose {
  const PnlOutcomeAmount = api.need("accountadjustment", "PnlOutcomeAmount");
  return new PnlOutcomeAmount(delta, absolute);
}
