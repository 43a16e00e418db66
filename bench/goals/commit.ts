import { join } from "node:path";

import { openFile } from "#db/open.ts";
import type { TenantDb } from "#db/tenant-db.ts";
import { bookOnce } from "#modules/booking/index.ts";

import { customerOf } from "../context.ts";
import { ratioOf } from "../findings.ts";
import { freeStarts } from "../free-starts.ts";
import type { Goal } from "../goal.ts";
import { inTurns, type Work } from "../in-turns.ts";
import { SERVICE, USUAL } from "../salon.ts";
import { openSalon } from "../tenant-file.ts";

/** G7: what booking costs beside the least that a durable commit can cost on this disk. */
export const commit: Goal = {
  ids: ["G7"],
  title: "A booking's commit",
  measure: async ({ quick, rounds, folder }) => {
    const path = folder("commit");
    const sides = {
      book: booking(await openSalon(path, USUAL), quick ? 10_000 : 30_000),
      insert: oneRowInsert(path),
    };
    const { book, insert } = await inTurns(sides, { rounds, turn: 100, clock: "wall" });
    const { book: bookCpu, insert: insertCpu } = await inTurns(sides, { rounds });
    return [
      ratioOf(
        { goal: "G7", what: "booking / one-row FULL insert, time", limit: { atMost: 2.5 } },
        book,
        insert,
      ),
      ratioOf({ goal: "G7", what: "booking / one-row FULL insert, CPU" }, bookCpu, insertCpu),
    ];
  },
};

/** Books for a new customer each time, with an idempotency key, as a request does. */
export function booking(db: TenantDb, most: number): Work {
  const ctx = customerOf(db);
  const starts = freeStarts(db, most);
  let count = 0;
  return () => {
    count += 1;
    const { outcome } = bookOnce(
      ctx,
      { scope: "bench", key: `key-${count}`, body: { count } },
      {
        serviceId: SERVICE,
        start: starts.next().value,
        customer: { name: "Ana Ruiz", email: `ana-${count}@example.com` },
        source: "page",
      },
    );
    if (outcome !== "booked") throw new Error(`The booking was refused: ${outcome}`);
  };
}

/** The raw rate: one prepared insert, committed by itself, with the house's pragmas. */
export function oneRowInsert(folder: string): Work {
  const file = openFile(join(folder, "raw.db"), { kind: "tenant", create: true });
  file.exec(
    "create table visits (id integer primary key, start_at integer not null, note text not null) strict",
  );
  const insert = file.prepare("insert into visits (start_at, note) values (?, ?)");
  let count = 0;
  return () => insert.run((count += 1), "a visit of half an hour");
}
