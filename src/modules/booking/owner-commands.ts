import type { TenantTx } from "#db/tenant-db.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { assertVersion, type WriteOptions } from "#modules/collection/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { refusingConflicts } from "./book-slot.ts";
import { cancelInside, type CancelWish } from "./cancel-booking.ts";
import { type Mark, markInside } from "./mark-booking.ts";
import { moveInside, type MoveWish } from "./move-booking.ts";
import { itemsForMove, rulesForMove } from "./move-rules.ts";
import { overriddenRules, type Warning } from "./overridden-rules.ts";
import { type Booking, getBooking } from "./queries.ts";
import type { Refusal } from "./refusals.ts";
import { type BookingRecord, bookingRecord } from "./view.ts";

export type Changed =
  | {
      readonly outcome: "changed";
      readonly record: BookingRecord;
      /** What an override of a move set aside. */
      readonly warnings?: readonly Warning[];
    }
  | Refusal;

/** The business cancels a visit: notice does not bind it. */
export function cancelAsOwner(ctx: TenantContext, uid: string, wish: CancelWish, how: WriteOptions): Changed {
  return changeOnce(ctx, uid, how, (tx) => cancelInside(ctx, tx, uid, { ...wish, byOwner: true }));
}

/** The business moves a visit. Its `override` also sets notice and booking window of the new start aside. */
export function moveAsOwner(ctx: TenantContext, uid: string, wish: MoveWish, how: WriteOptions): Changed {
  return changeOnce(ctx, uid, how, (tx) => {
    const before = getBooking(tx, uid);
    const warnings = warningsOfMove(ctx, tx, before, wish);
    const result = moveInside(ctx, tx, uid, { ...wish, byOwner: true });
    if (result.outcome !== "moved") return result;
    const changed = result.booking.row.version !== before.row.version;
    return { ...result, warnings: changed ? warnings : [] };
  });
}

function warningsOfMove(ctx: TenantContext, tx: TenantTx, booking: Booking, wish: MoveWish): Warning[] {
  const [item, ...more] = booking.items;
  if (!wish.override || !item) return [];
  const rules = calendarRules(ctx.db, tx);
  const { uid: ignoreOwner } = booking.row;
  if (more.length > 0)
    return overriddenRules(ctx, tx, { ...wish, items: itemsForMove(rules, booking, wish), ignoreOwner });
  return overriddenRules(ctx, tx, {
    ...wish,
    serviceId: item.service_id,
    ignoreOwner,
    rules: rulesForMove(rules, item),
  });
}

/** The business notes that a customer came, was served, or stayed away. */
export function markAsOwner(ctx: TenantContext, uid: string, mark: Mark, how: WriteOptions): Changed {
  return changeOnce(ctx, uid, how, (tx) => markInside(ctx, tx, uid, mark));
}

type Done = {
  readonly outcome: "cancelled" | "moved" | "marked";
  readonly booking: Booking;
  readonly warnings?: readonly Warning[];
};

/** One transaction: the version that the caller saw, the change, and the answer for the same request again. */
function changeOnce(
  ctx: TenantContext,
  uid: string,
  how: WriteOptions,
  change: (tx: TenantTx) => Done | Refusal,
): Changed {
  return refusingConflicts(() =>
    ctx.db.write((tx) => {
      const attempt = (): Changed => {
        assertVersion(getBooking(tx, uid).row.version, how.ifMatch);
        const result = change(tx);
        if (!("booking" in result)) return result;
        return {
          outcome: "changed",
          record: bookingRecord(result.booking, calendarRules(ctx.db, tx).zone),
          ...(result.warnings && { warnings: result.warnings }),
        };
      };
      return runOnce(ctx, tx, how.once, attempt, (result) => result.outcome === "changed");
    }),
  );
}
