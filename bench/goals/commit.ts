import { openFile } from "#db/open.ts";
import { tenantPath } from "#db/tenant-file.ts";

import { barePages, pagesOf } from "../bare-pages.ts";
import { booking } from "../booking.ts";
import { ratioOf } from "../findings.ts";
import { freeStarts } from "../free-starts.ts";
import type { Goal } from "../goal.ts";
import { inTurns } from "../in-turns.ts";
import { oneRowInsert } from "../one-row-insert.ts";
import { USUAL } from "../salon.ts";
import { makeTenant, openTenant } from "../tenant-file.ts";

/** Bookings after which they get no faster: half the cost of the first thousands is the compiler's. */
const TO_WARM = 5_000;

/** G7: the cost of a booking, compared with the cheapest possible durable commit on this disk. */
export const commit: Goal = {
  ids: ["G7"],
  title: "A booking's commit",
  onSlowerDisk: true,
  measure: async ({ quick, rounds, folder }) => {
    const path = folder("commit");
    const id = await makeTenant(path, USUAL);
    const { db } = openTenant(path, id);
    const sides = {
      book: booking(db, freeStarts(db, quick ? 10_000 : 30_000)),
      insert: oneRowInsert(path),
    };
    const { book, insert } = await inTurns(sides, { rounds, turn: 100, warmUp: TO_WARM, clock: "wall" });
    const pages = Math.round(await pagesOf(openFile(tenantPath(path, id), { kind: "tenant" }), sides.book));
    const floor = { bare: barePages(path, pages), row: sides.insert };
    const { bare, row } = await inTurns(floor, { rounds, turn: 100, clock: "wall" });
    const { book: bookCpu, insert: insertCpu } = await inTurns(sides, { rounds });
    return [
      ratioOf(
        { goal: "G7", what: "booking / one-row FULL insert, time", limit: { atMost: 2.5 } },
        book,
        insert,
      ),
      ratioOf(
        { goal: "G7", what: `${pages} pages alone, without SQLite / one-row FULL insert, time` },
        bare,
        row,
      ),
      ratioOf({ goal: "G7", what: "booking / one-row FULL insert, CPU" }, bookCpu, insertCpu),
    ];
  },
};
