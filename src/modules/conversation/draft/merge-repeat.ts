import type { ConversationState, Draft, Goal } from "#modules/conversation/state.ts";
import type { Repeating, Understanding } from "#modules/language/index.ts";

type Repeat = NonNullable<Draft["repeat"]>;

/**
 * The repetition after this message. Frequency and duration are independent: "no, every three weeks" keeps the
 * count, "only four times" keeps the frequency.
 */
export function mergeRepeat(
  state: ConversationState,
  goal: Goal | null,
  understood: Understanding,
): Pick<Draft, "repeat"> {
  if (goal === "reschedule") return aboutMove(state, understood);
  const asksOnly = goal === null && understood.acts.includes("request");
  if ((goal !== "book" && goal !== null) || asksOnly || understood.repeat?.once) return {};
  const before = stillWished(state.draft, understood);
  const repeat = (before && answered(state, before, understood)) ?? saidOf(before, understood.repeat);
  return repeat && Object.keys(repeat).length > 0 ? { repeat } : {};
}

/** For existing visits, only the handling of unavailable dates can be set. */
function aboutMove(state: ConversationState, understood: Understanding): Pick<Draft, "repeat"> {
  const before = state.draft.goal === "reschedule" ? (state.draft.repeat ?? {}) : {};
  const { onConflict } = answered(state, before, understood) ?? { ...before, ...understood.repeat };
  return onConflict ? { repeat: { onConflict } } : {};
}

/** A decision about unavailable dates lapses when another day or time is named. */
function stillWished({ repeat }: Draft, { dates, times }: Understanding): Repeat | undefined {
  if (!repeat || dates.length + times.length === 0) return repeat;
  const { onConflict: _, ...rest } = repeat;
  return rest;
}

/** A yes to the proposal, or an option chosen by its position. */
function answered(
  { proposed, asked, draft }: ConversationState,
  before: Repeat,
  understood: Understanding,
): Repeat | undefined {
  const { repeat: said, acts, hints } = understood;
  const accepts = acts.includes("affirm") && !acts.includes("negate");
  const isBegun = accepts || (namesOneDay(understood) && draft.dates.length > 1);
  if (isBegun && proposed === "begin" && !said?.every) return begun(before, draft);
  if (accepts && proposed === "skip") return { ...before, onConflict: "skip" };
  const isOpen = accepts || hints.includes("any_of_them");
  if (proposed === "as_far" && !said && isOpen) return { ...oftenOf(before), open: true };
  return placed(asked, before, understood);
}

/** "Monday is fine", "Thursday rather": which of several weekdays to start with. */
function namesOneDay({ dates, acts, byWeekday }: Understanding): boolean {
  return dates.length === 1 && byWeekday === true && !acts.includes("negate");
}

/** "The first", of the options for dealing with unavailable dates. */
function placed(
  asked: ConversationState["asked"],
  before: Repeat,
  { repeat: said, references }: Understanding,
): Repeat | undefined {
  const nth = references.find((reference) => reference.kind === "nth")?.n;
  if (asked !== "conflict" || said?.onConflict !== undefined || nth === undefined) return undefined;
  return { ...before, onConflict: nth === 1 ? "skip" : "nearest" };
}

/**
 * The start that was agreed: of several weekdays, the first one weekly; of many consecutive days, a single
 * visit.
 */
function begun({ onConflict: _, other: __, ...rest }: Repeat, { dates }: Draft): Repeat {
  return dates.length > 1 ? { ...rest, every: "week", interval: 1 } : {};
}

/** Count and handling of conflicts only make sense for a repeating visit. */
function saidOf(before: Repeat | undefined, said: Repeating | undefined): Repeat | undefined {
  if (!said) return before;
  const comes = said.every ?? said.standing ?? said.other;
  return comes === undefined && !before ? undefined : merged(before ?? {}, said);
}

function merged(before: Repeat, { once: _, ...said }: Repeating): Repeat {
  const isSaid = (said.every ?? said.other) !== undefined || before.every === undefined;
  const often = oftenOf(isSaid ? { ...before, ...said } : before);
  const end = hasEnd(said) ? endOf(said) : endOf(before);
  return { ...often, ...end, ...(said.onConflict && { onConflict: said.onConflict }) };
}

function oftenOf({ every, interval, other, standing }: Repeat): Repeat {
  if (every) return { every, interval: interval ?? 1 };
  return other ? { other } : standing ? { standing } : {};
}

function endOf({ count, until, lasting, open }: Repeat): Repeat {
  if (count !== undefined) return { count };
  if (until !== undefined) return { until };
  return lasting ? { lasting } : open ? { open } : {};
}

/** Whether the end of the repetition is known. */
export function hasEnd({ count, until, lasting, open }: Repeat): boolean {
  return (count ?? until ?? lasting ?? open) !== undefined;
}

/** For a repeating visit, "until Christmas" or "for the next year" sets its end and is not a date range. */
export function withEndSaid({ draft }: ConversationState, understood: Understanding): Understanding {
  const { dateRange, dates, repeat } = understood;
  if (!draft.repeat || !dateRange || dates.length > 0) return understood;
  const { dateRange: _, ...rest } = understood;
  if (repeat?.lasting) return rest;
  const { start, end } = dateRange;
  return start === undefined && end !== undefined
    ? { ...rest, repeat: { ...repeat, until: end } }
    : understood;
}
