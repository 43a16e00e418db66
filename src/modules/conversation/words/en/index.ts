import type { Instant } from "#kernel/instant.ts";
import type { Zone } from "#kernel/zone.ts";

import { type AnswerWords, answerWords } from "./answer-words.ts";
import { type BookingWords, bookingWords } from "./booking-words.ts";
import { type ManageWords, manageWords } from "./manage-words.ts";
import { type TalkWords, talkWords } from "./talk-words.ts";
import { variantsFor } from "./variants.ts";
import { type WhenWords, whenWords } from "./when-words.ts";

export { allOf, capital, eitherOf, lengthWords, onDay, WEEKDAY_NAMES } from "./phrases.ts";

/** Everything that the built-in assistant can say, for one turn of one conversation. */
export type Words = {
  readonly when: WhenWords;
  readonly book: BookingWords;
  readonly answer: AnswerWords;
  readonly manage: ManageWords;
  readonly talk: TalkWords;
};

export type Speaker = {
  readonly conversationId: string;
  readonly turn: number;
  readonly zone: Zone;
  readonly country: string | null;
  readonly now: Instant;
};

/** The sentences of a chat: to be read, with times that are also buttons. Other channels have their own. */
export function chatWords({ conversationId, turn, zone, country, now }: Speaker): Words {
  const oneOf = variantsFor(conversationId, turn);
  const when = whenWords(zone, country, now);
  return {
    when,
    book: bookingWords(oneOf),
    answer: answerWords(oneOf),
    manage: manageWords(oneOf),
    talk: talkWords(oneOf),
  };
}
