import { choicesOf, type PlacedDate } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { type Chip, chipsOf } from "#modules/portal/chips.ts";
import { type DateLine, dateLine } from "#modules/portal/date-lines.ts";
import type { Notice } from "#modules/portal/notice.ts";
import { priceWords } from "#modules/portal/offer-words.ts";
import { type Shell, shellOf, type Site } from "#modules/portal/shell.ts";

import type { Asked } from "./asked.ts";
import { hiddenFields } from "./details-page.ts";

/** Shows the dates of a recurring visit before they are booked. */
export type RepeatPage = {
  readonly shell: Shell;
  readonly chips: readonly Chip[];
  readonly notice: Notice | undefined;
  readonly dates: readonly DateLine[];
  readonly price: string;
  /** The choices, best first; empty if no date is free. */
  readonly buttons: readonly { readonly value: string; readonly label: string }[];
  readonly action: string;
  readonly hidden: readonly (readonly [name: string, value: string])[];
};

export function repeatPage(
  site: Site,
  { choice, chosen, form }: Asked,
  dates: readonly PlacedDate[],
  notice?: Notice,
): RepeatPage {
  const { ctx, basePath } = site;
  const { zone } = calendarRules(ctx.db);
  const now = ctx.clock.now();
  const { service } = chosen;
  const { typed } = form;
  return {
    shell: shellOf(site, "Your visits"),
    chips: chipsOf(site, choice, chosen),
    notice,
    dates: dates.map((one) => dateLine(zone, one, now)),
    price: `${priceWords(service.price_cents, service.currency)} each`,
    buttons: buttonsOf(dates),
    action: `${basePath}/book`,
    hidden: [
      ...hiddenFields(site, choice, chosen),
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
