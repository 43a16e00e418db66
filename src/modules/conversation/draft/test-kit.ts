import { type Instant, MINUTE } from "#kernel/instant.ts";
import { addDays } from "#kernel/local-date.ts";
import { getZone } from "#kernel/zone.ts";
import {
  type ConversationState,
  type Draft,
  EMPTY_DRAFT,
  NEW_STATE,
  type Offer,
} from "#modules/conversation/state.ts";
import { understand } from "#modules/language/index.ts";

import type { DraftRules, OwnVisit } from "./draft-update.ts";
import { updateDraft } from "./update-draft.ts";

const zone = getZone("America/New_York");
/** Friday 6 March 2026, 10:00 in New York. */
const FRIDAY_MORNING = Date.parse("2026-03-06T15:00:00Z");

/** A salon in New York on Friday 6 March 2026, 10:00, two days before the clocks change; open 9 to 17. */
export const RULES: DraftRules = {
  now: FRIDAY_MORNING,
  zone,
  services: [
    { id: "cut", name: "Haircut", aliases: ["trim"], staffIds: ["mia", "noah"] },
    { id: "colour", name: "Full colour", aliases: ["dye"], staffIds: ["noah"] },
    { id: "blow", name: "Blow-dry", aliases: ["blowout"], staffIds: ["mia"] },
  ],
  staff: [
    { id: "mia", name: "Mia" },
    { id: "noah", name: "Noah" },
  ],
  lastDate: addDays("2026-03-06", 60),
  visits: [],
};

/** Offers of a haircut with these people at these New York times, `2026-03-10T09:00`, in display order. */
export function shown(...times: readonly (readonly [local: string, staffId: string])[]) {
  const offers = times.map(
    ([local, staffId], i): Offer => ({
      slotId: `slot${i + 1}`,
      items: [{ serviceId: "cut", staffId }],
      start: localTime(local),
      end: localTime(local) + 30 * MINUTE,
      priceCents: 4500,
      currency: "USD",
      minutes: 30,
      expiresAt: FRIDAY_MORNING + 10 * MINUTE,
      turn: 1,
    }),
  );
  return {
    offers,
    shown: offers.map(({ slotId }) => slotId),
    phase: "offered" as const,
    asked: "choice" as const,
  };
}

export function localTime(local: string): Instant {
  const [date = "", time = ""] = local.split("T");
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return zone.localToInstant(date as `${number}-${number}-${number}`, hours * 60 + minutes, "earlier");
}

/** A half-hour haircut already booked by the customer. */
export function theirs(uid: string, local: string, staffId = "mia"): OwnVisit {
  const start = localTime(local);
  return { uid, start, end: start + 30 * MINUTE, items: [{ serviceId: "cut", staffId }] };
}

/** A conversation in this state. */
export function standing(
  changes: Partial<Omit<ConversationState, "draft">> & { readonly draft?: Partial<Draft> },
): ConversationState {
  return { ...NEW_STATE, ...changes, draft: { ...EMPTY_DRAFT, ...changes.draft } };
}

/** The update that a message produces. */
export function hear(state: ConversationState, text: string, rules: DraftRules = RULES) {
  const understood = understand(text, {
    now: rules.now,
    zone,
    asked: state.asked,
    services: rules.services,
    staff: rules.staff,
    country: "US",
    isOpen: (minutes) => minutes >= 540 && minutes < 1020,
  });
  return updateDraft(state, understood, text, rules);
}
