import { displayPhone } from "#kernel/phone.ts";
import { addDays } from "#kernel/local-date.ts";
import { formatTime, spokenDate } from "#kernel/time-label.ts";
import { getPolicies, getProfile } from "#modules/business/index.ts";
import { hoursOn } from "#modules/conversation/hours-on.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";

import type { ToolResult } from "./tool.ts";

const DAYS_OF_HOURS = 14;

/** The business's contact details, opening hours and booking rules. */
export function businessInfo({ ctx }: TurnWork): ToolResult {
  const { rules } = knownBusiness(ctx.db);
  const profile = getProfile(ctx.db);
  const policies = getPolicies(ctx.db);
  const today = rules.zone.localDateOf(ctx.clock.now());
  return {
    ok: true,
    code: "OK",
    data: {
      name: profile.business_name,
      kind: profile.kind,
      description: profile.description,
      address: profile.address,
      phone: profile.phone && displayPhone(profile.phone, profile.country),
      email: profile.email,
      website: profile.website_url,
      booking_page: ctx.tenant.canonicalUrl,
      time_zone: rules.zone.id,
      today,
      hours: Array.from({ length: DAYS_OF_HOURS }, (_, i) => addDays(today, i)).map((date) => ({
        date,
        label: spokenDate(date),
        open: hoursOn(rules, date).map(({ start, end }) => ({
          from: formatTime(start),
          to: formatTime(end % 1440),
        })),
      })),
      policies: {
        booking_window_days: policies.booking_window_days,
        min_notice_minutes: policies.min_notice_minutes,
        cancellation_notice_minutes: policies.cancellation_notice_minutes,
        cancellation: policies.cancellation_text,
        late: policies.late_text,
        no_show: policies.no_show_text,
        payment: policies.payment_text,
      },
    },
  };
}
