import { weekdayOf } from "#kernel/local-date.ts";
import type { ConversationState, Draft, DraftItem, Goal, LaterVisit } from "#modules/conversation/state.ts";
import type { Understanding, VisitSaid } from "#modules/language/index.ts";

import type { DraftRules } from "./draft-update.ts";

/** Of several visits requested one by one, the first becomes the wish; `given` applies to all. */
export function firstOfSeveral({ draft }: ConversationState, given: Understanding): Understanding {
  const understood = withVisitsOf(draft, given);
  const [first] = understood.visits ?? [];
  if (!first) return understood;
  const { date: _, time: __, people: ___, timeRange, ...rest } = understood;
  const { service, date, time } = first;
  return {
    ...rest,
    ...(service && { service, services: [service] }),
    dates: date === undefined ? [] : [date],
    times: time === undefined ? [] : [time],
    ...(date !== undefined && { date }),
    ...(time !== undefined && { time }),
    ...(timeRange && time === undefined && { timeRange }),
    hints: understood.hints.filter((hint) => hint !== "also" && hint !== "another"),
  };
}

/** "One at 10 and one at 11" for a single requested service; "10 and 11" for as many people as mentioned. */
function withVisitsOf(
  { goal, items, people, dates: wished }: Draft,
  understood: Understanding,
): Understanding {
  const { visits, times, dates, services } = understood;
  const isOfOne = goal === "book" && items.length === 1 && services.length === 0;
  if (visits?.some(({ service }) => !service) && !isOfOne) {
    const { visits: _, ...rest } = understood;
    return rest;
  }
  if (visits || !isOfOne || people === undefined || people < 2) return understood;
  if (times.length !== people || dates.length > 1) return understood;
  const [date = wished.length === 1 ? wished[0] : undefined] = dates;
  return {
    ...understood,
    visits: times.map((time) => ({ ...(date && { date }), time, isOther: false })),
  };
}

/**
 * Adds a visit to follow the one in the summary: "yes, and a check-up for my son", on the same day unless
 * another is given. Unchanged if no service is given.
 */
export function withNext(
  { draft, offers, chosen }: ConversationState,
  { services, hints, dates, times: [time] }: Understanding,
  { zone }: DraftRules,
): Draft {
  if (services.length === 0 || !hints.includes("for_other") || draft.later) return draft;
  const offer = offers.find(({ slotId }) => slotId === chosen?.slotId);
  const next: LaterVisit = {
    items: services.map(({ id }) => ({ serviceId: id })),
    dates: dates.length === 0 && offer ? [zone.localDateOf(offer.start)] : dates,
    ...(time !== undefined && { time }),
    isOther: true,
  };
  return { ...draft, later: [next] };
}

/** Later visits are remembered until the one before them is booked. */
export function mergeLater(
  { draft }: ConversationState,
  goal: Goal | null,
  { visits, people, hints, staff, timeRange }: Understanding,
  rules: DraftRules,
): Pick<Draft, "later"> {
  if (goal !== "book") return {};
  if (visits)
    return {
      later: visits
        .slice(1)
        .map((visit) => laterOf(visit, { items: draft.items, staffId: staff?.id, timeRange }, rules)),
    };
  const isEnough = people === 1 || hints.includes("only_these");
  return draft.later === undefined || isEnough ? {} : { later: draft.later };
}

/** What applies to each of them, from this or earlier messages. */
type OfAll = {
  readonly items: readonly DraftItem[];
  readonly staffId: string | undefined;
  readonly timeRange: Understanding["timeRange"];
};

function laterOf(
  { service, date, time, from, isOther }: VisitSaid,
  { items, staffId, timeRange }: OfAll,
  { services }: DraftRules,
): LaterVisit {
  const does = services.find(({ id }) => id === service?.id)?.staffIds ?? [];
  const item: DraftItem | undefined = service && {
    serviceId: service.id,
    ...(staffId !== undefined && does.includes(staffId) && { staffId }),
  };
  return {
    items: item ? [item] : items,
    dates: date === undefined ? [] : [date],
    ...(time !== undefined && { time }),
    ...(from !== undefined && { timeRange: { start: from } }),
    ...(timeRange && time === undefined && { timeRange }),
    isOther,
  };
}

/** "Every Monday and Thursday", once it is agreed which one to start with: the others follow. */
export function oneWeekdayFirst(
  { draft: before }: ConversationState,
  { dates: said }: Understanding,
  draft: Draft,
): Draft {
  const wasOther = before.repeat?.other === true && draft.repeat?.every !== undefined;
  // "Thursday rather", for Monday and Thursday: start with Thursday.
  const days = said.length === 1 ? before.dates : draft.dates;
  const first = draft.dates.find((date) => said.length === 0 || weekdayOf(date) === weekdayOf(said[0]!));
  const others = days.filter((date) => first !== undefined && weekdayOf(date) !== weekdayOf(first));
  if (!wasOther || said.length > 1 || first === undefined || others.length === 0) return draft;
  const { repeat, items, time } = draft;
  const later = others.map(
    (date): LaterVisit => ({
      items,
      dates: [date],
      ...(time !== undefined && { time }),
      ...(repeat && { repeat }),
      isOther: false,
    }),
  );
  return { ...draft, dates: [first], later: [...later, ...(draft.later ?? [])] };
}
