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

export { addressOf } from "./conduct-words.ts";
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

/**
 * The sentences of a chat: meant for reading, with times that are also buttons. Other channels have their own.
 */
export function chatWords(speaker: Speaker): Words {
  return new TurnWords(speaker);
}

/** Creates each group of sentences on first use: a turn needs only a few of two hundred. */
class Sayings implements Omit<Words, "when"> {
  readonly #oneOf: OneOf;
  readonly #own: ToneWords | undefined;
  #book: BookingWords | undefined;
  #answer: AnswerWords | undefined;
  #manage: ManageWords | undefined;
  #series: SeriesWords | undefined;
  #talk: TalkWords | undefined;
  #conduct: ConductWords | undefined;

  constructor(oneOf: OneOf, tone: Tone) {
    this.#oneOf = oneOf;
    this.#own = toneWords(oneOf, tone);
  }

  get book(): BookingWords {
    return (this.#book ??= inTone(bookingWords(this.#oneOf), this.#own?.book));
  }

  get answer(): AnswerWords {
    return (this.#answer ??= answerWords(this.#oneOf));
  }

  get manage(): ManageWords {
    return (this.#manage ??= inTone(manageWords(this.#oneOf), this.#own?.manage));
  }

  get series(): SeriesWords {
    return (this.#series ??= seriesWords(this.#oneOf));
  }

  get talk(): TalkWords {
    return (this.#talk ??= inTone(talkWords(this.#oneOf), this.#own?.talk));
  }

  get conduct(): ConductWords {
    return (this.#conduct ??= conductWords(this.#oneOf));
  }
}

class TurnWords extends Sayings implements Words {
  readonly when: WhenWords;

  constructor({ conversationId, turn, zone, country, now, tone }: Speaker) {
    super(variantsFor(conversationId, turn), tone);
    this.when = whenWords(zone, country, now);
  }
}

function toneWords(oneOf: OneOf, tone: Tone): ToneWords | undefined {
  if (tone === "friendly") return undefined;
  return tone === "formal" ? formalWords(oneOf) : briefWords(oneOf);
}

function inTone<Kind extends object>(words: Kind, own: Partial<Kind> | undefined): Kind {
  return own ? { ...words, ...own } : words;
}

/** All sentences in a given tone. */
export function sayings(oneOf: OneOf, tone: Tone): Omit<Words, "when"> {
  const { book, answer, manage, series, talk, conduct } = new Sayings(oneOf, tone);
  return { book, answer, manage, series, talk, conduct };
}
