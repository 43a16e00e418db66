import { sql } from "kysely";
import { expect, test } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import { statement } from "#db/query.ts";
import { build } from "#db/tenant-db.ts";
import { at } from "#test/salon.ts";
import { aTenantDb } from "#test/tenant-db.ts";

import { packedTime, unpackTimes } from "./packed-times.ts";

const packedOf = statement((p: { subject: number; start: number; end: number }) =>
  build
    .selectFrom(
      sql<{
        start_at: number;
        end_at: number;
      }>`(select cast(${p.start} as integer) as start_at, cast(${p.end} as integer) as end_at)`.as("row"),
    )
    .select(packedTime(sql`${p.subject}`).as("value")),
);

test.each([
  [0, "1970-01-01T00:00:00Z", "1970-01-01T00:01:00Z"],
  [3, "2026-03-09T13:00:00Z", "2026-03-09T13:30:00Z"],
  [16_383, "2100-12-29T23:59:00Z", "2100-12-31T23:59:00Z"],
])("a time comes out as it was put in: %i, %s to %s", (subject, start, end) => {
  const [packed = Number.NaN] = aTenantDb().column(packedOf({ subject, start: at(start), end: at(end) }));
  expect(packed).toBeLessThan(Number.MAX_SAFE_INTEGER);
  const names = Array.from({ length: subject + 1 }, (_, i) => `subject-${i}`);
  const minutes = [at(start) / MINUTE, at(end) / MINUTE];
  expect(unpackTimes(names, [packed]).get(`subject-${subject}`)).toEqual(minutes);
});

test("what begins or ends within a minute takes all of it", () => {
  const [start, end] = [at("2026-03-09T13:00:00Z"), at("2026-03-09T13:30:00Z")];
  const [packed = Number.NaN] = aTenantDb().column(
    packedOf({ subject: 1, start: start + 1, end: end - 59_999 }),
  );
  expect(unpackTimes(["mia", "noor"], [packed])).toEqual(
    new Map([
      ["mia", []],
      ["noor", [start / MINUTE, end / MINUTE]],
    ]),
  );
});
