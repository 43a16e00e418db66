import { bookingView, getBooking, manageLink } from "#modules/booking/index.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";

import { MOST_TRIES, verified } from "./prove.ts";
import type { ToolArgs } from "./tool-args.ts";
import type { ToolResult } from "./tool.ts";

/** Details of the customer's own visit; nothing is disclosed about any other, not even whether it exists. */
export function bookingDetails(work: TurnWork, args: ToolArgs<"get_booking_details">): ToolResult {
  const uid = args.booking_uid ?? work.state.lookupUid;
  if (uid === undefined) return { ok: false, code: "NEEDS_FIELDS", data: { fields: ["booking_uid"] } };
  if (!verified(work, uid, args)) {
    const left = Math.max(0, MOST_TRIES - work.state.tries);
    return { ok: false, code: "NOT_VERIFIED", say_hint: left === 0 ? "hand_over" : "ask_proof" };
  }
  const { ctx } = work;
  const view = bookingView(getBooking(ctx.db, uid), knownBusiness(ctx.db).rules.zone);
  const { uid: booking_uid, status, start_local, service, staff, steps, price_cents, currency } = view;
  return {
    ok: true,
    code: "OK",
    data: {
      booking_uid,
      status,
      start_time_local: start_local,
      service,
      staff,
      ...(steps && { steps }),
      price_cents,
      currency,
      change_deadline: view.change_deadline,
      manage_url: manageLink(ctx, uid).manage_url,
    },
  };
}
