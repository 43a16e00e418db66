import { bookingRecord } from "#modules/booking/index.ts";
import { calendarRules } from "#modules/calendar/index.ts";
import { listQuery, pageSchema } from "#modules/collection/index.ts";
import type { TenantRoutes } from "#tenancy/http.ts";

import { listAttention } from "./list-attention.ts";
import { readWords, reasonView } from "./reason-words.ts";
import { attentionItem } from "./schemas.ts";

/** `GET /v1/admin/attention`: visits that no longer fit, and how the owner may repair each. */
export const attentionRoutes: TenantRoutes = (app) => {
  app.get(
    "/v1/admin/attention",
    {
      config: { access: "tenant_admin", limit: "admin" },
      schema: {
        tags: ["bookings"],
        summary: "List the visits that no longer fit, with repairs",
        querystring: listQuery.omit({ q: true }),
        response: { 200: pageSchema(attentionItem) },
      },
    },
    async ({ ctx, query, basePath }) => {
      const { items, ...rest } = await listAttention(ctx, query, basePath);
      const { zone } = calendarRules(ctx.db);
      const words = readWords(ctx.db, zone);
      return {
        ...rest,
        items: items.map(({ booking, reasons, repairs }) => ({
          booking: bookingRecord(booking, zone),
          reasons: reasons.map((reason) => reasonView(reason, words)),
          repairs: [...repairs],
        })),
      };
    },
  );
};
