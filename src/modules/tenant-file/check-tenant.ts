import type { Problem } from "#kernel/problems.ts";
import { getZone } from "#kernel/zone.ts";
import { spanOfTimeOff } from "#modules/business/index.ts";

import type { TenantInput } from "./schemas.ts";

type Named = { readonly ref?: string | undefined };

/**
 * Problems across fields that are valid on their own: refs that repeat or refer to nothing, dates given
 * twice.
 */
export function crossProblems(document: TenantInput): Problem[] {
  const { resources, services, staff } = document;
  const known = { resources: refsOf(resources), services: refsOf(services) };
  return [
    ...repeated("resources", resources),
    ...repeated("services", services),
    ...repeated("staff", staff),
    ...twice(
      "overrides",
      "date",
      document.overrides.map((override) => override.date),
    ),
    ...twice("phone_numbers", undefined, document.phone_numbers),
    ...services.flatMap((service, i) =>
      unknown(`services.${i}.resources`, service.resources, known.resources, "resource"),
    ),
    ...staff.flatMap((person, i) => [
      ...unknown(`staff.${i}.services`, person.services ?? [], known.services, "service"),
      ...twice(
        `staff.${i}.overrides`,
        "date",
        person.overrides.map((override) => override.date),
      ),
      ...skippedTimeOff(`staff.${i}.time_off`, person.time_off, document.profile.time_zone),
    ]),
  ];
}

function refsOf(things: readonly Named[]): ReadonlySet<string | undefined> {
  return new Set(things.map((thing) => thing.ref));
}

function repeated(path: string, things: readonly Named[]): Problem[] {
  return twice(
    path,
    "ref",
    things.map((thing) => thing.ref),
  );
}

function twice(path: string, key: string | undefined, values: readonly (string | undefined)[]): Problem[] {
  return values.flatMap((value, i) => {
    if (value === undefined || values.indexOf(value) === i) return [];
    return [{ path: key ? `${path}.${i}.${key}` : `${path}.${i}`, message: "is given twice" }];
  });
}

function unknown(
  path: string,
  refs: readonly string[],
  known: ReadonlySet<string | undefined>,
  noun: string,
): Problem[] {
  return refs.flatMap((ref, i) =>
    known.has(ref) ? [] : [{ path: `${path}.${i}`, message: `there is no such ${noun} in this document` }],
  );
}

function skippedTimeOff(
  path: string,
  absences: TenantInput["staff"][number]["time_off"],
  zoneId: string,
): Problem[] {
  const zone = getZone(zoneId);
  return absences.flatMap(({ start, end }, i) =>
    spanOfTimeOff(zone, start, end)
      ? []
      : [{ path: `${path}.${i}.end`, message: "the clocks skip this time" }],
  );
}
