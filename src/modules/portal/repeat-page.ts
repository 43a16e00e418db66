import type { ErrorReason } from "#kernel/errors.ts";
import type { Zone } from "#kernel/zone.ts";
import { choicesOf, type PlacedDate } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";

import { type Chip, chipsOf } from "./chips.ts";
import type { Chosen } from "./chosen.ts";
import type { SentForm } from "./book-form.ts";
import { momentWords } from "./day-words.ts";
import { hiddenFields, type TimedChoice } from "./details-page.ts";
import type { Notice } from "./notice.ts";
import { priceWords } from "./offer-words.ts";
import { type Shell, shellOf, type Visit } from "./shell.ts";

/** Shows the dates of a visit that comes again before they are booked. */
export type RepeatPage = {
  readonly shell: Shell;
  readonly chips: readonly Chip[];
  readonly notice: Notice | undefined;
  readonly dates: readonly DateLine[];
  readonly price: string;
  /** What can be done, the best first; empty where no date is free. */
  readonly buttons: readonly { readonly value: string; readonly label: string }[];
  readonly action: string;
  readonly hidden: readonly (readonly [name: string, value: string])[];
};

type DateLine = {
  readonly tone: "free" | "taken" | "none";
  readonly words: string;
  readonly note: string;
};

/** What was asked for: the choices, and what was typed. */
export type RepeatAsked = {
  readonly choice: TimedChoice;
  readonly chosen: Chosen;
  readonly form: SentForm;
};

export function repeatPage(
  visit: Visit,
  { choice, chosen, form }: RepeatAsked,
  dates: readonly PlacedDate[],
  notice?: Notice,
): RepeatPage {
  const { ctx, basePath } = visit;
  const { zone } = calendarRules(ctx.db);
  const now = ctx.clock.now();
  const { service } = chosen;
  const { typed } = form;
  return {
    shell: shellOf(visit, "Your visits"),
    chips: chipsOf(visit, choice, chosen),
    notice,
    dates: dates.map((one) => lineOf(zone, one, now)),
    price: `${priceWords(service.price_cents, service.currency)} each`,
    buttons: buttonsOf(dates),
    action: `${basePath}/book`,
    hidden: [
      ...hiddenFields(visit, choice, chosen),
      ["name", typed.name],
      ["email", typed.email],
      ["phone", typed.phone],
      ["notes", typed.notes],
      ["repeat", typed.repeat],
      ["times", typed.times],
      ...(typed.consent_sms ? [["consent_sms", "yes"] as const] : []),
    ],
  };
}

function lineOf(zone: Zone, one: PlacedDate, now: number): DateLine {
  if (one.kind === "no_such_day") {
    const [year, month] = one.month.split("-").map(Number);
    const name = MONTHS.format(Date.UTC(year ?? 0, (month ?? 1) - 1, 1));
    return { tone: "none", words: name, note: "has no such day" };
  }
  if (one.kind === "placed") {
    return { tone: "free", words: momentWords(zone, one.parts[0]!.start, now), note: "free" };
  }
  const near = one.nearest ? `; nearest: ${momentWords(zone, one.nearest.start, now)}` : "";
  const note = `${REASONS[one.reason] ?? "not free"}${near}`;
  return { tone: "taken", words: momentWords(zone, one.start, now), note };
}

const MONTHS = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

const REASONS: Partial<Record<ErrorReason, string>> = {
  SLOT_TAKEN: "taken",
  SLOT_NOT_AVAILABLE: "not offered",
  OUTSIDE_BOOKING_WINDOW: "cannot be booked yet",
  TOO_SOON: "too soon",
  TIME_DOES_NOT_EXIST: "the clocks change then",
  PLAN_LIMIT: "no more online bookings",
  CUSTOMER_LIMIT: "one visit too many for one person",
};

function buttonsOf(dates: readonly PlacedDate[]): RepeatPage["buttons"] {
  const free = dates.filter(({ kind }) => kind === "placed").length;
  const choices = choicesOf(dates);
  if (choices.length === 0) return [{ value: "stop", label: `Book all ${free} visits` }];
  const [skip, nearest] = choices;
  return [
    ...(nearest!.visits > skip!.visits
      ? [{ value: "nearest", label: `Book ${visits(nearest!.visits)}, with the nearest times` }]
      : []),
    ...(skip!.visits > 0 ? [{ value: "skip", label: `Book the ${visits(skip!.visits)} that are free` }] : []),
  ];
}

function visits(count: number): string {
  return count === 1 ? "1 visit" : `${count} visits`;
}
