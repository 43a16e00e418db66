import type { FastifyRequest } from "fastify";

import type { Instant } from "#kernel/instant.ts";
import { timeLabel } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import { listAttention } from "#modules/attention/index.ts";
import { type Booking, serviceNames, staffNames } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { countQuestions, listConversations } from "#modules/conversation/index.ts";
import { hasWaitlist, listEntries } from "#modules/waitlist/index.ts";

import { type ConversationLine, conversationLine } from "./conversation-line.ts";
import { visitsOn } from "./day-page.ts";
import { type Desk, deskOf } from "./desk.ts";

/** What needs attention, and the assistant's latest conversations. */
export type HomePage = {
  readonly desk: Desk;
  readonly greeting: string;
  /** Today's next visit. */
  readonly next: { readonly time: string; readonly who: string; readonly what: string } | undefined;
  readonly hasVisits: boolean;
  readonly dayHref: string;
  readonly todo: readonly {
    readonly count: string;
    readonly what: string;
    readonly href: string;
    /** Something needs a decision. */
    readonly isDue: boolean;
  }[];
  readonly latest: readonly ConversationLine[];
  readonly siteHref: string;
};

const MOST_COUNTED = 50;

export async function homePage(request: FastifyRequest): Promise<HomePage> {
  const { ctx, basePath, person } = request;
  const unfit = (await listAttention(ctx, { limit: MOST_COUNTED }, basePath)).items.length;
  const questions = countQuestions(ctx.db);
  const { zone } = calendarRules(ctx.db);
  const now = ctx.clock.now();
  const kept = visitsOn(ctx, zone.localDateOf(now)).filter(({ row }) => row.status !== "cancelled");
  const visits = kept.length;
  const waiting = hasWaitlist(ctx)
    ? listEntries(ctx.db, { status: "waiting", limit: MOST_COUNTED }).length
    : 0;
  return {
    desk: deskOf(request, "", "Overview"),
    greeting: `Hi, ${person.name.split(" ")[0] ?? person.name}`,
    next: nextOf(kept, zone, now),
    hasVisits: visits > 0,
    dayHref: `${basePath}/day`,
    todo: [
      {
        count: String(visits),
        what: visits === 1 ? "visit today" : "visits today",
        href: `${basePath}/day`,
        isDue: false,
      },
      {
        count: counted(unfit),
        what: unfit === 1 ? "visit needs attention" : "visits need attention",
        href: `${basePath}/attention`,
        isDue: unfit > 0,
      },
      {
        count: counted(questions),
        what: questions === 1 ? "question waiting for an answer" : "questions waiting for an answer",
        href: `${basePath}/questions`,
        isDue: questions > 0,
      },
      {
        count: counted(waiting),
        what: waiting === 1 ? "person on the waitlist" : "people on the waitlist",
        href: `${basePath}/waitlist`,
        isDue: false,
      },
    ],
    latest: listConversations(ctx.db, { limit: 5 }).map((row) => conversationLine(ctx, basePath, row)),
    siteHref: `${ctx.tenant.canonicalUrl}/`,
  };
}

function nextOf(visits: readonly Booking[], zone: Zone, now: Instant): HomePage["next"] {
  const booking = visits.find(({ row }) => row.start_at > now);
  return (
    booking && {
      time: timeLabel(zone, booking.row.start_at),
      who: booking.customer.name,
      what: `${serviceNames(booking)} with ${staffNames(booking)}`,
    }
  );
}

function counted(count: number): string {
  return count >= MOST_COUNTED ? `${MOST_COUNTED} or more` : String(count);
}
