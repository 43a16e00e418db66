import { build, type TenantTx } from "#db/tenant-db.ts";
import { getZone } from "#kernel/zone.ts";
import { assertVersion, type WriteOptions } from "#modules/collection/index.ts";
import { recordEvent } from "#modules/events/index.ts";
import { runOnce } from "#modules/idempotency/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

import { readSettings, type StoredSettings } from "./queries.ts";
import { type SettingsDocument, settingsDocuments, type SettingsKey } from "./schemas.ts";
import { moveTimeOff } from "./time-off-rows.ts";

/**
 * Replaces one settings document. Fields that it leaves out get their defaults. Booked visits never move;
 * hours, overrides and time off are local times, so a new time zone in the profile shifts them.
 */
export function changeSettings<Key extends SettingsKey>(
  ctx: TenantContext,
  key: Key,
  document: SettingsDocument<Key>,
  how: WriteOptions = {},
  /** What else to write in the same transaction. */
  also: (tx: TenantTx) => readonly RowChange[] = () => [],
): StoredSettings<Key> {
  return ctx.db.write((tx) => {
    const replace = (): StoredSettings<Key> => {
      const before = readSettings(tx, key);
      assertVersion(before?.version ?? 0, how.ifMatch);
      const changes = [
        writeSettings(tx, key, document, { version: (before?.version ?? 0) + 1, now: ctx.clock.now() }),
        ...followZone(ctx, tx, before?.document, document),
        ...also(tx),
      ];
      recordEvent(ctx, tx, { kind: `${key}_changed`, subject: `settings:${key}`, changes });
      return readSettings(tx, key) as StoredSettings<Key>;
    };
    return runOnce(ctx, tx, how.once, replace) as never;
  });
}

/** Writes one settings document as part of a larger command, which records the change. */
export function writeSettings<Key extends SettingsKey>(
  tx: TenantTx,
  key: Key,
  document: SettingsDocument<Key>,
  made: { readonly version: number; readonly now: number },
): RowChange {
  const before = tx.first(build.selectFrom("settings").selectAll().where("key", "=", key)) ?? null;
  const text = JSON.stringify(settingsDocuments[key].parse(document));
  const after = { key, document: text, version: made.version, updated_at: made.now };
  tx.run(
    build
      .insertInto("settings")
      .values(after)
      .onConflict((conflict) => conflict.column("key").doUpdateSet(after)),
  );
  return { table: "settings", id: key, before: before && forLog(before), after: forLog(after) };
}

/** The owner is a person: the log only refers to the row, so that it need not change when they are erased. */
function forLog<Row extends { readonly key: string; readonly document: string }>(row: Row): Row {
  return row.key === "owner" ? { ...row, document: '{"ref":true}' } : row;
}

function followZone(ctx: TenantContext, tx: TenantTx, before: unknown, after: unknown): RowChange[] {
  const [from, to] = [zoneIn(before), zoneIn(after)];
  return to === undefined || from === to ? [] : moveTimeOff(tx, getZone(to), ctx.clock.now());
}

function zoneIn(document: unknown): string | undefined {
  return (document as { readonly time_zone?: string } | undefined)?.time_zone;
}
