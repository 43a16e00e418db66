import type { Instant } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";

import { type AnswerWords, answerWords } from "./answer-words.ts";
import { briefWords } from "./brief-words.ts";
import { type BookingWords, bookingWords } from "./booking-words.ts";
import { type ConductWords, conductWords } from "./conduct-words.ts";
import { formalWords } from "./formal-words.ts";
import { type ManageWords, manageWords } from "./manage-words.ts";
import { type SeriesWords, seriesWords } from "./series-words.ts";
import { type TalkWords, talkWords } from "./talk-words.ts";
import type { Tone, ToneWords } from "./tone.ts";
import { type OneOf, variantsFor } from "./variants.ts";
import { type WhenWords, whenWords } from "./when-words.ts";

export { allOf, capital, eitherOf, lengthWords, onDay, WEEKDAY_NAMES } from "./phrases.ts";

/** Everything that the built-in assistant can say, for one turn of one conversation. */
export type Words = {
  readonly when: WhenWords;
  readonly book: BookingWords;
  readonly answer: AnswerWords;
  readonly manage: ManageWords;
  readonly series: SeriesWords;
  readonly talk: TalkWords;
  readonly conduct: ConductWords;
};

export type Speaker = {
  readonly conversationId: string;
  readonly turn: number;
  readonly zone: Zone;
  readonly country: string | null;
  readonly now: Instant;
  readonly tone: Tone;
};

/** The sentences of a chat: to be read, with times that are also buttons. Other channels have their own. */
export function chatWords({ conversationId, turn, zone, country, now, tone }: Speaker): Words {
  return { when: whenWords(zone, country, now), ...sayings(variantsFor(conversationId, turn), tone) };
}

const PLAIN: ToneWords = { book: {}, manage: {}, talk: {} };

/** Every sentence, as it is said in a tone. */
export function sayings(oneOf: OneOf, tone: Tone): Omit<Words, "when"> {
  const own = tone === "formal" ? formalWords(oneOf) : tone === "brief" ? briefWords(oneOf) : PLAIN;
  return {
    book: { ...bookingWords(oneOf), ...own.book },
    answer: answerWords(oneOf),
    manage: { ...manageWords(oneOf), ...own.manage },
    series: seriesWords(oneOf),
    talk: { ...talkWords(oneOf), ...own.talk },
    conduct: conductWords(oneOf),
  };
}
