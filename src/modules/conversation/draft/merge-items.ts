import {
  type ConversationState,
  type Draft,
  type DraftItem,
  type Whom,
  whomOf,
} from "#modules/conversation/state.ts";
import type { Named, Understanding } from "#modules/language/index.ts";

import { liveShown } from "./bases.ts";
import { isAkin } from "./choose-service.ts";
import type { Doubt, DraftRules } from "./draft-update.ts";

/** The requested services and staff. */
type Items = Pick<Draft, "items"> & Whom & { readonly doubts: readonly Doubt[] };

/**
 * Services and people after this message. A named service replaces the previous ones, or joins them if the
 * message says so ("and a blow-dry too"); a person applies to all of them.
 */
export function mergeItems(state: ConversationState, understood: Understanding, rules: DraftRules): Items {
  const { draft } = state;
  const services = withoutDropped(
    asksBesidePick(state, understood) ? draft.items : servicesAfter(state, understood, rules),
    understood,
  );
  const person = personOf(state, services, understood, rules);
  const wished = person.whom ?? whomOf(draft);
  const each = pairsFor(draft, services, understood);
  const items = services.map((item) =>
    each ? withOwn(item, each, understood) : withPerson(item, person.whom, wished),
  );
  const able = items.map((item) => onlyIfTheirs(item, rules, understood));
  const doubts = able.flatMap(({ doubt }) => doubt ?? []);
  return {
    items: able.map(({ item }) => item),
    ...(able.length === 0 && wished),
    // A person who performs only one of several services gets that one.
    doubts: [...person.doubts, ...(each || doubts.length === able.length ? doubts.slice(0, 1) : [])],
  };
}

/** At least one service stays: dropping all of them has to be said explicitly. */
function withoutDropped(
  items: readonly DraftItem[],
  { refusedServices = [] }: Understanding,
): readonly DraftItem[] {
  const left = items.filter(({ serviceId }) => !refusedServices.some(({ id }) => id === serviceId));
  return left.length === 0 ? items : left;
}

function servicesAfter(
  state: ConversationState,
  understood: Understanding,
  rules: DraftRules,
): readonly DraftItem[] {
  const { suggested = [], phase } = state;
  const { items } = state.draft;
  // With a cut and a colour requested, "the cut with Leo" assigns one of them.
  const isKnown = ({ id }: Named) => items.some(({ serviceId }) => serviceId === id);
  const isOnly = understood.hints.includes("only_these");
  if (items.length > 1 && understood.pairs && !isOnly && understood.services.every(isKnown)) return items;
  const meant = understood.services.map(({ id }) => id);
  const accepted = items.length === 0 && meant.length === 0 ? acceptedOf(suggested, understood) : undefined;
  const named = (accepted === undefined ? meant : [accepted]).map((id): DraftItem => ({ serviceId: id }));
  if (named.length === 0 || !isWish(items, understood)) return items;
  const known = new Map(items.map((item) => [item.serviceId, item]));
  const kept = named.map((item) => known.get(item.serviceId) ?? likeBefore(item, items, rules));
  // An existing waitlist entry is separate from what they book in addition.
  const isMore = understood.hints.includes("also") || isPartlyClear(state);
  if (!isMore || phase === "waitlisted") return kept;
  return [...items, ...kept.filter(({ serviceId }) => !known.has(serviceId))];
}

/**
 * "A bath and a nail trim", where there are several baths: which one was asked before anything was searched
 * for, so the answer adds to the rest.
 */
export function isPartlyClear({ asked, suggested = [], draft, offers, phase }: ConversationState): boolean {
  const isAsked = asked === "service" && suggested.length > 1;
  return (
    isAsked && draft.goal === "book" && draft.items.length > 0 && offers.length === 0 && phase === "collect"
  );
}

/** A variant ("make it 60 minutes") keeps the person, if they perform it. */
function likeBefore(
  item: DraftItem,
  [before, ...others]: readonly DraftItem[],
  rules: DraftRules,
): DraftItem {
  if (!before || others.length > 0 || !isAkin(before.serviceId, item.serviceId, rules.services)) return item;
  const theirs = rules.services.find(({ id }) => id === item.serviceId)?.staffIds ?? [];
  const people = before.among ?? (before.staffId ? [before.staffId] : []);
  return people.length > 0 && people.every((id) => theirs.includes(id))
    ? { ...item, ...whomOf(before) }
    : item;
}

/** After a time is picked, "Is an online session possible?" is only a question and changes nothing. */
function asksBesidePick({ chosen, pending }: ConversationState, understood: Understanding): boolean {
  if (!chosen && !pending) return false;
  const { acts, intents, hints } = understood;
  const isWish = intents.includes("book") || acts.includes("request_alternatives") || hints.includes("also");
  return acts.includes("request") && !isWish;
}

/** The recommended service that was accepted: a single one by a yes, one of several by its position. */
function acceptedOf(suggested: readonly string[], understood: Understanding): string | undefined {
  const { acts, references, hints, intents } = understood;
  const nth = references.find((reference) => reference.kind === "nth");
  if (nth) return suggested.at(nth.n > 0 ? nth.n - 1 : nth.n);
  if (hints.includes("any_of_them")) return suggested[0];
  // "I'm flexible", "when is the next one?"
  const isAny =
    hints.includes("any_time") ||
    hints.includes("any_day") ||
    intents.includes("lookup") ||
    references.some(({ kind }) => kind === "earliest");
  if (suggested.length !== 1 || acts.includes("negate")) return undefined;
  const isYes = acts.includes("affirm") || acts.includes("select");
  // Giving a time, a person or contact details means going ahead with it.
  const goesOn = acts.includes("inform") && (!acts.includes("request") || asksHow(understood));
  return isYes || isAny || goesOn ? suggested[0] : undefined;
}

/** Whether they ask when or with whom. */
function asksHow({ topics, dates, times, dateRange, timeRange, staff, references }: Understanding): boolean {
  const isEarliest = references.some(({ kind }) => kind === "earliest");
  const isSaid = dates.length + times.length > 0 || isEarliest;
  return topics.length === 0 && (isSaid || Boolean(dateRange ?? timeRange ?? staff));
}

/** Asking about another service's price, or whether one is available by video, does not request it. */
function isWish(items: readonly DraftItem[], understood: Understanding): boolean {
  if (items.length === 0) return true;
  if (asksWho(understood)) return false;
  const { acts, intents } = understood;
  const asksOnly =
    intents.length > 0 && intents.every((intent) => intent === "faq" || intent === "out_of_scope");
  return !asksOnly || acts.includes("select");
}

/** "Who does colour?", with nothing requested: it chooses neither a service nor a person. */
export function asksWho({ topics, acts, intents, services, dates, times }: Understanding): boolean {
  const isPlain = !intents.includes("book") && !intents.includes("availability");
  const isAlone = dates.length === 0 && times.length === 0 && !acts.includes("select");
  return topics.includes("staff") && services.length > 0 && isPlain && isAlone;
}

type Pairs = NonNullable<Understanding["pairs"]>;

/** If a person is named for each service, or for an added one, they apply to that service; otherwise to all. */
function pairsFor(
  { items }: Draft,
  services: readonly DraftItem[],
  { pairs = [], services: said }: Understanding,
): Pairs | undefined {
  const people = new Set(pairs.map(({ staffIds }) => staffIds.join(" ")));
  const isOfSome = pairs.length > 0 && items.length > 0 && services.length > said.length;
  return services.length > 1 && (people.size > 1 || isOfSome) ? pairs : undefined;
}

function withOwn(item: DraftItem, pairs: Pairs, { services }: Understanding): DraftItem {
  const pair = pairs.find(({ serviceId }) => serviceId === item.serviceId);
  if (pair) return { serviceId: item.serviceId, ...anyOf(pair.staffIds) };
  const isSaid = services.some(({ id }) => id === item.serviceId);
  return isSaid ? { serviceId: item.serviceId } : item;
}

type Person = { readonly whom?: Whom; readonly doubts: readonly Doubt[] };

function personOf(
  state: ConversationState,
  items: readonly DraftItem[],
  { staff, staffs = [], refusedStaff = [], references, hints, intents }: Understanding,
  rules: DraftRules,
): Person {
  if (staffs.length > 1) return { whom: { among: staffs.map(({ id }) => id) }, doubts: [] };
  if (staff) return { whom: { staffId: staff.id }, doubts: [] };
  if (refusedStaff.length > 0) return { ...without(refusedStaff, state, items, rules), doubts: [] };
  if (references.some(({ kind }) => kind === "anyone")) return { whom: { staffId: null }, doubts: [] };
  const other = hints.includes("other_person") ? otherPerson(state, items, rules) : undefined;
  if (other !== undefined) return { whom: { staffId: other }, doubts: [] };
  // "Cancel all of them."
  const isOfVisits = intents.includes("cancel") || isSpokenOf(state);
  if (!references.some(({ kind }) => kind === "person") || isOfVisits) return { doubts: [] };
  const others = spokenOf(state, rules);
  if (others.length === 1) return { whom: { staffId: others[0]!.id }, doubts: [] };
  return { doubts: [{ about: "staff", why: "several", candidates: others }] };
}

/** "With him", referring to a person requested before any times were shown. */
function isSpokenOf({ draft, shown, chosen }: ConversationState): boolean {
  // "All of them", about existing visits.
  if (draft.goal === "cancel" || draft.goal === "lookup") return true;
  const wished = draft.items.at(0)?.staffId ?? draft.staffId;
  return typeof wished === "string" && shown.length === 0 && !chosen;
}

/** "With the other stylist", if one was discussed and exactly one other performs the service. */
function otherPerson(
  state: ConversationState,
  items: readonly DraftItem[],
  rules: DraftRules,
): string | undefined {
  const wished = items.flatMap(({ staffId }) => staffId ?? []);
  const shown = liveShown(state, rules.now).flatMap((offer) => offer.items.map((item) => item.staffId));
  const spoken = new Set(wished.length > 0 ? wished : shown);
  const others = [...whoDoes(rules, items)].filter((id) => !spoken.has(id));
  return spoken.size === 1 && others.length === 1 ? others[0] : undefined;
}

/**
 * "Anyone but Leo": drops Leo from the requested people, or from all who perform it. An already requested
 * person stays.
 */
function without(
  refused: readonly Named[],
  { draft }: ConversationState,
  items: readonly DraftItem[],
  rules: DraftRules,
): { readonly whom?: Whom } {
  const gone = new Set(refused.map(({ id }) => id));
  const wished = whomOf(items[0] ?? draft);
  if (typeof wished.staffId === "string" && !gone.has(wished.staffId)) return {};
  const able = whoDoes(rules, items);
  const left = (wished.among ?? rules.staff.map(({ id }) => id)).filter(
    (id) => able.has(id) && !gone.has(id),
  );
  return { whom: left.length > 0 ? anyOf(left) : { staffId: null } };
}

function anyOf(people: readonly string[]): Whom {
  return people.length === 1 ? { staffId: people[0]! } : { among: people };
}

/** Whom "her" can refer to: somebody shown but not currently requested, or else anyone else who performs it. */
function spokenOf(state: ConversationState, rules: DraftRules): readonly Named[] {
  const { items, staffId } = state.draft;
  const chosen = state.offers.find(({ slotId }) => slotId === state.chosen?.slotId);
  const now = new Set(
    chosen?.items.map((item) => item.staffId) ?? items.map((item) => item.staffId ?? staffId),
  );
  const shown = new Set(
    liveShown(state, rules.now).flatMap((offer) => offer.items.map((item) => item.staffId)),
  );
  const able = whoDoes(rules, items);
  const fresh = (ids: ReadonlySet<string>) => rules.staff.filter(({ id }) => ids.has(id) && !now.has(id));
  const seen = fresh(shown);
  return seen.length > 0 ? seen : fresh(able);
}

function whoDoes(rules: DraftRules, items: readonly DraftItem[]): ReadonlySet<string> {
  const wanted = rules.services.filter(({ id }) => items.some(({ serviceId }) => serviceId === id));
  return new Set((wanted.length > 0 ? wanted : rules.services).flatMap(({ staffIds }) => staffIds));
}

function withPerson(item: DraftItem, said: Whom | undefined, before: Whom): DraftItem {
  const { serviceId, ...own } = item;
  const isSaid = own.staffId !== undefined || own.among !== undefined;
  return { serviceId, ...(said ?? (isSaid ? own : before)) };
}

/** A person who does not perform a service is not requested for it; if named just now, that becomes a doubt. */
function onlyIfTheirs(
  item: DraftItem,
  { services }: DraftRules,
  { staff }: Understanding,
): { item: DraftItem; doubt?: Doubt } {
  const { serviceId, staffId, among } = item;
  const theirs = services.find(({ id }) => id === serviceId)?.staffIds;
  const asked = among ?? (typeof staffId === "string" ? [staffId] : []);
  const other = theirs && asked.find((id) => !theirs.includes(id));
  if (!theirs || other === undefined) return { item };
  const left = asked.filter((id) => theirs.includes(id));
  const doubt = { about: "staff", why: "not_theirs", staffId: other, serviceId } as const;
  return {
    item: left.length > 0 ? { serviceId, ...anyOf(left) } : { serviceId },
    // If several people will do and none was named in this message, those who perform it are meant.
    ...((left.length === 0 || staff !== undefined) && { doubt }),
  };
}
