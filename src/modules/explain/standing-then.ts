import { sql } from "kysely";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";

import type { Rebuilt } from "./rebuild.ts";

// Whatever changed since is among the rebuilt rows; everything else is still in the file as it was.

/** When somebody was last assigned a visit that counted, as of an instant. */
export function lastBooked(
  db: TenantReads,
  { rows, changed }: Rebuilt,
  staffId: string,
  until: Instant,
): Instant | undefined {
  const known = [...rows.booking_items.values()].filter(
    (item) => item.staff_id === staffId && item.counts === 1 && item.assigned_at <= until,
  );
  const unchanged = db
    .all(assignedTo({ staff: staffId, until, limit: changed.size + 1 }))
    .find((item) => !changed.has(`booking_items/${item.booking_uid}/${item.position}`));
  return latest([...known, ...(unchanged ? [unchanged] : [])].map((item) => item.assigned_at));
}

/** Since when they ranked level with their colleagues: since they joined, or came back from time off. */
export function levelFrom(
  db: TenantReads,
  { rows, changed }: Rebuilt,
  staffId: string,
  until: Instant,
): Instant | undefined {
  const joined = rows.staff.get(staffId)?.created_at;
  const known = [...rows.time_off.values()].filter(
    (away) => away.staff_id === staffId && away.end_at <= until,
  );
  const unchanged = db
    .all(awayBefore({ staff: staffId, until, limit: changed.size + 1 }))
    .find((away) => !changed.has(`time_off/${away.id}`));
  const back = [...known, ...(unchanged ? [unchanged] : [])].map((away) => away.end_at);
  return latest([...(joined === undefined ? [] : [joined]), ...back]);
}

function latest(instants: readonly Instant[]): Instant | undefined {
  return instants.length === 0 ? undefined : Math.max(...instants);
}

type Before = { readonly staff: string; readonly until: Instant; readonly limit: number };

const assignedTo = statement((p: Before) =>
  build
    .selectFrom("booking_items")
    .select(["booking_uid", "position", "assigned_at"])
    .where("staff_id", "=", p.staff)
    .where("assigned_at", "<=", p.until)
    .where(sql<boolean>`counts = ${sql.lit(1)}`)
    .orderBy("assigned_at", "desc")
    .limit(p.limit),
);

const awayBefore = statement((p: Before) =>
  build
    .selectFrom("time_off")
    .select(["id", "end_at"])
    .where("staff_id", "=", p.staff)
    .where("end_at", "<=", p.until)
    .orderBy("end_at", "desc")
    .limit(p.limit),
);
