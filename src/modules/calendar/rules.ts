import type { Instant } from "#kernel/instant.ts";
import type { LocalDate, Weekday } from "#kernel/local-date.ts";
import type { Spans } from "#kernel/spans.ts";
import type { Zone } from "#kernel/zone.ts";

/**
 * A window of opening or work, in wall-clock minutes since the midnight of the date it starts on; the end
 * is after the start, and above 1440 when the window runs past midnight.
 */
export type Window = readonly [startMinute: number, endMinute: number];
export type Windows = readonly Window[];

/** A missing weekday is closed. */
export type WeeklyHours = Readonly<Partial<Record<Weekday, Windows>>>;

/** Replaces the weekly hours of a date: the windows that start on it; an empty list closes it. */
export type Overrides = ReadonlyMap<LocalDate, Windows>;

export type SlotAlignment = "clock" | "opening" | "packed";

/**
 * One step of a visit; during a `staffFree` step (processing time) the staff member may serve someone else.
 */
export type Step = { readonly minutes: number; readonly staffFree: boolean };

/** What determines the shape of a visit. A booking keeps its own copy (SCHEDULING rule 5). */
export type VisitTerms = {
  readonly durationMinutes: number;
  /** In order; their minutes add up to the duration. */
  readonly steps: readonly Step[];
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  /** Seats per start; above 1 the service is a class. */
  readonly capacity: number;
  readonly resourceIds: readonly string[];
};

/**
 * How many visits may start on one business date and in one business week (from Monday); null: any number
 * (SCHEDULING rule 1).
 */
export type VisitLimits = { readonly perDay: number | null; readonly perWeek: number | null };

export type ServiceRules = VisitTerms & {
  readonly id: string;
  readonly active: boolean;
  readonly slotIntervalMinutes: number;
  readonly slotAlignment: SlotAlignment;
  /** Takes precedence over the policy's; null uses the policy's. */
  readonly minNoticeMinutes: number | null;
  /** Left out: any number of visits. */
  readonly limits?: VisitLimits | undefined;
};

export type StaffRules = {
  readonly id: string;
  readonly active: boolean;
  /** Lower is asked first. */
  readonly priority: number;
  readonly serviceIds: ReadonlySet<string>;
  /** The zone of this person's own hours and overrides; null uses the business's. */
  readonly zone: Zone | null;
  /** Null uses the business's hours. */
  readonly hours: WeeklyHours | null;
  readonly overrides: Overrides;
  /** Left out: any number of visits. */
  readonly limits?: VisitLimits | undefined;
};

/**
 * The part of a business's configuration that determines availability. Time off is not in it: it is stored as
 * rows.
 */
export type CalendarRules = {
  readonly zone: Zone;
  readonly hours: WeeklyHours;
  readonly overrides: Overrides;
  readonly services: ReadonlyMap<string, ServiceRules>;
  readonly staff: readonly StaffRules[];
  /** Units of each resource; a resource that is missing here is never free. */
  readonly resources: ReadonlyMap<string, { readonly quantity: number }>;
  readonly minNoticeMinutes: number;
  /** How many business dates can be booked, including today. */
  readonly bookingWindowDays: number;
  /** Notice by channel (`phone`, `chat`, …) where it differs from the policy's, in minutes. */
  readonly noticeByChannel: Readonly<Record<string, number>>;
  /** Limits on all visits together; left out: any number. */
  readonly limits?: VisitLimits | undefined;
  /** How many upcoming visits a customer may have; null or left out: any number. */
  readonly activePerCustomer?: number | null | undefined;
};

/** One row that keeps a member of staff or a resource busy: part of a visit, a hold, an offer, an absence. */
export type Occupied = {
  readonly start: Instant;
  readonly end: Instant;
  /** Rows with the same claim are seats of one class, or parts of one visit. */
  readonly claim: string;
  readonly seats: number;
  readonly ownerId: string;
};

/**
 * The live rows of each staff member or resource, by id, sorted by start. The reader leaves out expired
 * holds.
 */
export type OccupiedBySubject = ReadonlyMap<string, readonly Occupied[]>;

/** What is busy: full rows or, if owners are irrelevant, only the times, which cost a fraction to read. */
export type Busy = OccupiedBySubject | BusyBySubject;
export type BusyBySubject = { readonly times: ReadonlyMap<string, Spans> };

/**
 * Counts of visits, holds and offers per business date, in order of date, for every scope with a limit: the
 * business (`BUSINESS`), and services and staff by id.
 */
export type VisitCounts = {
  /** Day numbers, both included. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly counts: ReadonlyMap<string, ArrayLike<number>>;
};

/** What is taken: who is busy when and, if a limit is set, how many visits there are. */
export type Taken = Busy | BusyAndCounted;
export type BusyAndCounted = { readonly busy: Busy; readonly visits: VisitCounts };

/** A question to the calendar. Dates are the business's, both inclusive. */
export type AvailabilityQuery = {
  readonly serviceId: string;
  /** Left out: anyone who does the service. */
  readonly staffId?: string | undefined;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly now: Instant;
  /** The channel that the customer uses, for notice by channel. */
  readonly channel?: string | undefined;
  /** Rows of this owner are ignored: of the booking that is being moved, or the hold that is being used. */
  readonly ignoreOwner?: string | undefined;
  /** An owner's override: notice, booking window and limits do not apply (rule 7); overlaps still do. */
  readonly override?: boolean | undefined;
  /** Accepts any whole minute as a start, not only those on the grid. */
  readonly anyStart?: boolean | undefined;
  /** How many seats of a class are wanted; 1 if left out. */
  readonly seats?: number | undefined;
};

/** A start that can be booked now. `start` and `end` are the visit's, without buffers. */
export type Slot = {
  readonly start: Instant;
  readonly end: Instant;
  /** Who could serve it, in the order of `CalendarRules.staff`. */
  readonly staffIds: readonly string[];
  /** The most seats that any one of them has left. */
  readonly seatsLeft: number;
};

export type Availability = {
  /** Sorted by start. */
  readonly slots: readonly Slot[];
  /**
   * From this instant on the answer may differ even if nothing is written: notice overtakes a slot, or a new
   * date begins.
   */
  readonly validUntil: Instant;
};
