import { footprint, type Taken } from "./consistency.ts";

/** A service in the model: the document that is stored with a visit. */
export type Terms = {
  readonly duration_minutes: number;
  readonly steps: readonly { readonly minutes: number; readonly staff_free?: boolean }[];
  readonly buffer_before_minutes: number;
  readonly buffer_after_minutes: number;
  readonly capacity: number;
  readonly resource_ids: readonly string[];
  readonly price_cents: number;
};

export type Visit = {
  readonly service: string;
  readonly terms: Terms;
  readonly staff: string;
  readonly start: number;
  /** Whether the customer asked for this person. */
  readonly asked: boolean;
};

type Standing = Taken & { readonly expires?: number };
export type Wanted = Pick<Visit, "service" | "terms" | "start"> & { readonly ignoring?: string | undefined };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The clocks of New York go forward on 8 March 2026. */
const SUMMER = Date.UTC(2026, 2, 8, 7);

/**
 * SCHEDULING applied to a salon in New York that is open Monday to Friday 9 to 5, with a 15-minute clock grid
 * and no notice: minute by minute, start by start, without any of the product's code.
 */
export function aModel(
  skills: Readonly<Record<string, readonly string[]>>,
  units: Readonly<Record<string, number>>,
) {
  let rows: Standing[] = [];

  /** Who could serve this at this moment. */
  function free(wanted: Wanted, now: number): string[] {
    if (wanted.start < now || !isOpen(wanted.start, wanted.terms.duration_minutes)) return [];
    return Object.keys(skills).filter(
      (staff) => skills[staff]?.includes(wanted.service) && fits(staff, wanted, now),
    );
  }

  function fits(staff: string, { service, terms, start, ignoring }: Wanted, now: number): boolean {
    const others = rows.filter((row) => row.owner !== ignoring && (row.expires ?? Infinity) > now);
    return rowsFor("someone new", { service, terms, start, staff }).every((row) => {
      const met = others.filter(
        (other) => other.subject === row.subject && other.start < row.end && row.start < other.end,
      );
      const quantity = units[row.subject];
      if (quantity !== undefined) return hasUnit(row, met, quantity);
      const seats = met.filter(
        ({ claim, start, end }) =>
          terms.capacity > 1 && claim === row.claim && start === row.start && end === row.end,
      );
      return seats.length === met.length && seats.length < terms.capacity;
    });
  }

  function hasUnit(row: Taken, met: readonly Taken[], quantity: number): boolean {
    for (let at = row.start; at < row.end; at += MINUTE) {
      const claims = new Set(
        met.filter((other) => other.start <= at && at < other.end).map(({ claim }) => claim),
      );
      claims.delete(row.claim);
      if (claims.size >= quantity) return false;
    }
    return true;
  }

  return {
    free,
    /** Every start on a day (given by its UTC midnight), for a certain person or anyone. */
    listed: (wanted: Omit<Wanted, "start">, day: number, now: number, staff?: string): number[] => {
      const starts: number[] = [];
      for (let start = day + 12 * HOUR; start < day + 24 * HOUR; start += 15 * MINUTE) {
        const people = free({ ...wanted, start }, now);
        if (staff === undefined ? people.length > 0 : people.includes(staff)) starts.push(start);
      }
      return starts;
    },
    take: (owner: string, visit: Omit<Visit, "asked">, expires?: number): void => {
      rows.push(
        ...rowsFor(owner, visit).map((row) => ({ ...row, ...(expires !== undefined && { expires }) })),
      );
    },
    takeAway: (owner: string, staff: string, start: number, end: number): void => {
      rows.push({ owner, subject: staff, claim: owner, start, end, capacity: 1 });
    },
    giveBack: (owner: string): void => {
      rows = rows.filter((row) => row.owner !== owner);
    },
  };
}

export type Model = ReturnType<typeof aModel>;

/** The rows that a visit occupies. */
export function rowsFor(owner: string, { service, terms, staff, start }: Omit<Visit, "asked">): Taken[] {
  return footprint(owner, { start_at: start, service_id: service, staff_id: staff }, terms);
}

function isOpen(start: number, minutes: number): boolean {
  const local = new Date(start - (start < SUMMER ? 5 : 4) * HOUR);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const weekday = local.getUTCDay();
  return weekday >= 1 && weekday <= 5 && minute % 15 === 0 && minute >= 9 * 60 && minute + minutes <= 17 * 60;
}
