import { setImmediate } from "node:timers/promises";

import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import type { Instant } from "#kernel/instant.ts";
import type { RowChange } from "#tenancy/domain-event.ts";

/** An event of the log; personal columns of its rows are `{"ref": true}`. */
export type LoggedEvent = {
  readonly seq: number;
  readonly at: Instant;
  readonly kind: string;
  readonly subject: string;
  readonly changes: readonly RowChange[];
};

/** Events per page, a millisecond's work: other requests are served between pages. */
const PAGE = 200;

/** All events up to `upTo` (a sequence number), latest first. */
export async function* eventsBackwards(
  db: TenantReads,
  upTo: number,
): AsyncGenerator<LoggedEvent, void, undefined> {
  for (let before = upTo + 1; ; ) {
    const page = db.all(eventsBefore({ before, limit: PAGE }));
    for (const { changes, ...event } of page) yield { ...event, changes: JSON.parse(changes) as RowChange[] };
    if (page.length < PAGE) return;
    before = page.at(-1)!.seq;
    await setImmediate();
  }
}

/** The event with this sequence number, or the last one before it. */
export function findEventAt(db: TenantReads, seq: number): { readonly at: Instant } | undefined {
  return db.first(eventAt({ seq }));
}

/** The first event of the log; undefined if nothing has happened yet. */
export function findFirstEvent(db: TenantReads): { readonly at: Instant } | undefined {
  return db.first(firstEvent({}));
}

/** The sequence number of the latest event; 0 if there is none. */
export function latestEvent(db: TenantReads): number {
  return db.first(lastEvent({}))?.seq ?? 0;
}

const eventsBefore = statement((p: { before: number; limit: number }) =>
  build
    .selectFrom("events")
    .select(["seq", "at", "kind", "subject", "changes"])
    .where("seq", "<", p.before)
    .orderBy("seq", "desc")
    .limit(p.limit),
);

const eventAt = statement((p: { seq: number }) =>
  build.selectFrom("events").select("at").where("seq", "<=", p.seq).orderBy("seq", "desc").limit(1),
);

const firstEvent = statement((_: object) => build.selectFrom("events").select("at").orderBy("seq").limit(1));

const lastEvent = statement((_: object) =>
  build.selectFrom("events").select("seq").orderBy("seq", "desc").limit(1),
);
