import { judgeSecrets } from "./canaries.ts";
import { type Clause, clausesOf } from "./clauses.ts";
import { asksForClaim, judgeClaims } from "./claims.ts";
import { FOREIGN_CLAIM } from "./en/claim-words.ts";
import { AFFIRMS, DENIES, GIVES, NO_DENIAL, PLEASANTRY } from "./en/clause-words.ts";
import { withFigures } from "./en/numbers.ts";
import { type Facts, FINE, type Judgement, offends } from "./facts.ts";
import { judgeLeftovers } from "./leftovers.ts";
import { judgeLengths } from "./lengths.ts";
import { type Line, lineOf } from "./line.ts";
import { judgeAddresses } from "./links.ts";
import { judgeMoney, type Said } from "./money.ts";
import { judgePhones } from "./phones.ts";
import { judgeMarkup, plainOf } from "./plain-text.ts";
import { Prepared } from "./prepared.ts";
import { judgeRhythms } from "./rhythms.ts";
import { judgeReferences } from "./references.ts";
import { withoutNames } from "./names.ts";
import { servicesIn } from "./services-named.ts";
import { type Days, NO_SUBJECT, type Subject } from "./subject.ts";
import { daysSaid, judgeWhen, type Statement } from "./when.ts";

/** The judgement of a sentence, and its subject for the next one. */
export type Judged = { readonly judgement: Judgement; readonly subject: Subject };

/**
 * Whether everything a sentence says is true: every date, time, duration and price, every claim that something was
 * done, every address and number. What cannot be read counts as untrue. Pure; never throws, whatever the text.
 */
export function judgeSentence(sentence: string, facts: Facts, before: Subject = NO_SUBJECT): Judgement {
  return judge(sentence, new Prepared(facts), before).judgement;
}

/** The same, with the subject of the sentence. */
export function judge(sentence: string, known: Prepared, before: Subject): Judged {
  const markup = judgeMarkup(sentence);
  if (!markup.ok) return { judgement: markup, subject: NO_SUBJECT };
  const plain = plainOf(sentence);
  const addresses = judgeAddresses(plain, known);
  if (!addresses.verdict.ok) return { judgement: addresses.verdict, subject: NO_SUBJECT };
  const secrets = judgeSecrets(addresses.rest, known.needles);
  if (!secrets.ok) return { judgement: secrets, subject: NO_SUBJECT };
  const phones = judgePhones(addresses.rest, known.phones);
  if (!phones.verdict.ok) return { judgement: phones.verdict, subject: NO_SUBJECT };
  return judgeWords(known.own.withoutQuotes(phones.rest), known, before);
}

function judgeWords(text: string, facts: Prepared, before: Subject): Judged {
  const { named, plain } = servicesIn(withoutNames(text.replace(ITEM, ""), facts.nameForm), facts.nameForms);
  const said: Said = {
    plain,
    named,
    carried: isPronounFirst(plain) ? before.services : [],
    denied: () => isDenied(plain),
  };
  const money = judgeMoney(said, facts);
  if (!money.verdict.ok) return { judgement: money.verdict, subject: NO_SUBJECT };
  const rhythms = judgeRhythms(money.rest, said, facts);
  if (!rhythms.verdict.ok) return { judgement: rhythms.verdict, subject: NO_SUBJECT };
  const line = lineOf(withFigures(rhythms.rest), facts);
  const lengths = judgeLengths(line.codes, said, facts);
  if (!lengths.verdict.ok) return { judgement: lengths.verdict, subject: NO_SUBJECT };
  const codes = withOrdinals(lengths.rest.replaceAll(PLEASANTRY, " well "), line);
  const clauses = clausesOf(codes, line.values, before.isHours);
  const foreign = FOREIGN_CLAIM.exec(plain);
  if (foreign) return { judgement: offends("claim", foreign[0]), subject: NO_SUBJECT };
  const { judgement, open } = judgeClauses(clauses, { codes, line, said, facts, before });
  return { judgement, subject: { ...subjectOf(clauses, said, before), open } };
}

function isDenied(plain: string): boolean {
  const words = plain.replaceAll(/[^\p{L}\d' ]+/gu, " ").replaceAll("n't", " not");
  return DENIES.test(` ${words} `.replaceAll(/ +/g, " ").replaceAll(NO_DENIAL, " well "));
}

/** A list marker. */
const ITEM = /^\s*(?:[-*•]|\d{1,2}[.)])\s+/;

type Sentence = {
  readonly codes: string;
  readonly line: Line;
  readonly said: Said;
  readonly facts: Prepared;
  readonly before: Subject;
};

function judgeClauses(clauses: readonly Clause[], sentence: Sentence): Pick<Judged, "judgement"> & Opened {
  let here: readonly Days[] | undefined;
  let { open } = sentence.before;
  for (const [i, clause] of clauses.entries()) {
    const days = daysSaid(clause);
    const statement = { ...sentence, clause, here, next: daysAfter(clauses[i + 1]) };
    const judgement = judgeStatement(statement, days, open);
    if (!judgement.ok) return { judgement };
    open = opensWith(statement);
    if (days.length > 0) here = clause.denies ? undefined : days.slice(-1);
  }
  return { judgement: FINE, open };
}

type Opened = { readonly open?: Subject["open"] };

function judgeStatement(
  statement: Statement & Sentence,
  days: readonly Days[],
  open: Subject["open"],
): Judgement {
  const { clause, line, said, facts, codes } = statement;
  if (open && answersYes(clause)) return offends(open, "yes");
  for (const judgement of [
    () => judgeClaims(clause, codes, facts),
    () => judgeWhen(statement),
    () => judgeReferences(clause, line, days, facts),
    () => judgeLeftovers(clause, said, facts),
  ]) {
    const found = judgement();
    if (!found.ok) return found;
  }
  return FINE;
}

/** The days of the next clause, if it mentions no time. */
function daysAfter(after: Clause | undefined): readonly Days[] | undefined {
  if (!after || after.mentions.some(({ kind }) => kind === "time")) return undefined;
  const days = daysSaid(after);
  return days.length > 0 ? days : undefined;
}

/** Whether it affirms what came before: "Tomorrow at 11? Absolutely!", "You asked for 11: that is free." */
function answersYes({ codes, mentions }: Clause): boolean {
  if (mentions.length > 0) return false;
  return AFFIRMS.test(`${codes.trimEnd()} `.replace(/^ [:;,(-] /, " ")) || GIVES.test(codes);
}

/** What the clause only asks or repeats and is untrue, so that a "yes" after it would assert it. */
function opensWith(statement: Statement): Subject["open"] {
  const { clause, facts } = statement;
  if (asksForClaim(clause, facts)) return "claim";
  if (clause.denies || !clause.repeats) return undefined;
  return judgeWhen({ ...statement, clause: { ...clause, repeats: false } }).ok ? undefined : "time";
}

/** The days still under discussion: those mentioned last, unless the clause denied them. */
function carriedOn(subject: Subject, clause: Clause, days: ReturnType<typeof daysSaid>): Subject {
  const last = days.at(-1);
  return last === undefined ? subject : { ...subject, days: clause.denies ? undefined : last };
}

function subjectOf(clauses: readonly Clause[], { named }: Said, before: Subject): Subject {
  const left = clauses.reduce((subject, clause) => carriedOn(subject, clause, daysSaid(clause)), before);
  const services = named.length > 0 ? [...new Set(named.map(({ service }) => service))] : before.services;
  return { days: left.days, isHours: clauses.at(-1)?.isHours === true, services };
}

function isPronounFirst(plain: string): boolean {
  return /^\W*(?:(?:and|so|yes|sure|great|well),? )*(?:it|it's|its|that|that's|this|they|these|those|the price|the cost|both|takes|lasts|costs|for)\b|^\W*\d/.test(
    plain,
  );
}

/** "The second is at 4:15": one of several, not a day of the month. */
function withOrdinals(codes: string, { wordsOf }: Line): string {
  return codes.replaceAll(
    / D(\d+)(?= (?:(?:is|starts|one|slot|time) )*(?:at )?T\d)/g,
    (code, index: string) =>
      /^(?:the )?(?:first|second|third)$/.test(wordsOf(Number(index))) ? " ordinal" : code,
  );
}
