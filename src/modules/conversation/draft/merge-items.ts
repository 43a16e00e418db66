import type { ConversationState, Draft, DraftItem } from "#modules/conversation/state.ts";
import type { Named, Understanding } from "#modules/language/index.ts";

import { liveShown } from "./bases.ts";
import type { Doubt, DraftRules } from "./draft-update.ts";

/** What is wished for, and with whom. */
type Items = Pick<Draft, "items" | "staffId"> & { readonly doubts: readonly Doubt[] };

/**
 * Services and people after these words. A service that is named takes the place of those before, or stands
 * beside them where it is said so ("and a blow-dry too"); a person is for all of them.
 */
export function mergeItems(state: ConversationState, understood: Understanding, rules: DraftRules): Items {
  const { draft } = state;
  const services = asksBesidePick(state, understood)
    ? draft.items
    : servicesAfter(draft, understood, state.suggested);
  const person = personOf(state, understood, rules);
  const wished = person.staffId === undefined ? draft.staffId : person.staffId;
  const items = services.map((item) => withPerson(item, person.staffId, draft.staffId));
  const able = items.map((item) => onlyIfTheirs(item, rules));
  const doubts = able.flatMap(({ doubt }) => doubt ?? []);
  return {
    items: able.map(({ item }) => item),
    ...(able.length === 0 && wished !== undefined && { staffId: wished }),
    // Who does one of several services serves that one.
    doubts: [...person.doubts, ...(doubts.length === able.length ? doubts.slice(0, 1) : [])],
  };
}

function servicesAfter(
  { items }: Draft,
  understood: Understanding,
  suggested: readonly string[] = [],
): readonly DraftItem[] {
  const meant = understood.services.map(({ id }) => id);
  const accepted = items.length === 0 && meant.length === 0 ? acceptedOf(suggested, understood) : undefined;
  const named = (accepted === undefined ? meant : [accepted]).map((id): DraftItem => ({ serviceId: id }));
  if (named.length === 0 || !isWish(items, understood)) return items;
  const known = new Map(items.map((item) => [item.serviceId, item]));
  const kept = named.map((item) => known.get(item.serviceId) ?? item);
  if (!understood.hints.includes("also")) return kept;
  return [...items, ...kept.filter(({ serviceId }) => !known.has(serviceId))];
}

/** "Is an online session possible?", once a time is picked, asks about it and changes nothing. */
function asksBesidePick({ chosen, pending }: ConversationState, understood: Understanding): boolean {
  if (!chosen && !pending) return false;
  const { acts, intents, hints } = understood;
  const isWish = intents.includes("book") || acts.includes("request_alternatives") || hints.includes("also");
  return acts.includes("request") && !isWish;
}

/** One of the services that were recommended: the only one by a yes, another by its place. */
function acceptedOf(
  suggested: readonly string[],
  { acts, references, hints }: Understanding,
): string | undefined {
  const nth = references.find((reference) => reference.kind === "nth");
  if (nth) return suggested.at(nth.n > 0 ? nth.n - 1 : nth.n);
  if (hints.includes("any_of_them")) return suggested[0];
  const isYes = (acts.includes("affirm") || acts.includes("select")) && !acts.includes("negate");
  return isYes && suggested.length === 1 ? suggested[0] : undefined;
}

/** A question about the price of another service, or whether one can be had by video, is no wish for it. */
function isWish(items: readonly DraftItem[], { acts, intents }: Understanding): boolean {
  if (items.length === 0) return true;
  const asksOnly =
    intents.length > 0 && intents.every((intent) => intent === "faq" || intent === "out_of_scope");
  return !asksOnly || acts.includes("select");
}

type Person = { readonly staffId?: string | null; readonly doubts: readonly Doubt[] };

function personOf(state: ConversationState, { staff, references }: Understanding, rules: DraftRules): Person {
  if (staff) return { staffId: staff.id, doubts: [] };
  if (references.some(({ kind }) => kind === "anyone")) return { staffId: null, doubts: [] };
  if (!references.some(({ kind }) => kind === "person")) return { doubts: [] };
  const others = spokenOf(state, rules);
  if (others.length === 1) return { staffId: others[0]!.id, doubts: [] };
  return { doubts: [{ about: "staff", why: "several", candidates: others }] };
}

/** Whom "her" can mean: who was shown and is not who is wished for now; else anyone else who does it. */
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

function withPerson(
  item: DraftItem,
  said: string | null | undefined,
  before: string | null | undefined,
): DraftItem {
  const staffId = said !== undefined ? said : (item.staffId ?? before);
  return staffId === undefined ? item : { ...item, staffId };
}

/** Who does not do a service is not asked for it, but said to be so. */
function onlyIfTheirs(item: DraftItem, { services }: DraftRules): { item: DraftItem; doubt?: Doubt } {
  const { serviceId, staffId } = item;
  const service = services.find(({ id }) => id === serviceId);
  if (!service || staffId === undefined || staffId === null || service.staffIds.includes(staffId))
    return { item };
  return { item: { serviceId }, doubt: { about: "staff", why: "not_theirs", staffId, serviceId } };
}
