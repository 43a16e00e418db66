import { contains } from "#db/like.ts";
import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { notFound } from "#kernel/errors.ts";
import { formatInstant } from "#kernel/instant.ts";
import { isAfter, type Page, pageOf, type PageRequest, positionOf } from "#modules/collection/index.ts";

import { serviceDocument, type ServiceRow } from "./plan-service.ts";
import type { PublicService, Service } from "./schemas.ts";

/** A resource that a service needs, in the order in which they were added. */
export type Need = { readonly service_id: string; readonly id: string; readonly ref: string };

/** A service as the API shows it. */
function serviceView(row: ServiceRow, needs: readonly Omit<Need, "service_id">[]): Service {
  return {
    id: row.id,
    ...serviceDocument(
      row,
      needs.map((need) => need.ref),
    ),
    resource_ids: needs.map((need) => need.id),
    version: row.version,
    created_at: formatInstant(row.created_at),
    updated_at: formatInstant(row.updated_at),
  };
}

/** Lists services in their sort order, inactive ones included, archived ones not. */
export function listServices(db: TenantReads, { q, cursor, limit }: PageRequest): Page<Service> {
  const after = positionOf(cursor, "number");
  let query = build.selectFrom("services").selectAll().where("archived_at", "is", null);
  if (after) query = query.where(isAfter("sort_order", after));
  if (q)
    query = query.where((row) => row.or(["name", "ref", "aliases"].map((column) => contains(column, q))));
  const rows = db.all(
    query
      .orderBy("sort_order")
      .orderBy("id")
      .limit(limit + 1),
  );
  const needs = Map.groupBy(allNeeds(db), (need) => need.service_id);
  return pageOf(
    rows,
    limit,
    (row) => row.sort_order,
    (row) => serviceView(row, needs.get(row.id) ?? []),
  );
}

/** One service, archived ones included. Throws NOT_FOUND. */
export function getService(db: TenantReads, id: string): Service {
  return serviceView(getServiceRow(db, id), needsOf(db, id));
}

/** Throws NOT_FOUND for an unknown id. */
export function getServiceRow(db: TenantReads, id: string): ServiceRow {
  const row = db.first(serviceById({ id }));
  if (!row) throw notFound("There is no such service.");
  return row;
}

/** Every service that is not archived, in the order in which they were added. */
export function currentServices(db: TenantReads): ServiceRow[] {
  return db.all(servicesNow({}));
}

/** The services that customers may book, in the business's order. */
export function publicServices(db: TenantReads): PublicService[] {
  const active = currentServices(db).filter((row) => row.active === 1);
  return active.toSorted((a, b) => a.sort_order - b.sort_order).map(publicView);
}

/** The resources that all services need. */
export function allNeeds(db: TenantReads): Need[] {
  return db.all(needs().orderBy("resources.id"));
}

/** The resources that one service needs. */
export function needsOf(db: TenantReads, serviceId: string): Need[] {
  return db.all(needs().where("service_id", "=", serviceId).orderBy("resources.id"));
}

function publicView(row: ServiceRow): PublicService {
  const { id, name, description, aliases, duration_minutes, price_cents, ...rest } = {
    ...serviceDocument(row, []),
    id: row.id,
  };
  const { currency, deposit_cents, capacity, min_notice_minutes } = rest;
  return {
    id,
    name,
    description,
    aliases,
    duration_minutes,
    price_cents,
    currency,
    deposit_cents,
    capacity,
    min_notice_minutes,
  };
}

function needs() {
  return build
    .selectFrom("service_resources")
    .innerJoin("resources", "resources.id", "resource_id")
    .select(["service_id", "resources.id", "resources.ref"]);
}

const serviceById = statement((p: { id: string }) =>
  build.selectFrom("services").selectAll().where("id", "=", p.id),
);

const servicesNow = statement((_: object) =>
  build.selectFrom("services").selectAll().where("archived_at", "is", null).orderBy("id"),
);
