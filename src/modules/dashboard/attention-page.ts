import type { FastifyRequest } from "fastify";
import { z } from "zod";

import { AppError, notFound } from "#kernel/errors.ts";
import { formatInstant, type Instant, parseInstant } from "#kernel/instant.ts";
import { parseLocalDate } from "#kernel/local-date.ts";
import { spokenDate } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import {
  type AttentionItem,
  attentionOf,
  listAttention,
  readWords,
  reasonView,
  type Repair,
} from "#modules/attention/index.ts";
import {
  cancelAsOwner,
  moveAsOwner,
  refusalError,
  serviceNames,
  staffNames,
} from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { etagOf } from "#modules/collection/index.ts";
import { momentWords } from "#modules/portal/index.ts";
import { getStaff } from "#modules/staff/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type ContactWay, contactWays } from "./contact-ways.ts";
import { type Desk, deskOf } from "./desk.ts";
import { doneNotice, type Notice } from "./notice.ts";

/** Visits that no longer fit, with a button for each repair. */
export type AttentionPage = {
  readonly desk: Desk;
  readonly notice: Notice | undefined;
  readonly visits: readonly UnfitVisit[];
  readonly moreHref: string | undefined;
};

type UnfitVisit = {
  readonly when: string;
  readonly what: string;
  readonly customer: string;
  readonly contact: readonly ContactWay[];
  readonly reasons: readonly string[];
  readonly action: string;
  readonly version: number;
  readonly repairs: readonly {
    readonly kind: Exclude<Repair["kind"], "cancel">;
    readonly start: string;
    readonly label: string;
  }[];
  /** The visit's own start, if cancelling it is one of the repairs. */
  readonly cancelStart: string | undefined;
};

const AT_ONCE = 20;

export async function attentionPage(request: FastifyRequest): Promise<AttentionPage> {
  const { ctx, basePath } = request;
  const { cursor } = request.query as { readonly cursor?: unknown };
  const page = { limit: AT_ONCE, ...(typeof cursor === "string" && { cursor }) };
  const { items, next_cursor: next } = await listAttention(ctx, page, basePath);
  return {
    desk: deskOf(request, "/attention", "Needs attention"),
    notice: doneNotice(request.query),
    visits: items.map((item) => unfitVisit(ctx, basePath, item)),
    moreHref: next === undefined ? undefined : `${basePath}/attention?cursor=${encodeURIComponent(next)}`,
  };
}

function unfitVisit(
  ctx: TenantContext,
  basePath: string,
  { booking, reasons, repairs }: AttentionItem,
): UnfitVisit {
  const { zone } = calendarRules(ctx.db);
  const words = readWords(ctx.db, zone);
  const start = formatInstant(booking.row.start_at);
  return {
    when: momentWords(zone, booking.row.start_at, ctx.clock.now()),
    what: `${serviceNames(booking)} with ${staffNames(booking)}`,
    customer: booking.customer.name,
    contact: contactWays(booking.customer),
    // Two absences at the same time are two reasons with the same words.
    reasons: [
      ...new Set(reasons.map((reason) => spoken(reasonView(reason, words).message, zone, ctx.clock.now()))),
    ],
    action: `${basePath}/attention/${booking.row.uid}`,
    version: booking.row.version,
    repairs: repairs.flatMap(({ kind, body }) =>
      kind === "cancel" ? [] : [{ kind, start: body.start ?? start, label: labelOf(ctx, kind, body) }],
    ),
    cancelStart: repairs.some(({ kind }) => kind === "cancel") ? start : undefined,
  };
}

/** The message, with its local days and times in words. */
function spoken(message: string, zone: Zone, now: Instant): string {
  return message.replace(/(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d))?/g, (whole, day: string, hours, minutes) => {
    const date = parseLocalDate(day);
    if (date && hours === undefined) return spokenDate(date);
    const at = date && zone.readLocal(date, Number(hours) * 60 + Number(minutes));
    return at?.kind === "once" ? momentWords(zone, at.at, now) : whole;
  });
}

function labelOf(
  ctx: TenantContext,
  kind: UnfitVisit["repairs"][number]["kind"],
  body: Repair["body"],
): string {
  const { zone } = calendarRules(ctx.db);
  const start = parseInstant(body.start ?? "");
  const people = [...(body.staff_ids ?? []), ...(body.staff_id === undefined ? [] : [body.staff_id])];
  const names = [...new Set(people)].map((id) => getStaff(ctx.db, id).name).join(" and ");
  if (kind === "other_resource") return "Keep the time, switch the room or equipment";
  if (kind === "other_staff") return `Give it to ${names}`;
  return `Move it to ${start === undefined ? "another time" : momentWords(zone, start, ctx.clock.now())}`;
}

const repairForm = z.object({
  kind: z.enum(["other_resource", "other_staff", "other_time", "cancel"]),
  start: z.string(),
  version: z.string().regex(/^\d{1,9}$/),
});

/**
 * Carries out the repair whose button was pressed, if it is still proposed for that version of the visit.
 * Throws NOT_FOUND for a visit that fits (again), and VERSION_MISMATCH if it was changed meanwhile.
 */
export function repairVisit(request: FastifyRequest): "moved" | "cancelled" {
  const { ctx, basePath } = request;
  const { uid } = request.params as { readonly uid: string };
  const parsed = repairForm.safeParse(request.body);
  if (!parsed.success) throw notFound("There is no such repair.");
  const { kind, start, version } = parsed.data;
  const item = attentionOf(ctx, uid, basePath);
  if (!item) throw notFound("This visit doesn't need attention anymore.");
  const repair = item.repairs.find((one) => one.kind === kind && (one.body.start ?? start) === start);
  if (!repair) throw new AppError("VERSION_MISMATCH");
  const how = { ifMatch: etagOf(Number(version)), once: undefined };
  const changed =
    kind === "cancel"
      ? cancelAsOwner(ctx, uid, {}, how)
      : moveAsOwner(ctx, uid, moveOf(repair, item.booking.row.start_at), how);
  if (changed.outcome !== "changed") throw refusalError(changed, calendarRules(ctx.db).zone);
  return kind === "cancel" ? "cancelled" : "moved";
}

/** As a move for the command; a repair that names no start keeps the visit's own. */
function moveOf({ body }: Repair, ownStart: Instant) {
  return {
    start: parseInstant(body.start ?? "") ?? ownStart,
    staffId: body.staff_id,
    staffIds: body.staff_ids,
    override: body.override,
  };
}
