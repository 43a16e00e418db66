import { byCues } from "#modules/language/index.ts";

import type { Clause } from "./clauses.ts";
import {
  CLAIMS,
  CONDITION_BEFORE,
  DENIED_BEFORE,
  HOLDS,
  OF_A_KIND,
  POSSIBLE_BEFORE,
  TAKEN_BY_OTHERS,
  TAKES_FOR_GRANTED,
  WHEN_CONFIRMED,
  WILL_BEFORE,
} from "./en/claim-words.ts";
import type { ClaimForm } from "./en/claim-form.ts";
import { QUESTION_START } from "./en/clause-words.ts";
import { type Deed, FINE, type Judgement, offends } from "./facts.ts";
import type { Prepared } from "./prepared.ts";

/** Rejects a claim that something was done unless it was. `sentence`: the codes of the whole sentence. */
export function judgeClaims(clause: Clause, sentence: string, facts: Prepared): Judgement {
  const codes = ` ${clause.codes
    .trim()
    .replace(/ ?[.!?]+$/, " .")
    .replace(/^[,;:()!?.-]+ /, "")} `;
  if (isQuestion(codes, clause)) return FINE;
  return judgeStated(codes, sentence, facts);
}

/** Whether a clause asks about something that was not done, so that the answer "yes" would be untrue. */
export function asksForClaim(clause: Clause, facts: Prepared): boolean {
  if (!clause.asks) return false;
  const codes = clause.codes.replace(QUESTION_START, " ");
  return !judgeStated(` ${codes.trim()} `, "", facts).ok;
}

/** The claims whose cue words occur in a clause; for most clauses there are none. */
const claimsFor = byCues(CLAIMS, ({ form }) => form);

function judgeStated(codes: string, sentence: string, facts: Prepared): Judgement {
  const held = HOLDS.exec(codes);
  if (held) {
    if (isDone(["held", "booked", "moved"], facts) || isNotSaid(codes, held.index, sentence)) return FINE;
    return offends("claim", held[0].trim());
  }
  const open = withoutOthers(codes).replaceAll(OF_A_KIND, " of a kind ");
  for (const claim of claimsFor(open)) {
    const found = claim.form.exec(open);
    if (!found || isDone(claim.needs, facts) || isNotSaid(open, found.index, sentence)) continue;
    if (isAboutOwnVisit(claim, facts)) continue;
    return offends("claim", found[0].trim());
  }
  return FINE;
}

/** Masks other people's bookings. A clause with "you" or "your" is about the customer's own. */
function withoutOthers(codes: string): string {
  return / (?:you|your) /.test(codes) ? codes : codes.replaceAll(TAKEN_BY_OTHERS, " full");
}

function isDone(needs: readonly Deed[], { done }: Prepared): boolean {
  return needs.some((deed) => done.has(deed));
}

/** A standing visit may be called booked, and a cancelled one cancelled, whenever that happened. */
function isAboutOwnVisit({ needs }: ClaimForm, { hasStanding, hasCancelled }: Prepared): boolean {
  if (needs.includes("booked")) return hasStanding;
  return hasCancelled && needs.includes("cancelled");
}

function isQuestion(codes: string, { asks }: Clause): boolean {
  return asks && QUESTION_START.test(codes) && !TAKES_FOR_GRANTED.test(codes);
}

/** Whether the claim is denied, only possible or wished for, or waits for the customer's yes. */
function isNotSaid(codes: string, at: number, sentence: string): boolean {
  const before = codes.slice(0, at);
  if (DENIED_BEFORE.test(before) || POSSIBLE_BEFORE.test(before)) return true;
  if (WHEN_CONFIRMED.test(sentence)) return true;
  if (WILL_BEFORE.test(before)) return false;
  return CONDITION_BEFORE.test(before);
}
