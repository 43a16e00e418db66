import type { LocalDate } from "#kernel/local-date.ts";
import { getPolicies } from "#modules/business/index.ts";
import { calendarRules, lastBookableDate } from "#modules/calendar/index.ts";
import { ANYONE, bookHref, type Choice } from "#modules/portal/book-address.ts";
import { EMPTY_FORM, type FieldErrors, type Typed } from "#modules/portal/book/book-form.ts";
import { type Chip, chipsOf } from "#modules/portal/chips.ts";
import type { Chosen } from "#modules/portal/chosen.ts";
import { longDuration } from "#modules/portal/duration-words.ts";
import { changeRule } from "#modules/portal/offer-words.ts";
import { type Shell, shellOf, type Site } from "#modules/portal/shell.ts";

import { DAY_PARTS, type DayPart, type TimesErrors, type TypedTimes } from "./wait-form.ts";

/** The form fields for the requested times. */
export type DaysView = {
  readonly typed: TypedTimes;
  readonly first: LocalDate;
  readonly last: LocalDate;
  readonly parts: readonly { readonly value: DayPart; readonly label: string }[];
};

/** Asks who is waiting, and for what. */
export type WaitPage = {
  readonly shell: Shell;
  readonly chips: readonly Chip[];
  /** One or two sentences about how the waitlist works here. */
  readonly how: string;
  readonly days: DaysView;
  readonly typed: Typed;
  readonly errors: FieldErrors & TimesErrors;
  readonly rule: string;
  readonly action: string;
  readonly hidden: readonly (readonly [name: string, value: string])[];
  readonly timesHref: string;
};

/** A form that is shown again because something was wrong with it. */
export type ReturnedWait = {
  readonly typed: Typed;
  readonly times: TypedTimes;
  readonly errors: FieldErrors & TimesErrors;
};

export function waitPage(site: Site, choice: Choice, chosen: Chosen, returned?: ReturnedWait): WaitPage {
  const { ctx, basePath } = site;
  const { service, staff } = chosen;
  const kept = { service: service.id, staff: staff?.id ?? ANYONE };
  return {
    shell: shellOf(site, returned ? "Please check your details" : "Join the waitlist"),
    chips: chipsOf(site, { ...choice, start: undefined, hold: undefined }, { ...chosen, settled: true }),
    how: howWords(site),
    days: daysView(site, returned?.times, choice.date),
    typed: returned?.typed ?? EMPTY_FORM,
    errors: returned?.errors ?? {},
    rule: changeRule(getPolicies(ctx.db).cancellation_notice_minutes),
    action: `${basePath}/waitlist`,
    hidden: [
      ["service", kept.service],
      ["staff", kept.staff],
      ["key", ctx.ids.token(16)],
    ],
    timesHref: bookHref(basePath, { ...kept, date: choice.date }),
  };
}

/** Defaults to the day being viewed, else to all bookable days. */
export function daysView({ ctx }: Site, typed: TypedTimes | undefined, day?: LocalDate): DaysView {
  const rules = calendarRules(ctx.db);
  const now = ctx.clock.now();
  const first = rules.zone.localDateOf(now);
  const last = lastBookableDate(rules, now);
  const isOpen = day !== undefined && day >= first && day <= last;
  const asked = { start_date: isOpen ? day : first, end_date: isOpen ? day : last };
  return {
    typed: typed ?? { ...asked, part: "any", auto_book: false },
    first,
    last,
    parts: Object.entries(DAY_PARTS).map(([value, { label }]) => ({ value: value as DayPart, label })),
  };
}

/** How people are asked, and how long they have to answer. */
export function howWords({ ctx }: Site): string {
  const { mode, offer_minutes: minutes } = getPolicies(ctx.db).waitlist;
  const time = longDuration(minutes);
  return mode === "one_at_a_time"
    ? `When a time opens up, we ask one person after another and hold it for each of them for ${time}.`
    : `When a time opens up, we ask everyone it works for. The first to accept within ${time} gets it.`;
}
