/** A trading strategy on a thread of its own. It asks an engine that lives on another thread. */
import { attachEngine, type RemoteReservation, type ShareHandle } from "@openpit-ts/openpit/sync";
import { parentPort, workerData } from "node:worker_threads";

/** What a strategy is told when it is started. */
export interface StrategyPlan {
  /** Opens the engine to this thread. */
  readonly handle: ShareHandle;
  readonly accountId: string;
  readonly orderCount: number;
  /** Whether it leaves its orders open, as if it were still waiting for the venue. */
  readonly leavesOpen: boolean;
}

const { handle, accountId, orderCount, leavesOpen } = workerData as StrategyPlan;
const engine = await attachEngine(handle);
const order = {
  operation: {
    underlyingAsset: "AAPL",
    settlementAsset: "USD",
    accountId,
    side: "BUY",
    tradeAmount: { quantity: "10" },
    price: "185.50",
  },
} as const;

let accepted = 0;
const open: RemoteReservation[] = [];
for (let sent = 0; sent < orderCount; sent++) {
  const result = await engine.executePreTrade(order);
  if (!result.ok) continue;
  accepted++;
  if (leavesOpen) open.push(result.reservation);
  else await result.reservation.commit(); // the order went out
}
// Word from the venue would come as a message; to wait for it keeps the thread and its reservations.
if (leavesOpen) parentPort?.on("message", () => open.splice(0).forEach((hold) => hold.rollback()));
else await engine.close();
parentPort?.postMessage({ accountId, accepted, refused: orderCount - accepted });
