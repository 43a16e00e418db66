import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import { parseAll } from "#kernel/problems.ts";
import { getProfile } from "#modules/business/index.ts";
import {
  archived,
  assertRefIsFree,
  assertVersion,
  changeLinks,
  resolveRefs,
  type WriteOptions,
} from "#modules/collection/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import { currentResources } from "#modules/resources/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import {
  type CompleteService,
  completeService,
  planService,
  serviceDocument,
  type ServiceRow,
} from "./plan-service.ts";
import { currentServices, getService, getServiceRow, needsOf } from "./queries.ts";
import { type Service, type ServiceInput, serviceInput, type ServicePatch } from "./schemas.ts";

/**
 * Adds a service. Throws ALREADY_EXISTS if its ref is taken, and a 400 for a resource that does not exist.
 */
export function addService(ctx: TenantContext, input: ServiceInput, how: WriteOptions = {}): Service {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const id = ctx.ids.ulid();
      const service = complete(tx, input, id);
      const needed = resolveRefs(service.resources, currentResources(tx), "resource", "resources");
      const changes = [
        insertService(tx, planService(service, { id, now: ctx.clock.now() })),
        ...changeNeeds(
          tx,
          id,
          needed.map((resource) => resource.id),
        ),
      ];
      recordEvent(ctx, tx, { kind: "service_added", subject: `service:${id}`, changes });
      return getService(tx, id);
    }),
  );
}

/** Inserts a new service as part of a larger command, which records the change. */
export function insertService(tx: TenantTx, row: ServiceRow): RowChange {
  tx.run(build.insertInto("services").values(row));
  return { table: "services", id: row.id, before: null, after: row };
}

/**
 * Changes some fields of a service; booked visits keep the terms that they were booked with. `active: true`
 * restores an archived service.
 */
export function changeService(
  ctx: TenantContext,
  id: string,
  patch: ServicePatch,
  how: WriteOptions = {},
): Service {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getServiceRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      const needs = needsOf(tx, id);
      const known = serviceDocument(
        before,
        needs.map((need) => need.id),
      );
      const service = complete(tx, parseAll(serviceInput, { ...known, ...patch }), id);
      const needed = resolveRefs(service.resources, currentResources(tx), "resource", "resources");
      const now = ctx.clock.now();
      const after: ServiceRow = {
        ...planService(service, { id, now }),
        version: before.version + 1,
        created_at: before.created_at,
        archived_at: service.active ? null : before.archived_at,
      };
      const changes = [
        replaceService(tx, before, after),
        ...changeNeeds(
          tx,
          id,
          needed.map((row) => row.id),
        ),
      ];
      recordEvent(ctx, tx, { kind: "service_changed", subject: `service:${id}`, changes });
      return getService(tx, id);
    }),
  );
}

/** Archives a service; booked visits stay as they are. */
export function archiveService(ctx: TenantContext, id: string, how: WriteOptions = {}): void {
  ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getServiceRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      if (before.archived_at !== null) return null;
      const change = replaceService(tx, before, archived(before, ctx.clock.now()));
      recordEvent(ctx, tx, { kind: "service_archived", subject: `service:${id}`, changes: [change] });
      return null;
    }),
  );
}

/** Sets the resources that a service needs, as part of a larger command, which records the changes. */
export function changeNeeds(tx: TenantTx, serviceId: string, resourceIds: readonly string[]): RowChange[] {
  return changeLinks({
    table: "service_resources",
    id: serviceId,
    before: needsOf(tx, serviceId).map((need) => need.id),
    after: resourceIds,
    rowOf: (id) => ({ service_id: serviceId, resource_id: id }),
    remove: (row) =>
      tx.run(
        build
          .deleteFrom("service_resources")
          .where("service_id", "=", row.service_id)
          .where("resource_id", "=", row.resource_id),
      ),
    insert: (row) => tx.run(build.insertInto("service_resources").values(row)),
  });
}

function complete(db: TenantReads, input: ServiceInput, id: string): CompleteService {
  const others = currentServices(db).filter((row) => row.id !== id);
  const taken = new Set(others.map((row) => row.ref));
  const service = completeService(input, { taken, country: getProfile(db).country });
  assertRefIsFree(service.ref, others, "service");
  return service;
}

function replaceService(tx: TenantTx, before: ServiceRow, after: ServiceRow): RowChange {
  tx.run(build.updateTable("services").set(after).where("id", "=", before.id));
  return { table: "services", id: before.id, before, after };
}
