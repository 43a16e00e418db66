import { itemParams } from "#modules/collection/index.ts";
import type { TenantApp } from "#tenancy/http.ts";

import { offerExplanation } from "./answers.ts";
import { explainOffer } from "./explain-offer.ts";
import { explainOfferQuery } from "./schemas.ts";

/** The route that explains why this customer was asked. */
export function explainRoute(app: TenantApp): void {
  app.get(
    "/v1/admin/waitlist/:id/explain",
    {
      config: { access: "tenant_admin", limit: "admin" },
      schema: {
        tags: ["waitlist"],
        summary:
          "Explain why a freed time was offered to this customer or not, with everybody who was considered",
        params: itemParams,
        querystring: explainOfferQuery,
        response: { 200: offerExplanation },
      },
    },
    ({ ctx, params, query }) => explainOffer(ctx, params.id, query.slot_id),
  );
}
