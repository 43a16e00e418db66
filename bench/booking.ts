import type { TenantDb } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import { bookOnce } from "#modules/booking/index.ts";

import { customerOf, passAMoment } from "./context.ts";
import type { Work } from "./in-turns.ts";
import { SERVICE } from "./salon.ts";

/** Books for a new customer each time, with an idempotency key, like a request. */
export function booking(db: TenantDb, starts: Iterator<Instant, never>): Work {
  const ctx = customerOf(db);
  let count = 0;
  return () => {
    count += 1;
    passAMoment();
    const { outcome } = bookOnce(
      ctx,
      { scope: "bench", key: `key-${count}`, body: { count } },
      {
        serviceId: SERVICE,
        start: starts.next().value,
        customer: { name: "Ana Ruiz", email: `ana-${count}@example.com` },
        source: "page",
      },
    );
    if (outcome !== "booked") throw new Error(`The booking was refused: ${outcome}`);
  };
}
