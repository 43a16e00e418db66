import { formatInstant } from "#kernel/instant.ts";
import type { Booking } from "#modules/booking/index.ts";
import type { CalendarRules } from "#modules/calendar/index.ts";
import { etagOf } from "#modules/collection/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { propose, type Proposed } from "./find-fits.ts";
import { findOtherStaff, findOtherThings, findOtherTime, type Move } from "./find-moves.ts";
import type { Reason } from "./plan-attention.ts";

/** A request the owner may send: it does what `kind` says to this version of the visit, and nothing else. */
export type Repair = {
  readonly kind: "other_resource" | "other_staff" | "other_time" | "cancel";
  readonly method: "POST";
  readonly path: string;
  readonly headers: { readonly "if-match": string };
  readonly body: {
    readonly start?: string;
    readonly staff_id?: string;
    readonly staff_ids?: readonly string[];
    readonly override?: true;
  };
};

export type RepairOptions = {
  /** Today's rules. */
  readonly rules: CalendarRules;
  /** The prefix of the requests' paths. */
  readonly basePath: string;
  /** What was proposed for other visits of the list; what is proposed here is added. */
  readonly proposed?: Proposed[];
};

/**
 * What would make a visit fit again, under its own terms: today's replacement for a resource that no longer
 * exists, somebody else at the same time, the nearest time with the same people (with anyone if they cannot),
 * and always cancelling it. Each is found by the engine that will judge the move again. No move brings back a
 * service that is no longer offered.
 */
export function findRepairs(
  ctx: TenantContext,
  { booking, reasons }: { readonly booking: Booking; readonly reasons: readonly Reason[] },
  { rules, basePath, proposed = [] }: RepairOptions,
): Repair[] {
  const { uid, version } = booking.row;
  const request = { method: "POST", headers: { "if-match": etagOf(version) } } as const;
  const path = `${basePath}/v1/admin/bookings/${uid}`;
  const cancel: Repair = { kind: "cancel", ...request, path: `${path}/cancel`, body: {} };
  if (reasons.every(({ rule }) => rule === "service_removed")) return [cancel];
  const unfit = new Set(reasons.flatMap((reason) => ("staffId" in reason ? [reason.staffId] : [])));
  const search = { proposed, ctx, rules, booking, unfit };
  const moves = [
    ["other_resource", findOtherThings(search)],
    ["other_staff", findOtherStaff(search)],
    ["other_time", findOtherTime(search)],
  ] as const;
  for (const [, move] of moves) if (move) propose(search, move);
  const found = moves.flatMap(([kind, move]): Repair[] =>
    move ? [{ kind, ...request, path: `${path}/reschedule`, body: bodyOf(move) }] : [],
  );
  return [...found, cancel];
}

function bodyOf({ start, staffIds, override }: Move): Repair["body"] {
  const [only, ...more] = staffIds;
  return {
    start: formatInstant(start),
    ...(more.length > 0 ? { staff_ids: staffIds } : only !== undefined && { staff_id: only }),
    ...(override && { override }),
  };
}
