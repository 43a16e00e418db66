import type { ConversationState, Draft, Goal, Proposal } from "#modules/conversation/state.ts";
import type { Topic, Understanding } from "#modules/language/index.ts";

import { asksNextOf, takesAny, takesWith } from "./takes-up.ts";

/** What the customer is about after these words, and whether they gave up what they were about. */
export type Aim = { readonly goal: Goal | null; readonly abandoned: boolean };

/**
 * "Cancel" and "never mind" while a visit is in the making give that up; else they are about a visit that exists.
 * "Move it to Friday" before anything is booked corrects the wish. Questions change nothing.
 */
export function aimOf(state: ConversationState, understood: Understanding): Aim {
  const { goal } = state.draft;
  const { intents } = understood;
  if (intents.includes("cancel")) return cancelled(state, understood);
  if (correctsVisit(state, understood)) return to("reschedule");
  if (movesFound(state, understood)) return to("reschedule");
  if (intents.includes("reschedule")) return isBooking(state) ? { goal, abandoned: false } : to("reschedule");
  if (intents.includes("waitlist") || accepts(state, understood, "waitlist")) return to("waitlist");
  if (asksNextOf(state, understood)) return to("book");
  if (asksWhen(state, understood)) return isBooking(state) ? { goal, abandoned: false } : to("lookup");
  if (wantsNone(state, understood)) return { goal: null, abandoned: true };
  return newAim(state, understood);
}

/** "Oh no, I meant Wednesday", right after a visit was booked or moved. */
function correctsVisit({ draft, phase, verified }: ConversationState, understood: Understanding): boolean {
  const { hints, intents, services, acts } = understood;
  if (draft.goal !== null || verified.length === 0 || (phase !== "booked" && phase !== "moved")) return false;
  const isElse =
    services.length > 0 || intents.includes("book") || intents.includes("faq") || hints.includes("another");
  if (isElse || acts.includes("goodbye")) return false;
  // "Can you make it half an hour later?"
  const isShifted = understood.references.some(({ kind }) => kind === "shift" || kind === "shift_days");
  // "I can't make Tuesday."
  if (understood.refusedDates.length > 0 && !intents.includes("availability")) return true;
  return isShifted || (hints.includes("corrects") && saysWhen(understood));
}

/** "Same time but Wednesday", of a visit that was just found and might be moved. */
function movesFound({ draft, verified }: ConversationState, understood: Understanding): boolean {
  const { services, intents, acts, hints, topics, references } = understood;
  if (draft.goal !== "lookup" || verified.length === 0 || services.length > 0 || topics.length > 0)
    return false;
  const isElse =
    intents.some((one) => one !== "availability") || hints.includes("another") || acts.includes("goodbye");
  if (isElse || acts.includes("thank")) return false;
  const isShifted = references.some(
    ({ kind }) => kind === "shift" || kind === "shift_days" || kind === "same_time",
  );
  return isShifted || (saysWhen(understood) && !acts.includes("request"));
}

/** Where it is about no visit that exists. */
function newAim(state: ConversationState, understood: Understanding): Aim {
  const { goal } = state.draft;
  const { intents } = understood;
  if (wantsNewVisit(state, understood)) return to("book");
  if (asksWhoIsIn(state, understood)) return { goal, abandoned: false };
  if (staysAtIt(goal, intents) || tellsWhich(state, understood)) return { goal, abandoned: false };
  if (wantsTime(state, understood) || goesOn(state, understood)) return to("book");
  if (goal === null || goal === "lookup")
    return isWished(understood) ? to("book") : { goal, abandoned: false };
  return { goal, abandoned: false };
}

/**
 * When a visit is that they have. Who says of it that they come late, or complains of one that was, does not ask, and
 * who has shown which one it is may say anything of it.
 */
function asksWhen(state: ConversationState, understood: Understanding): boolean {
  const { intents, hints, topics, services } = understood;
  if (isAboutOther(understood)) return false;
  if (intents.includes("lookup") || isNoteForVisit(state, understood)) return true;
  if (hints.includes("asks_when") && state.verified.length > 0) return state.draft.goal !== "book";
  const isTold = hints.includes("existing_visit") && intents.every((intent) => intent === "out_of_scope");
  const isOpen = state.draft.goal === null && state.verified.length === 0;
  return isTold && isOpen && topics.length === 0 && services.length === 0 && !hints.includes("another");
}

/** "Please add to my booking that …": it has to be known which. */
function isNoteForVisit({ draft, verified }: ConversationState, { note }: Understanding): boolean {
  return note?.ofVisit === true && draft.goal === null && verified.length === 0;
}

/** "Is Leo in on Friday?", before anything is wished for. */
function asksWhoIsIn({ draft }: ConversationState, { hints, services, intents }: Understanding): boolean {
  if (!hints.includes("asks_presence") || intents.includes("book")) return false;
  return draft.goal === null && draft.items.length === 0 && services.length === 0;
}

/** Who cannot show which visit is theirs may book another instead. */
function wantsNewVisit(state: ConversationState, understood: Understanding): boolean {
  const { goal } = state.draft;
  if ((goal !== "cancel" && goal !== "reschedule") || state.verified.length > 0) return false;
  if (accepts(state, understood, "book")) return true;
  return understood.intents.includes("book") && !understood.hints.includes("existing_visit");
}

/** "No, thanks", where it was asked what for: none of it. */
function wantsNone(
  { asked, draft }: ConversationState,
  { acts, services, intents, hints }: Understanding,
): boolean {
  // "No, leave it", to the summary.
  if (asked === "confirm" && draft.goal === "book" && acts.includes("negate") && hints.includes("lets_be"))
    return intents.length === 0 && services.length === 0;
  const isBegun = draft.items.length > 0 || draft.dates.length > 0;
  if (asked !== "service" || draft.goal !== "book" || isBegun) return false;
  const saysMore = services.length > 0 || intents.length > 0 || hints.length > 0 || acts.includes("request");
  return acts.includes("negate") && acts.includes("thank") && !saysMore;
}

/** Who tells which day the visit is on that they look for wishes for no other. */
function tellsWhich(state: ConversationState, understood: Understanding): boolean {
  const isLooking = state.draft.goal === "lookup" && state.verified.length === 0;
  if (accepts(state, understood, "book")) return false;
  return isLooking && saysWhen(understood) && !understood.intents.includes("book");
}

/** Days and times are those to move to, or to wait for, unless they are asked about. */
function staysAtIt(goal: Goal | null, intents: Understanding["intents"]): boolean {
  if (goal === "reschedule" || goal === "cancel") return true;
  return goal === "waitlist" && !intents.includes("book") && !intents.includes("availability");
}

/** Of a visit that was, or to which somebody is on the way. */
function isAboutOther({ hints, topics, services }: Understanding): boolean {
  return hints.includes("complaint") || (topics.includes("late") && services.length === 0);
}

/** "Are you open on Sunday?" asks for the hours, not for a time. */
function wantsTime({ draft, asked, suggested }: ConversationState, understood: Understanding): boolean {
  const { intents, services, references, hints } = understood;
  if (isAboutOther(understood)) return false;
  // Who says what, when and who they are wishes for it, whatever else they ask.
  if (services.length > 0 && saysWhen(understood) && saysWho(understood)) return true;
  // "How much for a haircut?" asks first.
  if (intents.includes("book")) return !(asksFigures(understood) && !saysWhen(understood));
  if (references.some(({ kind }) => kind === "earliest") || hints.includes("latest")) return true;
  // "The same as last time."
  if (hints.includes("as_before") && draft.goal === null && intents.length === 0) return true;
  // "Is there one on Thursday?", of those that were just named.
  if (asked === "service" && suggested !== undefined && saysWhen(understood)) return isOfVisits(understood);
  return asksForTimes(draft, understood);
}

function isOfVisits({ topics }: Understanding): boolean {
  return topics.every((topic) => OF_VISIT.has(topic));
}

/** "What do you have for a haircut on Tuesday?", "tomorrow after school?", in whatever words. */
function asksForTimes({ items }: Draft, understood: Understanding): boolean {
  const { intents, services, topics } = understood;
  const isAboutSomething = services.length > 0 || understood.staff !== undefined || items.length > 0;
  const asksNoMore = asksOnly(understood);
  const isPlain = topics.length === 0 || (items.length > 0 && isOfVisits(understood) && asksNoMore);
  if (isPlain && saysWhen(understood) && (isAboutSomething || asksNoMore)) return true;
  if (asksOfDay(understood)) return true;
  // "Are you open on Sunday?", beside something else.
  if (!intents.includes("availability") || topics.includes("hours")) return false;
  return services.length > 0 || !intents.includes("faq") || topics.length === 0;
}

/** A question of no kind that is known, and not of a visit that exists. */
function asksOnly({ acts, intents, hints }: Understanding): boolean {
  return intents.length === 0 && acts.includes("request") && !hints.includes("existing_visit");
}

/** "How long is a trim, and could I have one on Friday?" */
function asksOfDay(understood: Understanding): boolean {
  const { services, dates } = understood;
  return isOfVisits(understood) && services.length > 0 && dates.length > 0;
}

const OF_VISIT: ReadonlySet<Topic> = new Set(["price", "duration", "offered"]);

function to(goal: Goal): Aim {
  return { goal, abandoned: false };
}

/** A visit is in the making. */
function isBooking({ draft, phase }: ConversationState): boolean {
  if (draft.goal !== "book" && draft.goal !== "waitlist") return false;
  return draft.items.length > 0 || draft.dates.length > 0 || phase === "collect";
}

/** "Cancel my appointment" is about one that exists, whatever else was spoken of; so is "cancel it", of one just told. */
function isOfVisit(state: ConversationState, understood: Understanding): boolean {
  const { hints } = understood;
  if (hints.includes("existing_visit") || isOfSeries(state, understood)) return true;
  // "Ok, cancel it", once more, after it was kept.
  const isSpokenOf = state.draft.goal === "lookup" || (state.draft.goal === "cancel" && !state.pending);
  return isSpokenOf && state.verified.length > 0 && !hints.includes("lets_be");
}

function cancelled(state: ConversationState, understood: Understanding): Aim {
  const { hints } = understood;
  const { goal } = state.draft;
  const isUnderWay = isBooking(state) || goal === "reschedule" || goal === "cancel" || goal === "lookup";
  // "Stop texting me" cancels nothing.
  if (hints.includes("stop_messages")) return { goal, abandoned: false };
  if (isOfVisit(state, understood)) return to("cancel");
  // "Leave it out" is said of a date that is not free.
  if (state.asked === "conflict" && understood.repeat?.onConflict) return { goal, abandoned: false };
  // "No, leave it" answers whether the owner shall be asked, and gives up nothing else.
  if (state.proposed === "ask_owner") return { goal, abandoned: false };
  // "Changed my mind: a blow-dry", "no, forget that, Tuesday": a correction, since it says something else.
  if (isUnderWay && saysOther(state, understood)) return { goal, abandoned: false };
  if (isUnderWay || hints.includes("lets_be")) return { goal: null, abandoned: true };
  return to("cancel");
}

/** "All of them", "everything after the 17th", of visits that this conversation knows. */
function isOfSeries({ verified }: ConversationState, { scope }: Understanding): boolean {
  return verified.length > 1 && scope !== undefined;
}

function saysOther({ draft }: ConversationState, understood: Understanding): boolean {
  const { services, dates, times, staff, repeat } = understood;
  return (
    // "Never mind, Leo is fine", be it him who was asked for.
    staff !== undefined ||
    (repeat?.every !== undefined && repeat.once === undefined) ||
    services.some(({ id }) => !draft.items.some(({ serviceId }) => serviceId === id)) ||
    dates.some((date) => !draft.dates.includes(date)) ||
    times.some((time) => time !== draft.time)
  );
}

/** A yes to what was proposed, or "just one more" where there are more to come. */
function goesOn(state: ConversationState, understood: Understanding): boolean {
  const wantsNext = state.draft.people !== undefined && understood.hints.includes("another");
  return (
    wantsNext ||
    takesAny(state, understood) ||
    wantsAlso(state, understood) ||
    accepts(state, understood, "book", "another") ||
    takesWith(state, understood)
  );
}

/** "And one for my husband as well", after a visit was booked here. */
function wantsAlso({ draft, verified }: ConversationState, said: Understanding): boolean {
  const { people = 1, hints, intents, acts, topics } = said;
  if (draft.goal !== null || verified.length === 0 || acts.includes("request")) return false;
  const isOther = people > 1 || (hints.includes("another") && hints.includes("for_other"));
  return isOther && intents.length === 0 && topics.length === 0 && !hints.includes("existing_visit");
}

function accepts(
  { proposed }: ConversationState,
  { acts }: Understanding,
  ...what: readonly Proposal[]
): boolean {
  return (
    proposed !== undefined && what.includes(proposed) && (acts.includes("affirm") || acts.includes("select"))
  );
}

function asksFigures({ acts, intents, topics }: Understanding): boolean {
  return acts.includes("request") && intents.includes("faq") && topics.length > 0;
}

/** A service or a time, said and not asked about. */
function isWished(understood: Understanding): boolean {
  const { services, acts, intents, hints } = understood;
  if (acts.includes("request") || intents.length > 0 || isAboutOther(understood)) return false;
  // "Thanks, see you on Monday."
  const isParting = acts.includes("goodbye") || acts.includes("thank");
  if ((hints.includes("existing_visit") || isParting) && services.length === 0) return false;
  // "Mia please."
  const isForSomebody = understood.staff !== undefined && understood.acts.every((act) => act === "inform");
  return services.length > 0 || saysWhen(understood) || isForSomebody;
}

function saysWho({ name, email, phone }: Understanding): boolean {
  return name !== undefined || email !== undefined || phone !== undefined;
}

function saysWhen({ dates, times, dateRange, timeRange }: Understanding): boolean {
  return dates.length > 0 || times.length > 0 || dateRange !== undefined || timeRange !== undefined;
}
