import { createHash } from "node:crypto";

import { hasWaitlist, joinWaitlist } from "#modules/waitlist/index.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import { withDeed } from "#modules/conversation/deeds.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";

import { readContact } from "./contact.ts";
import type { ToolArgs } from "./tool-args.ts";
import type { ToolResult } from "./tool.ts";

/** Puts the customer on the waitlist for taken times; nothing is booked for them without asking. */
export function joinList(work: TurnWork, args: ToolArgs<"join_waitlist">): ToolResult {
  const { ctx } = work;
  if (!hasWaitlist(ctx)) return { ok: false, code: "PLAN_LIMIT" };
  if (!knownBusiness(ctx.db).service.has(args.service_id)) return { ok: false, code: "UNKNOWN_SERVICE" };
  const customer = readContact(ctx, args);
  if ("fields" in customer) return { ok: false, code: "NEEDS_FIELDS", data: customer };
  const wish = {
    serviceId: args.service_id,
    staffId: args.staff_id,
    startDate: args.start_date,
    endDate: args.end_date,
    fromTime: args.from_time,
    toTime: args.to_time,
    customer,
  };
  // Repeating the same wish in this conversation yields the same entry.
  const key = createHash("sha256").update(JSON.stringify(wish)).digest("base64url");
  const once = { scope: `conversation:${work.row.seq}`, key: `waitlist:${key}`, body: wish };
  work.begun.store();
  const entry = joinWaitlist(ctx, wish, once);
  work.state = { ...withDeed(work.state, "waitlisted"), phase: "waitlisted" };
  return {
    ok: true,
    code: "OK",
    data: { status: entry.status, start_date: args.start_date, end_date: args.end_date },
  };
}
