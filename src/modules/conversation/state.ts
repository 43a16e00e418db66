import type { StaffChoiceDocument } from "#db/tenant-tables.ts";
import type { Instant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import type { Deed } from "#modules/conversation/guard/facts.ts";
import type { OnConflict, Repeat } from "#modules/booking/index.ts";
import type { Asked, Repeating, Scope } from "#modules/language/index.ts";

/**
 * The phases of a conversation. Questions, prices and small talk are side acts: they are answered in any phase
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

/** What the customer wants to do. */
export type Goal = "book" | "reschedule" | "cancel" | "lookup" | "waitlist";

/**
 * The requested staff. `staffId` null: anyone; undefined: unspecified, or `among` lists two or more people, any
 * of whom will do.
 */
export type Whom = { readonly staffId?: string | null; readonly among?: readonly string[] };

/** Only the staff part of a wish. */
export function whomOf({ staffId, among }: Whom): Whom {
  return { ...(staffId !== undefined && { staffId }), ...(among && { among }) };
}

/** One service of the requested visit. */
export type DraftItem = Whom & { readonly serviceId: string };

/** The wish so far, whichever brain speaks: it follows the customer across brains and channels. */
export type Draft = {
  readonly goal: Goal | null;
  readonly items: readonly DraftItem[];
  /** Requested before a service was named; as in `Whom`. */
  readonly staffId?: string | null;
  readonly among?: readonly string[];
  /** Acceptable days in the order mentioned; local dates of the business. */
  readonly dates: readonly LocalDate[];
  readonly dateRange?: { readonly start?: LocalDate; readonly end?: LocalDate };
  readonly refusedDates: readonly LocalDate[];
  /** Wall-clock minutes since midnight. */
  readonly time?: number;
  readonly timeRange?: { readonly start?: number; readonly end?: number };
  /** The earliest time available. */
  readonly earliest?: boolean;
  /** The latest time of the day. */
  readonly latest?: boolean;
  /** The visit is to repeat. */
  readonly repeat?: Omit<Repeating, "once">;
  readonly name?: string;
  readonly email?: string;
  /** E.164. */
  readonly phone?: string;
  readonly notes?: string;
  /** How many people to book for, this one included; one if omitted. Each gets a visit of their own. */
  readonly people?: number;
  /** Visits requested after this one, in order. */
  readonly later?: readonly LaterVisit[];
  /** The visit to be moved or cancelled, once verified. */
  readonly bookingUid?: string;
  /** Further visits to be cancelled or moved, one by one. */
  readonly others?: readonly string[];
  /** Which other visits of its series are included. */
  readonly scope?: Scope;
  /** The uid of a visit that the customer claims as theirs, not verified. */
  readonly reference?: string;
};

/** One of several visits requested one by one; `isOther`: for a different person than the one before. */
export type LaterVisit = Pick<Draft, "items" | "dates" | "time" | "timeRange" | "repeat"> & {
  readonly isOther: boolean;
};

export const EMPTY_DRAFT: Draft = { goal: null, items: [], dates: [], refusedDates: [] };

/** A start that was offered in this conversation. Only offers can be held, frozen and booked. */
export type Offer = {
  /** Short and opaque. */
  readonly slotId: string;
  readonly items: readonly {
    readonly serviceId: string;
    readonly staffId: string;
    /** Why they were chosen, if the customer did not ask for them specifically. */
    readonly choice?: StaffChoiceDocument;
    /** The people of whom any will do for the customer. */
    readonly among?: readonly string[];
  }[];
  readonly start: Instant;
  readonly end: Instant;
  readonly priceCents: number;
  readonly currency: string;
  /** Minutes of service, without waiting in between. */
  readonly minutes: number;
  /** The visit that could move there; omitted for a new one. */
  readonly forVisit?: string;
  readonly expiresAt: Instant;
  /** The turn in which it was offered. */
  readonly turn: number;
};

/** What the customer was asked to confirm. Frozen: later messages can void it, but never change it. */
export type Pending = {
  /** SHA-256 of the token, base64url; only the customer has the token itself. */
  readonly tokenHash: string;
  /** The token is derived from this with a key that is not in the file. */
  readonly nonce: string;
  /** The turn whose answer showed the summary: only the next one can release it. */
  readonly turn: number;
  readonly expiresAt: Instant;
  readonly summary: string;
  /** Whether an unclear reply was already answered by asking again. */
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

/** A repeating visit as summarised: booked with exactly these starts, or not at all. */
export type FrozenSeries = {
  readonly repeat: Repeat;
  readonly onConflict: OnConflict;
  readonly starts: readonly Instant[];
};

/** The availability found for the dates of a series. */
export type LookedSeries = {
  /** The time of the first visit. */
  readonly slotId: string;
  /** How many are available. */
  readonly count: number;
  /** Their starts, as far as known. */
  readonly starts: readonly Instant[];
  readonly missed: readonly {
    readonly start: Instant;
    /** An error's reason, such as `SLOT_TAKEN`. */
    readonly reason: string;
    readonly nearest?: Instant;
  }[];
  /** Minutes of one visit. */
  readonly minutes: number;
  /** Total price, in the smallest unit of the currency. */
  readonly priceCents: number;
  readonly currency: string;
};

/** Everything a conversation knows between two turns, stored as one document. */
export type ConversationState = {
  /** The last turn that was finished; 0 before the first. */
  readonly turn: number;
  readonly phase: Phase;
  readonly draft: Draft;
  readonly offers: readonly Offer[];
  /** The slots last shown, in display order: what "the second one" refers to. */
  readonly shown: readonly string[];
  /** The picked offer and its hold. */
  readonly chosen?: {
    readonly slotId: string;
    readonly holdId: string | null;
    readonly heldUntil: Instant | null;
    /** Whether the hold was already renewed, which happens at most once. */
    readonly renewed?: boolean;
  };
  readonly pending?: Pending;
  /** Visits that this conversation may discuss and change: booked here, or verified. */
  readonly verified: readonly string[];
  /** A visit that the customer named by uid or link without proving that it is theirs. */
  readonly lookupUid?: string;
  /** The days of the last search for free times, both ends inclusive. */
  readonly looked?: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
  /** The dates of the last series looked up. */
  readonly series?: LookedSeries;
  /** How often the visits booked here repeat. */
  readonly rhythm?: Pick<Repeat, "every" | "interval">;
  /** What was done in this conversation, and may therefore be said to be done. */
  readonly deeds?: readonly Exclude<Deed, "held">[];
  /** Failed verification attempts; three end verification. */
  readonly tries: number;
  /** The last question asked, for interpreting a bare answer. */
  readonly asked?: Asked;
  /** An unanswered question that the customer may want passed on to the owner. */
  readonly unanswered?: string;
  /** What a plain yes would accept, if the last answer proposed something. */
  readonly proposed?: Proposal;
  /** The services last recommended: what "the second one" and a plain yes refer to before one is named. */
  readonly suggested?: readonly string[];
  /** Consecutive turns that were not understood. */
  readonly misses?: number;
  /** How often in a row the same question was repeated without being answered. */
  readonly again?: number;
  /** The last topic told, so that a day alone asks for the same topic on that day. */
  readonly told?: "hours" | "presence";
};

/** What a yes-or-no question may propose; confirming a visit goes through `pending` instead. */
export type Proposal =
  | "book"
  | "pick"
  | "next_available"
  | "waitlist"
  | "ask_owner"
  | "person"
  | "another"
  /** Start with the first of several weekdays, or a single visit, if more cannot repeat together. */
  | "begin"
  /** Leave out the dates that are not free. */
  | "skip"
  /** Repeat as far ahead as can be booked. */
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
