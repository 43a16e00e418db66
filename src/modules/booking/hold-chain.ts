import type { ChainWish } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";
import type { Instant } from "#kernel/instant.ts";

import { refusingConflicts } from "./book-slot.ts";
import { planVisit } from "./plan-visit.ts";
import { type HoldOutcome, writeHold } from "./hold-slot.ts";
import type { ShownTerms } from "./terms.ts";

/** Keeps the time of several services in one visit, as `holdSlot` does of one. */
export function holdChain(
  ctx: TenantContext,
  wish: ShownTerms & { readonly items: readonly ChainWish[]; readonly start: Instant },
): HoldOutcome {
  return refusingConflicts(() =>
    ctx.db.write((tx) => {
      ctx.assertRoomToBook();
      const planned = planVisit(ctx, tx, wish);
      if (planned.outcome === "planned") return writeHold(ctx, tx, planned.parts);
      if (planned.outcome !== "hold_is_for_another_slot") return planned;
      throw new Error("No hold was named.");
    }),
  );
}
