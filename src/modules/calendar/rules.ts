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

/** A weekday that is missing is closed. */
export type WeeklyHours = Readonly<Partial<Record<Weekday, Windows>>>;

/** What replaces the weekly hours of a date: the windows that start on it; none closes it. */
export type Overrides = ReadonlyMap<LocalDate, Windows>;

export type SlotAlignment = "clock" | "opening" | "packed";

/** A part of a visit; while `staffFree` (processing time) the staff member may serve someone else. */
export type Step = { readonly minutes: number; readonly staffFree: boolean };

/** What decides the shape of a visit. A booking keeps its own copy of it (SCHEDULING rule 5). */
export type VisitTerms = {
  readonly durationMinutes: number;
  /** In order; their minutes add up to the duration. */
  readonly steps: readonly Step[];
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  /** How many seats one start has; above 1 it is a class. */
  readonly capacity: number;
  readonly resourceIds: readonly string[];
};

/**
 * How many visits may start on one business date, and in one business week (it begins on Monday); null for any
 * number (SCHEDULING rule 1).
 */
export type VisitLimits = { readonly perDay: number | null; readonly perWeek: number | null };

export type ServiceRules = VisitTerms & {
  readonly id: string;
  readonly active: boolean;
  readonly slotIntervalMinutes: number;
  readonly slotAlignment: SlotAlignment;
  /** Wins over the policy's; null leaves it to the policy. */
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
  /** The zone that this person's own hours and overrides are written in; null is the business's. */
  readonly zone: Zone | null;
  /** Null works the business's hours. */
  readonly hours: WeeklyHours | null;
  readonly overrides: Overrides;
  /** Left out: any number of visits. */
  readonly limits?: VisitLimits | undefined;
};

/** One business's configuration, as far as availability depends on it. Time off is not here: it is in the rows. */
export type CalendarRules = {
  readonly zone: Zone;
  readonly hours: WeeklyHours;
  readonly overrides: Overrides;
  readonly services: ReadonlyMap<string, ServiceRules>;
  readonly staff: readonly StaffRules[];
  /** How many of each there are; one that is missing here is never free. */
  readonly resources: ReadonlyMap<string, { readonly quantity: number }>;
  readonly minNoticeMinutes: number;
  /** How many business dates can be booked, today first. */
  readonly bookingWindowDays: number;
  /** Notice by channel (`phone`, `chat`, …), where it differs from the policy's. */
  readonly noticeByChannel: Readonly<Record<string, number>>;
  /** Of all visits; left out: any number. */
  readonly limits?: VisitLimits | undefined;
  /** How many visits ahead of them a customer may have; left out or null: any number. */
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

/** The live rows of each staff member or resource by id, sorted by start; expired holds are left out by who reads. */
export type OccupiedBySubject = ReadonlyMap<string, readonly Occupied[]>;

/**
 * What is busy, for a search: the rows, or, where whose they are makes no difference, the times alone, which
 * are a fraction of the work to read.
 */
export type Busy = OccupiedBySubject | BusyBySubject;
export type BusyBySubject = { readonly times: ReadonlyMap<string, Spans> };

/**
 * How many visits, holds and offers there are on each of some business dates, for the business (`BUSINESS`) and
 * for services and staff by id: for each that has a limit, the counts in order of date.
 */
export type VisitCounts = {
  /** Day numbers, both included. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly counts: ReadonlyMap<string, ArrayLike<number>>;
};

/** What is taken: who is busy when, and, where a limit is set, how many visits there are. */
export type Taken = Busy | BusyAndCounted;
export type BusyAndCounted = { readonly busy: Busy; readonly visits: VisitCounts };

/** What someone wants to know. Dates are the business's, both inclusive. */
export type AvailabilityQuery = {
  readonly serviceId: string;
  /** Left out: anyone who does the service. */
  readonly staffId?: string | undefined;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly now: Instant;
  /** Where the customer asks, for notice by channel. */
  readonly channel?: string | undefined;
  /** Rows of this owner do not count: a booking that moves, a hold that becomes one. */
  readonly ignoreOwner?: string | undefined;
  /** The owner books: notice, booking window and limits do not count (rule 7); an overlap still does. */
  readonly override?: boolean | undefined;
  /** Any whole minute will do as a start, not only those on the grid. */
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
  /** The most seats that one of them still has. */
  readonly seatsLeft: number;
};

export type Availability = {
  /** Sorted by start. */
  readonly slots: readonly Slot[];
  /** From this instant the answer may differ though nothing was written: notice passes a slot, or a new date begins. */
  readonly validUntil: Instant;
};
