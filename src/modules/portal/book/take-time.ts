import type { Instant } from "#kernel/instant.ts";
import { addDays } from "#kernel/local-date.ts";
import { type HoldOutcome, holdSequence, holdSlot, releaseHold } from "#modules/booking/index.ts";
import { calendarRules, planAlternatives } from "#modules/calendar/index.ts";
import { type Chosen, searchOf, servedBy, whatOf } from "#modules/portal/chosen.ts";
import { findTimes } from "#modules/portal/find-times.ts";
import type { Site } from "#modules/portal/shell.ts";
import { nearestButton, type TimeButton } from "#modules/portal/times-view.ts";

import type { TimedChoice } from "./details-page.ts";

/** How many days around a lost time are searched for alternatives, and how many are offered. */
const DAYS_AROUND = 7;
const ALTERNATIVES = 3;

/**
 * Holds the chosen time while the form is filled in. Releases their previous hold first, since it may be in
 * the way.
 */
export function takeTime({ ctx }: Site, chosen: Chosen, { start, hold }: TimedChoice): HoldOutcome {
  if (hold !== undefined) releaseHold(ctx, hold);
  const what = whatOf(chosen);
  return what.items ? holdSequence(ctx, { items: what.items, start }) : holdSlot(ctx, { ...what, start });
}

/** Whether the time is free, without holding it. */
export function isFree({ ctx }: Site, chosen: Chosen, { start, hold }: TimedChoice): boolean {
  const date = calendarRules(ctx.db).zone.localDateOf(start);
  const query = {
    ...searchOf(chosen),
    from: date,
    to: date,
    channel: "page",
    ignoreOwner: hold,
  };
  const slots = findTimes(ctx.db, { ...query, now: ctx.clock.now() });
  return slots.some((slot) => slot.start === start);
}

/** Buttons for the free times nearest to one that cannot be had. */
export function otherTimes({ ctx }: Site, chosen: Chosen, wanted: Instant): TimeButton[] {
  const rules = calendarRules(ctx.db);
  const now = ctx.clock.now();
  const day = rules.zone.localDateOf(Math.max(wanted, now));
  const slots = findTimes(ctx.db, {
    ...searchOf(chosen),
    from: addDays(day, -1),
    to: addDays(day, DAYS_AROUND),
    now,
    channel: "page",
  });
  const near = planAlternatives(slots, wanted, ALTERNATIVES, chosen.staff?.id);
  return near.map((slot) => nearestButton(rules, slot, now, (one) => servedBy(chosen.people, one)));
}
