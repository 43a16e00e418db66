import { z } from "zod";

import { ASKED } from "#modules/language/index.ts";

import { DEEDS } from "./guard/facts.ts";
import { type ConversationState, type Draft, PHASES, type Proposal } from "./state.ts";

/**
 * The shape of each field of a stored state, so that a state written by other code is not misread. What a
 * customer confirms is checked down to the last field: an unknown one may be part of what they agreed to.
 */

const texts = z.array(z.string());
const LAST_INSTANT = 8_640_000_000_000_000;
const instant = z.int().min(0).max(LAST_INSTANT);
const minuteOfDay = z.int().min(0).max(1440);
const count = z.int().min(0);
const currency = z.string().regex(/^[A-Z]{3}$/);
const localDate = z.string().regex(/^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const someDates = z.array(localDate);
const whom = { staffId: z.string().nullish(), among: texts.optional() };
const items = z.array(z.object({ serviceId: z.string(), ...whom }));
const times = {
  dates: someDates,
  time: minuteOfDay.optional(),
  timeRange: z.object({ start: minuteOfDay.optional(), end: minuteOfDay.optional() }).optional(),
  repeat: z.object({ every: z.enum(["week", "month"]).optional(), interval: count.optional() }).optional(),
};
const scope = z.enum(["this", "this_and_later", "all"]);
const onConflict = z.enum(["skip", "nearest", "stop"]);
const repeat = z.strictObject({
  every: z.enum(["week", "month"]),
  interval: count.optional(),
  count: count.optional(),
  until: localDate.optional(),
});

/** Whether it is a number that denotes a valid date. */
export function isInstant(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= LAST_INSTANT;
}

/** Every field of a wish. */
export const DRAFT_SHAPE = {
  goal: z.enum(["book", "reschedule", "cancel", "lookup", "waitlist"]).nullable(),
  items,
  ...whom,
  ...times,
  dateRange: z.object({ start: localDate.optional(), end: localDate.optional() }).optional(),
  refusedDates: someDates,
  earliest: z.boolean().optional(),
  latest: z.boolean().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
  notes: z.string().optional(),
  people: count.optional(),
  later: z.array(z.object({ items, ...times, isOther: z.boolean() })).optional(),
  bookingUid: z.string().optional(),
  others: texts.optional(),
  scope: scope.optional(),
  reference: z.string().optional(),
} satisfies { readonly [Field in keyof Required<Draft>]: z.ZodType };

export const OFFER_SHAPE = z.object({
  slotId: z.string(),
  items: z.array(
    z.object({
      serviceId: z.string(),
      staffId: z.string(),
      choice: z.object({ rule: z.string(), among: texts }).optional(),
      among: texts.optional(),
    }),
  ),
  start: instant,
  end: instant,
  priceCents: count,
  currency,
  minutes: count,
  forVisit: z.string().optional(),
  expiresAt: instant,
  turn: count,
});

const act = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("book"),
    slotId: z.string(),
    customer: z.strictObject({
      name: z.string(),
      email: z.string().optional(),
      phone: z.string().optional(),
    }),
    notes: z.string().optional(),
    consentSms: z.boolean().optional(),
    series: z.strictObject({ repeat, onConflict, starts: z.array(instant) }).optional(),
  }),
  z.strictObject({ kind: z.literal("cancel"), uid: z.string(), scope: scope.optional() }),
  z.strictObject({
    kind: z.literal("move"),
    uid: z.string(),
    slotId: z.string(),
    scope: scope.optional(),
    onConflict: onConflict.optional(),
  }),
]);

const PROPOSALS: { readonly [One in Proposal]: One } = {
  book: "book",
  pick: "pick",
  next_available: "next_available",
  waitlist: "waitlist",
  ask_owner: "ask_owner",
  person: "person",
  another: "another",
  begin: "begin",
  skip: "skip",
  as_far: "as_far",
};

/** Every field of a state except those stored in a format of their own. */
export const STATE_SHAPE = {
  turn: count,
  phase: z.enum(PHASES),
  shown: texts,
  chosen: z
    .object({
      slotId: z.string(),
      holdId: z.string().nullable(),
      heldUntil: instant.nullable(),
      renewed: z.boolean().optional(),
    })
    .optional(),
  pending: z
    .strictObject({
      tokenHash: z.string(),
      nonce: z.string(),
      turn: count,
      expiresAt: instant,
      summary: z.string(),
      askedAgain: z.boolean(),
      act,
    })
    .optional(),
  verified: texts,
  lookupUid: z.string().optional(),
  looked: z.array(z.object({ from: localDate, to: localDate })).optional(),
  series: z
    .object({
      slotId: z.string(),
      count,
      starts: z.array(instant),
      missed: z.array(z.object({ start: instant, reason: z.string(), nearest: instant.optional() })),
      minutes: count,
      priceCents: count,
      currency,
    })
    .optional(),
  rhythm: z.object({ every: z.enum(["week", "month"]), interval: count.optional() }).optional(),
  deeds: z.array(z.enum(DEEDS.filter((deed) => deed !== "held"))).optional(),
  tries: count,
  asked: z.enum(ASKED).optional(),
  unanswered: z.string().optional(),
  proposed: z.enum(PROPOSALS).optional(),
  suggested: texts.optional(),
  misses: count.optional(),
  again: count.optional(),
  told: z.enum(["hours", "presence"]).optional(),
} satisfies { readonly [Field in Exclude<keyof ConversationState, "draft" | "offers">]-?: z.ZodType };
