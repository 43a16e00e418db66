import { flag } from "#db/columns.ts";
import { build, type TenantReads, type TenantTx } from "#db/tenant-db.ts";
import { AppError } from "#kernel/errors.ts";
import { parseAll } from "#kernel/problems.ts";
import { archived, assertRefIsFree, assertVersion, type WriteOptions } from "#modules/collection/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { completeResource, planResource, type ResourceRow } from "./plan-resource.ts";
import { currentResources, getResourceRow, resourceView } from "./queries.ts";
import { type Resource, type ResourceInput, resourceInput, type ResourcePatch } from "./schemas.ts";

/** Adds a room or a piece of equipment. Throws ALREADY_EXISTS if the ref is taken. */
export function addResource(ctx: TenantContext, input: ResourceInput, how: WriteOptions = {}): Resource {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const others = currentResources(tx);
      const resource = completeResource(input, new Set(others.map((row) => row.ref)));
      assertRefIsFree(resource.ref, others, "resource");
      const row = planResource(resource, { id: ctx.ids.ulid(), now: ctx.clock.now() });
      const change = insertResource(tx, row);
      recordEvent(ctx, tx, { kind: "resource_added", subject: `resource:${row.id}`, changes: [change] });
      return resourceView(row);
    }),
  );
}

/** Inserts a new resource, as part of a larger command, which records the change. */
export function insertResource(tx: TenantTx, row: ResourceRow): RowChange {
  tx.run(build.insertInto("resources").values(row));
  return { table: "resources", id: row.id, before: null, after: row };
}

/** Changes some fields. `active: true` brings an archived resource back. */
export function changeResource(
  ctx: TenantContext,
  id: string,
  patch: ResourcePatch,
  how: WriteOptions = {},
): Resource {
  return ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getResourceRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      const { active: back, ...fields } = patch;
      const merged = parseAll(resourceInput, {
        ref: before.ref,
        name: before.name,
        quantity: before.quantity,
        ...fields,
      });
      const others = currentResources(tx).filter((row) => row.id !== id);
      const resource = completeResource(merged, new Set());
      assertRefIsFree(resource.ref, others, "resource");
      const after: ResourceRow = {
        ...before,
        ...resource,
        ...(back && { active: flag(true), archived_at: null }),
        version: before.version + 1,
        updated_at: ctx.clock.now(),
      };
      replaceResource(ctx, tx, before, after, "resource_changed");
      return resourceView(after);
    }),
  );
}

/** Archives a resource. Throws IN_USE while a service needs it. */
export function archiveResource(ctx: TenantContext, id: string, how: WriteOptions = {}): void {
  ctx.db.write((tx) =>
    runOnce(ctx, tx, how.once, () => {
      const before = getResourceRow(tx, id);
      assertVersion(before.version, how.ifMatch);
      if (before.archived_at !== null) return null;
      assertNotNeeded(tx, id);
      replaceResource(ctx, tx, before, archived(before, ctx.clock.now()), "resource_archived");
      return null;
    }),
  );
}

function replaceResource(
  ctx: TenantContext,
  tx: TenantTx,
  before: ResourceRow,
  after: ResourceRow,
  kind: string,
): void {
  tx.run(build.updateTable("resources").set(after).where("id", "=", before.id));
  const change: RowChange = { table: "resources", id: before.id, before, after };
  recordEvent(ctx, tx, { kind, subject: `resource:${before.id}`, changes: [change] });
}

function assertNotNeeded(db: TenantReads, id: string): void {
  const services = db.all(
    build
      .selectFrom("service_resources")
      .innerJoin("services", "services.id", "service_id")
      .select(["services.id", "services.name"])
      .where("resource_id", "=", id)
      .where("archived_at", "is", null)
      .orderBy("services.id"),
  );
  if (services.length > 0) throw new AppError("IN_USE", "A service still needs this.", { services });
}
