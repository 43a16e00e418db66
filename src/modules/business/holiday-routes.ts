import { z } from "zod";

import { fromJson } from "#db/columns.ts";
import { build, type TenantReads } from "#db/tenant-db.ts";
import { invalidAll } from "#kernel/problems.ts";
import { integerInQuery, line } from "#kernel/fields.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { country } from "./fields.ts";
import { yearAt } from "./holiday-queries.ts";
import { holidayProblems } from "./holidays.ts";
import { dayHours } from "./hours-schema.ts";
import { isSkipped } from "./plan-holidays.ts";
import { findPublicHolidays, type PublicHoliday } from "./public-holidays.ts";
import { getPolicies } from "./queries.ts";

const querystring = z.strictObject({
  year: integerInQuery(1970, 2100).optional(),
  country: country.optional().meta({ description: "If left out, the one in the policies." }),
  region: line(20).optional().meta({ description: "If country is left out, the one in the policies." }),
});

const holidayItem = z.object({
  date: z.string().meta({ format: "date" }),
  /** The local name. This name, the English one or the date in `skip` keeps the business open. */
  name: z.string(),
  english_name: z.string(),
  status: z.enum(["closed", "skipped", "override"]).meta({
    description: "`override`: the business has different hours for that date, which take precedence.",
  }),
  /** The hours of the override on that date. */
  hours: dayHours.optional(),
});

const answer = z.object({
  country: country.nullable(),
  region: z.string().nullable(),
  year: z.int(),
  items: z.array(holidayItem),
});

/** `GET /v1/admin/holidays`: what a year's public holidays do, or would do, to the business. */
export const holidayRoutes: TenantRoutes = (app) => {
  app.get(
    "/v1/admin/holidays",
    {
      config: { access: "tenant_admin", limit: "admin" },
      schema: {
        tags: ["policies"],
        summary: "Preview the public holidays of a year",
        querystring,
        response: { 200: answer },
      },
    },
    async ({ ctx, query }) => {
      const { holidays: policy } = getPolicies(ctx.db);
      const place = query.country === undefined ? policy : { country: query.country, region: null };
      const { country: of } = place;
      const region = query.region ?? place.region;
      const year = query.year ?? yearAt(ctx.db, ctx.clock.now());
      if (of === null) return { country: null, region: null, year, items: [] };
      const known = await findPublicHolidays({ country: of, region, fromYear: year, toYear: year });
      const problems = holidayProblems(known);
      if (known.outcome !== "known") throw invalidAll(problems);
      const overrides = overridesIn(ctx.db, year);
      const items = known.days.map((day) => itemOf(day, policy.skip, overrides));
      return { country: of, region, year, items };
    },
  );
};

type Hours = z.output<typeof dayHours>;

function itemOf(
  holiday: PublicHoliday,
  skip: readonly string[],
  overrides: ReadonlyMap<string, Hours>,
): z.output<typeof holidayItem> {
  const { date, name, englishName } = holiday;
  const hours = overrides.get(date);
  const known = { date, name, english_name: englishName };
  if (hours) return { ...known, status: "override", hours };
  return { ...known, status: isSkipped(holiday, skip) ? "skipped" : "closed" };
}

function overridesIn(db: TenantReads, year: number): ReadonlyMap<string, Hours> {
  const rows = db.all(
    build
      .selectFrom("overrides")
      .select(["date", "hours"])
      .where("staff_id", "is", null)
      .where("date", ">=", `${year}-01-01`)
      .where("date", "<=", `${year}-12-31`),
  );
  return new Map(rows.map((row) => [row.date, fromJson(row.hours).map(([from, to]) => [from, to])]));
}
