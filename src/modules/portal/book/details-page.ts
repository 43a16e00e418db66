import { formatInstant, type Instant, SECOND } from "#kernel/instant.ts";
import { timeLabel } from "#kernel/time-label.ts";
import { zoneWords } from "#kernel/zone-words.ts";
import { findLiveHold, type Hold } from "#modules/booking/index.ts";
import { getPolicies } from "#modules/business/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { AND, bookHref, type Choice } from "#modules/portal/book-address.ts";
import { type Chip, chipsOf } from "#modules/portal/chips.ts";
import type { Chosen } from "#modules/portal/chosen.ts";
import { fullDate } from "#modules/portal/day-words.ts";
import type { Notice } from "#modules/portal/notice.ts";
import { depositWords, priceWords } from "#modules/portal/offer-words.ts";
import { type Shell, shellOf, type Site } from "#modules/portal/shell.ts";
import type { TimeButton } from "#modules/portal/times-view.ts";
import { changeWords } from "#modules/portal/visit/change-words.ts";

import { EMPTY_FORM, type FieldErrors, type Typed } from "./book-form.ts";
import { type RepeatFields, repeatFields } from "./repeat-form.ts";

/** Fourth step: who comes. */
export type DetailsPage = {
  readonly shell: Shell;
  readonly chips: readonly Chip[];
  readonly notice: Notice | undefined;
  /** Alternatives to a time that somebody else took. */
  readonly alternatives: readonly TimeButton[];
  /** False if the time is gone: then only an alternative can be submitted. */
  readonly bookable: boolean;
  readonly when: string;
  readonly at: string;
  readonly zone: string;
  readonly price: string;
  readonly deposit: string | undefined;
  /** How long the time is held: `10:05 am`, and the seconds until then. */
  readonly keptUntil: { readonly label: string; readonly at: string; readonly seconds: number } | undefined;
  /** A link back to the times. */
  readonly timesHref: string;
  readonly rule: string;
  /** The business's own words about later changes. */
  readonly policy: string;
  readonly typed: Typed;
  readonly errors: FieldErrors;
  readonly repeat: RepeatFields;
  readonly action: string;
  readonly hidden: readonly (readonly [name: string, value: string])[];
};

/** Why a form is shown again. */
export type Returned = {
  readonly typed?: Typed;
  readonly errors?: FieldErrors;
  readonly notice?: Notice;
  readonly alternatives?: readonly TimeButton[];
  readonly bookable?: boolean;
};

export type TimedChoice = Choice & { readonly start: Instant };

export function detailsPage(
  site: Site,
  choice: TimedChoice,
  chosen: Chosen,
  returned: Returned = {},
): DetailsPage {
  const { ctx, basePath } = site;
  const now = ctx.clock.now();
  const { zone } = calendarRules(ctx.db);
  const { service, people } = chosen;
  const hold = liveHold(site, choice);
  const assigned = people.filter(({ id }) => hold?.items.some((item) => item.staff_id === id));
  const policies = getPolicies(ctx.db);
  const bookable = returned.bookable ?? true;
  return {
    shell: shellOf(site, returned.errors ? "Please check your details" : "Your details"),
    chips: chipsOf(site, choice, chosen, assigned.map(({ name }) => name).join(", ")),
    notice: returned.notice,
    alternatives: returned.alternatives ?? [],
    bookable,
    when: `${fullDate(zone.localDateOf(choice.start), zone.localDateOf(now))}, ${timeLabel(zone, choice.start)}`,
    at: formatInstant(choice.start),
    zone: zoneWords(zone, choice.start),
    price: priceWords(service.price_cents, service.currency),
    deposit: depositWords(service.deposit_cents, service.currency),
    keptUntil:
      hold && bookable
        ? {
            label: timeLabel(zone, hold.expiresAt),
            at: formatInstant(hold.expiresAt),
            seconds: Math.ceil((hold.expiresAt - now) / SECOND),
          }
        : undefined,
    timesHref: bookHref(basePath, { ...choice, start: undefined, date: zone.localDateOf(choice.start) }),
    rule: changeWords(zone, choice.start, policies.cancellation_notice_minutes, now),
    policy: policies.cancellation_text,
    typed: returned.typed ?? EMPTY_FORM,
    errors: returned.errors ?? {},
    repeat: repeatFields(returned.typed ?? EMPTY_FORM),
    action: `${basePath}/book`,
    hidden: hiddenFields(site, choice, chosen),
  };
}

/** The hold of this choice, if it is live and for this very time. */
export function liveHold({ ctx }: Site, { hold, service, start }: Choice): Hold | undefined {
  const found = hold === undefined ? undefined : findLiveHold(ctx.db, hold, ctx.clock.now());
  const held = found?.items.map((item) => item.service_id).join(AND);
  return held === service && found?.start === start ? found : undefined;
}

/** The choices, as hidden fields of the following forms. */
export function hiddenFields(
  { ctx }: Site,
  choice: TimedChoice,
  { service, withWhom }: Chosen,
): [string, string][] {
  return [
    ["service", service.id],
    ["staff", withWhom],
    ["start", formatInstant(choice.start)],
    ...(choice.hold === undefined ? [] : [["hold", choice.hold] satisfies [string, string]]),
    ["price", String(service.price_cents)],
    ["minutes", String(service.duration_minutes)],
    ["key", ctx.ids.token(16)],
  ];
}
