import { formatInstant, type Instant } from "#kernel/instant.ts";

/** An entry for somebody's calendar. */
export type Entry = {
  readonly title: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly place: string;
};

/** Links that prefill an entry in web calendars. They do not contain the visit's own link. */
export function calendarLinks(entry: Entry): { readonly google: string; readonly outlook: string } {
  return { google: googleLink(entry), outlook: outlookLink(entry) };
}

function googleLink({ title, start, end, place }: Entry): string {
  const query = new URLSearchParams({
    action: "TEMPLATE",
    text: title,
    dates: `${compact(start)}/${compact(end)}`,
    ...(place !== "" && { location: place }),
  });
  return `https://calendar.google.com/calendar/render?${query.toString()}`;
}

function outlookLink({ title, start, end, place }: Entry): string {
  const query = new URLSearchParams({
    path: "/calendar/action/compose",
    rru: "addevent",
    subject: title,
    startdt: formatInstant(start),
    enddt: formatInstant(end),
    ...(place !== "" && { location: place }),
  });
  return `https://outlook.live.com/calendar/0/deeplink/compose?${query.toString()}`;
}

/** `20260310T140000Z` (RFC 5545, 3.3.5). */
function compact(at: Instant): string {
  return formatInstant(at).replace(/[-:]/g, "");
}
