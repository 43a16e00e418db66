import type { PGlite } from "@electric-sql/pglite";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";

import { anEmptyPostgres } from "#test/postgres.ts";

import { problemsOf } from "./consistency.ts";
import { anyCommand, anySingleCommand, type Command, DAYS, type Person, type Service } from "./histories.ts";
import { aPlay, HOLD_MINUTES, type Verdict } from "./play.ts";
import { rowsFor } from "./salon-model.ts";

const RUNS = { seed: 20_260_306, numRuns: 40 };
const LENGTHS = { minLength: 15, maxLength: 40, size: "max" } as const;
const QUARTER = 15 * 60_000;
const DONE = new Set(["booked", "held", "moved", "cancelled", "marked"]);

/** Checked after each command: what is listed for whom, and one start to try. */
const look = fc.record({
  service: fc.constantFrom<Service>("cut", "colour", "yoga"),
  staff: fc.constantFrom(undefined, "mia" as const, "noa" as const),
  day: fc.constantFrom(...DAYS),
  nth: fc.nat(99),
  quarter: fc.integer({ min: 50, max: 90 }),
});

describe("whatever happens in a salon", () => {
  test("a start can be booked exactly when the rules say so, and is listed exactly when it can be booked", () => {
    const seen = { taken: 0, had: 0, listed: 0 };
    fc.assert(
      fc.property(fc.array(fc.tuple(anyCommand, look), LENGTHS), (history) => {
        const play = aPlay();
        for (const [command, { service, staff, day, nth, quarter }] of history) {
          const verdict = play.step(command);
          if (verdict) assertAsModelled(verdict);
          if (verdict?.outcome === "taken") seen.taken++;
          if (verdict && DONE.has(verdict.outcome)) seen.had++;

          const { found, expected } = play.lists(service, staff, day);
          expect(found).toEqual(expected);
          seen.listed += found.length;
          for (const start of [found[nth % Math.max(1, found.length)], day + quarter * QUARTER])
            if (start !== undefined)
              assertTried(play, { service, staff, start, listed: found.includes(start) });
        }
        const { db } = play.salon;
        expect(problemsOf((sql) => db.all({ sql, parameters: [] }))).toEqual([]);
      }),
      RUNS,
    );
    // Histories without any conflicts would prove little.
    expect(Math.min(seen.taken, seen.had, seen.listed)).toBeGreaterThan(RUNS.numRuns);
  });
});

/** Must be bookable exactly if it is listed. */
function assertTried(
  play: ReturnType<typeof aPlay>,
  { service, staff, start, listed }: { service: Service; staff: Person; start: number; listed: boolean },
): void {
  expect({ start, bookable: play.couldBook(service, staff, start) }).toEqual({ start, bookable: listed });
}

/** Must be done by one of those who could serve it, or be refused if nobody could. */
function assertAsModelled({ command, outcome, by, possible }: Verdict): void {
  if (outcome === "released") return;
  const done = DONE.has(outcome);
  if (done !== possible.length > 0 || (by !== undefined && !possible.includes(by)))
    throw new Error(`${JSON.stringify(command)} was ${outcome} by ${by}; possible: [${possible.join(", ")}]`);
}

describe("one person's visits", () => {
  let server: PGlite;
  beforeAll(async () => {
    server = await anEmptyPostgres();
    await server.exec(`
      create extension if not exists btree_gist;
      create table taken (
        owner text not null, subject text not null, during int8range not null, expires int8,
        exclude using gist (subject with =, during with &&)
      )`);
  });

  test("are refused as taken exactly when PostgreSQL would refuse them", async () => {
    const seen = { accepted: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(anySingleCommand, { ...LENGTHS, maxLength: 25 }), async (history) => {
        await server.exec("delete from taken");
        const play = aPlay();
        for (const command of history) {
          const verdict = play.step(forMia(command));
          if (!verdict) continue;
          await server.query("delete from taken where expires <= $1", [play.now()]);
          const { outcome, by, wanted, owner = "nobody" } = verdict;
          if (outcome === "taken" || (wanted && by !== undefined)) {
            const answer = await insert(server, verdict, owner, play.now());
            if ((answer === "refused") !== (outcome === "taken"))
              throw new Error(`${JSON.stringify(command)} was ${outcome}, and PostgreSQL ${answer} it`);
            seen[answer]++;
          } else if (outcome === "released" || by !== undefined) {
            await server.query("delete from taken where owner = $1", [owner]);
          }
        }
      }),
      { ...RUNS, numRuns: 25 },
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(25);
  });
});

/** The same command, for the only person there is. */
function forMia(command: Command): Command {
  return command.type === "book" || command.type === "hold" || command.type === "move"
    ? { ...command, staff: "mia" }
    : command;
}

const EXCLUSION_VIOLATION = "23P01";

/** The verdict of an exclusion constraint on a visit, which replaces the visit it is moved from. */
async function insert(
  server: PGlite,
  { wanted, insteadOf = "", outcome }: Verdict,
  owner: string,
  now: number,
): Promise<"accepted" | "refused"> {
  if (!wanted) throw new Error("Nothing was wanted.");
  const expires = outcome === "held" ? now + HOLD_MINUTES * 60_000 : null;
  try {
    await server.transaction(async (tx) => {
      await tx.query("delete from taken where owner = $1", [insteadOf]);
      // The constraint cannot count the two chairs; there is only one Mia and one basin.
      for (const row of rowsFor(owner, wanted).filter(({ subject }) => subject !== "chair")) {
        await tx.query("insert into taken values ($1, $2, int8range($3, $4), $5)", [
          owner,
          row.subject,
          row.start,
          row.end,
          expires,
        ]);
      }
    });
    return "accepted";
  } catch (error) {
    if ((error as { code?: string }).code !== EXCLUSION_VIOLATION) throw error;
    return "refused";
  }
}
