import { formatInstant, type Instant, MINUTE } from "#kernel/instant.ts";
import { formatLocal } from "#kernel/local-date-time.ts";
import { spokenDate, timeLabel } from "#kernel/time-label.ts";
import type { Spans } from "#kernel/spans.ts";
import type { Zone } from "#kernel/zone.ts";
import type { Check, Clash, KindedRow, LimitCheck } from "#modules/calendar/index.ts";

import type { Names } from "./names.ts";
import type { BusyView, CheckView } from "./schemas.ts";

/** A check, worded for the owner. */
export function checkView(check: Check, names: Names): CheckView {
  const { rule, passed } = check;
  const busy = "busy" in check ? check.busy.map(busyView) : undefined;
  return { rule, passed, message: message(check, names), ...(busy && busy.length > 0 && { busy }) };
}

/** The owner id of a hold or offer is withheld: whoever knows it could use it. */
function busyView({ row, meets }: Clash): BusyView {
  const { kind, ownerId, start, end } = row as KindedRow;
  return {
    kind,
    booking_uid: kind === "visit" ? ownerId : null,
    start: formatInstant(start),
    end: formatInstant(end),
    meets,
  };
}

type CheckOf<Rule extends Check["rule"]> = Extract<Check, { rule: Rule }>;
type Wording = {
  readonly [Rule in Check["rule"]]: (check: CheckOf<Rule>, names: Names) => string;
};

const WORDING: Wording = {
  service_known: either("The service exists.", "There's no such service."),
  service_active: either("The service is offered.", "The service isn't offered."),
  staff_active: either("Works here.", "Doesn't take visits."),
  does_service: either("Does this service.", "Doesn't do this service."),
  not_past: either("It hasn't passed.", "It has already passed."),
  notice: ({ earliest }, { zone }) =>
    `With the required notice, the earliest start is ${when(zone, earliest)}.`,
  booking_window: ({ lastDate }) =>
    lastDate === undefined
      ? "Any date can be booked."
      : `The last date that can be booked is ${spokenDate(lastDate)} ${lastDate.slice(0, 4)}.`,
  business_limit: limitWords,
  service_limit: limitWords,
  staff_limit: limitWords,
  hours: hoursWords,
  free: ({ busy }) => busyWords(busy),
  grid: gridWords,
  resources: ({ full }, { nameOf }) =>
    full.length === 0
      ? "Everything it needs is free."
      : `All taken: ${full.map(({ resourceId }) => nameOf(resourceId)).join(" and ")}.`,
  seats: ({ passed, left }) => (passed ? `${left} seats are left.` : "There aren't enough seats."),
};

function message(check: Check, names: Names): string {
  const word = WORDING[check.rule] as (check: Check, names: Names) => string;
  return word(check, names);
}

function either(yes: string, no: string): (check: Check) => string {
  return ({ passed }) => (passed === false ? no : yes);
}

function when(zone: Zone, at: Instant): string {
  return `${spokenDate(zone.localDateOf(at))}, ${timeLabel(zone, at)}`;
}

function hoursWords({ passed, opening, working }: CheckOf<"hours">, { zone }: Names): string {
  const open = `The business is open ${windowWords(opening, zone)}; this person works ${windowWords(working, zone)}.`;
  return passed ? open : `The visit isn't within working hours. ${open}`;
}

/** The windows within a day of the start. */
function windowWords(spans: Spans, zone: Zone): string {
  const windows: string[] = [];
  for (let i = 0; i < spans.length; i += 2) {
    const [from, to] = [spans[i]! * MINUTE, spans[i + 1]! * MINUTE];
    windows.push(
      `${formatLocal(zone, from).replace("T", " ")} to ${formatLocal(zone, to).replace("T", " ")}`,
    );
  }
  return windows.length === 0 ? "not at all around then" : windows.join(", ");
}

const KINDS: Readonly<Record<KindedRow["kind"], string>> = {
  visit: "a visit",
  hold: "a time someone is holding",
  offer: "a time offered to someone on the waitlist",
  absence: "time off",
  busy: "something in another calendar",
};

function busyWords(busy: readonly Clash[]): string {
  if (busy.length === 0) return "Nothing is in the way.";
  const things = busy.map(({ row, meets }) => {
    const what = KINDS[(row as KindedRow).kind];
    return meets === "visit" ? what : `${what} (in the time before or after the visit)`;
  });
  return `In the way: ${[...new Set(things)].join(", ")}.`;
}

function gridWords({ passed, joinsClass }: CheckOf<"grid">): string {
  if (joinsClass) return "A class with room starts then.";
  if (passed === null) return "Starts are counted from free time, and there's none then.";
  return passed ? "Visits can start then." : "Visits don't start at this minute.";
}

const WHOSE = { business_limit: "The business", service_limit: "The service", staff_limit: "This person" };

function limitWords({ rule, limits, onDate, inWeek }: LimitCheck): string {
  const day = limits.perDay === null ? [] : [`${limits.perDay} visits a day (there are ${onDate})`];
  const week = inWeek === undefined ? [] : [`${limits.perWeek} a week (there are ${inWeek})`];
  return `${WHOSE[rule]} takes at most ${[...day, ...week].join(" and ")}.`;
}
