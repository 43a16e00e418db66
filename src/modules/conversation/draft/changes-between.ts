import type { Draft } from "#modules/conversation/state.ts";

import type { DraftChange } from "./draft-update.ts";

/** The kind of change for each field of a draft. */
const ABOUT: Readonly<Record<keyof Draft, DraftChange>> = {
  goal: "goal",
  items: "service",
  staffId: "staff",
  among: "staff",
  dates: "date",
  dateRange: "date",
  refusedDates: "date",
  time: "time",
  timeRange: "time",
  earliest: "time",
  latest: "time",
  name: "contact",
  email: "contact",
  phone: "contact",
  notes: "note",
  people: "people",
  later: "people",
  repeat: "repeat",
  scope: "scope",
  bookingUid: "visit",
  others: "visit",
  reference: "visit",
};

/** What differs between two drafts. */
export function changesBetween(before: Draft, after: Draft): DraftChange[] {
  const keys = Object.keys(ABOUT) as (keyof Draft)[];
  const isOther = (key: keyof Draft): boolean =>
    before[key] !== after[key] && JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  const changed = keys.filter(isOther);
  const about = new Set(changed.map((key) => ABOUT[key]));
  if (about.has("service") && isSamePlan(before, after)) {
    about.delete("service");
    about.add("staff");
  }
  return [...about];
}

/** If the services are the same, the person changed. */
export function isSamePlan(before: Pick<Draft, "items">, after: Pick<Draft, "items">): boolean {
  const services = ({ items }: Pick<Draft, "items">) => items.map(({ serviceId }) => serviceId).join(" ");
  return services(before) === services(after);
}
