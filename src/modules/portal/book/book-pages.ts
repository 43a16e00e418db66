import { addDays } from "#kernel/local-date.ts";
import { zoneWords } from "#kernel/zone-words.ts";
import { getPolicies } from "#modules/business/index.ts";
import { calendarRules, findAvailability, type Slot } from "#modules/calendar/index.ts";
import { ANYONE, bookHref, type Choice, waitHref } from "#modules/portal/book-address.ts";
import { type PersonView, personView } from "#modules/portal/business-page.ts";
import { type Chip, chipsOf } from "#modules/portal/chips.ts";
import { type Chosen, searchOf, servedBy } from "#modules/portal/chosen.ts";
import { momentWords } from "#modules/portal/day-words.ts";
import { shortDuration } from "#modules/portal/duration-words.ts";
import type { Notice } from "#modules/portal/notice.ts";
import { changeRule, priceWords } from "#modules/portal/offer-words.ts";
import { type Shell, shellOf, type Site } from "#modules/portal/shell.ts";
import { type TimeButton, type TimesView, timesView } from "#modules/portal/times-view.ts";
import { type PublicService, publicServices } from "#modules/services/index.ts";
import { hasWaitlist } from "#modules/waitlist/index.ts";

import { type MenuLine, type MenuView, menuView } from "./menu-view.ts";

/** First step: which service. */
export type ServicesPage = {
  readonly shell: Shell;
  readonly notice: Notice | undefined;
  readonly menu: MenuView;
  /** The services that can be combined in one visit; empty if fewer than two. */
  readonly several: readonly Combined[];
  readonly action: string;
};

type Combined = { readonly id: string; readonly label: string } & Pick<MenuLine, "words">;

type ServicesOptions = {
  readonly notice?: Notice;
  /** The search text. */
  readonly find?: string;
};

export function servicesPage(site: Site, { notice, find }: ServicesOptions = {}): ServicesPage {
  const services = publicServices(site.ctx.db);
  return {
    shell: shellOf(site, "Book a visit"),
    notice,
    menu: menuView(site, services, find),
    several: severalOf(services),
    action: `${site.basePath}/book`,
  };
}

/** Excludes classes, which are booked by themselves, and other currencies: a visit is paid in one. */
function severalOf(services: readonly PublicService[]): ServicesPage["several"] {
  const single = services.filter(({ capacity }) => capacity === 1);
  const same = single.filter(({ currency }) => currency === single[0]?.currency);
  if (same.length < 2) return [];
  return same.map((one) => ({
    id: one.id,
    words: one.aliases.join(" "),
    label: `${one.name}, ${shortDuration(one.duration_minutes)}, ${priceWords(one.price_cents, one.currency)}`,
  }));
}

/** Second step: with whom. */
export type PeoplePage = {
  readonly shell: Shell;
  readonly chips: readonly Chip[];
  readonly zone: string;
  readonly anyone: PersonChoice;
  readonly people: readonly PersonChoice[];
};
export type PersonChoice = PersonView & {
  /** `Today 3:30 pm`; undefined if nothing is free for a while. */
  readonly firstFree: string | undefined;
  readonly href: string;
};

/** How far ahead each person's first free time is searched. */
const FIRST_FREE_WITHIN_DAYS = 14;

export function peoplePage(site: Site, choice: Choice, chosen: Chosen): PeoplePage {
  const { ctx, basePath } = site;
  const { service, people } = chosen;
  const slots = soonSlots(site, service.id, choice.hold);
  const { zone } = calendarRules(ctx.db);
  const words = (slot: Slot | undefined) => slot && momentWords(zone, slot.start, ctx.clock.now());
  const hrefTo = (staff: string) => bookHref(basePath, { service: service.id, staff, hold: choice.hold });
  return {
    shell: shellOf(site, "Choose a person"),
    chips: chipsOf(site, { ...choice, start: undefined }, chosen),
    zone: zoneWords(zone, slots[0]?.start ?? ctx.clock.now()),
    anyone: {
      ...personView("Anyone", "Whoever is free first"),
      firstFree: words(slots[0]),
      href: hrefTo(ANYONE),
    },
    people: people.map(({ id, name, title }) => ({
      ...personView(name, title),
      firstFree: words(slots.find((slot) => slot.staffIds.includes(id))),
      href: hrefTo(id),
    })),
  };
}

function soonSlots({ ctx }: Site, serviceId: string, ignoreOwner: string | undefined): readonly Slot[] {
  const now = ctx.clock.now();
  const today = calendarRules(ctx.db).zone.localDateOf(now);
  const to = addDays(today, FIRST_FREE_WITHIN_DAYS);
  return findAvailability(ctx.db, { serviceId, from: today, to, now, channel: "page", ignoreOwner }).slots;
}

/** Third step: when. */
export type TimesPage = {
  readonly shell: Shell;
  readonly chips: readonly Chip[];
  readonly notice: Notice | undefined;
  /** Alternatives to a time that somebody else took. */
  readonly alternatives: readonly TimeButton[];
  readonly times: TimesView;
  readonly rule: string;
  readonly form: {
    readonly action: string;
    readonly hidden: readonly (readonly [name: string, value: string])[];
  };
};

export function timesPage(site: Site, choice: Choice, chosen: Chosen, notice?: Notice): TimesPage {
  const { ctx, basePath } = site;
  const { service, people, parts } = chosen;
  const staff = choice.staff === undefined ? undefined : chosen.withWhom;
  const kept = { service: service.id, staff, hold: choice.hold };
  const hidden = Object.entries(kept).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    shell: shellOf(site, "Choose a time"),
    chips: chipsOf(site, { ...choice, start: undefined }, chosen),
    notice,
    alternatives: [],
    times: timesView(ctx.db, {
      ...searchOf(chosen),
      ignoreOwner: choice.hold,
      rules: calendarRules(ctx.db),
      now: ctx.clock.now(),
      date: choice.date,
      week: choice.week,
      nameOf: (time) => servedBy(people, time),
      hrefOf: (day) => bookHref(basePath, { ...kept, ...day }),
      waitHrefOf:
        hasWaitlist(ctx) && !parts
          ? (date) => waitHref(basePath, { service: service.id, staff: staff ?? ANYONE, date })
          : undefined,
    }),
    rule: changeRule(getPolicies(ctx.db).cancellation_notice_minutes),
    form: { action: `${basePath}/book/hold`, hidden },
  };
}
