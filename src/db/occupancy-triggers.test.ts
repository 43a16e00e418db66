import type { PGlite } from "@electric-sql/pglite";
import Database from "better-sqlite3";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";

import { anEmptyPostgres } from "#test/postgres.ts";
import { aMigratedFile } from "#test/tenant-db.ts";

/** The number of random histories, and a seed to reproduce a failure. */
const RUNS = { seed: 20_260_306, numRuns: 150 };
const HOUR = 3_600_000;
const MIDNIGHT = Date.UTC(2026, 2, 6);

const QUANTITIES: Readonly<Record<string, number>> = { chair: 1, room: 2, bikes: 3 };
const SUBJECTS = ["mia", "noor", ...Object.keys(QUANTITIES)] as const;

/** An occupancy in hours of the day instead of instants. */
type Row = {
  readonly subject: (typeof SUBJECTS)[number];
  readonly kind: "visit" | "hold" | "offer" | "absence" | "busy";
  readonly claim: string;
  readonly seats: number;
  readonly capacity: number;
  readonly start: number;
  readonly end: number;
};
type Operation =
  | { readonly type: "insert"; readonly row: Row }
  | { readonly type: "update"; readonly nth: number; readonly change: Partial<Row> }
  | { readonly type: "delete"; readonly nth: number };

const isFirm = (kind: Row["kind"]): boolean => ["visit", "hold", "offer"].includes(kind);

describe("the occupancy triggers", () => {
  it("agree with an hour-by-hour search, whatever is inserted, moved, extended and deleted", () => {
    const refusals = { seen: 0, of: 0 };
    fc.assert(
      fc.property(
        fc.array(anyOperation(anyRow), { minLength: 15, maxLength: 40, size: "max" }),
        (history) => {
          const file = aTenantFile();
          const rows = new Map<number, Row>();
          for (const operation of history) {
            const expected = verdictByHours(rows, operation);
            const found = apply(file, rows, operation);
            expect(found).toBe(expected);
            refusals.of++;
            if (found === "refused") refusals.seen++;
          }
          file.close();
        },
      ),
      RUNS,
    );
    // Histories in which everything is accepted, or nothing, would prove little.
    expect(refusals.seen / refusals.of).toBeGreaterThan(0.1);
    expect(refusals.seen / refusals.of).toBeLessThan(0.7);
  });

  it("never let a person or a single resource be taken twice at once", () => {
    const firmRow = anyRow.filter((row) => isFirm(row.kind));
    fc.assert(
      fc.property(
        fc.array(anyOperation(firmRow), { minLength: 15, maxLength: 40, size: "max" }),
        (history) => {
          const file = aTenantFile();
          const rows = new Map<number, Row>();
          for (const operation of history) {
            if (operation.type === "update" && operation.change.kind && !isFirm(operation.change.kind))
              continue;
            apply(file, rows, operation);
          }
          for (const subject of ["mia", "noor", "chair"]) {
            const ofSubject = [...rows.values()].filter((row) => row.subject === subject);
            for (let hour = 0; hour < 120; hour++) {
              const claims = new Set(
                ofSubject.filter((row) => row.start <= hour && hour < row.end).map((row) => row.claim),
              );
              expect(claims.size).toBeLessThanOrEqual(1);
            }
          }
          file.close();
        },
      ),
      { ...RUNS, numRuns: 50 },
    );
  });
});

describe("the occupancy triggers for one unit and one seat", () => {
  let server: PGlite;
  beforeAll(async () => {
    server = await anEmptyPostgres();
    await server.exec(`
      create extension if not exists btree_gist;
      create table occupancies (
        id integer primary key,
        subject_id text not null,
        during int8range not null,
        exclude using gist (subject_id with =, during with &&)
      )`);
  });

  it("give the same verdicts as an exclusion constraint of PostgreSQL", async () => {
    const singles = anyRow.filter(
      (row) => isFirm(row.kind) && row.subject !== "room" && row.subject !== "bikes",
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyOperation(singles), { minLength: 8, maxLength: 25, size: "max" }),
        async (history) => {
          const file = aTenantFile();
          const rows = new Map<number, Row>();
          await server.exec("delete from occupancies");
          for (const [n, operation] of history.entries()) {
            const alone = asSingle(operation, n);
            const expected = await verdictOfPostgres(server, rows, alone);
            expect(apply(file, rows, alone)).toBe(expected);
          }
          file.close();
        },
      ),
      { ...RUNS, numRuns: 60 },
    );
  });
});

describe("a class", () => {
  const yoga: Row = {
    subject: "mia",
    kind: "visit",
    claim: "yoga",
    seats: 1,
    capacity: 3,
    start: 9,
    end: 10,
  };

  it("accepts participants up to its capacity, and nothing else at that time", () => {
    const file = aTenantFile();
    const rows = new Map<number, Row>();
    const insert = (row: Partial<Row>) => apply(file, rows, { type: "insert", row: { ...yoga, ...row } });
    expect(insert({ seats: 2 })).toBe("done");
    expect(insert({ claim: "cut", capacity: 1 })).toBe("refused");
    expect(insert({ seats: 2 })).toBe("refused");
    expect(insert({ kind: "hold" })).toBe("done");
    expect(insert({})).toBe("refused");
    expect(insert({ start: 10, end: 11 })).toBe("done");
    file.close();
  });
});

describe("a resource that does not exist", () => {
  it("cannot be taken", () => {
    const file = aTenantFile();
    const row: Row = {
      subject: "chair",
      kind: "visit",
      claim: "a",
      seats: 1,
      capacity: 1,
      start: 9,
      end: 10,
    };
    file.prepare("delete from resources").run();
    expect(apply(file, new Map(), { type: "insert", row })).toBe("refused");
    file.close();
  });
});

const anyTime = fc
  .record({
    start: fc.integer({ min: 0, max: 60 }),
    length: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 1, max: 4 }) },
      { weight: 1, arbitrary: fc.integer({ min: 40, max: 48 }) },
    ),
  })
  .map(({ start, length }) => ({ start, end: start + length }));

/** Mostly within one morning, so that rows overlap. */
const aMorning = fc
  .record({ start: fc.integer({ min: 8, max: 11 }), length: fc.integer({ min: 1, max: 3 }) })
  .map(({ start, length }) => ({ start, end: start + length }));

const anyRow: fc.Arbitrary<Row> = fc
  .record({
    subject: fc.constantFrom(...SUBJECTS),
    kind: fc.constantFrom(
      "visit" as const,
      "visit" as const,
      "hold" as const,
      "offer" as const,
      "absence" as const,
      "busy" as const,
    ),
    claim: fc.constantFrom("a", "b", "c", "d"),
    seats: fc.integer({ min: 1, max: 2 }),
    capacity: fc.integer({ min: 1, max: 3 }),
    time: fc.oneof({ weight: 3, arbitrary: aMorning }, { weight: 1, arbitrary: anyTime }),
  })
  .map(({ time, ...row }) => ({ ...row, ...time }));

function anyOperation(row: fc.Arbitrary<Row>): fc.Arbitrary<Operation> {
  const nth = fc.nat(30);
  const change = fc.oneof(
    row.map(({ start, end }) => ({ start, end })),
    row.map(({ kind }) => ({ kind })),
    row.map(({ seats, capacity }) => ({ seats, capacity })),
    row.map(({ claim }) => ({ claim })),
    row.map(({ subject, start, end }) => ({ subject, start, end })),
  );
  return fc.oneof(
    { weight: 5, arbitrary: fc.record({ type: fc.constant("insert" as const), row }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant("update" as const), nth, change }) },
    { weight: 1, arbitrary: fc.record({ type: fc.constant("delete" as const), nth }) },
  );
}

/** The same with a claim of its own and a single seat. */
function asSingle(operation: Operation, n: number): Operation {
  if (operation.type === "delete") return operation;
  if (operation.type === "insert") {
    return { type: "insert", row: { ...operation.row, claim: `claim ${n}`, seats: 1, capacity: 1 } };
  }
  const { kind, subject, start, end } = operation.change;
  const change = {
    ...(kind && { kind }),
    ...(subject && { subject }),
    ...(start !== undefined && end !== undefined && { start, end }),
  };
  return { ...operation, change };
}

type Verdict = "done" | "refused" | "nothing";

function aTenantFile(): Database.Database {
  const file = new Database(emptyFile());
  const insert = file.prepare(
    "insert into resources (id, ref, name, quantity, created_at, updated_at) values (?, ?, ?, ?, 0, 0)",
  );
  for (const [id, quantity] of Object.entries(QUANTITIES)) insert.run(id, id, id, quantity);
  return file;
}

let empty: Buffer | undefined;
function emptyFile(): Buffer {
  empty ??= aMigratedFile().serialize();
  return empty;
}

const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** Compiling these statements with all their triggers takes longer than running them. */
function prepared(file: Database.Database, sql: string): Database.Statement {
  const known = statements.get(file) ?? new Map<string, Database.Statement>();
  statements.set(file, known);
  const statement = known.get(sql) ?? file.prepare(sql);
  known.set(sql, statement);
  return statement;
}

/** SQLite's verdict; rows that it accepted are mirrored in `rows`. */
function apply(file: Database.Database, rows: Map<number, Row>, operation: Operation): Verdict {
  const target = targetOf(rows, operation);
  if (operation.type !== "insert" && target === undefined) return "nothing";
  try {
    if (operation.type === "delete") {
      prepared(file, "delete from occupancies where id = ?").run(target);
      rows.delete(target!);
      return "done";
    }
    const before = rows.get(target!);
    const row = operation.type === "insert" ? operation.row : { ...before!, ...operation.change };
    const id = before === undefined ? insertRow(file, row) : changeRow(file, target!, before, row);
    rows.set(id, row);
    return "done";
  } catch (error) {
    if ((error as Error).message !== "occupancy_conflict") throw error;
    return "refused";
  }
}

/** Like the product: a row that takes more than before cannot be updated, so it is deleted and inserted again. */
function changeRow(file: Database.Database, id: number, before: Row, after: Row): number {
  if (!isFirm(after.kind) || !takesMore(before, after)) return updateRow(file, id, after);
  assertRefused(() => updateRow(file, id, after), "occupancies are entered anew");
  return file.transaction(() => {
    prepared(file, "delete from occupancies where id = ?").run(id);
    return insertRow(file, after, id);
  })();
}

function assertRefused(attempt: () => unknown, why: string): void {
  try {
    attempt();
  } catch (error) {
    if ((error as Error).message === why) return;
    throw error;
  }
  throw new Error("It was not refused.");
}

function insertRow(file: Database.Database, row: Row, id: number | null = null): number {
  const { lastInsertRowid } = prepared(
    file,
    `insert into occupancies (id, subject_kind, subject_id, kind, owner_id, claim, seats, capacity, start_at, end_at, expires_at)
       values (@id, @subject_kind, @subject_id, @kind, 'owner', @claim, @seats, @capacity, @start_at, @end_at, @expires_at)`,
  ).run({ ...columnsOf(row), id });
  return Number(lastInsertRowid);
}

function updateRow(file: Database.Database, id: number, row: Row): number {
  prepared(
    file,
    `update occupancies set subject_kind = @subject_kind, subject_id = @subject_id, kind = @kind, claim = @claim,
       seats = @seats, capacity = @capacity, start_at = @start_at, end_at = @end_at, expires_at = @expires_at
       where id = @id`,
  ).run({ ...columnsOf(row), id });
  return id;
}

function columnsOf(row: Row) {
  return {
    subject_kind: row.subject in QUANTITIES ? "resource" : "staff",
    subject_id: row.subject,
    kind: row.kind,
    claim: row.claim,
    seats: row.seats,
    capacity: row.capacity,
    start_at: MIDNIGHT + row.start * HOUR,
    end_at: MIDNIGHT + row.end * HOUR,
    expires_at: row.kind === "hold" ? 0 : null,
  };
}

function targetOf(rows: ReadonlyMap<number, Row>, operation: Operation): number | undefined {
  if (operation.type === "insert") return undefined;
  return [...rows.keys()][operation.nth % Math.max(1, rows.size)];
}

/** The verdict under the rules of decision 6, computed hour by hour instead of by comparing ends. */
function verdictByHours(rows: ReadonlyMap<number, Row>, operation: Operation): Verdict {
  const target = targetOf(rows, operation);
  if (operation.type === "insert") return fits(operation.row, [...rows.values()]) ? "done" : "refused";
  if (target === undefined) return "nothing";
  if (operation.type === "delete") return "done";
  const before = rows.get(target)!;
  const after = { ...before, ...operation.change };
  if (!takesMore(before, after)) return "done";
  const others = [...rows].filter(([id]) => id !== target).map(([, row]) => row);
  return fits(after, others) ? "done" : "refused";
}

function hoursOf(row: Row): number[] {
  return Array.from({ length: row.end - row.start }, (_, i) => row.start + i);
}

function takesMore(before: Row, after: Row): boolean {
  const had = new Set(hoursOf(before));
  return (
    before.subject !== after.subject ||
    before.claim !== after.claim ||
    before.kind !== after.kind ||
    hoursOf(after).some((hour) => !had.has(hour)) ||
    after.seats > before.seats ||
    after.capacity < before.capacity
  );
}

function fits(row: Row, others: readonly Row[]): boolean {
  if (!isFirm(row.kind)) return true;
  const hours = hoursOf(row);
  const met = others.filter(
    (other) => other.subject === row.subject && hoursOf(other).some((hour) => hours.includes(hour)),
  );
  const units = QUANTITIES[row.subject];
  if (units !== undefined) {
    return hours.every((hour) => {
      const there = met.filter((other) => other.claim !== row.claim && hoursOf(other).includes(hour));
      return new Set(there.map((other) => other.claim)).size < units;
    });
  }
  const sameClass = met.filter(
    (other) => other.claim === row.claim && String(hoursOf(other)) === String(hours),
  );
  if (sameClass.length < met.length) return false;
  return sameClass.reduce((seats, other) => seats + other.seats, row.seats) <= row.capacity;
}

const EXCLUSION_VIOLATION = "23P01";

async function verdictOfPostgres(
  server: PGlite,
  rows: ReadonlyMap<number, Row>,
  operation: Operation,
): Promise<Verdict> {
  const target = targetOf(rows, operation);
  if (operation.type !== "insert" && target === undefined) return "nothing";
  if (operation.type === "delete") {
    await server.query("delete from occupancies where id = $1", [target]);
    return "done";
  }
  const row = operation.type === "insert" ? operation.row : { ...rows.get(target!)!, ...operation.change };
  const id = target ?? Math.max(0, ...rows.keys()) + 1;
  try {
    await server.query(
      `insert into occupancies values ($1, $2, int8range($3, $4)) on conflict (id)
       do update set subject_id = excluded.subject_id, during = excluded.during`,
      [id, row.subject, row.start, row.end],
    );
    return "done";
  } catch (error) {
    if ((error as { code?: string }).code !== EXCLUSION_VIOLATION) throw error;
    return "refused";
  }
}
