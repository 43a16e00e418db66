import { z } from "zod";

import { email, id, integer, line, name, phone, text } from "#kernel/fields.ts";

import {
  color,
  country,
  logoAddress,
  perPeriod,
  timeZone,
  visitLimits,
  webAddress,
  webOrigin,
} from "./fields.ts";
import { timeOfDay, weekHours } from "./hours-schema.ts";

const YEAR_MINUTES = 366 * 24 * 60;
const minutes = integer(0, YEAR_MINUTES);

/** Who the business is. All other local times are in its zone. */
const profileDocument = z.strictObject({
  business_name: name,
  /** A word such as `hair_salon`; affects wording, never rules. */
  kind: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, "must be a lower-case word such as hair_salon")
    .default("business"),
  time_zone: timeZone.meta({
    description:
      "Changing it does not move booked visits. Hours, overrides and time off are local times: they keep their wall-clock times, and so move to other instants.",
  }),
  country: country.nullable().default(null),
  phone: phone.nullable().default(null),
  email: email.nullable().default(null),
  address: text(500).default(""),
  website_url: webAddress.nullable().default(null),
  description: text(2000).default(""),
});

/** The business's weekly hours. A missing day is closed. */
const hoursDocument = weekHours;

/** Channels that may have a notice of their own. */
const noticeChannels = ["page", "chat", "phone", "sms", "waitlist", "api", "calcom"] as const;

const waitlistPolicy = z.strictObject({
  mode: z.enum(["one_at_a_time", "everyone_at_once"]).default("one_at_a_time"),
  offer_minutes: integer(1, 24 * 60).default(15),
  /** This long before its start, a freed time goes back on sale instead of to the waitlist. */
  cutoff_minutes: minutes.default(60),
  /** Local times between which no offer is sent; null for none. */
  quiet_hours: z
    .tuple([timeOfDay, timeOfDay])
    .refine(([from, to]) => from !== to, "must not end when they start (null for none)")
    .nullable()
    .default(["21:00", "08:00"]),
});

const bookingLimits = visitLimits.extend({
  /** How many upcoming visits one customer may have. */
  active_per_customer: perPeriod,
});

const holidayPolicy = z.strictObject({
  country: country.nullable().default(null),
  region: line(20).nullable().default(null),
  skip: z.array(line(100)).max(100).default([]),
});

/** The booking rules. In minutes unless the name says otherwise. */
const policiesDocument = z.strictObject({
  min_notice_minutes: minutes.default(60),
  /** Business dates, including today. */
  booking_window_days: integer(1, 1000).default(60),
  cancellation_notice_minutes: minutes.default(120),
  hold_minutes: integer(1, 60).default(5),
  cancellation_text: text(2000).default(""),
  late_text: text(2000).default(""),
  no_show_text: text(2000).default(""),
  payment_text: text(2000).default(""),
  waitlist: waitlistPolicy.prefault({}),
  limits: bookingLimits.prefault({}),
  notice_by_channel: z.partialRecord(z.enum(noticeChannels), minutes).default({}),
  no_show_release_minutes: integer(0, 24 * 60)
    .nullable()
    .default(null),
  holidays: holidayPolicy.prefault({}),
});

/** How the business's pages look. */
export const brandingDocument = z.strictObject({
  primary_color: color.default("#3b4cca"),
  accent_color: color.default("#1e40af"),
  /** Shown next to the business's name. The CSP then allows images from its host, and from no other. */
  logo_url: logoAddress.nullable().default(null),
});

/** The title of the assistant's window until the business names it. */
export const UNNAMED_ASSISTANT = "Front desk";

/** How the assistant speaks, and which brain it uses. */
const assistantDocument = z.strictObject({
  name: line(60).default(UNNAMED_ASSISTANT),
  greeting: text(500).default(""),
  /** Affects a model's words, and the built-in assistant's sentences. */
  tone: z.enum(["friendly", "formal", "brief"]).default("friendly"),
  /** Further knowledge and instructions, in the owner's words. */
  instructions: text(4000).default(""),
  /** Whom it refers people to who ask for a person. */
  handoff_phone: phone.nullable().default(null),
  handoff_email: email.nullable().default(null),
  /** `auto`: a language model if the platform has one, else the built-in assistant; `off`: no assistant. */
  brain: z.enum(["auto", "builtin", "openai", "anthropic", "off"]).default("auto"),
  /**
   * The budget for language models per calendar month, in millionths of a dollar; null: no limit of its own.
   */
  monthly_budget_micros: integer(0, 1_000_000_000_000).nullable().default(null),
  /** Sites that may embed the widget, besides the business's own; if empty, any site may. */
  allowed_origins: z.array(webOrigin).max(50).default([]),
  /** How long the texts of conversations are kept, in days; statistics stay. */
  retention_days: integer(1, 3650).default(90),
});

/** Which external systems the business uses. Their secrets are stored elsewhere, write-only. */
const integrationsDocument = z.strictObject({
  scheduling: z.enum(["own", "calcom"]).default("own"),
  calcom: z.strictObject({ username: line(100).nullable().default(null) }).prefault({}),
  slack: z.strictObject({ channel: id.nullable().default(null) }).prefault({}),
});

/** The owner, until people have accounts of their own. */
const ownerDocument = z.strictObject({ email, name: z.union([name, z.literal("")]).default("") });

/** Every settings document, by the key of its row. */
export const settingsDocuments = {
  profile: profileDocument,
  hours: hoursDocument,
  policies: policiesDocument,
  branding: brandingDocument,
  assistant: assistantDocument,
  integrations: integrationsDocument,
  owner: ownerDocument,
} as const;

export type SettingsKey = keyof typeof settingsDocuments;
export type SettingsDocument<Key extends SettingsKey> = z.output<(typeof settingsDocuments)[Key]>;

export type Profile = SettingsDocument<"profile">;
export type Hours = SettingsDocument<"hours">;
export type Policies = SettingsDocument<"policies">;
export type Branding = SettingsDocument<"branding">;
export type AssistantSettings = SettingsDocument<"assistant">;
export type Integrations = SettingsDocument<"integrations">;
export type Owner = SettingsDocument<"owner">;
