import { statement } from "#db/query.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { formatInstant } from "#kernel/instant.ts";
import type { Interval } from "#kernel/interval.ts";
import { addDays } from "#kernel/local-date.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import type { Zone } from "#kernel/zone.ts";
import { readNames } from "#modules/collection/index.ts";

import type { InTheWay, Reason } from "./plan-attention.ts";

/** A reason, worded for the owner. */
export type ReasonView = {
  readonly rule: Reason["rule"];
  readonly message: string;
  readonly service_id?: string;
  readonly staff_id?: string;
  readonly resource_id?: string;
  readonly start?: string;
  readonly end?: string;
};

/** What reasons refer to: the names of people and things, and absences. */
export type Words = {
  readonly zone: Zone;
  readonly nameOf: (id: string) => string;
  readonly timeOf: (reason: InTheWay) => Interval;
};

/** Includes archived people and things. */
export function readWords(db: TenantReads, zone: Zone): Words {
  const names = readNames(db);
  return {
    zone,
    nameOf: (id) => names.get(id) ?? "Something that's gone",
    timeOf: ({ ownerId, during }) => db.first(absenceById({ id: ownerId })) ?? during,
  };
}

export function reasonView(reason: Reason, words: Words): ReasonView {
  const during = "during" in reason ? words.timeOf(reason) : undefined;
  return {
    rule: reason.rule,
    message: message(reason, words),
    ...("serviceId" in reason && { service_id: reason.serviceId }),
    ...("staffId" in reason && { staff_id: reason.staffId }),
    ...("resourceId" in reason && { resource_id: reason.resourceId }),
    ...(during && { start: formatInstant(during.start), end: formatInstant(during.end) }),
  };
}

function message(reason: Reason, { zone, nameOf, timeOf }: Words): string {
  switch (reason.rule) {
    case "service_removed":
      return `${nameOf(reason.serviceId)} isn't offered anymore.`;
    case "staff_left":
      return `${nameOf(reason.staffId)} doesn't work here anymore.`;
    case "skill_removed":
      return `${nameOf(reason.staffId)} doesn't do ${nameOf(reason.serviceId)} anymore.`;
    case "business_closed":
      return "The business is closed then.";
    case "staff_not_working":
      return `${nameOf(reason.staffId)} isn't working then.`;
    case "staff_absent": {
      return `${nameOf(reason.staffId)} is away ${spanWords(timeOf(reason), zone)}.`;
    }
    case "staff_taken":
      return `${nameOf(reason.staffId)} is busy with something else then.`;
    case "resource_lost":
      return `${nameOf(reason.resourceId)} isn't available anymore.`;
    case "resource_short":
      return `More visits need ${nameOf(reason.resourceId)} then than there are.`;
  }
}

/** Whole days are given as such, last one included. */
function spanWords({ start, end }: Interval, zone: Zone): string {
  const isDays = zone.minuteOfDay(start) === 0 && zone.minuteOfDay(end) === 0;
  if (!isDays) return `from ${formatLocal(zone, start)} to ${formatLocal(zone, end)}`;
  const [first, last] = [zone.localDateOf(start), addDays(zone.localDateOf(end), -1)];
  return first === last ? `on ${first}` : `from ${first} to ${last}`;
}

/** The whole absence: its rows in the calendar are at most two days each. */
const absenceById = statement((p: { id: string }) =>
  build.selectFrom("time_off").select(["start_at as start", "end_at as end"]).where("id", "=", p.id),
);
