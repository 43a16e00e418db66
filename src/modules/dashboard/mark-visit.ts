import type { FastifyRequest } from "fastify";
import { z } from "zod";

import { notFound } from "#kernel/errors.ts";
import { parseLocalDate } from "#kernel/local-date.ts";
import { cancelAsOwner, markAsOwner, refusalError } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { etagOf } from "#modules/collection/index.ts";

import { DEEDS } from "./day-page.ts";

const deedForm = z.object({
  do: z.enum(DEEDS),
  date: z.string().optional(),
  version: z.string().regex(/^\d{1,9}$/),
});

/**
 * Does what the pressed button says, and returns where to go next. Throws NOT_FOUND for an unknown visit or
 * action, an error for what the visit does not allow, and VERSION_MISMATCH if a visit to be cancelled was
 * changed meanwhile.
 */
export function markVisit(request: FastifyRequest): string {
  const { ctx, basePath } = request;
  const { uid } = request.params as { readonly uid: string };
  const parsed = deedForm.safeParse(request.body);
  if (!parsed.success) throw notFound("A visit can't be marked that way.");
  const { do: deed, version } = parsed.data;
  // Marking the same thing twice does no harm; cancelling what has become a different visit would.
  const changed =
    deed === "cancel"
      ? cancelAsOwner(ctx, uid, {}, { ifMatch: etagOf(Number(version)) })
      : markAsOwner(ctx, uid, deed, {});
  if (changed.outcome !== "changed") throw refusalError(changed, calendarRules(ctx.db).zone);
  const date = parseLocalDate(parsed.data.date ?? "");
  const on = date === undefined ? "" : `date=${date}&`;
  return `${basePath}/day?${on}done=${deed === "cancel" ? "cancelled" : deed}`;
}
