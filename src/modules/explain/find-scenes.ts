import type { TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import type { BookingItem } from "#modules/booking/index.ts";
import { eventsBackwards, latestEvent, type LoggedEvent } from "#modules/events/index.ts";

import { isInReach } from "./how-far.ts";
import { type Rebuilt, rebuild } from "./rebuild.ts";

/**
 * How a part of a visit was given to its person: by which event, for which start, and the state just before.
 */
export type Scene = { readonly event: LoggedEvent; readonly start: Instant; readonly stood: Rebuilt };

/**
 * The scenes of these parts of a visit, by position. A part is missing if the log does not have it, or too
 * much has happened since. Parts decided by one event share their state.
 */
export async function findScenes(
  db: TenantReads,
  items: readonly BookingItem[],
): Promise<ReadonlyMap<number, Scene>> {
  const decisions = await findDecisions(
    db,
    items.filter((item) => isInReach(db, item.assigned_at)),
  );
  const scenes = new Map<number, Scene>();
  const known = new Map<number, Rebuilt>();
  for (const { item, event, start } of decisions) {
    const isLater = ({ seq }: LoggedEvent): boolean => seq >= event.seq;
    const stood = known.get(event.seq) ?? (await rebuild(db, start, { at: item.assigned_at, isLater }));
    known.set(event.seq, stood);
    scenes.set(item.position, { event, start, stood });
  }
  return scenes;
}

type Decision = Pick<Scene, "event" | "start"> & { readonly item: BookingItem };

/** The events that assigned these parts to their people. */
async function findDecisions(db: TenantReads, items: readonly BookingItem[]): Promise<Decision[]> {
  const found: Decision[] = [];
  const pending = new Set(items);
  if (pending.size === 0) return found;
  for await (const event of eventsBackwards(db, latestEvent(db))) {
    for (const item of pending) {
      const start = startDecided(event, item);
      if (start !== undefined) found.push({ item, event, start });
      if (start !== undefined || event.at < item.assigned_at) pending.delete(item);
    }
    if (pending.size === 0) break;
  }
  return found;
}

function startDecided({ changes }: LoggedEvent, item: BookingItem): Instant | undefined {
  const id = `${item.booking_uid}/${item.position}`;
  const change = changes.find((one) => one.table === "booking_items" && one.id === id);
  const { before, after } = change ?? {};
  const isIt = after?.["assigned_at"] === item.assigned_at && after["staff_id"] === item.staff_id;
  return isIt && before?.["assigned_at"] !== item.assigned_at ? Number(after["start_at"]) : undefined;
}
