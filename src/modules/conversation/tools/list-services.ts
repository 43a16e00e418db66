import { formatMoney } from "#kernel/money.ts";
import { knownBusiness } from "#modules/conversation/business-known.ts";
import type { TurnWork } from "#modules/conversation/turn-work.ts";

import type { ToolResult } from "./tool.ts";

/** The bookable services, their prices, and who performs them. */
export function listServices({ ctx }: TurnWork): ToolResult {
  const { services, staff } = knownBusiness(ctx.db);
  return {
    ok: true,
    code: "OK",
    data: {
      services: services.map((service) => ({
        service_id: service.id,
        name: service.name,
        description: service.description,
        duration_minutes: service.duration_minutes,
        price_cents: service.price_cents,
        price: formatMoney(service.price_cents, service.currency),
        deposit_cents: service.deposit_cents,
        staff: staff
          .filter(({ service_ids: does }) => does.includes(service.id))
          .map(({ id, name, title }) => ({ staff_id: id, name, title })),
      })),
    },
  };
}
