import { z } from "zod";

import { id, instant } from "#kernel/fields.ts";

const at = z.string().meta({ format: "date-time" });
const localTime = z.string().meta({ example: "2026-03-09T09:00" });
const named = z.object({ id: z.string(), name: z.string() });

export const explainQuery = z.strictObject({
  service_id: id,
  /** Left out: everybody who works here. */
  staff_id: id.optional(),
  at: instant.meta({ description: "The start to explain." }),
  as_of: instant.optional().meta({ description: "The instant to explain for; if left out, now." }),
  channel: z
    .enum(["page", "chat", "phone", "sms", "waitlist", "api", "calcom"])
    .optional()
    .meta({ description: "The channel of the request, if notice differs by channel." }),
});

export const uidParams = z.strictObject({ uid: id });

/** One thing in the way. */
const busyItem = z.object({
  kind: z.enum(["visit", "hold", "offer", "absence", "busy"]),
  booking_uid: z.string().nullable().meta({ description: "Only if it is a visit." }),
  start: at,
  end: at,
  meets: z
    .enum(["visit", "buffer"])
    .meta({ description: "What it overlaps; `buffer`: only the time before or after the visit." }),
});

const check = z.object({
  rule: z.enum([
    "service_known",
    "service_active",
    "not_past",
    "notice",
    "booking_window",
    "business_limit",
    "service_limit",
    "staff_active",
    "does_service",
    "hours",
    "free",
    "grid",
    "resources",
    "seats",
    "staff_limit",
  ]),
  passed: z.boolean().nullable().meta({ description: "Null: unknown, because an earlier rule failed." }),
  message: z.string(),
  /** Only for rules about occupied time. */
  busy: z.array(busyItem).optional(),
});

export type CheckView = z.output<typeof check>;
export type BusyView = z.output<typeof busyItem>;

const person = z.object({
  staff: named,
  offered: z.boolean(),
  checks: z.array(check),
});

export const explanation = z.object({
  service: named,
  at,
  at_local: localTime,
  time_zone: z.string(),
  as_of: at,
  /** The start of the log: nothing can be explained before it. */
  known_from: at.nullable(),
  offered: z.boolean(),
  /** Why not: the first rule that refuses it. */
  reason: z
    .enum([
      "unknown_service",
      "inactive",
      "unknown_staff",
      "past",
      "too_soon",
      "outside_window",
      "closed",
      "off_grid",
      "taken",
      "limit_reached",
    ])
    .nullable(),
  checks: z.array(check),
  staff: z.array(person),
});

export type Explanation = z.output<typeof explanation>;

const candidate = z.object({
  staff: named,
  chosen: z.boolean(),
  free: z.boolean().meta({ description: "At the moment of the choice, according to the log." }),
  priority: z.int().nullable(),
  last_booked_at: at
    .nullable()
    .meta({ description: "When they were last assigned a visit that counted at that moment." }),
  level_from: at
    .nullable()
    .meta({ description: "When they last joined or came back from time off before that moment." }),
  checks: z.array(check),
});

export const choiceExplanation = z.object({
  booking_uid: z.string(),
  parts: z.array(
    z.object({
      service: named,
      staff: named,
      /** The start that it was decided for: the visit may have been moved since. */
      start: at.nullable(),
      decided_at: at,
      rule: z.enum([
        "requested",
        "same_person",
        "only_one_free",
        "priority",
        "least_recently_booked",
        "tie_by_id",
      ]),
      message: z.string(),
      among: z.array(named).meta({ description: "Who was free, in order of preference." }),
      /** Null if the log no longer tells how the choice was made. */
      candidates: z.array(candidate).nullable(),
    }),
  ),
});

export type ChoiceExplanation = z.output<typeof choiceExplanation>;
