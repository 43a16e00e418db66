import type { TenantTx } from "#db/tenant-db.ts";
import { cancelScoped } from "#modules/booking/series/cancel-series.ts";
import { moveScoped, type SeriesMove } from "#modules/booking/series/move-series.ts";
import type { Scope, SeriesChange } from "#modules/booking/series/queries.ts";
import { seriesIn } from "#modules/booking/series/view.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { assertVersion, type WriteOptions } from "#modules/collection/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { CancelWish } from "./cancel-booking.ts";
import { type Mark, markInside } from "./mark-booking.ts";
import { askedFor, itemsForMove, rulesForMove } from "./move-rules.ts";
import { overriddenRules, type Warning } from "./overridden-rules.ts";
import { type Booking, getBooking } from "./queries.ts";
import type { Refusal } from "./refusals.ts";
import { refusingConflicts } from "./refusing-conflicts.ts";
import { type BookingRecord, bookingRecord } from "./view.ts";
import type { MoveWish } from "./wishes.ts";

export type Changed =
  | {
      readonly outcome: "changed";
      readonly record: BookingRecord;
      /** The rules that an override of a move set aside. */
      readonly warnings?: readonly Warning[];
      /** What happened to the other visits of a series, if the change covered them. */
      readonly series?: SeriesChangeView;
    }
  | Refusal;

type SeriesChangeView = ReturnType<typeof seriesIn>["series"];
type OwnerCancel = CancelWish & { readonly scope?: Scope | undefined };

/** Cancels a visit on the business's behalf: notice does not bind it. */
export function cancelAsOwner(
  ctx: TenantContext,
  uid: string,
  wish: OwnerCancel,
  how: WriteOptions,
): Changed {
  return changeOnce(ctx, uid, how, (tx) => cancelScoped(ctx, tx, uid, { ...wish, byOwner: true }));
}

/**
 * Moves a visit on the business's behalf. With `override`, notice and booking window do not apply to the new
 * start.
 */
export function moveAsOwner(ctx: TenantContext, uid: string, wish: SeriesMove, how: WriteOptions): Changed {
  return changeOnce(ctx, uid, how, (tx) => {
    const before = getBooking(tx, uid);
    const warnings = warningsOfMove(ctx, tx, before, wish);
    const result = moveScoped(ctx, tx, uid, { ...wish, byOwner: true });
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
    staffId: askedFor(wish, 0),
    serviceId: item.service_id,
    ignoreOwner,
    rules: rulesForMove(rules, item),
  });
}

/** Marks that a customer arrived, was served, or stayed away. */
export function markAsOwner(ctx: TenantContext, uid: string, mark: Mark, how: WriteOptions): Changed {
  return changeOnce(ctx, uid, how, (tx) => markInside(ctx, tx, uid, mark));
}

type Done = {
  readonly outcome: "cancelled" | "moved" | "marked";
  readonly booking: Booking;
  readonly warnings?: readonly Warning[];
  readonly series?: SeriesChange;
};

/**
 * One transaction: checks the version that the caller saw, makes the change, and stores the answer for a
 * repeated request.
 */
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
        const { zone } = calendarRules(ctx.db, tx);
        return {
          outcome: "changed",
          record: bookingRecord(result.booking, zone),
          ...seriesIn(result, zone),
          ...(result.warnings && { warnings: result.warnings }),
        };
      };
      return runOnce(ctx, tx, how.once, attempt, (result) => result.outcome === "changed");
    }),
  );
}
