import type { Booking } from "#modules/booking/index.ts";

import type { Notice } from "./notice.ts";

/** What a page of a visit can be told that was just done to it. */
export type DoneWhat = keyof typeof MOVED;

const MOVED = {
  moved: { tone: "good", title: "Your visit was moved.", text: "Here's the new time." },
  moved_series: { tone: "good", title: "Your visits were moved.", text: "The others are below." },
  moved_some: {
    tone: "calm",
    title: "Some of your visits were moved.",
    text: "The ones that couldn't be moved stay as they were. All of them are below.",
  },
} as const satisfies Record<string, Notice>;

/** What was just done, if the visit bears it out: anybody may write anything into an address. */
export function doneNotice(done: unknown, { row }: Booking): Notice | undefined {
  if (done === "moved" || done === "moved_series")
    return row.status === "confirmed" && row.version > 1 ? MOVED[done] : undefined;
  return done === "moved_some" && row.series_id !== null ? MOVED.moved_some : undefined;
}
