import { median } from "../arithmetic.ts";
import { freeStarts } from "../free-starts.ts";
import type { Goal } from "../goal.ts";
import { bookings } from "../http/bookings.ts";
import { drive } from "../http/client.ts";
import { startProduct } from "../http/start-product.ts";
import { oneRowInsert } from "../one-row-insert.ts";
import { USUAL } from "../salon.ts";
import { openSalon } from "../tenant-file.ts";

/** Many per connection, so that opening connections does not matter. */
const IN_A_TURN = 500;
/**
 * Warm-up turns: half the cost of the first thousands of bookings is the compiler's, and a server runs for
 * weeks. After about this many they get no faster.
 */
const WARM_UP = 10;

/** G7 over HTTP: bookings per second, compared with inserts of bare rows. */
export const httpBooking: Goal = {
  ids: ["G7"],
  title: "Booking over HTTP",
  onSlowerDisk: true,
  measure: async ({ rounds, folder }) => {
    const path = folder("booking");
    // A salon identical to the server's, so the same starts are free.
    const starts = freeStarts(await openSalon(folder("same"), USUAL), IN_A_TURN * (rounds + WARM_UP));
    // An address may book ten times a minute; the cost of counting is part of G1.
    const product = await startProduct(path, { TENANTS: "1", RATE_LIMITS: "off" });
    const next = bookings(starts);
    const insert = oneRowInsert(folder("raw"));
    const rates: { readonly raw: number; readonly http: number }[] = [];
    for (let round = -WARM_UP; round < rounds; round += 1) {
      const started = performance.now();
      for (let i = 0; i < IN_A_TURN; i += 1) insert();
      const raw = (IN_A_TURN * 1000) / (performance.now() - started);
      const http = IN_A_TURN / (await drive({ port: product.port, requests: IN_A_TURN, next, status: 201 }));
      if (round >= 0) rates.push({ raw, http });
    }
    await product.stop();
    const shares = rates.map(({ raw, http }) => (100 * http) / raw);
    return [
      {
        goal: "G7",
        what: "bookings kept over HTTP / rows kept by the raw insert",
        figure: median(shares),
        unit: "%",
        limit: { atLeast: 40 },
        detail: `${median(rates.map(({ http }) => http)).toFixed(0)}/s against ${median(rates.map(({ raw }) => raw)).toFixed(0)}/s`,
      },
    ];
  },
};
