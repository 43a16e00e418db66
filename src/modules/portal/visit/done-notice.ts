import type { Booking } from "#modules/booking/index.ts";
import type { Notice } from "#modules/portal/notice.ts";

/** The actions that a visit's page can confirm. */
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

/** The confirmation of what was just done, if the visit's state agrees: the URL alone can be forged. */
export function doneNotice(done: unknown, { row }: Booking): Notice | undefined {
  if (done === "moved" || done === "moved_series")
    return row.status === "confirmed" && row.version > 1 ? MOVED[done] : undefined;
  return done === "moved_some" && row.series_id !== null ? MOVED.moved_some : undefined;
}
