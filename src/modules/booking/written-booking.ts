import type { Selectable } from "kysely";

import { fromSharedJson } from "#db/columns.ts";
import { statement } from "#db/query.ts";
import { build, type TenantTx } from "#db/tenant-db.ts";
import type { BookingItemsTable } from "#db/tenant-tables.ts";
import { type CalendarRules, calendarRules, keptUnder } from "#modules/calendar/index.ts";
import type { CustomerRow } from "#modules/customers/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { Booking, BookingItem } from "./queries.ts";
import type { WrittenVisit } from "./write-visit.ts";

/** The visit that was just written, equal to what `getBooking` would read back. */
export function asBooking(
  ctx: TenantContext,
  tx: TenantTx,
  { row, items }: Pick<WrittenVisit, "row" | "items">,
  customer: CustomerRow,
): Booking {
  const rules = calendarRules(ctx.db, tx);
  return { row, items: items.map((item) => named(tx, rules, item)), customer };
}

/** A new visit's terms carry the current name of its service. */
function named(tx: TenantTx, rules: CalendarRules, item: Selectable<BookingItemsTable>): BookingItem {
  const { staff_id: id } = item;
  const staffName = nameUnder(rules, id, () => tx.first(nameOf({ id }))?.name) ?? "";
  return { ...item, service_name: fromSharedJson(item.terms).service_name, staff_name: staffName };
}

const nameUnder = keptUnder<string>();

const nameOf = statement((p: { id: string }) =>
  build.selectFrom("staff").select("name").where("id", "=", p.id),
);
