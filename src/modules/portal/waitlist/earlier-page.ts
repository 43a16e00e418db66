import { addDays } from "#kernel/local-date.ts";
import type { Booking } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { type Shell, shellOf, type Site } from "#modules/portal/shell.ts";
import { type VisitCard, visitCard } from "#modules/portal/visit/visit-page.ts";

import type { TimesErrors, TypedTimes } from "./wait-form.ts";
import { type DaysView, daysView, howWords } from "./wait-page.ts";

/** Asks who has a visit for which earlier times they would rather have it. */
export type EarlierPage = {
  readonly shell: Shell;
  readonly card: VisitCard;
  readonly how: string;
  readonly days: DaysView;
  readonly errors: TimesErrors;
  readonly action: string;
  readonly backHref: string;
};

export function earlierPage(
  site: Site,
  booking: Booking,
  returned?: { readonly typed: TypedTimes; readonly errors: TimesErrors },
): EarlierPage {
  const { ctx, basePath } = site;
  const { zone } = calendarRules(ctx.db);
  const now = ctx.clock.now();
  const backHref = `${basePath}/b/${booking.row.uid}`;
  const days = daysView(site, returned?.typed);
  const last = zone.localDateOf(booking.row.start_at);
  const tomorrow = addDays(days.first, 1);
  const start = tomorrow <= last ? tomorrow : days.first;
  return {
    shell: shellOf(site, "Come sooner"),
    card: visitCard(zone, booking, now),
    how: howWords(site),
    days: {
      ...days,
      last,
      typed: returned?.typed ?? { start_date: start, end_date: last, part: "any", auto_book: false },
    },
    errors: returned?.errors ?? {},
    action: `${backHref}/earlier`,
    backHref,
  };
}
