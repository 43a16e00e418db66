import type { DraftUpdate } from "./draft/index.ts";
import type { PickOutcome } from "./brain.ts";
import { keep } from "./holds.ts";
import { isLive } from "./offers.ts";
import { reofferNear, reofferUnder } from "./reoffer.ts";
import type { TurnWork } from "./turn-work.ts";

/** Keeps the time that was picked in this turn, by a button or in words; offers others where it is gone. */
export function takePick(work: TurnWork, { picked }: Pick<DraftUpdate, "picked">): PickOutcome | undefined {
  if (picked === undefined) return undefined;
  const { ctx } = work;
  const now = ctx.clock.now();
  const offer = work.state.offers.find(({ slotId }) => slotId === picked);
  if (!offer) return { kind: "refused", code: "SLOT_NOT_OFFERED" };
  if (!isLive(offer, now)) {
    reofferNear(work, offer);
    return { kind: "refused", code: "OFFER_EXPIRED" };
  }
  const { chosen } = work.state;
  const isKept = chosen?.slotId === picked && chosen.heldUntil !== null && chosen.heldUntil > now;
  if (isKept) return { kind: "picked", slotId: picked };
  const kept = keep(work, offer, chosen?.slotId === picked);
  if (kept.outcome !== "refused") return { kind: "picked", slotId: picked };
  if (kept.code === "TERMS_CHANGED") reofferUnder(work, offer);
  else reofferNear(work, offer);
  return { kind: "refused", code: kept.code };
}
