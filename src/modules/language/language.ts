import type { Line, Piece } from "./line.ts";
import type { Said } from "./said.ts";
import type { Token } from "./tokens.ts";
import type { Act, Intent } from "./understanding.ts";
import type { Asked, Hint, Reading, Repeating, Scope, Topic, Value } from "./values.ts";

/** What acts and intents are inferred from, in addition to the words. */
export type Clues = {
  readonly asked: Asked | undefined;
  /** The text gives a value for the visit: a date, time, service, name … */
  readonly hasValue: boolean;
  readonly hasWhen: boolean;
  readonly hasService: boolean;
  /** The text picks one of several: "the second one". */
  readonly hasChoice: boolean;
  /** The text rejects what was offered: later, earlier, somebody else. */
  readonly asksOther: boolean;
};

/** A value and the range of the original text that it was read from. */
export type Found = { readonly value: string; readonly start: number; readonly end: number };

/**
 * A note for staff to read before a visit. `told`: they asked to pass it on. `noWish`: if it contains a
 * request, it is no note after all; `noWhen`: nor if it contains a day, a time or contact details.
 */
export type NoteFound = Found & {
  readonly told: boolean;
  readonly ofVisit?: true;
  readonly noWish: boolean;
  readonly noWhen: boolean;
};

/** One of several visits, by the indexes of its values; `who`: whom it is for. */
export type VisitFound = {
  readonly service?: number;
  readonly date?: number;
  readonly time?: number;
  readonly who?: string;
};

/** How a visit is to recur; days are day numbers. */
export type RepeatFound = Repeating<number>;

/** Everything specific to one language, one folder each; the rest of this module contains no words. */
export type Language = {
  readonly findEmail: (text: string) => Found | undefined;
  readonly findPhoneDigits: (text: string) => Found | undefined;
  readonly findNote: (text: string) => NoteFound | undefined;
  /** The name that directly precedes an e-mail address or a phone number. */
  readonly findNameBefore: (text: string, address?: string) => string | undefined;
  readonly findName: (text: string, isAsked: boolean) => string | undefined;
  /**
   * The text with other commitments ("I have to be at school at four") blanked out; offsets stay the same.
   */
  readonly withoutOwnTimes: (text: string) => string;
  /**
   * The text with an occasion that is the reason for a visit turned into a bound on its day; offsets stay the
   * same.
   */
  readonly withoutOccasions: (text: string, servicesIn: (text: string) => readonly string[]) => string;
  /** Visits requested one by one, by the indexes of their values. */
  readonly severalVisits: (read: string) => readonly VisitFound[];
  /** The weekdays (1 is Monday) that a text restricts itself to; undefined if it does not. */
  readonly daysOnly: (words: string) => readonly number[] | undefined;
  /** Whether a text is a first name and a surname and nothing else. */
  readonly isFullName: (text: string) => boolean;
  /** The name if a text consists of just one name. */
  readonly findFirstName: (text: string) => string | undefined;
  /** Whether a text asks for a person by name; the names of staff must have been removed from it. */
  readonly asksForStranger: (text: string) => boolean;
  /** Words in the canonical form that the language's rules are written for. */
  readonly canonical: (tokens: readonly Token[]) => Piece[];
  /** Replaces words by values: services and staff first, then dates, times, ranges and references. */
  readonly readCatalogue: (line: Line<Value>, tokens: readonly Token[], reading: Reading) => Line<Value>;
  /** How the visit is to recur, and the line without the words that say so. */
  readonly readRepeat: (
    line: Line<Value>,
    reading: Reading,
  ) => { readonly line: Line<Value>; readonly repeat?: RepeatFound };
  readonly scopeOf: (words: string, asked: Asked | undefined) => Scope | undefined;
  /** The number of people, and the line without the words that give it. */
  readonly readParty: (line: Line<Value>) => { readonly line: Line<Value>; readonly people?: number };
  readonly readValues: (line: Line<Value>, reading: Reading) => Line<Value>;
  /** The role of each value: wanted, refused, taken back. */
  readonly settle: (line: Line<Value>) => Said[];
  /** Which services go with which staff, by the indexes of their values in the line. */
  readonly pairsIn: (read: string) => readonly (readonly [services: number[], people: number[]])[];
  readonly actsOf: (words: string, clues: Clues) => Act[];
  /** `words` as above; `read` has values in place of words. */
  readonly hintsOf: (read: string) => Hint[];
  readonly topicsOf: (words: string) => Topic[];
  /** `words` as above; `read` has values in place of words. */
  readonly intentsOf: (
    read: string,
    words: string,
    clues: Clues & { readonly acts: readonly Act[] },
  ) => Intent[];
};
