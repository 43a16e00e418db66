import { findBooking } from "#modules/booking/index.ts";
import { build, type TenantDb } from "#db/tenant-db.ts";

import { answer } from "../answer.ts";
import { booking } from "../booking.ts";
import { ratioOf } from "../findings.ts";
import { freeStarts } from "../free-starts.ts";
import type { Finding, Goal } from "../goal.ts";
import { inTurns, type Work } from "../in-turns.ts";
import { inTurn, queries } from "../queries.ts";
import { openSalon } from "../tenant-file.ts";

const FEW = 500;

/** G9: past bookings must not make today's work more expensive. */
export const history: Goal = {
  ids: ["G9"],
  title: "A long history",
  measure: async ({ quick, rounds, folder }) => {
    const many = quick ? 20_000 : 500_000;
    const path = folder("history");
    const young = await openSalon(path, { staff: 5, visits: FEW / 2 });
    const old = await openSalon(path, { staff: 5, visits: FEW / 2, history: many - FEW });
    const compare = async (what: string, work: (db: TenantDb) => Work, clock?: "wall"): Promise<Finding> => {
      const sides = { old: work(old), young: work(young) };
      const found = await inTurns(sides, { rounds, ...(clock && { clock, turn: 100 }) });
      const title = `${what}, ${many.toLocaleString("en")} visits / ${FEW}`;
      return ratioOf({ goal: "G9", what: title, limit: { atMost: 2 } }, found.old, found.young);
    };
    return [
      await compare("availability of 7 days, computed", computing),
      await compare("looking a visit up", lookingUp),
      await compare("booking", (db) => booking(db, freeStarts(db, 20_000)), "wall"),
    ];
  },
};

function computing(db: TenantDb): Work {
  const next = queries(7);
  return () => answer(db, next());
}

/** A sample of all visits, far apart in the file. */
function lookingUp(db: TenantDb): Work {
  const uids = db.all(build.selectFrom("bookings").select("uid").orderBy("uid")).map(({ uid }) => uid);
  const next = inTurn(uids.map((_, i) => uids[(i * 7919) % uids.length]!));
  return () => findBooking(db, next());
}
