import { readPhone } from "#kernel/phone.ts";

import { ENGLISH } from "./en/index.ts";
import type { Clues, Language, NoteFound } from "./language.ts";
import { type Line, textOf } from "./line.ts";
import { keepToDays } from "./keep-to-days.ts";
import { readNamed, readPairs } from "./read-named.ts";
import { readRepeating } from "./read-repeat.ts";
import { readVisits, visitsOfEach, visitsOfPeople } from "./read-visits.ts";
import { readWhen, type When } from "./read-when.ts";
import { readingOf } from "./reading.ts";
import { type Said, standing } from "./said.ts";
import { tokenise } from "./tokens.ts";
import type { Act, Intent, Understanding } from "./understanding.ts";
import type { Context, Hint, Reading, Reference, Repeating, Topic, Value } from "./values.ts";

/**
 * Interprets a text in the context of what was asked and what the business offers. Pure: the same text and
 * context give the same result. Dates and times are local to `context.zone`; whether such a time exists there
 * (SCHEDULING rule 3) or is offered is not checked here. Never throws, whatever the text.
 */
export function understand(text: string, context: Context, language: Language = ENGLISH): Understanding {
  const found = language.findNote(text);
  if (found && isNote(found, context, language)) {
    const note = { text: found.value, told: found.told, ...(found.ofVisit && { ofVisit: found.ofVisit }) };
    const said = understandWords(blank(text, found), context, language);
    return { ...said, intents: said.intents.filter((intent) => intent !== "out_of_scope"), note };
  }
  return understandWords(text, context, language);
}

const WISHES: ReadonlySet<Intent> = new Set(["book", "cancel", "reschedule", "waitlist"]);

/**
 * A note meant for staff is not an order to the assistant; a text that asks for something else is not a note.
 */
function isNote({ value, noWish, noWhen }: NoteFound, context: Context, language: Language): boolean {
  if (!noWish && !noWhen) return true;
  const said = understandWords(value, { ...context, asked: undefined }, language);
  const isWish = said.intents.some((intent) => WISHES.has(intent)) || said.acts.includes("human");
  if (noWish && isWish) return false;
  const { dates, times, dateRange, timeRange, email, phone } = said;
  const isDated = dates.length > 0 || times.length > 0 || dateRange !== undefined || timeRange !== undefined;
  return !noWhen || (!isDated && email === undefined && phone === undefined);
}

function understandWords(text: string, context: Context, language: Language): Understanding {
  const reading = readingOf(context);
  const contact = readContact(withoutOthers(text, reading, language), reading, language);
  const tokens = tokenise(contact.rest);
  const pieces = language.canonical(tokens);
  const repeated = language.readRepeat(
    language.readCatalogue(
      { pieces, values: [] },
      tokens,
      isOwnName(contact.rest, reading, language) ? { ...reading, staff: [] } : reading,
    ),
    reading,
  );
  const party = language.readParty(repeated.line);
  const line = language.readValues(party.line, reading);
  const said = language.settle(line);
  const read = textOf(line);
  const hints = language.hintsOf(read);
  const named = { ...readNamed(said, hints.includes("either_service")), ...readPairs(line, read, language) };
  const { asked } = reading;
  const { when: whenever, repeat } = readRepeating(readWhen(said, reading), said, repeated.repeat, asked);
  const words = textOf({ pieces });
  const when = repeat?.every ? whenever : keepToDays(whenever, language.daysOnly(words), reading.today);
  const name = nameIn(
    contact.rest,
    line,
    { asked, contactAt: contact.at, address: contact.found.email },
    language,
  );
  const references = referencesIn(said, hints);
  const isStranger =
    named.staff === undefined && language.asksForStranger(withoutValues(contact.rest, line, asked));
  const people = party.people !== undefined && { people: party.people };
  const clues = cluesOf(
    {
      ...when,
      ...named,
      ...contact.found,
      ...people,
      ...(repeat && isRhythm(repeat, asked) && { repeat }),
      ...(name !== undefined && { name }),
    },
    references,
    reading,
  );
  const visits = visitsIn(read, { line, when, named, people: party.people }, language);
  const acts = language.actsOf(words, clues);
  const intents = language.intentsOf(read, words, { ...clues, acts });
  const scope = mayScope(asked, intents) ? language.scopeOf(words, asked) : undefined;
  return {
    acts,
    intents,
    ...when,
    ...named,
    ...contact.found,
    ...(name !== undefined && { name }),
    ...people,
    ...visits,
    ...(repeat && { repeat }),
    ...(scope && { scope }),
    references,
    hints: isStranger ? [...hints, "unknown_person"] : hints,
    topics: answersAsked(asked, { name, repeat }, acts) ? [] : topicsBeside(language.topicsOf(words), repeat),
    questions: [...when.questions, ...named.questions],
  };
}

/** Blanks out what is not a request: booking codes, the occasion of a visit, other commitments. */
function withoutOthers(text: string, reading: Reading, language: Language): string {
  const plain = language.withoutOccasions(withoutCodes(text), (part) => servicesIn(part, reading, language));
  return language.withoutOwnTimes(plain);
}

type Wished = {
  readonly line: Line<Value>;
  readonly when: When;
  readonly named: Pick<Understanding, "services">;
  readonly people: number | undefined;
};

function visitsIn(read: string, { line, when, named, people }: Wished, language: Language) {
  const [service, ...others] = named.services;
  const said = readVisits(language.severalVisits(read), line.values, when);
  const each = said.visits ? {} : visitsOfEach(named.services, people, read, when);
  if ("visits" in each) return each;
  const isOther = said.visits !== undefined || others.length > 0 || read.includes(" or ");
  return isOther ? said : visitsOfPeople(service, people, when);
}

function servicesIn(text: string, reading: Reading, language: Language): readonly string[] {
  const line = language.readCatalogue({ pieces: [], values: [] }, tokenise(text), { ...reading, staff: [] });
  return line.values.flatMap((value) => (value.kind === "service" ? [value.named.id] : []));
}

/**
 * "Mia Torres", in answer to any question but which staff member, is the customer, even if a Mia works here.
 */
function isOwnName(text: string, { asked }: Reading, language: Language): boolean {
  return asked !== undefined && asked !== "staff" && language.isFullName(text);
}

/** "Can I have that every week?" does not ask for the list of services. */
function topicsBeside(topics: readonly Topic[], repeat: Repeating | undefined): readonly Topic[] {
  if (repeat?.every === undefined) return topics;
  return topics.filter((topic) => topic !== "services" && topic !== "offered");
}

/** "Ann Price", "three in total": an answer, not a question about a price. */
function answersAsked(
  asked: Reading["asked"],
  { name, repeat }: { readonly name: string | undefined; readonly repeat: Repeating | undefined },
  acts: readonly Act[],
): boolean {
  if (acts.includes("request")) return false;
  return asked === "name" ? name !== undefined : asked === "repeat_until" && repeat !== undefined;
}

/** "Three times" may refer to many things; "every week" only to a series. */
function isRhythm({ every, standing: again, other }: Repeating, asked: Reading["asked"]): boolean {
  return (every ?? again ?? other) !== undefined || asked === "repeat_every" || asked === "repeat_until";
}

/** Whether the text may refer to existing visits. */
function mayScope(asked: Reading["asked"], intents: readonly Intent[]): boolean {
  if (asked === "scope" || asked === "confirm" || asked === "conflict" || asked === "choice") return true;
  return intents.includes("cancel") || intents.includes("reschedule");
}

/** A long run of letters and digits is one of our codes; a "9p" at its end is not a time. */
const CODE = /(?<![\p{L}\d@.])(?=[a-z]*\d)[a-z\d]{24,}(?![\p{L}\d@])/giu;

/** Leaves a word in place of the code, as in "move it"; "booking it" is not read as a request to book. */
function withoutCodes(text: string): string {
  return text.replaceAll(CODE, (code) => "it".padEnd(code.length));
}

/**
 * E-mail address and phone number, and the text with them blanked out, so that their digits are not read as
 * dates. Offsets stay the same.
 */
function readContact(text: string, { country }: Reading, language: Language) {
  const email = language.findEmail(text);
  const withoutEmail = email ? blank(text, email) : text;
  const digits = language.findPhoneDigits(withoutEmail);
  const read = digits && readPhone(digits.value, country ?? "US");
  const rest = digits && read?.kind === "phone" ? blank(withoutEmail, digits) : withoutEmail;
  return {
    rest,
    at: email?.start ?? (read?.kind === "phone" ? digits?.start : undefined),
    found: { ...(email && { email: email.value }), ...(read?.kind === "phone" && { phone: read.e164 }) },
  };
}

function blank(text: string, { start, end }: { start: number; end: number }): string {
  return text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
}

/** A name, unless it turns out to be a service, a member of staff or a date. */
function nameIn(
  text: string,
  line: Line<Value>,
  {
    asked,
    contactAt,
    address,
  }: Pick<Reading, "asked"> & {
    readonly contactAt: number | undefined;
    readonly address: string | undefined;
  },
  language: Language,
): string | undefined {
  const plain = withoutValues(text, line, asked);
  // An answer that consists of two names is a name, whatever was asked.
  const isNames = asked !== undefined && NAMES_ALONE.test(plain);
  if (asked === "choice" || asked === "time" || asked === "date") {
    const alone = language.findFirstName(plain);
    if (alone !== undefined) return alone;
  }
  const found = language.findName(plain, asked === "name" || isNames);
  if (found !== undefined || contactAt === undefined) return found;
  return language.findNameBefore(plain.slice(0, contactAt), address);
}

/** The text with services, staff and dates blanked out. */
function withoutValues(text: string, line: Line<Value>, asked: Reading["asked"]): string {
  const covered = line.pieces.filter(
    ({ code }) => /^[DTPRSVFG]\d+$/.test(code) && !(asked === "name" && code.startsWith("F")),
  );
  return covered.reduce(blank, text);
}

const NAMES_ALONE = /^[^\p{L}\d]*(?:\p{Lu}[\p{Ll}'’-]+\s+){1,2}\p{Lu}[\p{Ll}'’-]+[^\p{L}\d]*$/u;

function referencesIn(said: readonly Said[], hints: readonly Hint[]): Reference[] {
  return (
    standing(said, "reference")
      .map(({ reference }) => reference)
      // "The same as last time" does not refer to the last one listed.
      .filter(({ kind }) => kind !== "nth" || !hints.includes("as_before"))
  );
}

type Slots = Partial<Omit<Understanding, "acts" | "intents">>;

function cluesOf(slots: Slots, references: readonly Reference[], { asked }: Reading): Clues {
  const isSaid = (...keys: readonly (keyof Slots)[]) => keys.some((key) => slots[key] !== undefined);
  const hasWhen =
    isSaid("date", "time", "dateRange", "timeRange") ||
    (slots.questions ?? []).length > 0 ||
    (slots.refusedDates ?? []).length > 0;
  return {
    asked,
    hasWhen,
    hasService: isSaid("service", "refusedServices"),
    hasValue:
      hasWhen ||
      isSaid(
        "service",
        "staff",
        "refusedStaff",
        "refusedServices",
        "people",
        "repeat",
        "name",
        "email",
        "phone",
      ),
    hasChoice: references.some(({ kind }) => kind === "nth"),
    asksOther: references.some(isOther),
  };
}

const OTHERS: ReadonlySet<Reference["kind"]> = new Set([
  "shift",
  "shift_days",
  "shift_weeks",
  "direction",
  "person",
]);

/** References that move away from what was offered. */
function isOther({ kind }: Reference): boolean {
  return OTHERS.has(kind);
}
