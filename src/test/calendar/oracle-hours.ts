import { Temporal } from "temporal-polyfill";

import { WEEKDAYS } from "#kernel/local-date.ts";
import type {
  AvailabilityQuery,
  CalendarRules,
  Overrides,
  ServiceRules,
  StaffRules,
  WeeklyHours,
  Windows,
} from "#modules/calendar/index.ts";

import { dateAt, edge, firstMinute, type Horizon, MINUTE, type Minutes, noMinutes } from "./oracle-time.ts";

/** Everything the oracle needs for one query. */
export type Scene = {
  readonly rules: CalendarRules;
  readonly service: ServiceRules;
  readonly query: AvailabilityQuery;
  /** All dates that could matter, and all minutes. */
  readonly dates: readonly Temporal.PlainDate[];
  readonly horizon: Horizon;
  /** Contains every start that the query asks for. */
  readonly asked: Horizon;
  /** The first instant after the notice period, and the last date that can be booked. */
  readonly noticeEnds: number;
  readonly lastDate: string;
  readonly opening: Minutes;
};

export function sceneOf(rules: CalendarRules, service: ServiceRules, query: AvailabilityQuery): Scene {
  const zone = rules.zone.id;
  const from = Temporal.PlainDate.from(query.from);
  const to = Temporal.PlainDate.from(query.to);
  // Wider than any window, zone, grid or visit of the random calendars.
  const dates = Array.from({ length: from.until(to).total("days") + 8 }, (_, i) => from.add({ days: i - 4 }));
  const horizon = {
    first: firstMinute(from.subtract({ days: 3 }), zone),
    end: firstMinute(to.add({ days: 3 }), zone),
  };
  // A clock that is set back over midnight returns to the previous date.
  const asked = { first: firstMinute(from, zone) - 120, end: firstMinute(to.add({ days: 1 }), zone) + 120 };
  const byChannel = new Map(Object.entries(rules.noticeByChannel)).get(query.channel ?? "");
  const notice = query.override ? 0 : (service.minNoticeMinutes ?? byChannel ?? rules.minNoticeMinutes);
  const noticeEnds = query.now + notice * MINUTE;
  const lastDate = query.override
    ? "9999-12-31"
    : dateAt(query.now, zone)
        .add({ days: rules.bookingWindowDays - 1 })
        .toString();
  const opening = noMinutes(horizon);
  addWindows(opening, zone, dates, (date) => windowsOn(rules, date));
  return { rules, service, query, dates, horizon, asked, noticeEnds, lastDate, opening };
}

/** When someone works: within their own hours, while the business is open. */
export function workingMinutes({ rules, dates, horizon, opening }: Scene, person: StaffRules): Minutes {
  const own = noMinutes(horizon);
  const zone = (person.zone ?? rules.zone).id;
  const { hours, overrides } = person;
  if (hours === null) {
    const usual = dates.filter((date) => !overrides.has(date.toString() as never));
    addWindows(own, rules.zone.id, usual, (date) => windowsOn(rules, date));
    addWindows(own, zone, dates, (date) => overrides.get(date.toString() as never) ?? []);
  } else addWindows(own, zone, dates, (date) => windowsOn({ hours, overrides }, date));
  const working = noMinutes(horizon);
  for (let minute = horizon.first; minute < horizon.end; minute += 1)
    if (own.has(minute) && opening.has(minute)) working.add(minute);
  return working;
}

/** Rule 4: an override replaces the windows that start on its date. */
function windowsOn(
  week: { readonly hours: WeeklyHours; readonly overrides: Overrides },
  date: Temporal.PlainDate,
): Windows {
  const weekday = WEEKDAYS[date.dayOfWeek - 1] ?? "mon";
  return week.overrides.get(date.toString() as never) ?? week.hours[weekday] ?? [];
}

function addWindows(
  minutes: Minutes,
  zone: string,
  dates: readonly Temporal.PlainDate[],
  windowsOf: (date: Temporal.PlainDate) => Windows,
): void {
  for (const date of dates) {
    for (const [start, end] of windowsOf(date)) {
      const last = edge(zone, date, end, "later");
      for (let minute = edge(zone, date, start, "earlier"); minute < last; minute += 1) minutes.add(minute);
    }
  }
}

/** The first minutes of the dates that are completely covered by these minutes. */
export function wholeDays({ rules, dates, horizon }: Scene, minutes: Minutes): Minutes {
  const midnights = noMinutes(horizon);
  for (const date of dates) {
    const next = firstMinute(date.add({ days: 1 }), rules.zone.id);
    let minute = firstMinute(date, rules.zone.id);
    const first = minute;
    while (minute < next && minutes.has(minute)) minute += 1;
    if (minute === next) midnights.add(first);
  }
  return midnights;
}
