import type { Selectable } from "kysely";

import { flag, fromJson, toJson } from "#db/columns.ts";
import type { ServicesTable } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { freeRef } from "#modules/collection/index.ts";

import { usualCurrency } from "./currency.ts";
import type { ServiceInput } from "./schemas.ts";

export type ServiceRow = Selectable<ServicesTable>;

/** A service with all defaults filled in; its resources are still refs or ids. */
export type CompleteService = Omit<ServiceInput, "ref" | "duration_minutes" | "currency"> & {
  readonly ref: string;
  readonly duration_minutes: number;
  readonly currency: string;
};

/** Fills in defaults; `taken` are the refs of other services, `country` the business's. */
export function completeService(
  input: ServiceInput,
  around: { readonly taken: ReadonlySet<string>; readonly country: string | null },
): CompleteService {
  const steps = input.steps.map(({ minutes, staff_free }) =>
    staff_free ? { minutes, staff_free } : { minutes },
  );
  const sum = steps.reduce((minutes, step) => minutes + step.minutes, 0);
  return {
    ...input,
    ref: input.ref ?? freeRef(input.name, around.taken, "service"),
    duration_minutes: input.duration_minutes ?? (sum > 0 ? sum : 30),
    currency: input.currency ?? usualCurrency(around.country),
    steps,
  };
}

/** The row of a new service. Its resources are stored in `service_resources`. */
export function planService(
  service: CompleteService,
  made: { readonly id: string; readonly now: Instant },
): ServiceRow {
  const { resources: _, ...columns } = service;
  return {
    ...columns,
    id: made.id,
    aliases: toJson(service.aliases),
    steps: toJson(service.steps),
    limits: toJson(service.limits),
    active: flag(service.active),
    version: 1,
    created_at: made.now,
    updated_at: made.now,
    archived_at: null,
  };
}

/** A stored service in the form of the tenant file; `resources` are the refs of what it needs. */
export function serviceDocument(row: ServiceRow, resources: readonly string[]): CompleteService {
  return {
    ref: row.ref,
    name: row.name,
    aliases: [...fromJson(row.aliases)],
    description: row.description,
    duration_minutes: row.duration_minutes,
    price_cents: row.price_cents,
    currency: row.currency,
    buffer_before_minutes: row.buffer_before_minutes,
    buffer_after_minutes: row.buffer_after_minutes,
    slot_interval_minutes: row.slot_interval_minutes,
    slot_alignment: row.slot_alignment,
    capacity: row.capacity,
    min_notice_minutes: row.min_notice_minutes,
    limits: { per_day: null, per_week: null, ...fromJson(row.limits) },
    deposit_cents: row.deposit_cents,
    resources: [...resources],
    active: row.active === 1,
    sort_order: row.sort_order,
    steps: fromJson(row.steps).map((step) => ({ ...step })),
  };
}
