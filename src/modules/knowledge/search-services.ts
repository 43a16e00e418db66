import type { TenantDb } from "#db/tenant-db.ts";
import { createTextIndex } from "#db/text-index.ts";
import { tradeWordsOf } from "#modules/language/index.ts";
import { publicServices } from "#modules/services/index.ts";

import { keptByVersion } from "./kept-by-version.ts";

/** The least share of the words that a service must match to be what is meant. */
const LEAST_COVERED = 0.3;

/**
 * The services that fit a description ("something for damaged hair"), best first: by their names, aliases and
 * descriptions. Empty if none fits.
 */
export function searchServices(db: TenantDb, text: string): readonly string[] {
  // Words such as "appointment" say nothing about which service.
  const groups = tradeWordsOf(text).filter((words) => !words.includes("appointment"));
  if (groups.length === 0) return [];
  const { index, ids } = servicesOf(db);
  const held = groups.map((words) => index.holding(words));
  // A word that most services share distinguishes none of them.
  const telling = held.filter((set) => set.size > 0 && set.size * 2 <= Math.max(ids.length, 2));
  if (telling.length === 0 || telling.length / groups.length < LEAST_COVERED) return [];
  const covered = (i: number): number => telling.filter((set) => set.has(i)).length;
  const hits = index.anyOf(groups.flat()).filter(({ index: i }) => covered(i) > 0);
  const most = Math.max(0, ...hits.map(({ index: i }) => covered(i)));
  return hits.flatMap(({ index: i }) => (covered(i) === most ? (ids[i] ?? []) : []));
}

const servicesOf = keptByVersion((db: TenantDb) => {
  const services = publicServices(db);
  return {
    ids: services.map(({ id }) => id),
    index: createTextIndex(
      services.map(({ name, aliases, description }) => [name, aliases.join(" "), description]),
    ),
  };
});
