import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { displayPhone } from "#kernel/phone.ts";
import { getAssistant, getProfile, type Profile } from "#modules/business/index.ts";
import type { BrainTurn } from "#modules/conversation/brain.ts";
import { type KnownBusiness, knownBusiness } from "#modules/conversation/business-known.ts";
import type { Draft, Offer, Proposal } from "#modules/conversation/state.ts";
import { chatWords, type Words } from "#modules/conversation/words/en/index.ts";
import type { Asked } from "#modules/language/index.ts";

/** A turn with everything needed to answer it. */
export type Scene = {
  readonly turn: BrainTurn;
  readonly known: KnownBusiness;
  readonly profile: Profile;
  readonly words: Words;
  readonly now: Instant;
  readonly today: LocalDate;
};

/** A text, and what a bare reply to it would mean. */
export type Step = {
  readonly text: string;
  readonly asked?: Asked;
  readonly proposed?: Proposal;
  /** Recommended services, for "yes" and "the second one". */
  readonly suggested?: readonly string[];
};

/**
 * The answer to a turn, what a bare reply to it would mean, and the number of consecutive misunderstandings.
 */
export type Reply = Step & { readonly misses: number };

/** One of the customer's own visits. */
export type Visit = Pick<Offer, "items" | "start"> & { readonly uid: string };

export function openScene(turn: BrainTurn): Scene {
  const { ctx } = turn;
  const known = knownBusiness(ctx.db);
  const profile = getProfile(ctx.db);
  const now = ctx.clock.now();
  const { zone } = known.rules;
  const { conversationId, turn: number } = turn;
  const { tone } = getAssistant(ctx.db);
  const words = chatWords({ conversationId, turn: number, zone, country: profile.country, now, tone });
  return { turn, known, profile, words, now, today: zone.localDateOf(now) };
}

export function draftOf({ turn }: Scene): Draft {
  return turn.state().draft;
}

/** The picked offer, if it is still valid. */
export function chosenOffer({ turn, now }: Scene): Offer | undefined {
  const { chosen, offers } = turn.state();
  const offer = offers.find(({ slotId }) => slotId === chosen?.slotId);
  return offer && offer.expiresAt > now ? offer : undefined;
}

export function serviceName({ known }: Scene, id: string): string {
  return known.service.get(id)?.name ?? id;
}

export function personName({ known }: Scene, id: string): string {
  return known.person.get(id)?.name ?? id;
}

/** How to reach a person at the business; empty if it does not say. */
export function contactWords({ turn, profile, words }: Scene): string {
  const { handoff_phone, handoff_email } = getAssistant(turn.ctx.db);
  const phone = handoff_phone ?? profile.phone;
  const email = handoff_email ?? profile.email;
  const ways = [
    ...(phone === null ? [] : [words.answer.byPhone(displayPhone(phone, profile.country))]),
    ...(email === null ? [] : [words.answer.byEmail(email)]),
  ];
  return ways.length === 0 ? "" : words.answer.contact(ways);
}
