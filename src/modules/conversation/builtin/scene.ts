import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { displayPhone } from "#kernel/phone.ts";
import { getAssistant, getProfile, type Profile } from "#modules/business/index.ts";
import type { BrainTurn } from "#modules/conversation/brain.ts";
import { type KnownBusiness, knownBusiness } from "#modules/conversation/business-known.ts";
import type { Draft, Offer, Proposal } from "#modules/conversation/state.ts";
import { chatWords, type Words } from "#modules/conversation/words/en/index.ts";
import type { Asked } from "#modules/language/index.ts";

/** One turn, with all that is needed to speak it. */
export type Scene = {
  readonly turn: BrainTurn;
  readonly known: KnownBusiness;
  readonly profile: Profile;
  readonly words: Words;
  readonly now: Instant;
  readonly today: LocalDate;
};

/** What is said, and what a bare answer to it would mean. */
export type Step = {
  readonly text: string;
  readonly asked?: Asked;
  readonly proposed?: Proposal;
  /** Services that were recommended, for "yes" and "the second one". */
  readonly suggested?: readonly string[];
};

/** What is said in a turn, what a bare answer to it means, and how often in a row nothing was understood. */
export type Reply = Step & { readonly misses: number };

/** A visit of the customer's own. */
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

/** The time that was picked, if it can still be had under its name. */
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

/** How the business can be reached by a person; empty where it says nothing of that. */
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
