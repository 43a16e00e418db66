import { withDeed } from "./deeds.ts";
import { type ConversationState, type Draft, EMPTY_DRAFT, type Pending, whomOf } from "./state.ts";

const PHASES = { book: "booked", cancel: "cancelled", move: "moved" } as const;

/** Clears the wish: nothing offered so far can be booked any more. */
export function withoutWish(state: ConversationState): ConversationState {
  return { ...state, phase: "idle", draft: { ...state.draft, goal: null }, offers: [], shown: [] };
}

/** The state after something was done. Contact details are kept, for "and one for my son". */
export function afterwards(
  state: ConversationState,
  act: Pending["act"],
  uids: readonly string[],
): ConversationState {
  const { kind } = act;
  const { pending: _, chosen: __, asked: ___, series: ____, ...rest } = state;
  const { name, email, phone, people = 1 } = state.draft;
  const next = kind === "book" ? nextOf(state) : nextToChange(state, kind);
  return {
    ...withDeed(rest, PHASES[kind]),
    phase: PHASES[kind],
    draft: {
      ...EMPTY_DRAFT,
      ...(name !== undefined && state.draft.later?.[0]?.isOther !== true && { name }),
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
      // The next of several people asks for the same member of staff.
      ...(kind === "book" && people > 1 && { people: people - 1, ...whomOf(state.draft.items[0] ?? {}) }),
      ...next,
    },
    offers: [],
    shown: [],
    verified: [...new Set([...state.verified, ...uids])],
    ...(act.kind === "book" && act.series && { rhythm: act.series.repeat }),
  };
}

/** If several visits are to be cancelled or moved, goes on to the next one at once; it moves to the same days. */
function nextToChange({ draft }: ConversationState, kind: "cancel" | "move"): Partial<Draft> | undefined {
  const [bookingUid, ...others] = draft.others ?? [];
  if (bookingUid === undefined) return undefined;
  const { dates, dateRange, timeRange } = draft;
  return {
    goal: kind === "cancel" ? "cancel" : "reschedule",
    bookingUid,
    ...(others.length > 0 && { others }),
    ...(kind === "move" && { dates, ...(dateRange && { dateRange }), ...(timeRange && { timeRange }) }),
  };
}

/** If several visits were requested one by one, begins the next one at once. */
function nextOf({ draft }: ConversationState): Partial<Draft> | undefined {
  const [next, ...later] = draft.later ?? [];
  if (!next) return undefined;
  const { isOther: _, ...wish } = next;
  return { goal: "book", ...wish, ...(later.length > 0 && { later }) };
}
