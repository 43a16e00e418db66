import { groupBy, missing, type ReadRows, type Row, visitsIn } from "./rows.ts";

const HOUR = 3_600_000;
/** The message that a customer with an email address gets, by the event that causes it. */
const TOLD: Readonly<Record<string, string>> = {
  booking_confirmed: "booking_confirmation",
  booking_rescheduled: "booking_rescheduled",
  booking_cancelled: "booking_cancellation",
  series_booked: "booking_confirmation",
  series_rescheduled: "booking_rescheduled",
  series_cancelled: "booking_cancellation",
};

/**
 * Each event that a customer should hear of must have one message per channel that reaches them; for a
 * series, about the event's earliest visit.
 */
export function messageProblems(read: ReadRows): string[] {
  const customers = groupBy(read("select * from customers"), "id");
  const expected = read("select * from events order by seq").flatMap((event) => {
    const kind = TOLD[event["kind"]];
    const [visit] = visitsIn(event).toSorted((a, b) => a["start_at"] - b["start_at"]);
    const [customer] = customers.get(visit?.["customer_id"]) ?? [];
    if (kind === undefined || !visit || !customer) return [];
    return channelsTo(customer).map((channel) => `${kind}/${visit["uid"]}/${visit["version"]}/${channel}`);
  });
  // Messages from the waitlist are not about a visit.
  const found = read("select * from outbox where booking_uid is not null and kind <> 'booking_reminder'").map(
    (row) => `${row["kind"]}/${row["booking_uid"]}/${row["booking_version"]}/${row["channel"]}`,
  );
  return [
    ...missing(expected, found).map((key) => `nobody is told of ${key}`),
    ...missing(found, expected).map((key) => `a message about nothing: ${key}`),
  ];
}

/**
 * Everybody who is expected is reminded a day and two hours before, unless that was already past when the visit
 * came to this start; no reminder of anything else is planned.
 */
export function reminderProblems(read: ReadRows, bookings: readonly Row[]): string[] {
  const customers = groupBy(read("select * from customers"), "id");
  const since = new Map<string, number>();
  for (const event of read("select * from events order by seq")) {
    for (const { table, id, before, after } of JSON.parse(event["changes"]) as Row[]) {
      if (table === "bookings" && startOf(after) !== startOf(before)) since.set(id, event["at"]);
    }
  }
  const expected = bookings.flatMap((visit) => {
    const [customer] = customers.get(visit["customer_id"]) ?? [];
    const start = startOf(visit);
    if (!customer || start === undefined) return [];
    const due = [24, 2].map((hours) => start - hours * HOUR);
    const planned = due.filter((at) => at > (since.get(visit["uid"]) ?? 0));
    return planned.flatMap((at) => channelsTo(customer).map((channel) => `${visit["uid"]}/${at}/${channel}`));
  });
  const rows = read("select * from outbox where kind = 'booking_reminder'").map((row) => {
    const { hours, start } = JSON.parse(row["payload"]) as Row;
    const key = `${row["booking_uid"]}/${start - hours * HOUR}/${row["channel"]}`;
    return { key, isPlanned: row["state"] === "queued" && row["attempts"] === 0 };
  });
  const found = rows.map(({ key }) => key);
  const planned = rows.filter(({ isPlanned }) => isPlanned).map(({ key }) => key);
  return [
    ...missing(expected, found).map((key) => `nobody is reminded of ${key}`),
    ...missing(planned, expected).map((key) => `a reminder of nothing: ${key}`),
    ...(new Set(planned).size === planned.length ? [] : ["a reminder is planned twice"]),
  ];
}

/** When a customer is expected; undefined if nobody is, or they are here already. */
function startOf(visit: Row | null): number | undefined {
  return visit?.["status"] === "confirmed" && visit["checked_in_at"] === null
    ? (visit["start_at"] as number)
    : undefined;
}

function channelsTo(customer: Row): string[] {
  return [
    ...(customer["email"] === null ? [] : ["email"]),
    ...(customer["phone"] === null || customer["sms_consent_at"] === null ? [] : ["sms"]),
  ];
}
