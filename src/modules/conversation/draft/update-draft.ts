import { type ConversationState, type Draft, EMPTY_DRAFT } from "#modules/conversation/state.ts";
import type { Topic, Understanding } from "#modules/language/index.ts";

import { anotherOne } from "./another.ts";
import { changesBetween, isSamePlan } from "./changes-between.ts";
import type { Doubt, DraftRules, DraftUpdate } from "./draft-update.ts";
import { withoutParts } from "./drop-parts.ts";
import { contactDoubts, mergeContact } from "./merge-contact.ts";
import { type Aim, aimOf } from "./merge-goal.ts";
import { firstOfSeveral, mergeLater, oneWeekdayFirst } from "./merge-later.ts";
import { mergePeople } from "./merge-people.ts";
import { mergeNotes } from "./merge-notes.ts";
import { asksWho, mergeItems } from "./merge-items.ts";
import { mergeRepeat, withEndSaid } from "./merge-repeat.ts";
import { mergeScope } from "./merge-scope.ts";
import { mergeVisit, referenceIn, timeOfVisit } from "./merge-visit.ts";
import { isPlaceAlone } from "./number-alone.ts";
import { atPick, mergeWhen, type When } from "./merge-when.ts";
import { isOtherRhythm, visitAgain } from "./same-again.ts";
import { fitsPick, type Picked, pickOf, saysPickAgain } from "./pick.ts";
import { inContext } from "./weekday-in-context.ts";
import { withoutDoubtful } from "./when-doubts.ts";

/**
 * How a message updates the wish. Pure. Earlier statements stay unless the message changes them; references
 * ("the second one", "an hour later", "her instead") are resolved against the offers, the pick and the
 * customer's visits; anything that cannot be used as stated goes into `doubts`, not into the draft.
 */
export function updateDraft(
  before: ConversationState,
  said: Understanding,
  text: string,
  rules: DraftRules,
): DraftUpdate {
  const understood = withoutParts(
    before,
    firstOfSeveral(before, withEndSaid(before, aboutReference(said, text))),
    rules,
  );
  const again = visitAgain(before, understood, rules);
  const aim = again ? to("book") : aimBeside(before, understood, text, rules);
  if (aim.abandoned) return givenUp(before);
  const state =
    again?.state ??
    anotherOne(before, aim.goal, understood, rules) ??
    askedAnew(before, aim.goal, understood);
  const visit = mergeVisit(state, aim.goal, understood, text, rules);
  const things = whatAfter(state, understood, text, rules);
  const { items, picked, isKept } = things;
  const when = whenAfter(
    state,
    { goal: aim.goal, visit, things, isOnce: again?.isOnce === true },
    understood,
    text,
    rules,
  );
  const whole: Draft = {
    goal: aim.goal,
    ...(isKept ? whatOf(state.draft) : withoutDoubts(items)),
    ...when.when,
    ...timeOfVisit(aim.goal, when.when, visit.bookingUid, understood, rules),
    ...mergeContact(state, understood),
    ...mergeNotes(state, aim.goal, understood),
    ...mergePeople(state, understood),
    ...mergeRepeat(state, aim.goal, understood),
    ...mergeLater(state, aim.goal, understood, rules),
    ...withoutDoubts(visit),
    ...mergeScope(state, aim.goal, understood, visit.others),
  };
  const draft = oneWeekdayFirst(state, understood, whole);
  const changed = changesBetween(before.draft, draft);
  // Repeated because a different time was picked: "no, on Thursday as I said".
  const isAstray =
    !isKept &&
    !isPlaceAlone(text) &&
    !changed.includes("date") &&
    !asksAside(state, understood) &&
    !fitsPick(before, inContext(before, understood, rules), rules);
  return {
    draft,
    changed: isAstray ? [...changed, "date"] : changed,
    ...(picked.one && { picked: picked.one.slotId }),
    doubts: [
      ...understood.questions.map((question): Doubt => question),
      ...(isKept ? [] : items.doubts),
      ...when.doubts,
      ...choiceDoubt(picked),
      ...visit.doubts,
      ...contactDoubts(before, understood, text),
    ],
    abandoned: false,
  };
}

type Things = {
  readonly items: ReturnType<typeof mergeItems>;
  readonly picked: Picked;
  /** Service and time are unchanged: an offer was chosen, or the choice was repeated. */
  readonly isKept: boolean;
};

function whatAfter(
  state: ConversationState,
  understood: Understanding,
  text: string,
  rules: DraftRules,
): Things {
  if (saysPickAgain(state, inContext(state, understood, rules), rules))
    return { items: { ...whatOf(state.draft), doubts: [] }, picked: {}, isKept: true };
  const items = mergeItems(state, understood, rules);
  const picked = isSamePlan(state.draft, items) ? pickOf(state, understood, text, rules) : {};
  return { items, picked, isKept: picked.one !== undefined };
}

type Known = {
  readonly goal: Draft["goal"];
  readonly visit: ReturnType<typeof mergeVisit>;
  readonly things: Things;
  /** The day and time of the same visit again are known. */
  readonly isOnce: boolean;
};

function whenAfter(
  state: ConversationState,
  { goal, visit, things, isOnce }: Known,
  understood: Understanding,
  text: string,
  rules: DraftRules,
): { readonly when: When; readonly doubts: readonly Doubt[] } {
  const standing = whenStands(state, { ...things, isKept: things.isKept || isOnce }, understood, rules);
  if (standing) return standing;
  const heard = isAboutOther(state, understood)
    ? withoutWhen(understood)
    : whereTo(state, goal, understood, visit.bookingUid, rules);
  return withoutDoubtful(mergeWhen(state, heard, text, rules), rules);
}

/** Whether the message leaves day and time unchanged. */
function whenStands(
  state: ConversationState,
  { items, isKept }: Things,
  understood: Understanding,
  rules: DraftRules,
): { readonly when: When; readonly doubts: readonly Doubt[] } | undefined {
  if (isKept) return { when: whenOf(state.draft), doubts: [] };
  const isSame = JSON.stringify(items.items) === JSON.stringify(state.draft.items);
  const when = isSame ? undefined : atPick(state, understood, rules);
  return when && { when, doubts: [] };
}

/** "Who does colour?", after asking who is in on Friday, is about nobody in particular and no day. */
function askedAnew(
  state: ConversationState,
  goal: Draft["goal"],
  understood: Understanding,
): ConversationState {
  if (goal !== null || state.draft.goal !== null || !asksWho(understood)) return state;
  return { ...state, draft: { ...EMPTY_DRAFT, ...contactOf(state.draft) } };
}

/** A visit's link or reference, with nothing else said about it. */
function isReferenceAlone({ draft }: ConversationState, { intents }: Understanding, text: string): boolean {
  const isPlain = intents.every((intent) => intent === "out_of_scope");
  return draft.goal === null && isPlain && referenceIn(text) !== undefined;
}

function to(goal: NonNullable<Draft["goal"]>): Aim {
  return { goal, abandoned: false };
}

function aimBeside(
  state: ConversationState,
  understood: Understanding,
  text: string,
  rules: DraftRules,
): Aim {
  if (isReferenceAlone(state, understood, text)) return to("lookup");
  return isOtherRhythm(state, understood, rules) ? to("reschedule") : aimOf(state, understood);
}

/** "I need to move my appointment on the 16th" identifies the visit, not its new date. */
function whereTo(
  { draft }: ConversationState,
  goal: Draft["goal"],
  understood: Understanding,
  uid: string | undefined,
  { visits, zone }: DraftRules,
): Understanding {
  const visit = visits.find((one) => one.uid === uid);
  const [date, ...others] = understood.dates;
  const isFirst = goal === "reschedule" && draft.goal !== "reschedule" && others.length === 0;
  if (!isFirst || !visit || date !== zone.localDateOf(visit.start)) return understood;
  const { date: _, byWeekday: __, byMonthDay: ___, ...rest } = understood;
  return { ...rest, dates: [] };
}

/** "Booking 01j…" names an existing visit and does not request one. */
function aboutReference(understood: Understanding, text: string): Understanding {
  if (referenceIn(text) === undefined || !understood.intents.includes("book")) return understood;
  return { ...understood, intents: understood.intents.filter((intent) => intent !== "book") };
}

/** Whether the days and times belong to something other than the wish. */
function isAboutOther(state: ConversationState, understood: Understanding): boolean {
  return (
    asksAside(state, understood) || (state.asked === "scope" && !understood.intents.includes("reschedule"))
  );
}

/** "Are you open on Sunday?", in the middle of a booking, does not request Sunday. */
function asksAside({ draft }: ConversationState, { acts, intents, topics }: Understanding): boolean {
  if (draft.goal === null || !acts.includes("request") || topics.length === 0) return false;
  if (intents.includes("availability") && topics.every((one) => OF_THE_SERVICE.has(one))) return false;
  return intents.includes("faq") && !intents.includes("book") && !acts.includes("request_alternatives");
}

/** Never asked of a day: a day named too is for a visit ("how long is it, and can I come Thursday?"). */
const OF_THE_SERVICE: ReadonlySet<Topic> = new Set(["price", "duration", "description"]);

function withoutWhen(understood: Understanding): Understanding {
  const { date: _, time: __, dateRange: ___, timeRange: ____, byWeekday: _____, ...rest } = understood;
  return { ...rest, dates: [], times: [], refusedDates: [] };
}

/** Contact details are kept; the wish is not. */
function givenUp({ draft }: ConversationState): DraftUpdate {
  const left: Draft = { ...EMPTY_DRAFT, ...contactOf(draft) };
  return { draft: left, changed: changesBetween(draft, left), doubts: [], abandoned: true };
}

function contactOf({ name, email, phone }: Draft): Partial<Draft> {
  return {
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  };
}

function withoutDoubts<T extends { readonly doubts: unknown }>({ doubts: _, ...rest }: T): Omit<T, "doubts"> {
  return rest;
}

/** A pick by a person's name keeps the offers: it is not a new wish. */
function whatOf({ items, staffId, among }: Draft): Pick<Draft, "items" | "staffId" | "among"> {
  return { items, ...(staffId !== undefined && { staffId }), ...(among && { among }) };
}

function whenOf({ dates, dateRange, refusedDates, time, timeRange, earliest, latest }: Draft) {
  return {
    dates,
    refusedDates,
    ...(dateRange && { dateRange }),
    ...(time !== undefined && { time }),
    ...(timeRange && { timeRange }),
    ...(earliest !== undefined && { earliest }),
    ...(latest !== undefined && { latest }),
  };
}

function choiceDoubt({ several }: Picked): Doubt[] {
  return several ? [{ about: "choice", slotIds: several.map(({ slotId }) => slotId) }] : [];
}
