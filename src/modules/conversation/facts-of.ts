import { MINUTE } from "#kernel/instant.ts";
import { displayPhone } from "#kernel/phone.ts";
import { findBooking, manageLink } from "#modules/booking/index.ts";
import { getAssistant, getPolicies, getProfile } from "#modules/business/index.ts";
import { lastBookableDate } from "#modules/calendar/index.ts";
import { currentFaqs } from "#modules/knowledge/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type KnownBusiness, knownBusiness } from "./business-known.ts";
import type { Deed, Facts, Span } from "./guard/facts.ts";
import { hoursOn } from "./hours-on.ts";
import { promptCanary } from "./model/system-prompt.ts";
import { isLive } from "./offers.ts";
import type { ConversationState, LookedSeries } from "./state.ts";

/** Facts about the business itself, unchanged until its configuration changes. */
type BusinessFacts = Pick<
  Facts,
  | "zone"
  | "country"
  | "hoursOn"
  | "services"
  | "names"
  | "minutes"
  | "ownTexts"
  | "links"
  | "emails"
  | "phones"
  | "canaries"
>;

type Known = { readonly address: string; readonly facts: BusinessFacts };

const known = new WeakMap<KnownBusiness, Known>();

/** Also cached by address: a custom domain can change without any other configuration. */
function businessFacts(ctx: TenantContext): BusinessFacts {
  const business = knownBusiness(ctx.db);
  const address = ctx.tenant.canonicalUrl;
  const before = known.get(business);
  if (before?.address === address) return before.facts;
  const facts = readFacts(ctx, business);
  known.set(business, { address, facts });
  return facts;
}

/**
 * What is true at this moment of a conversation. `customerTexts`: everything the customer has said, including
 * this turn; read lazily, as few sentences have to be compared with it.
 */
export function factsOf(
  ctx: TenantContext,
  state: ConversationState,
  customerTexts: () => readonly string[],
): Facts {
  const about = businessFacts(ctx);
  const now = ctx.clock.now();
  const visits = state.verified.flatMap((uid) => findBooking(ctx.db, uid) ?? []);
  const offers = state.offers.filter((offer) => isLive(offer, now) || offer.slotId === state.chosen?.slotId);
  const { draft, series } = state;
  return {
    ...about,
    now,
    offers: series ? [...offers, ...spansOf(series)] : offers,
    rhythm: rhythmOf(state),
    lastDay: lastDayOf(ctx, state),
    bookings: visits.map(({ row }) => ({
      start: row.start_at,
      end: row.end_at,
      stands: row.status !== "cancelled",
    })),
    looked: series ? [...(state.looked ?? []), ...daysMissed(series, about)] : (state.looked ?? []),
    names: draft.name === undefined ? about.names : [...about.names, draft.name],
    prices: [
      ...offers.map(({ priceCents: cents, currency }) => ({ cents, currency })),
      ...(series ? [{ cents: series.priceCents, currency: series.currency }] : []),
      ...visits.map(({ row }) => ({ cents: row.price_cents, currency: row.currency })),
    ],
    customerTexts,
    done: deedsOf(state),
    links:
      state.verified.length === 0
        ? about.links
        : [...about.links, ...state.verified.map((uid) => linkTo(ctx, uid))],
    emails: draft.email === undefined ? about.emails : [...about.emails, draft.email],
    phones:
      draft.phone === undefined ? about.phones : [...about.phones, ...asRead(draft.phone, about.country)],
  };
}

/** Whether two states of a conversation yield the same facts at the same moment. */
export function sameFacts(a: ConversationState, b: ConversationState): boolean {
  return (
    a.offers === b.offers &&
    a.chosen === b.chosen &&
    a.verified === b.verified &&
    a.looked === b.looked &&
    a.deeds === b.deeds &&
    a.series === b.series &&
    a.rhythm === b.rhythm &&
    a.draft.repeat === b.draft.repeat &&
    a.draft.email === b.draft.email &&
    a.draft.phone === b.draft.phone
  );
}

function readFacts(ctx: TenantContext, { rules, services, staff }: KnownBusiness): BusinessFacts {
  const profile = getProfile(ctx.db);
  const policies = getPolicies(ctx.db);
  const { handoff_email, handoff_phone, greeting } = getAssistant(ctx.db);
  const faqs = currentFaqs(ctx.db).filter(({ active }) => active === 1);
  return {
    zone: rules.zone,
    country: profile.country,
    hoursOn: (date) => hoursOn(rules, date),
    services: services.map(({ name, aliases, duration_minutes: minutes, ...service }) => ({
      names: [name, ...aliases],
      minutes,
      prices: [service.price_cents, ...(service.deposit_cents > 0 ? [service.deposit_cents] : [])].map(
        (cents) => ({ cents, currency: service.currency }),
      ),
    })),
    names: staff.map(({ name }) => name),
    minutes: [
      policies.min_notice_minutes,
      policies.cancellation_notice_minutes,
      policies.hold_minutes,
      policies.booking_window_days * 24 * 60,
    ],
    ownTexts: [
      profile.business_name,
      profile.description,
      profile.address,
      policies.cancellation_text,
      policies.late_text,
      policies.no_show_text,
      policies.payment_text,
      greeting,
      ...services.map(({ description }) => description),
      ...faqs.flatMap(({ question, answer }) => [question, answer]),
    ].filter((text) => text !== ""),
    links: [...pagesOf(ctx), ...websiteOf(ctx)],
    emails: [profile.email, handoff_email].filter((one) => one !== null),
    phones: [profile.phone, handoff_phone].flatMap((one) =>
      one === null ? [] : asRead(one, profile.country),
    ),
    canaries: [promptCanary(ctx)],
  };
}

/** A phone number in E.164 and in its national form, whose leading digits may differ. */
function asRead(phone: string, country: string | null): string[] {
  return [phone, displayPhone(phone, country)];
}

function deedsOf({ deeds = [], chosen }: ConversationState): ReadonlySet<Deed> {
  return new Set<Deed>(chosen?.holdId ? [...deeds, "held"] : deeds);
}

/** The available dates of a series, and the times near the unavailable ones. */
function spansOf({ starts, missed, minutes }: LookedSeries): readonly Span[] {
  const near = missed.flatMap(({ nearest }) => nearest ?? []);
  return [...starts, ...near].map((start) => ({ start, end: start + minutes * MINUTE }));
}

/** Days on which the requested time is not free. */
function daysMissed({ missed }: LookedSeries, { zone }: Pick<Facts, "zone">): Facts["looked"] {
  return missed.map(({ start }) => {
    const date = zone.localDateOf(start);
    return { from: date, to: date };
  });
}

/** How often the requested or booked visits repeat. */
function rhythmOf({ draft: { repeat }, rhythm: booked }: ConversationState): Facts["rhythm"] {
  return repeat?.every ? { every: repeat.every, interval: repeat.interval ?? 1 } : booked;
}

/** The last bookable day, if repeating visits are being discussed. */
function lastDayOf(ctx: TenantContext, { draft, rhythm }: ConversationState): Facts["lastDay"] {
  if (!draft.repeat && !rhythm) return undefined;
  return lastBookableDate(knownBusiness(ctx.db).rules, ctx.clock.now());
}

/** The pages that a customer may be sent to. */
function pagesOf({ tenant }: TenantContext): string[] {
  return ["", "/book", "/chat", "/privacy", "/terms"].map((page) => `${tenant.canonicalUrl}${page}`);
}

function websiteOf(ctx: TenantContext): string[] {
  const { website_url: website } = getProfile(ctx.db);
  return website === null ? [] : [website];
}

/** The link without its token. */
function linkTo(ctx: TenantContext, uid: string): string {
  return manageLink(ctx, uid).manage_url.replace(/\?.*$/, "");
}
