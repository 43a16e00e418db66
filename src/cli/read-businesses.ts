import { openForReading } from "#deps";
import type { Config } from "#config";
import { getHours, getProfile, type Hours } from "#modules/business/index.ts";
import type { Named } from "#modules/language/index.ts";
import { publicServices } from "#modules/services/index.ts";
import { publicStaffList } from "#modules/staff/index.ts";
import { type Zone, getZone } from "#kernel/zone.ts";
import { WEEKDAYS } from "#kernel/local-date.ts";

import { CommandFailed } from "./command.ts";

/** What one needs to know about a business to understand its customers. */
export type Business = {
  readonly zone: Zone;
  readonly country: string | null;
  readonly services: readonly Named[];
  readonly staff: readonly Named[];
  readonly isOpen: (minutes: number, day: number | undefined) => boolean;
};

type Reading = Awaited<ReturnType<typeof openForReading>>;

/** Reads businesses by slug from DATA_DIR, each once; opens nothing before the first is needed. */
export function readBusinesses(config: Config) {
  let opened: Promise<Reading> | undefined;
  const known = new Map<string, Promise<Business>>();
  const read = async (slug: string): Promise<Business> => {
    opened ??= openForReading(config);
    const deps = await opened;
    const record = await deps.control.tenantBySlug(slug);
    if (!record) throw new CommandFailed(`There is no business "${slug}".`);
    const file = deps.readTenant(record.id);
    try {
      return businessOf(file.db);
    } finally {
      file.close();
    }
  };
  return {
    find: (slug: string): Promise<Business> => {
      const business = known.get(slug) ?? read(slug);
      known.set(slug, business);
      return business;
    },
    close: async () => {
      if (opened) await (await opened).close();
    },
  };
}

function businessOf(db: ReturnType<Reading["readTenant"]>["db"]): Business {
  const { time_zone: zone, country } = getProfile(db);
  const hours = getHours(db);
  return {
    zone: getZone(zone),
    country,
    services: publicServices(db),
    staff: publicStaffList(db),
    isOpen: (minutes, day) => isOpenAt(hours, minutes, day),
  };
}

/** Considers the weekly hours alone; without a day, any day counts. */
function isOpenAt(hours: Hours, minutes: number, day: number | undefined): boolean {
  const weekdays = day === undefined ? WEEKDAYS : [WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? "mon"];
  return weekdays.some((weekday) =>
    (hours[weekday] ?? []).some(([from, to]) => {
      const [start, end] = [minutesOf(from), minutesOf(to)];
      return minutes >= start && minutes < (end <= start ? end + 1440 : end);
    }),
  );
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
