import { assert, assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { makeMarketDataBuilder, quoteStoreOf } from "../../../src/marketdata/internal.ts";
import { QuoteTtl } from "../../../src/marketdata/mod.ts";
import { assertErrors } from "../model/_errors.ts";
import { AAPL, makeService, MSFT, serviceWithAapl, WIDEST } from "./_kit.ts";

const noGroup = () => undefined;

describe("QuoteStore", () => {
  it("tells the four outcomes of a read as values", () => {
    const { service, clock } = serviceWithAapl(QuoteTtl.within(10));
    const store = quoteStoreOf(service);
    const status = (id: bigint) => store.lookUp(id, 1n, noGroup, WIDEST).status;
    assertEquals([status(9n), status(0n)], ["unknown", "unavailable"]);
    service.push(0, { mark: "1.50" });
    assertEquals(status(0n), "fresh");
    clock.advanceMs(10);
    const expired = store.lookUp(0n, 1n, noGroup, WIDEST);
    // Readers that take stale quotes get it all the same.
    assertEquals([expired.status, expired.quote?.mark?.scale], ["expired", 2]);
  });

  it("gives the latest quote however old, without asking a clock", () => {
    let read = (): bigint => 0n;
    const service = makeMarketDataBuilder(QuoteTtl.within(10), () => read()).build();
    service.register(AAPL);
    const store = quoteStoreOf(service);
    const latest = (id: bigint, account: bigint, group?: number) =>
      store.latest(id, account, () => group)?.mark?.small;
    assertEquals([latest(9n, 1n), latest(0n, 1n)], [undefined, undefined]);
    service.push(0, { mark: 1 });
    service.pushFor(0, { mark: 2 }, [], [5]);
    service.pushFor(0, { bid: 3 }, [7], []);
    read = () => {
      throw new Error("asked");
    };
    assertEquals([latest(0n, 1n), latest(0n, 1n, 5), latest(0n, 1n, 6), latest(0n, 7n, 5)], [
      1,
      2,
      1,
      undefined,
    ]);
  });

  it("allocates nothing when there is nothing", () => {
    const store = quoteStoreOf(serviceWithAapl().service);
    assert(store.lookUp(0n, 1n, noGroup, WIDEST) === store.lookUp(0n, 2n, noGroup, "ACCOUNT_ONLY"));
    assert(store.lookUp(9n, 1n, noGroup, WIDEST) === store.lookUp(10n, 1n, noGroup, WIDEST));
  });

  it("finds ids by name", () => {
    const { service } = makeService();
    service.registerWithId(AAPL, 42);
    const store = quoteStoreOf(service);
    assertEquals([store.idOf("AAPL", "USD"), store.idOf("USD", "AAPL")], [42n, undefined]);
  });

  it("keeps everything in plain maps of plain records", () => {
    const { service, clock } = serviceWithAapl(QuoteTtl.within(1));
    clock.setNs(500n);
    service.push(0, { mark: "1" }, 0.25);
    service.setAccountTtl(1n, QuoteTtl.infinite());
    const { defaultTtl, instruments, ttls } = quoteStoreOf(service).state;
    const slot = instruments.byId.get(0n);
    const record = slot?.buckets.byGroup.get(0);
    assertEquals([defaultTtl, ttls.byAccount.get(1n)], [1_000_000n, "infinite"]);
    assertEquals([slot?.underlyingAsset, slot?.settlementAsset], ["AAPL", "USD"]);
    assertEquals([record?.publishedAtNs, record?.sourceAgeNs], [500n, 250_000n]);
  });

  it("reads the clock at every push, and at a read only if a quote can expire", () => {
    let readings = 0;
    const counted = () => BigInt(++readings);
    const readingsOf = (ttl: QuoteTtl) => {
      const service = makeMarketDataBuilder(ttl, counted).build();
      const id = service.register(AAPL);
      readings = 0;
      service.get(id, 1, null, WIDEST);
      const [before] = [readings, service.push(id, {})];
      const pushed = readings;
      service.get(id, 1, null, WIDEST);
      return [before, pushed, readings];
    };
    assertEquals(readingsOf(QuoteTtl.infinite()), [0, 1, 1]);
    assertEquals(readingsOf(QuoteTtl.within(5)), [0, 1, 2]);
  });

  it("changes nothing when the clock fails", () => {
    let reading: () => unknown = () => 0n;
    const clock = () => reading() as bigint;
    const service = makeMarketDataBuilder(QuoteTtl.within(1), clock).build();
    const id = service.pushByInstrument(AAPL, { mark: "1" });
    reading = () => 5;
    const noBigint = "TypeError: clock must return a bigint";
    assertErrors([
      [() => service.push(id, { mark: "2" }), noBigint],
      [() => service.pushFor(id, { mark: "2" }, [1], []), noBigint],
      [() => service.pushByInstrument(MSFT, { mark: "2" }), noBigint],
      [() => service.get(id, 1, null, WIDEST), noBigint],
    ]);
    reading = () => {
      throw new Error("own");
    };
    assertErrors([[() => service.pushByInstrument(MSFT, {}), "unbranded Error: own"]]);
    reading = () => 0n;
    assertEquals(service.resolve(MSFT), undefined);
    assertEquals(service.get(id, 1, null, WIDEST)?.mark?.toString(), "1");
    assertEquals(service.get(id, 1, null, "ACCOUNT_ONLY"), undefined);
  });
});
