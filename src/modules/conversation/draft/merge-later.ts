import type { ConversationState, Draft, DraftItem, Goal, LaterVisit } from "#modules/conversation/state.ts";
import type { Understanding, VisitSaid } from "#modules/language/index.ts";

import type { DraftRules } from "./draft-update.ts";

/** Of several visits that are wished for one by one the first is the wish. */
export function firstOfSeveral(understood: Understanding): Understanding {
  const [first] = understood.visits ?? [];
  if (!first) return understood;
  const { date: _, time: __, people: ___, timeRange, ...rest } = understood;
  const { service, date, time } = first;
  return {
    ...rest,
    service,
    services: [service],
    dates: date === undefined ? [] : [date],
    times: time === undefined ? [] : [time],
    ...(date !== undefined && { date }),
    ...(time !== undefined && { time }),
    ...(timeRange && time === undefined && { timeRange }),
    hints: understood.hints.filter((hint) => hint !== "also" && hint !== "another"),
  };
}

/** The others are remembered, until the one before them is booked. */
export function mergeLater(
  { draft }: ConversationState,
  goal: Goal | null,
  { visits, people, hints, staff, timeRange }: Understanding,
  rules: DraftRules,
): Pick<Draft, "later"> {
  if (goal !== "book") return {};
  if (visits)
    return {
      later: visits.slice(1).map((visit) => laterOf(visit, { staffId: staff?.id, timeRange }, rules)),
    };
  const isEnough = people === 1 || hints.includes("only_these");
  return draft.later === undefined || isEnough ? {} : { later: draft.later };
}

function laterOf(
  { service, date, time, from, isOther }: VisitSaid,
  {
    staffId,
    timeRange,
  }: { readonly staffId: string | undefined; readonly timeRange: Understanding["timeRange"] },
  { services }: DraftRules,
): LaterVisit {
  const does = services.find(({ id }) => id === service.id)?.staffIds ?? [];
  const item: DraftItem = {
    serviceId: service.id,
    ...(staffId !== undefined && does.includes(staffId) && { staffId }),
  };
  return {
    items: [item],
    dates: date === undefined ? [] : [date],
    ...(time !== undefined && { time }),
    ...(from !== undefined && { timeRange: { start: from } }),
    ...(timeRange && time === undefined && { timeRange }),
    isOther,
  };
}

/** "Every Monday and Thursday", once it is settled that the first is begun with: the others come after it. */
export function oneWeekdayFirst(
  { draft: before }: ConversationState,
  { dates: said }: Understanding,
  draft: Draft,
): Draft {
  const wasOther = before.repeat?.other === true && draft.repeat?.every !== undefined;
  const [first, ...others] = draft.dates;
  if (!wasOther || said.length > 0 || first === undefined || others.length === 0) return draft;
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
