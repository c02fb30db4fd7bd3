/** Alterations of single rules of the model. A search that misses one of them would miss the same mistake in the engine. */
import type { EngineModel } from "./engine_model.ts";
import type { Alteration } from "./lockstep.ts";

export const CANARIES: Readonly<Record<string, Alteration>> = {
  "the last cause of an account wins": ({ state: { blocks } }) => {
    blocks.recordAccount = (account, cause) => void blocks.accounts.set(account, cause);
  },
  "the last cause of a group wins": ({ state: { blocks } }) => {
    blocks.recordGroup = (group, cause) => void blocks.groups.set(group, cause);
  },
  "a failing finalizer leaves the engine open": ({ state: { blocks } }) => {
    blocks.recordEngine = () => {};
  },
  "the engine's block keeps no cause": ({ state: { blocks } }) => {
    const record = blocks.recordEngine.bind(blocks);
    blocks.recordEngine = () => record(undefined);
  },
  "the group's block comes before the account's own": ({ state: { blocks } }) => {
    const find = blocks.find.bind(blocks);
    blocks.find = (account, group) => {
      const found = find(account, group);
      const cause = group === undefined ? undefined : blocks.groups.get(group);
      return found?.slot === "account" && cause ? { slot: "group", block: cause } : found;
    };
  },
  "an order without account passes the blocked check": ({ state: { blocks } }) => {
    const refusal = blocks.refusal.bind(blocks);
    blocks.refusal = (account, group) =>
      account === undefined ? undefined : refusal(account, group);
  },
  "execute() makes no blocked check": (engine) => {
    const { blocks } = engine.state;
    const { execute } = engine;
    engine.execute = (request) => {
      const { refusal } = blocks;
      blocks.refusal = () => undefined;
      try {
        return execute.call(engine, request);
      } finally {
        blocks.refusal = refusal;
      }
    };
  },
  "rollbacks run in order of registration": ({ state }) => {
    const finalize = state.finalize.bind(state);
    state.finalize = (mutations, how) =>
      finalize(how === "rollback" ? mutations.toReversed() : mutations, how);
  },
  "the last failing finalizer is the cause": ({ state }) => {
    const finalize = state.finalize.bind(state);
    state.finalize = (mutations, how) => {
      const thrown: unknown[] = [];
      const noting = (run: () => void) => (): void => {
        try {
          run();
        } catch (value) {
          thrown.push(value);
          throw value;
        }
      };
      const noted = mutations.map(({ commit, rollback }) => ({
        commit: noting(commit),
        rollback: noting(rollback),
      }));
      return finalize(noted, how) && { value: thrown.at(-1) };
    };
  },
  "a dry run records the block of its rejects": (engine) => {
    const dryRun = engine.dryRun.bind(engine);
    engine.dryRun = (account, hasMainStage) => {
      const report = dryRun(account, hasMainStage);
      if (account !== undefined && report.accountBlock !== undefined) {
        engine.state.blocks.recordAccount(account, report.accountBlock);
      }
      return report;
    };
  },
  "callbacks may call their engine": ({ state }) => {
    state.callback = (run) => run();
  },
  "a retired account keeps its currency": (engine) => {
    const { currencies } = engine.state.registry;
    keepAcross(engine, (account) => {
      const currency = currencies.get(account);
      return () => currency !== undefined && currencies.set(account, currency);
    });
  },
  "a retired account keeps its block": (engine) => {
    const { accounts } = engine.state.blocks;
    keepAcross(engine, (account) => {
      const block = accounts.get(account);
      return () => block !== undefined && accounts.set(account, block);
    });
  },
  "unblockAll() lifts the blocks of accounts": (engine) => {
    const unblockAll = engine.unblockAll.bind(engine);
    engine.unblockAll = () => {
      unblockAll();
      engine.state.blocks.accounts.clear();
    };
  },
  "a refused registration keeps those before the offender": ({ state: { registry } }) => {
    const register = registry.register.bind(registry);
    registry.register = (accounts, group) => {
      for (const account of new Set(accounts)) register([account], group);
    };
  },
  "the group's currency comes before the account's own": ({ state: { registry } }) => {
    const currencyOf = registry.currencyOf.bind(registry);
    registry.currencyOf = (account) => {
      const group = registry.groups.get(account);
      const ofGroup = group === undefined ? undefined : registry.groupCurrencies.get(group);
      return ofGroup ?? currencyOf(account);
    };
  },
  "a request may be executed twice": (engine) => {
    const execute = engine.execute.bind(engine);
    engine.execute = (request) => {
      request.isUsed = false;
      return execute(request);
    };
  },
  "a released engine goes on": (engine) => {
    engine.release = () => {};
  },
  "reservations are numbered from zero": ({ state }) => {
    state.accepted = -1;
  },
  "observers hear of a block that lost to an older one": ({ state: { blocks, told } }) => {
    const record = blocks.recordAccount.bind(blocks);
    blocks.recordAccount = (account, cause) => {
      if (blocks.accounts.has(account)) told.blocked("account", account, cause);
      record(account, cause);
    };
  },
  "observers hear of blocks before the decision": ({ state: { told } }) => {
    const decide = told.decide.bind(told);
    told.decide = (operation, subject, run) => {
      const answer = decide(operation, subject, run);
      const { records } = told;
      records.push(...records.splice(0, 1));
      return answer;
    };
  },
};

function keepAcross(engine: EngineModel, save: (account: number) => () => unknown): void {
  const retire = engine.retire.bind(engine);
  engine.retire = (account) => {
    const restore = save(account);
    retire(account);
    restore();
  };
}
