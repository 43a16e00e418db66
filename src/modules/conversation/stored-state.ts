import type { z } from "zod";

import { type ConversationState, EMPTY_DRAFT, NEW_STATE } from "./state.ts";
import { DRAFT_SHAPE, STATE_SHAPE } from "./state-shape.ts";
import { packOffers, readOffers } from "./stored-offers.ts";

/**
 * What a field means. To be raised where one comes to mean something else; a new one needs none: code that does not
 * know it leaves it out.
 */
const SHAPE = 1;

/**
 * The document in which a state is stored. Offers are most of it, and alike but for their times: each thing that is
 * offered stands there once, and with small numbers, so that the whole seldom takes more than a page of the file.
 */
export function writeState({ offers, ...rest }: ConversationState): string {
  return JSON.stringify({ v: SHAPE, ...rest, offers: packOffers(offers) });
}

/** `isLost`: not all of it could be read, so the wish begins anew, and whoever spoke of it should be told. */
export type ReadState = { readonly state: ConversationState; readonly isLost: boolean };

/**
 * A state from its document, whichever code wrote it, older or newer. Fields that are missing are as in a new state,
 * those that are not known are left out. Where something is not as it should be on which a visit may depend, nothing
 * is carried on, least of all what waits for a yes; who was verified stays so.
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

/** Left out alone where they cannot be read: they only help to understand the next words. */
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

/** The fields that are known and as they should be, and the names of those that are not. */
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
