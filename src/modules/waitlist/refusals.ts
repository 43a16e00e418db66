import { AppError } from "#kernel/errors.ts";
import { type Booking, refusalError } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import type { AcceptOutcome } from "./accept-offer.ts";
import { entryView } from "./view.ts";

/** The visit that an acceptance led to. Throws every other outcome as an API error. */
export function acceptedOr(
  ctx: TenantContext,
  accepted: Exclude<AcceptOutcome, { outcome: "agreed" }>,
): Booking {
  switch (accepted.outcome) {
    case "booked":
      return accepted.booking;
    case "refused":
      throw refusalError(accepted.refusal, calendarRules(ctx.db).zone);
    case "gone": {
      const { status, position } = entryView(ctx, accepted.entry);
      throw new AppError("OFFER_GONE", position === null ? "There's no offer here anymore." : undefined, {
        status,
        position,
      });
    }
  }
}
