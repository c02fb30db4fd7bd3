import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { Engine } from "../../src/engine/mod.ts";
import { Price, Quantity } from "../../src/param/mod.ts";
import { Lock, type PostTradeResult } from "../../src/pretrade/mod.ts";
import { buildSpotFunds } from "../../src/pretrade/policies/mod.ts";
import { check, seeded } from "./_arbitraries.ts";
import { numerator, read } from "./_model.ts";
import { scaled } from "./_spot_book.ts";

const AAPL = { underlyingAsset: "AAPL", settlementAsset: "USD", accountId: 1 } as const;

function funded(usd: string): Engine {
  const engine = Engine.builder().builtin(buildSpotFunds()).build();
  engine.accounts().setCurrency(1, "USD");
  adjust(engine, "USD", usd);
  return engine;
}

function adjust(engine: Engine, asset: string, delta: string): void {
  engine.applyAccountAdjustment(1, [{ operation: { asset }, amount: { balance: { delta } } }]);
}

/** What the account has of an asset, in units of 10^-28. */
function holding(
  engine: Engine,
  asset: string,
): { available: bigint; held: bigint; incoming: bigint } {
  const [found] = engine.accounts().holdings(1, asset);
  const exact = (value: unknown) => numerator(read(`${value ?? 0}`));
  return {
    available: exact(found?.available),
    held: exact(found?.held),
    incoming: exact(found?.incoming),
  };
}

/** 10^-20: far more than a few roundings at 28 digits of numbers below 10^6 can sum up to. */
const TINY = 10n ** 8n;
const abs = (value: bigint): bigint => value < 0n ? -value : value;

describe(seeded("the money of spot accounts where decimals end"), () => {
  const cents = (max: bigint) => fc.bigInt({ min: 1n, max }).map((value) => scaled(value, 2));

  it("leaves no more than a last digit behind when an order by volume is bought in pieces", () => {
    check(
      fc.property(
        cents(90_000n),
        cents(5_000n),
        fc.integer({ min: 1, max: 4 }),
        (volume, price, pieces) => {
          const engine = funded("1000");
          const result = engine.executePreTrade({
            operation: { ...AAPL, side: "BUY", tradeAmount: { volume }, price },
          });
          if (!result.ok) throw new Error(result.rejects[0]?.details);
          const lock = result.reservation.lock();
          const incoming = result.reservation.accountAdjustments()
            .find(({ entry }) => entry.asset === "AAPL")?.entry.incoming;
          result.reservation.commit();
          let left = new Quantity(`${incoming?.delta}`);
          for (let piece = pieces; piece > 0; piece--) {
            const quantity = left.div(piece);
            left = left.sub(quantity);
            engine.applyExecutionReport({
              operation: { ...AAPL, side: "BUY" },
              fill: {
                lock,
                lastTrade: { price, quantity },
                isFinal: piece === 1,
                remainingReservedQuantity: left,
              },
            });
          }
          const usd = holding(engine, "USD");
          const bought = holding(engine, "AAPL");
          const spent = numerator(read("1000")) - numerator(read(volume));
          assert(
            abs(usd.held) < TINY && abs(usd.available - spent) < TINY,
            JSON.stringify(`${usd.held}`),
          );
          assert(abs(bought.incoming) < TINY && bought.held === 0n);
          const paid = new Price(price).calculateVolume(new Quantity(`${incoming?.delta}`));
          assert(abs(numerator(read(`${paid}`)) - numerator(read(volume))) < TINY);
        },
      ),
    );
  });

  it("turns a closed position into as much money as its P&L says, fees included", () => {
    const trade = fc.record({
      thousandths: fc.bigInt({ min: 1n, max: 20_000n }),
      price: cents(20_000n),
      fee: fc.bigInt({ min: -50n, max: 200n }).map((value) => scaled(value, 2)),
    });
    check(
      fc.property(
        fc.array(trade, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (trades, isShort) => {
          const engine = funded("100000");
          const total = trades.reduce((sum, { thousandths }) => sum + thousandths, 0n);
          const [open, close] = isShort ? ["SELL", "BUY"] as const : ["BUY", "SELL"] as const;
          const steps = [
            ...trades.map(({ thousandths, price, fee }) => ({
              side: open,
              quantity: scaled(thousandths, 3),
              price,
              fee,
            })),
            { side: close, quantity: scaled(total, 3), price: "101.37", fee: "0.99" },
          ];
          let ledger = 0n;
          for (const { side, quantity, price, fee } of steps) {
            const { accountPnls } = report(engine, side, quantity, price, fee);
            for (const { pnl } of accountPnls) ledger = numerator(read(`${pnl?.absolute}`));
          }
          const [position] = engine.accounts().holdings(1, "AAPL");
          assertEquals(position?.averageEntryPrice, undefined);
          const line = numerator(read(`${position?.realizedPnl}`));
          const { available, held } = holding(engine, "USD");
          const won = available + held - numerator(read("100000"));
          assert(abs(line - won) < TINY, `line ${line}, money ${won}`);
          assert(abs(ledger - won) < TINY, `ledger ${ledger}, money ${won}`);
        },
      ),
    );
  });
});

function report(
  engine: Engine,
  side: "BUY" | "SELL",
  quantity: string,
  price: string,
  fee: string,
): PostTradeResult {
  return engine.applyExecutionReport({
    operation: { ...AAPL, side },
    fill: {
      lock: new Lock([[0, price]]),
      lastTrade: { price, quantity },
      fee: { amount: fee, currency: "USD" },
      isFinal: true,
      remainingReservedQuantity: "0",
    },
  });
}
