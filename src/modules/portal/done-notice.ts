import type { Booking } from "#modules/booking/index.ts";

import type { Notice } from "./notice.ts";

/** What was just done, if the visit bears it out: anybody may write anything into an address. */
export function doneNotice(done: unknown, { row }: Booking): Notice | undefined {
  if (done === "moved" && row.status === "confirmed" && row.version > 1) {
    return { tone: "good", title: "Your visit was moved.", text: "This is the new time." };
  }
  return undefined;
}
