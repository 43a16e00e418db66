import { z } from "zod";

import { invalid, notFound } from "#kernel/errors.ts";
import { id } from "#kernel/fields.ts";
import { parseAll } from "#kernel/problems.ts";
import type { CalendarRules } from "#modules/calendar/rules.ts";

import type { ServiceWish } from "./prepare-part.ts";

/** The most services that one visit may have. */
export const MOST_ITEMS = 6;

/**
 * Parses a visit's services from a query, in order: `service_id:staff_id,service_id`, or the JSON that a
 * booking takes, `[{"service_id":…,"staff_id":…},…]`. Without a staff_id, anyone will do. Throws a 400 that
 * names the field.
 */
export function readItems(text: string): ServiceWish[] {
  const items = text.startsWith("[") ? readJson(text) : text.split(",").map(readPair);
  if (items.length > MOST_ITEMS) throw invalid("items", `items must be at most ${MOST_ITEMS} services.`);
  return items;
}

function readPair(item: string): ServiceWish {
  const [serviceId = "", staffId, ...more] = item.split(":");
  if (!isId(serviceId) || more.length > 0 || (staffId !== undefined && !isId(staffId)))
    throw invalid("items", "items must be ids such as service_id:staff_id,service_id.");
  return { serviceId, staffId };
}

const asked = z.strictObject({
  items: z
    .array(z.strictObject({ service_id: id, staff_id: id.optional() }))
    .min(1, "must have at least one service"),
});

function readJson(text: string): ServiceWish[] {
  const { items } = parseAll(asked, { items: parsed(text) });
  return items.map((item) => ({ serviceId: item.service_id, staffId: item.staff_id }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("items", "items must be valid JSON, or ids such as service_id:staff_id,service_id.");
  }
}

function isId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}

/** Throws NOT_FOUND for services and people that do not exist or are no longer offered. */
export function assertOffered(rules: CalendarRules, items: readonly ServiceWish[]): void {
  for (const { serviceId, staffId } of items) {
    if (!rules.services.get(serviceId)?.active) throw notFound("There is no such service.");
    if (staffId !== undefined && !rules.staff.some(({ id, active }) => active && id === staffId))
      throw notFound("There is no such member of staff.");
  }
}

/**
 * Throws a 400 for a class among several services: its start is fixed by its other seats, so it cannot simply
 * begin when the service before it ends.
 */
export function assertNoClasses(rules: CalendarRules, items: readonly ServiceWish[]): void {
  const at = items.findIndex(({ serviceId }) => (rules.services.get(serviceId)?.capacity ?? 1) > 1);
  if (at >= 0)
    throw invalid(`items.${at}.service_id`, "A class is booked by itself, not with other services.");
}
