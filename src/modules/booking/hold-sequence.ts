import type { TenantTx } from "#db/tenant-db.ts";
import type { StaffChoiceDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import type { ServiceWish } from "#modules/calendar/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

import { type HoldOutcome, writeHold } from "./hold-slot.ts";
import { planVisit } from "./plan-visit.ts";
import { refusingConflicts } from "./refusing-conflicts.ts";
import type { ShownTerms } from "./terms.ts";

export type SequenceHoldWish = ShownTerms & {
  readonly items: readonly ServiceWish[];
  readonly start: Instant;
  /** Why these people, in order, if an offer decided that before. */
  readonly staffChoices?: readonly (StaffChoiceDocument | undefined)[] | undefined;
  /** How long it is held; left out: the business's `hold_minutes`. */
  readonly minutes?: number | undefined;
};

/** Holds the time of several services in one visit, as `holdSlot` does for one. */
export function holdSequence(ctx: TenantContext, wish: SequenceHoldWish): HoldOutcome {
  return refusingConflicts(() => ctx.db.write((tx) => holdSequenceInside(ctx, tx, wish)));
}

/** As `holdSequence`, inside the caller's transaction; the caller handles an occupancy conflict. */
export function holdSequenceInside(ctx: TenantContext, tx: TenantTx, wish: SequenceHoldWish): HoldOutcome {
  ctx.assertRoomToBook();
  const planned = planVisit(ctx, tx, wish);
  if (planned.outcome === "hold_is_for_another_slot") throw new Error("No hold was named.");
  if (planned.outcome !== "planned") return planned;
  const parts = planned.parts.map((part, i) => ({
    ...part,
    staffChoice: wish.staffChoices?.[i] ?? part.staffChoice,
  }));
  return writeHold(ctx, tx, parts, wish.minutes);
}
