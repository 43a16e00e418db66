import { z } from "zod";

import type { TenantContext } from "#tenancy/context.ts";

import { weekHours } from "./hours-schema.ts";
import { getBranding, getHours, getPolicies, getProfile } from "./queries.ts";
import { brandingDocument } from "./schemas.ts";

/** What anybody may know about a business: not its plan or billing. */
export const publicBusinessSchema = z.object({
  slug: z.string(),
  name: z.string(),
  kind: z.string(),
  time_zone: z.string(),
  country: z.string().nullable(),
  address: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website_url: z.string().nullable(),
  description: z.string(),
  branding: brandingDocument,
  hours: weekHours,
  policies: z.object({
    min_notice_minutes: z.int(),
    booking_window_days: z.int(),
    cancellation_notice_minutes: z.int(),
    hold_minutes: z.int(),
    cancellation_text: z.string(),
    late_text: z.string(),
    no_show_text: z.string(),
    payment_text: z.string(),
  }),
});

export type PublicBusiness = z.output<typeof publicBusinessSchema>;

/** The business as customers see it. */
export function publicBusiness({ db, tenant }: Pick<TenantContext, "db" | "tenant">): PublicBusiness {
  const { business_name: name, kind, time_zone, country, address, ...rest } = getProfile(db);
  const { phone, email, website_url, description } = rest;
  const policies = getPolicies(db);
  return {
    slug: tenant.slug,
    name,
    kind,
    time_zone,
    country,
    address,
    phone,
    email,
    website_url,
    description,
    branding: getBranding(db),
    hours: getHours(db),
    policies: {
      min_notice_minutes: policies.min_notice_minutes,
      booking_window_days: policies.booking_window_days,
      cancellation_notice_minutes: policies.cancellation_notice_minutes,
      hold_minutes: policies.hold_minutes,
      cancellation_text: policies.cancellation_text,
      late_text: policies.late_text,
      no_show_text: policies.no_show_text,
      payment_text: policies.payment_text,
    },
  };
}
