import { withDeed } from "./deeds.ts";
import { type ConversationState, type Draft, EMPTY_DRAFT, type Pending, whomOf } from "./state.ts";

const PHASES = { book: "booked", cancel: "cancelled", move: "moved" } as const;

/** Nothing that was offered can be had any more. */
export function withoutWish(state: ConversationState): ConversationState {
  return { ...state, phase: "idle", draft: { ...state.draft, goal: null }, offers: [], shown: [] };
}

/** Who they are is still known: "and one for my son". */
export function afterwards(
  state: ConversationState,
  act: Pending["act"],
  uids: readonly string[],
): ConversationState {
  const { kind } = act;
  const { pending: _, chosen: __, asked: ___, series: ____, ...rest } = state;
  const { name, email, phone, people = 1 } = state.draft;
  const next = kind === "book" ? nextOf(state) : kind === "cancel" ? nextToCancel(state) : undefined;
  return {
    ...withDeed(rest, PHASES[kind]),
    phase: PHASES[kind],
    draft: {
      ...EMPTY_DRAFT,
      ...(name !== undefined && state.draft.later?.[0]?.isOther !== true && { name }),
      ...(email !== undefined && { email }),
      ...(phone !== undefined && { phone }),
      // The next of several comes with the same wish for somebody.
      ...(kind === "book" && people > 1 && { people: people - 1, ...whomOf(state.draft.items[0] ?? {}) }),
      ...next,
    },
    offers: [],
    shown: [],
    verified: [...new Set([...state.verified, ...uids])],
    ...(act.kind === "book" && act.series && { rhythm: act.series.repeat }),
  };
}

/** Of several visits that shall go the next is spoken of at once. */
function nextToCancel({ draft }: ConversationState): Partial<Draft> | undefined {
  const [bookingUid, ...others] = draft.others ?? [];
  if (bookingUid === undefined) return undefined;
  return { goal: "cancel", bookingUid, ...(others.length > 0 && { others }) };
}

/** Of several visits that were wished for one by one the next is begun at once. */
function nextOf({ draft }: ConversationState): Partial<Draft> | undefined {
  const [next, ...later] = draft.later ?? [];
  if (!next) return undefined;
  const { isOther: _, ...wish } = next;
  return { goal: "book", ...wish, ...(later.length > 0 && { later }) };
}
