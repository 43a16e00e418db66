import type { Line, Piece } from "./line.ts";
import type { Said } from "./said.ts";
import type { Token } from "./tokens.ts";
import type { Act, Intent } from "./understanding.ts";
import type { Asked, Hint, Reading, Repeating, Scope, Topic, Value } from "./values.ts";

/** What acts and intents are told from, beside the words. */
export type Clues = {
  readonly asked: Asked | undefined;
  /** A date, time, service, name … that is wanted was said. */
  readonly hasValue: boolean;
  readonly hasWhen: boolean;
  readonly hasService: boolean;
  /** One of several was pointed at: the second one. */
  readonly hasChoice: boolean;
  /** Later, earlier, somebody else: what was offered will not do. */
  readonly asksOther: boolean;
};

/** A stretch of the original text that was read as something. */
export type Found = { readonly value: string; readonly start: number; readonly end: number };

/**
 * Words for somebody to read before a visit. `told`: they were said to be passed on. They are no note where they wish
 * for something that they may not (`noWish`), or name a day, a time or how to reach somebody (`noWhen`).
 */
export type NoteFound = Found & {
  readonly told: boolean;
  readonly ofVisit?: true;
  readonly noWish: boolean;
  readonly noWhen: boolean;
};

/** One of several visits, by the places of its values; `who`: for whom. */
export type VisitFound = {
  readonly service?: number;
  readonly date?: number;
  readonly time?: number;
  readonly who?: string;
};

/** How a visit shall come again; days are day numbers. */
export type RepeatFound = Repeating<number>;

/** Everything that is of one language. One folder each; the rest of this module knows no words. */
export type Language = {
  readonly findEmail: (text: string) => Found | undefined;
  readonly findPhoneDigits: (text: string) => Found | undefined;
  readonly findNote: (text: string) => NoteFound | undefined;
  /** The name that stands right before an address or a number. */
  readonly findNameBefore: (text: string, address?: string) => string | undefined;
  readonly findName: (text: string, isAsked: boolean) => string | undefined;
  /** The same text, as long, without when somebody has to be elsewhere. */
  readonly withoutOwnTimes: (text: string) => string;
  /** The same text, as long, in which the day of an occasion that is the reason for a visit is a bound. */
  readonly withoutOccasions: (text: string, servicesIn: (text: string) => readonly string[]) => string;
  /** Visits that are wished for one by one, by the places of their values. */
  readonly severalVisits: (read: string) => readonly VisitFound[];
  /** The days of the week (1 is Monday) to which a text keeps. */
  readonly daysOnly: (words: string) => readonly number[] | undefined;
  /** A text that is a first name with a surname and nothing else. */
  readonly isFullName: (text: string) => boolean;
  /** A text that is one name and nothing else. */
  readonly findFirstName: (text: string) => string | undefined;
  /** Whether somebody is asked for by name, in a text without the names of those who work there. */
  readonly asksForStranger: (text: string) => boolean;
  /** Words in the form that the language's rules are written for. */
  readonly canonical: (tokens: readonly Token[]) => Piece[];
  /** Services and staff, then dates, times, spans and references, in place of the words that say them. */
  readonly readCatalogue: (line: Line<Value>, tokens: readonly Token[], reading: Reading) => Line<Value>;
  /** How it shall come again, and the line without what says it. */
  readonly readRepeat: (
    line: Line<Value>,
    reading: Reading,
  ) => { readonly line: Line<Value>; readonly repeat?: RepeatFound };
  readonly scopeOf: (words: string, asked: Asked | undefined) => Scope | undefined;
  /** For how many people it is, and the line without what says it. */
  readonly readParty: (line: Line<Value>) => { readonly line: Line<Value>; readonly people?: number };
  readonly readValues: (line: Line<Value>, reading: Reading) => Line<Value>;
  /** How each value was said: wanted, refused, taken back. */
  readonly settle: (line: Line<Value>) => Said[];
  /** Which services go with which people, by their places among the values of a line. */
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
