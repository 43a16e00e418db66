import type { ConversationState, Draft, Goal, Proposal } from "#modules/conversation/state.ts";
import type { Topic, Understanding } from "#modules/language/index.ts";

import { asksNextOf, givesNext, saysBook, takesAny, takesWith } from "./takes-up.ts";

/** The customer's goal after this message, and whether they abandoned the previous one. */
export type Aim = { readonly goal: Goal | null; readonly abandoned: boolean };

/**
 * While a booking is in progress, "cancel" and "never mind" abandon it; otherwise they refer to an existing
 * visit. "Move it to Friday" before anything is booked corrects the wish. Questions change nothing.
 */
export function aimOf(state: ConversationState, understood: Understanding): Aim {
  const { goal } = state.draft;
  const { intents } = understood;
  if (intents.includes("cancel") && saysBook(state, understood)) return to("book");
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
  return (
    isShifted || (hints.includes("corrects") && (saysWhen(understood) || understood.staff !== undefined))
  );
}

/** "Same time but Wednesday", about a visit that was just found and might be moved. */
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

/** The aim if no existing visit is meant. */
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
 * Whether they ask when their visit is. Announcing that they will be late or complaining about a past visit is
 * not asking, and a verified customer may say anything about it.
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

/** "Please add to my booking that …": the visit has to be identified first. */
function isNoteForVisit({ draft, verified }: ConversationState, { note }: Understanding): boolean {
  return note?.ofVisit === true && draft.goal === null && verified.length === 0;
}

/** "Is Leo in on Friday?", before anything is requested. */
function asksWhoIsIn({ draft }: ConversationState, { hints, services, intents }: Understanding): boolean {
  if (!hints.includes("asks_presence") || intents.includes("book")) return false;
  return draft.goal === null && draft.items.length === 0 && services.length === 0;
}

/** A customer who cannot prove which visit is theirs can book a new one instead. */
function wantsNewVisit(state: ConversationState, understood: Understanding): boolean {
  const { goal } = state.draft;
  if ((goal !== "cancel" && goal !== "reschedule") || state.verified.length > 0) return false;
  if (accepts(state, understood, "book")) return true;
  return saysBook(state, understood);
}

/** "No, thanks", when asked which service: none. */
function wantsNone(
  { asked, draft }: ConversationState,
  { acts, services, intents, hints }: Understanding,
): boolean {
  // "No, leave it", in reply to the summary.
  if (asked === "confirm" && draft.goal === "book" && acts.includes("negate") && hints.includes("lets_be"))
    return intents.length === 0 && services.length === 0;
  const isBegun = draft.items.length > 0 || draft.dates.length > 0;
  if (asked !== "service" || draft.goal !== "book" || isBegun) return false;
  const saysMore = services.length > 0 || intents.length > 0 || hints.length > 0 || acts.includes("request");
  return acts.includes("negate") && acts.includes("thank") && !saysMore;
}

/** Naming the day of the visit being looked up is not a request for that day. */
function tellsWhich(state: ConversationState, understood: Understanding): boolean {
  const isLooking = state.draft.goal === "lookup" && state.verified.length === 0;
  if (accepts(state, understood, "book")) return false;
  return isLooking && saysWhen(understood) && !understood.intents.includes("book");
}

/** Days and times belong to the move or the waitlist entry, unless they are asked about. */
function staysAtIt(goal: Goal | null, intents: Understanding["intents"]): boolean {
  if (goal === "reschedule" || goal === "cancel") return true;
  return goal === "waitlist" && !intents.includes("book") && !intents.includes("availability");
}

/** About a past visit, or one the customer is on the way to. */
function isAboutOther({ hints, topics, services }: Understanding): boolean {
  return hints.includes("complaint") || (topics.includes("late") && services.length === 0);
}

/** "Are you open on Sunday?" asks for the hours, not for a time. */
function wantsTime({ draft, asked, suggested }: ConversationState, understood: Understanding): boolean {
  const { intents, services, references, hints } = understood;
  if (isAboutOther(understood)) return false;
  // Naming service, time and customer amounts to a request, whatever else is asked.
  if (services.length > 0 && saysWhen(understood) && saysWho(understood)) return true;
  // "How much for a haircut?" wants an answer first.
  if (intents.includes("book")) return !(asksFigures(understood) && !saysWhen(understood));
  if (references.some(({ kind }) => kind === "earliest") || hints.includes("latest")) return true;
  // "The same as last time."
  if (hints.includes("as_before") && draft.goal === null && intents.length === 0) return true;
  // "Is there one on Thursday?", about services just named.
  if (asked === "service" && suggested !== undefined && saysWhen(understood)) return isOfVisits(understood);
  return asksForTimes(draft, understood);
}

function isOfVisits({ topics }: Understanding): boolean {
  return topics.every((topic) => OF_VISIT.has(topic));
}

/** "What do you have for a haircut on Tuesday?", "tomorrow after school?", however phrased. */
function asksForTimes({ items }: Draft, understood: Understanding): boolean {
  const { intents, services, topics } = understood;
  const isAboutSomething = services.length > 0 || understood.staff !== undefined || items.length > 0;
  const asksNoMore = asksOnly(understood);
  const isPlain = topics.length === 0 || (items.length > 0 && isOfVisits(understood) && asksNoMore);
  if (isPlain && saysWhen(understood) && (isAboutSomething || asksNoMore)) return true;
  if (asksOfDay(understood)) return true;
  // "Are you open on Sunday?", along with something else.
  if (!intents.includes("availability") || topics.includes("hours")) return false;
  return services.length > 0 || !intents.includes("faq") || topics.length === 0;
}

/** A question of no recognised kind, and not about an existing visit. */
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

/** Whether a booking is in progress. */
function isBooking({ draft, phase }: ConversationState): boolean {
  if (draft.goal !== "book" && draft.goal !== "waitlist") return false;
  return draft.items.length > 0 || draft.dates.length > 0 || phase === "collect";
}

/** Whether a service was named; after a booking here, "cancel it" otherwise means that visit. */
function isBegun(state: ConversationState): boolean {
  return isBooking(state) && (state.draft.items.length > 0 || state.verified.length === 0);
}

/**
 * "Cancel my appointment" refers to an existing visit, whatever else was discussed; so does "cancel it" for one
 * just mentioned.
 */
function isOfVisit(state: ConversationState, understood: Understanding): boolean {
  const { hints } = understood;
  if (hints.includes("existing_visit") || isOfSeries(state, understood)) return true;
  // "Ok, cancel it", after the customer had first decided to keep it.
  const isSpokenOf = state.draft.goal === "lookup" || (state.draft.goal === "cancel" && !state.pending);
  return isSpokenOf && state.verified.length > 0 && !hints.includes("lets_be");
}

function cancelled(state: ConversationState, understood: Understanding): Aim {
  const { hints } = understood;
  const { goal } = state.draft;
  const isUnderWay = goal === "book" || goal === "waitlist" ? isBegun(state) : goal !== null;
  // "Stop texting me" cancels nothing.
  if (hints.includes("stop_messages")) return { goal, abandoned: false };
  if (isOfVisit(state, understood)) return to("cancel");
  // "Leave it out" refers to an unavailable date.
  if (state.asked === "conflict" && understood.repeat?.onConflict) return { goal, abandoned: false };
  // "No, leave it" declines asking the owner and abandons nothing else.
  if (state.proposed === "ask_owner") return { goal, abandoned: false };
  // "Changed my mind: a blow-dry", "no, forget that, Tuesday": naming an alternative makes it a correction.
  if (isUnderWay && saysOther(state, understood)) return { goal, abandoned: false };
  if (isUnderWay || hints.includes("lets_be")) return { goal: null, abandoned: true };
  return to("cancel");
}

/** "All of them", "everything after the 17th", about visits that this conversation knows. */
function isOfSeries({ verified }: ConversationState, { scope }: Understanding): boolean {
  return verified.length > 1 && scope !== undefined;
}

function saysOther({ draft }: ConversationState, understood: Understanding): boolean {
  const { services, dates, times, staff, repeat } = understood;
  return (
    // "Never mind, Leo is fine", even if he was the one requested.
    staff !== undefined ||
    (repeat?.every !== undefined && repeat.once === undefined) ||
    services.some(({ id }) => !draft.items.some(({ serviceId }) => serviceId === id)) ||
    dates.some((date) => !draft.dates.includes(date)) ||
    times.some((time) => time !== draft.time)
  );
}

/** A yes to the proposal, or "just one more" when more people are to come. */
function goesOn(state: ConversationState, understood: Understanding): boolean {
  const wantsNext = state.draft.people !== undefined && understood.hints.includes("another");
  return (
    wantsNext ||
    takesAny(state, understood) ||
    wantsAlso(state, understood) ||
    accepts(state, understood, "book", "another") ||
    givesNext(state, understood) ||
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

/** Whether a service or a time was stated rather than asked about. */
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
