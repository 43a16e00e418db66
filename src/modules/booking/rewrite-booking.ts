import { build, type TenantTx } from "#db/tenant-db.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { type Booking, type BookingItem, type BookingRow, getBooking } from "./queries.ts";

/**
 * Columns to write: of the visit, and of its parts, either the same for all (`item`) or one set for each
 * (`items`).
 */
export type Rewrite = {
  readonly booking: Partial<Omit<BookingRow, "uid" | "version" | "updated_at">>;
  readonly item?: ItemColumns;
  /** In the order of the parts. */
  readonly items?: readonly ItemColumns[];
};

type ItemColumns = Partial<
  Pick<BookingItem, "staff_id" | "start_at" | "end_at" | "staff_choice" | "assigned_at" | "counts" | "terms">
>;

/** Writes columns of a visit, increments its version, and returns the changes for the event. */
export function rewriteBooking(
  ctx: TenantContext,
  tx: TenantTx,
  before: Booking,
  rewrite: Rewrite,
): RowChange[] {
  const { uid } = before.row;
  tx.run(
    build
      .updateTable("bookings")
      .set({ ...rewrite.booking, version: before.row.version + 1, updated_at: ctx.clock.now() })
      .where("uid", "=", uid),
  );
  const itemColumns = rewrite.item ?? {};
  const allChange = Object.keys(itemColumns).length > 0;
  if (allChange) tx.run(build.updateTable("booking_items").set(itemColumns).where("booking_uid", "=", uid));
  for (const [i, columns] of (rewrite.items ?? []).entries()) rewriteItem(tx, before.items[i]!, columns);
  const itemsChange = allChange || rewrite.items !== undefined;
  const after = getBooking(tx, uid);
  const changes: RowChange[] = [{ table: "bookings", id: uid, before: before.row, after: after.row }];
  if (!itemsChange) return changes;
  return changes.concat(
    before.items.map((item, index) => ({
      table: "booking_items",
      id: `${uid}/${item.position}`,
      before: stored(item),
      after: stored(after.items[index] ?? item),
    })),
  );
}

function rewriteItem(tx: TenantTx, { booking_uid: uid, position }: BookingItem, columns: ItemColumns): void {
  tx.run(
    build
      .updateTable("booking_items")
      .set(columns)
      .where("booking_uid", "=", uid)
      .where("position", "=", position),
  );
}

/** The row as stored, without the joined names. */
function stored({ service_name: _service, staff_name: _person, ...row }: BookingItem) {
  return row;
}
