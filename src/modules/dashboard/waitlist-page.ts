import type { FastifyRequest } from "fastify";

import { parseInstant } from "#kernel/instant.ts";
import { parseLocalDate } from "#kernel/local-date.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { dayWords, momentWords } from "#modules/portal/index.ts";
import { chainRecord, entryRecord, hasWaitlist, listChains, listEntries } from "#modules/waitlist/index.ts";

import { type Desk, deskOf } from "./desk.ts";

/** The waitlist in the order in which people are asked, and chains of visits that move up. */
export type WaitlistPage = {
  readonly desk: Desk;
  readonly hasWaitlist: boolean;
  readonly entries: readonly {
    readonly customer: string;
    readonly what: string;
    readonly days: string;
    readonly state: string;
  }[];
  readonly chains: readonly {
    readonly state: string;
    readonly why: string;
    readonly steps: readonly string[];
  }[];
};

const MOST_ENTRIES = 50;
const MOST_CHAINS = 10;

export function waitlistPage(request: FastifyRequest): WaitlistPage {
  const { ctx } = request;
  const { zone } = calendarRules(ctx.db);
  const now = ctx.clock.now();
  const say = (at: string): string => momentWords(zone, parseInstant(at) ?? now, now);
  const today = zone.localDateOf(now);
  const sayDay = (date: string): string => dayWords(parseLocalDate(date) ?? today, today);
  const open = (["offered", "waiting"] as const).flatMap((status) =>
    listEntries(ctx.db, { status, limit: MOST_ENTRIES }),
  );
  return {
    desk: deskOf(request, "/waitlist", "Waitlist"),
    hasWaitlist: hasWaitlist(ctx),
    entries: open.slice(0, MOST_ENTRIES).map((row) => {
      const entry = entryRecord(ctx, row);
      return {
        customer: entry.customer.name,
        what: entry.staff ? `${entry.service.name} with ${entry.staff.name}` : entry.service.name,
        days: [...new Set([entry.start_date, entry.end_date])].map(sayDay).join(" to "),
        state: entry.offer
          ? `Offered ${say(entry.offer.start)}, until ${say(entry.offer.expires_at)}`
          : "Waiting",
      };
    }),
    chains: listChains(ctx.db, { state: undefined, after: undefined, limit: MOST_CHAINS }).map((row) => {
      const chain = chainRecord(ctx.db, zone, row);
      return {
        state: { open: "Being asked", done: "Done", released: "Called off" }[chain.state],
        why: chain.why ?? "",
        steps: chain.steps.map((step) => {
          const to = say(step.to.start);
          const from = step.from === null ? "from the waitlist" : `from ${say(step.from.start)}`;
          return `${step.customer.name}, ${from} to ${to}. ${step.why}`;
        }),
      };
    }),
  };
}
