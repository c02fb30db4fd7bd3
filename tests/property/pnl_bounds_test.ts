import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import * as fc from "fast-check";
import { Engine } from "../../src/engine/mod.ts";
import {
  buildPnlBoundsKillswitch,
  PnlBoundsAccountAssetBarrierUpdate,
  PnlBoundsBrokerBarrier,
  type PnlBoundsKillswitchOptions,
} from "../../src/pretrade/policies/mod.ts";
import type { Reject } from "../../src/reject.ts";
import { orderDraft } from "../../src/testing/mod.ts";
import { check, seeded, signed } from "./_arbitraries.ts";
import { add, type Model, numerator, print, read } from "./_model.ts";
import { type AssetBounds, type Bounds, NaiveKillSwitch } from "./_pnl_model.ts";

const POLICY = "PnlBoundsKillSwitchPolicy";

/** Amounts that sum up exactly: no more digits than a sum of hundreds of them can hold. */
const amount: fc.Arbitrary<Model> = fc.record({
  negative: fc.boolean(),
  mantissa: fc.oneof(
    fc.bigInt({ min: 1n, max: 10n ** 18n }),
    fc.bigInt({ min: 1n, max: 100n }),
  ),
  scale: fc.integer({ min: 0, max: 8 }),
});
const reports = fc.array(fc.record({ pnl: amount, fee: amount }), {
  minLength: 1,
  maxLength: 60,
  size: "max",
});

/** An engine whose account 1 is outside whatever it has: each report tells the sum. */
function telling(): (pnl: Model, fee: Model) => string {
  const crossed = new PnlBoundsBrokerBarrier("USD", 1, -1);
  const engine = Engine.builder()
    .builtin(buildPnlBoundsKillswitch().brokerBarriers([crossed]))
    .build();
  return (pnl, fee) => {
    const { accountBlocks } = engine.applyExecutionReport({
      operation: { underlyingAsset: "AAPL", settlementAsset: "USD", accountId: 1 },
      financialImpact: { pnl: print(pnl), fee: print(fee) },
    });
    return accountBlocks.map(({ details }) => details).join();
  };
}

describe(seeded("realized P&L"), () => {
  it("is the exact sum of P&L minus fees, whatever the order of the reports", () => {
    check(fc.property(reports, fc.boolean(), (all, isReversed) => {
      const report = telling();
      let sum = 0n;
      for (const { pnl, fee } of isReversed ? [...all].reverse() : all) {
        sum += numerator(pnl) - numerator(fee);
        const told = /^realized pnl (\S+), settlement asset USD$/.exec(report(pnl, fee))?.[1];
        assertEquals(numerator(read(told ?? "")), sum);
      }
    }));
  });

  it("has the text that decimals have, and one that does not fit is left out", () => {
    const impacts = fc.array(fc.tuple(signed, signed), {
      minLength: 1,
      maxLength: 12,
      size: "max",
    });
    check(fc.property(impacts, (all) => {
      const report = telling();
      let sum: string | undefined;
      for (const [pnl, fee] of all) {
        const increment = add(pnl, { ...fee, negative: !fee.negative });
        const next = increment === "Overflow" || sum === undefined
          ? increment
          : add(read(sum), read(increment));
        const text = increment === "Overflow"
          ? `pnl + fee overflow: pnl ${print(pnl)}, fee ${print(fee)}`
          : next === "Overflow"
          ? `realized pnl + pnl_with_fee overflow: previous ${sum}, increment ${increment}`
          : `realized pnl ${next}`;
        assertEquals(report(pnl, fee), `${text}, settlement asset USD`);
        if (next !== "Overflow") sum = next;
      }
    }));
  });
});

const account = fc.integer({ min: 1, max: 2 });
const asset = fc.constantFrom("USD", "EUR");
const small = fc.integer({ min: -6, max: 6 });
const bound = fc.option(small, { nil: undefined });
// A barrier without bounds makes the whole call fail.
const bounds: fc.Arbitrary<Bounds> = fc.oneof(
  { arbitrary: fc.tuple(small, bound), weight: 4 },
  { arbitrary: fc.tuple(bound, small), weight: 4 },
  { arbitrary: fc.constant([undefined, undefined] as const), weight: 1 },
);
const axis = (...keys: readonly string[]) =>
  fc.option(
    fc.record(Object.fromEntries(keys.map((key) => [key, bounds])), { requiredKeys: [] }),
    { nil: undefined },
  ) as fc.Arbitrary<AssetBounds | undefined>;

const command = fc.oneof(
  {
    arbitrary: fc.record({
      op: fc.constant("order" as const),
      account,
      asset,
      isDryRun: fc.boolean(),
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      op: fc.constant("report" as const),
      account,
      asset,
      pnl: small,
      fee: fc.integer({ min: -1, max: 2 }),
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      op: fc.constant("configure" as const),
      broker: axis("USD", "EUR"),
      accounts: axis("1 USD", "1 EUR", "2 USD"),
    }),
    weight: 2,
  },
  {
    arbitrary: fc.record({ op: fc.constant("set" as const), account, asset, pnl: small }),
    weight: 1,
  },
  { arbitrary: fc.record({ op: fc.constant("unblock" as const), account }), weight: 1 },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

function optionsOf(
  broker: AssetBounds | undefined,
  accounts: AssetBounds | undefined,
): PnlBoundsKillswitchOptions {
  const brokerBarriers = broker && Object.entries(broker)
    .map(([asset, [lower, upper]]) => new PnlBoundsBrokerBarrier(asset, lower, upper));
  const accountBarriers = accounts && Object.entries(accounts).map(([key, [lower, upper]]) => {
    const [account, asset = ""] = key.split(" ");
    return new PnlBoundsAccountAssetBarrierUpdate(Number(account), asset, lower, upper);
  });
  return { brokerBarriers, accountBarriers };
}

function textOf({ rejects }: { readonly rejects: readonly Reject[] }): string {
  return rejects
    .map(({ code, reason, details }) => `${code} ${reason}: ${details}`)
    .join(" | ") || "pass";
}

function run(engine: Engine, command: Command): string {
  switch (command.op) {
    case "order": {
      const draft = orderDraft({ accountId: command.account, settlementAsset: command.asset });
      return textOf(
        command.isDryRun ? engine.startPreTradeDryRun(draft) : engine.startPreTrade(draft),
      );
    }
    case "report": {
      const { account, asset, pnl, fee } = command;
      const { accountBlocks } = engine.applyExecutionReport({
        operation: { underlyingAsset: "AAPL", settlementAsset: asset, accountId: account },
        financialImpact: { pnl, fee },
      });
      return accountBlocks
        .map(({ code, reason, details }) => `${code} ${reason}: ${details}`)
        .join(" | ") || "inside";
    }
    case "configure":
      return refusalOf(() => {
        engine.configure().pnlBoundsKillswitch(
          POLICY,
          optionsOf(command.broker, command.accounts),
        );
      });
    case "set": {
      const { account, asset, pnl } = command;
      return refusalOf(() => {
        engine.configure().setAccountPnl(POLICY, { account, settlementAsset: asset, pnl });
      });
    }
    case "unblock":
      return refusalOf(() => engine.accounts().unblock(command.account));
  }
}

function refusalOf(change: () => void): string {
  try {
    change();
    return "done";
  } catch (error) {
    return (error as { kind?: string }).kind ?? String(error);
  }
}

function naiveRun(naive: NaiveKillSwitch, command: Command): string {
  switch (command.op) {
    case "order":
      return naive.order(command.account, command.asset, command.isDryRun);
    case "report":
      return naive.report(command.account, command.asset, command.pnl, command.fee);
    case "configure":
      return naive.configure(command.broker, command.accounts) ? "done" : "VALIDATION";
    case "set":
      naive.set(command.account, command.asset, command.pnl);
      return "done";
    case "unblock":
      naive.unblock(command.account);
      return "done";
  }
}

const commands = fc.array(command, { minLength: 10, maxLength: 60, size: "max" });

function newEngine(): Engine {
  return Engine.builder()
    .builtin(
      buildPnlBoundsKillswitch().brokerBarriers([new PnlBoundsBrokerBarrier("USD", -3, 3)]),
    )
    .build();
}

describe(seeded("P&L bounds"), () => {
  it("are judged as a plain model of the rules does, through any change of settings", () => {
    check(fc.property(commands, (all) => {
      const engine = newEngine();
      const naive = new NaiveKillSwitch({ USD: [-3, 3] });
      assertEquals(
        all.map((each) => run(engine, each)),
        all.map((each) => naiveRun(naive, each)),
      );
    }));
  });

  it("let an account go only by unblock(), whatever is configured or reported", () => {
    check(fc.property(commands, (all) => {
      const engine = newEngine();
      const causes = new Map<number, string>();
      for (const each of all) {
        run(engine, each);
        if (each.op === "unblock") causes.delete(each.account);
        for (const accountId of [1, 2]) {
          // No barrier has this asset: only a block refuses.
          const verdict = textOf(
            engine.startPreTradeDryRun(orderDraft({ accountId, settlementAsset: "JPY" })),
          );
          const cause = causes.get(accountId);
          if (cause !== undefined) assertEquals(verdict, cause);
          else if (verdict !== "pass") {
            assert(each.op === "order" || each.op === "report", `blocked by ${each.op}`);
            causes.set(accountId, verdict);
          }
        }
      }
    }));
  });
});
