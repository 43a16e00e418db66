import { formatMoney } from "#kernel/money.ts";
import { displayPhone } from "#kernel/phone.ts";
import type { Hours, Policies, Profile } from "#modules/business/index.ts";
import type { PublicService } from "#modules/services/index.ts";
import type { PublicStaff } from "#modules/staff/index.ts";

/** What a language model is told about a business, one section each. Nothing in it depends on the clock. */

export function aboutTheBusiness({
  business_name,
  description,
  address,
  phone,
  email,
  website_url,
  country,
  time_zone,
}: Profile): string {
  const lines = [
    business_name,
    description,
    address && `Address: ${address}`,
    phone && `Phone: ${displayPhone(phone, country)}`,
    email && `Email: ${email}`,
    website_url && `Website: ${website_url}`,
    `Time zone: ${time_zone}`,
  ];
  return lines.filter(Boolean).join("\n");
}

export function weeklyHours(hours: Hours): string {
  return DAYS.map(([day, name]) => {
    const windows = (hours[day] ?? []).map(([start, end]) => `${start}-${end}`);
    return `${name} ${windows.join(", ") || "closed"}`;
  }).join("; ");
}

const DAYS = [
  ["mon", "Mon"],
  ["tue", "Tue"],
  ["wed", "Wed"],
  ["thu", "Thu"],
  ["fri", "Fri"],
  ["sat", "Sat"],
  ["sun", "Sun"],
] as const;

export function serviceLine(service: PublicService): string {
  const { id, name, aliases, description, duration_minutes, price_cents, deposit_cents, currency } = service;
  const called = aliases.length > 0 ? ` (also: ${aliases.join(", ")})` : "";
  const deposit = deposit_cents > 0 ? `, deposit ${formatMoney(deposit_cents, currency)}` : "";
  const price = formatMoney(price_cents, currency);
  const more = description === "" ? "" : `. ${description}`;
  return `- ${name}${called} [${id}]: ${duration_minutes} minutes, ${price}${deposit}${more}`;
}

export function staffLine(
  { id, name, title, service_ids }: PublicStaff,
  services: readonly PublicService[],
): string {
  const does = services.filter((service) => service_ids.includes(service.id)).map((service) => service.name);
  const what = does.length === services.length ? "every service" : does.join(", ");
  return `- ${name}${title === "" ? "" : `, ${title}`} [${id}]: ${what}`;
}

export function policyLines(policies: Policies): string[] {
  const { min_notice_minutes, booking_window_days, cancellation_notice_minutes } = policies;
  const { cancellation_text, late_text, no_show_text, payment_text } = policies;
  return [
    `Bookings are taken from ${min_notice_minutes} minutes before the visit, up to ${booking_window_days} days ahead.`,
    `Free cancellation and moving until ${cancellation_notice_minutes} minutes before the visit.`,
    cancellation_text,
    late_text,
    no_show_text,
    payment_text,
  ].filter((line) => line !== "");
}

export const TITLES = {
  business: "The business",
  hours: "Opening hours",
  services: "Services, with the ids that tools want",
  staff: "People, with the ids that tools want",
  policies: "Policies",
  owner: "From the owner",
  faqs: "Questions and answers",
} as const;

export const MORE_SERVICES = "There are more: use get_services.";
export const MORE_ANSWERS = "There are more: use search_knowledge.";
