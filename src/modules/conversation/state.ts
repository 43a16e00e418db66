import type { StaffChoiceDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { Deed } from "#modules/conversation/guard/facts.ts";
import type { OnConflict, Repeat } from "#modules/booking/index.ts";
import type { Asked, Repeating, Scope } from "#modules/language/index.ts";

/**
 * Where a conversation stands. Questions, prices and small talk are side acts: they are answered in any phase
 * and change none.
 */
export const PHASES = [
  "idle",
  "collect",
  "offered",
  "details",
  "confirm_pending",
  "booked",
  "no_slots",
  "waitlisted",
  "lookup",
  "verified",
  "cancel_confirm",
  "cancelled",
  "moved",
  "handoff",
  "ended",
] as const;
export type Phase = (typeof PHASES)[number];

/** What the customer is about. */
export type Goal = "book" | "reschedule" | "cancel" | "lookup" | "waitlist";

/**
 * Who shall do it. `staffId` null: anyone; undefined: nothing was said, or `among` says it: two or more people, any
 * of whom would do.
 */
export type Whom = { readonly staffId?: string | null; readonly among?: readonly string[] };

/** What of a wish says who. */
export function whomOf({ staffId, among }: Whom): Whom {
  return { ...(staffId !== undefined && { staffId }), ...(among && { among }) };
}

/** One service of the wished visit. */
export type DraftItem = Whom & { readonly serviceId: string };

/** The wish so far, whoever speaks: it follows the customer from brain to brain and from channel to channel. */
export type Draft = {
  readonly goal: Goal | null;
  readonly items: readonly DraftItem[];
  /** Who was asked for before a service was named; as in `Whom`. */
  readonly staffId?: string | null;
  readonly among?: readonly string[];
  /** Days that would do, in the order in which they were said; local dates of the business. */
  readonly dates: readonly LocalDate[];
  readonly dateRange?: { readonly start?: LocalDate; readonly end?: LocalDate };
  readonly refusedDates: readonly LocalDate[];
  /** Wall-clock minutes of the day. */
  readonly time?: number;
  readonly timeRange?: { readonly start?: number; readonly end?: number };
  /** The earliest that there is. */
  readonly earliest?: boolean;
  /** The latest of the day. */
  readonly latest?: boolean;
  /** It shall come again. */
  readonly repeat?: Omit<Repeating, "once">;
  readonly name?: string;
  readonly email?: string;
  /** E.164. */
  readonly phone?: string;
  readonly notes?: string;
  /** How many people are to be booked for, this one included; left out: one. Each has a visit of their own. */
  readonly people?: number;
  /** Visits that are wished for after this one, in order. */
  readonly later?: readonly LaterVisit[];
  /** The visit that is to be moved or cancelled, once it is verified. */
  readonly bookingUid?: string;
  /** Visits that are to be cancelled after it, one by one. */
  readonly others?: readonly string[];
  /** Which visits of its series beside it. */
  readonly scope?: Scope;
  /** The visit that somebody says is theirs: a uid, not verified. */
  readonly reference?: string;
};

/** One of several visits that were wished for one by one; `isOther`: for somebody else than the one before. */
export type LaterVisit = Pick<Draft, "items" | "dates" | "time" | "timeRange" | "repeat"> & {
  readonly isOther: boolean;
};

export const EMPTY_DRAFT: Draft = { goal: null, items: [], dates: [], refusedDates: [] };

/** A start that was offered in this conversation. Only these can be held, frozen and booked. */
export type Offer = {
  /** Short and opaque. */
  readonly slotId: string;
  readonly items: readonly {
    readonly serviceId: string;
    readonly staffId: string;
    /** Why them, where the customer did not ask for them alone. */
    readonly choice?: StaffChoiceDocument;
    /** Those of whom the customer would have any. */
    readonly among?: readonly string[];
  }[];
  readonly start: Instant;
  readonly end: Instant;
  readonly priceCents: number;
  readonly currency: string;
  /** How long it lasts, without waiting between services. */
  readonly minutes: number;
  /** The visit that could move there; left out: for a new one. */
  readonly forVisit?: string;
  readonly expiresAt: Instant;
  /** The turn in which it was offered. */
  readonly turn: number;
};

/** What the customer was asked to confirm, frozen: nothing said afterwards changes it, only voids it. */
export type Pending = {
  /** SHA-256 of the token, base64url; the token itself is only with the customer. */
  readonly tokenHash: string;
  /** What the token is made from, with a key that is not in the file. */
  readonly nonce: string;
  /** The turn whose answer showed the summary: only the next one can release it. */
  readonly turn: number;
  readonly expiresAt: Instant;
  readonly summary: string;
  /** Whether "unclear" was answered by asking again already. */
  readonly askedAgain: boolean;
  readonly act:
    | {
        readonly kind: "book";
        readonly slotId: string;
        readonly customer: { readonly name: string; readonly email?: string; readonly phone?: string };
        readonly notes?: string;
        readonly consentSms?: boolean;
        readonly series?: FrozenSeries;
      }
    | { readonly kind: "cancel"; readonly uid: string; readonly scope?: Scope }
    | {
        readonly kind: "move";
        readonly uid: string;
        readonly slotId: string;
        readonly scope?: Scope;
        readonly onConflict?: OnConflict;
      };
};

/** A visit that comes again, as its summary tells it: with exactly these starts, or not at all. */
export type FrozenSeries = {
  readonly repeat: Repeat;
  readonly onConflict: OnConflict;
  readonly starts: readonly Instant[];
};

/** What was found for the dates of a series. */
export type LookedSeries = {
  /** The time of the first. */
  readonly slotId: string;
  /** How many can be had. */
  readonly count: number;
  /** When, where it is known. */
  readonly starts: readonly Instant[];
  readonly missed: readonly {
    readonly start: Instant;
    /** The reason of an error, such as `SLOT_TAKEN`. */
    readonly reason: string;
    readonly nearest?: Instant;
  }[];
  /** Of one visit. */
  readonly minutes: number;
  /** Of all together, in the smallest unit of the currency. */
  readonly priceCents: number;
  readonly currency: string;
};

/** All that a conversation knows between two turns, stored as one document. */
export type ConversationState = {
  /** The last turn that was finished; 0 before the first. */
  readonly turn: number;
  readonly phase: Phase;
  readonly draft: Draft;
  readonly offers: readonly Offer[];
  /** The slots that were shown last, in the order in which they were: what "the second one" means. */
  readonly shown: readonly string[];
  /** The offer that was picked, and the hold that keeps it. */
  readonly chosen?: {
    readonly slotId: string;
    readonly holdId: string | null;
    readonly heldUntil: Instant | null;
    /** Whether the hold was renewed already: that is done once. */
    readonly renewed?: boolean;
  };
  readonly pending?: Pending;
  /** Visits that this conversation may speak about and change: booked here, or verified. */
  readonly verified: readonly string[];
  /** A visit that the customer named, by its uid or its link, and has not shown to be theirs. */
  readonly lookupUid?: string;
  /** Days for which free times were looked for last; both belong to it. */
  readonly looked?: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
  /** The dates of a series that were looked at last. */
  readonly series?: LookedSeries;
  /** How often the visits come again that were booked here. */
  readonly rhythm?: Pick<Repeat, "every" | "interval">;
  /** What was done in this conversation, so that it may be said. */
  readonly deeds?: readonly Exclude<Deed, "held">[];
  /** Wrong attempts at verifying; three end it. */
  readonly tries: number;
  /** What was asked last, for reading a bare answer. */
  readonly asked?: Asked;
  /** A question nobody could answer, which the customer may want passed on to the owner. */
  readonly unanswered?: string;
  /** What a plain yes to the last words would accept, where they proposed something. */
  readonly proposed?: Proposal;
  /** Services that were recommended last: what "the second one" and a plain yes mean before one is named. */
  readonly suggested?: readonly string[];
  /** How many turns in a row were not understood. */
  readonly misses?: number;
  /** How many times in a row the same was asked once more, since nothing in between answered it. */
  readonly again?: number;
  /** What was told last, where a day alone asks for the same of that day. */
  readonly told?: "hours" | "presence";
};

/** What may be proposed with a question that yes or no answers; a visit's confirmation is `pending` instead. */
export type Proposal =
  | "book"
  | "pick"
  | "next_available"
  | "waitlist"
  | "ask_owner"
  | "person"
  | "another"
  /** The first of several weekdays, or a single visit, where more cannot come again together. */
  | "begin"
  /** Without the dates that are not free. */
  | "skip"
  /** As far ahead as can be booked. */
  | "as_far";

export const NEW_STATE: ConversationState = {
  turn: 0,
  phase: "idle",
  draft: EMPTY_DRAFT,
  offers: [],
  shown: [],
  verified: [],
  tries: 0,
};
