import type { z } from "zod";

import { type ConversationState, EMPTY_DRAFT, NEW_STATE } from "./state.ts";
import { DRAFT_SHAPE, STATE_SHAPE } from "./state-shape.ts";
import { packOffers, readOffers } from "./stored-offers.ts";

/**
 * The version of what fields mean. Bump it when the meaning of a field changes; a new field needs no bump, as
 * code that does not know it skips it.
 */
const SHAPE = 1;

/**
 * Serializes a state. Offers are most of it and differ mainly in their times, so each thing offered is stored
 * once and times as small numbers: the whole rarely exceeds a page of the file.
 */
export function writeState({ offers, ...rest }: ConversationState): string {
  return JSON.stringify({ v: SHAPE, ...rest, offers: packOffers(offers) });
}

/** `isLost`: part of it was unreadable, so the wish starts over and the customer should be told. */
export type ReadState = { readonly state: ConversationState; readonly isLost: boolean };

/**
 * Reads a state written by this, older or newer code. Missing fields get the defaults of a new state, unknown
 * ones are dropped. If anything a visit may depend on is invalid, nothing is carried over, least of all a
 * pending confirmation; verification is kept.
 */
export function readState(document: string): ReadState {
  const stored = fieldsOf(document);
  if (!stored) return lost({});
  if ((stored["v"] ?? SHAPE) !== SHAPE) return lost(known(KEPT_OF_OTHERS, stored).fields);
  const state = known(STATE_SHAPE, stored);
  const draft = known(DRAFT_SHAPE, stored["draft"] ?? {});
  const offers = readOffers(stored["offers"] ?? []);
  if (!offers || draft.unread.length > 0 || !state.unread.every((name) => PASSING.has(name)))
    return lost(known(KEPT, stored).fields);
  const fields = { ...NEW_STATE, ...state.fields, draft: { ...EMPTY_DRAFT, ...draft.fields }, offers };
  return { state: fields, isLost: false };
}

const { turn, tries, verified, deeds } = STATE_SHAPE;
const KEPT_OF_OTHERS = { turn, tries };
const KEPT = { turn, tries, verified, deeds };

/** Dropped individually if unreadable: they only help to understand the next message. */
const PASSING: ReadonlySet<string> = new Set<keyof ConversationState>([
  "looked",
  "rhythm",
  "deeds",
  "asked",
  "unanswered",
  "proposed",
  "suggested",
  "misses",
  "again",
  "told",
]);

function lost(kept: object): ReadState {
  return { state: { ...NEW_STATE, ...kept }, isLost: true };
}

function fieldsOf(document: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const stored: unknown = JSON.parse(document);
    return isRecord(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The known, valid fields, and the names of the rest. */
function known(
  shape: Readonly<Record<string, z.ZodType>>,
  value: unknown,
): { readonly fields: object; readonly unread: readonly string[] } {
  if (!isRecord(value)) return { fields: {}, unread: ["everything"] };
  const fields: Record<string, unknown> = {};
  const unread: string[] = [];
  for (const name in shape) {
    const found = value[name];
    if (found === undefined) continue;
    if (shape[name]!.safeParse(found).success) fields[name] = found;
    else unread.push(name);
  }
  return { fields, unread };
}
