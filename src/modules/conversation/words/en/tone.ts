import type { BookingWords } from "./booking-words.ts";
import type { ManageWords } from "./manage-words.ts";
import type { TalkWords } from "./talk-words.ts";

/** The tones a business can choose (`tone` in its assistant's settings). */
export const TONES = ["friendly", "formal", "brief"] as const;
export type Tone = (typeof TONES)[number];

/** The sentences that differ by tone; all others are the same in every tone. */
export type ToneWords = {
  readonly book: Partial<BookingWords>;
  readonly manage: Partial<ManageWords>;
  readonly talk: Partial<TalkWords>;
};
