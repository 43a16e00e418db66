import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { clientOf, type Reply } from "./client.ts";
import { aService, type Business, found } from "./founding.ts";
import { type ServerProcess, startQuickly } from "./server-process.ts";
import { problemsOfTenant } from "./tenant-file.ts";

const dataDir = mkdtempSync(join(tmpdir(), "frontdesk-races-"));
let server: ServerProcess;
let client: ReturnType<typeof clientOf>;
let luna: Business;

beforeAll(async () => {
  server = await startQuickly({ dataDir });
  client = clientOf(server.address);
  luna = await found(client, {
    services: [
      aService("cut"),
      aService("colour", { duration_minutes: 60 }),
      aService("yoga", { duration_minutes: 60, capacity: 3 }),
    ],
    staff: [{ ref: "mia", name: "Mia", services: ["cut", "colour", "yoga"] }],
  });
});

afterAll(async () => {
  client.close();
  await server.end("SIGKILL");
  rmSync(dataDir, { recursive: true, force: true });
});

/** A booking request. Each race has its own day in March; 14:00Z is 10:00 in New York. */
function wish(service: string, day: number, time = "14:00", n = 0): Wish {
  return {
    service_id: luna.services[service] ?? "",
    start: `2026-03-${String(day).padStart(2, "0")}T${time}:00Z`,
    customer: { name: `Customer ${n}`, email: `customer${n}@example.com` },
  };
}

type Wish = {
  readonly service_id: string;
  readonly start: string;
  readonly customer: { readonly name: string; readonly email: string };
};

let keys = 0;
function book(body: object, key = `key-${++keys}`, business = luna): Promise<Reply> {
  return business.ask("POST", "/v1/public/bookings", { body, headers: { "idempotency-key": key } });
}

function inParallel(count: number, work: (n: number) => Promise<Reply>): Promise<Reply[]> {
  return Promise.all(Array.from({ length: count }, (_, n) => work(n)));
}

/** How often each outcome occurred: `{ "201": 1, "409 SLOT_TAKEN": 49 }`. */
function tally(replies: readonly Reply[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of replies) {
    const outcome = status < 400 ? String(status) : `${status} ${body.error.reason}`;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

function cancel(booked: Reply): Promise<Reply> {
  const { booking, manage_token: key } = booked.body;
  return luna.ask("POST", `/v1/public/bookings/${booking.uid}/cancel`, { key, body: {} });
}

function expectConsistency(slug = "luna"): void {
  expect(problemsOfTenant(dataDir, slug)).toEqual([]);
}

describe("many at once", () => {
  test("fifty want one slot: one gets it, the others are shown three alternatives", async () => {
    const replies = await inParallel(50, (n) => book(wish("cut", 9, "14:00", n)));
    expect(tally(replies)).toEqual({ "201": 1, "409 SLOT_TAKEN": 49 });
    const offered = new Set<string>();
    for (const { status, body } of replies) {
      if (status === 201) continue;
      const { alternatives } = body.error.details;
      expect(alternatives).toHaveLength(3);
      for (const slot of alternatives) offered.add(slot.start);
    }
    for (const start of offered) {
      const booked = await book({ ...wish("cut", 9), start });
      expect({ start, status: booked.status }).toEqual({ start, status: 201 });
      expect((await cancel(booked)).status).toBe(200);
    }
    expectConsistency();
  });

  test("an hour at 10:00 and an hour at 10:30: only one of them all is booked", async () => {
    const times = ["14:00", "14:30"];
    const replies = await inParallel(50, (n) => book(wish("colour", 10, times[n % 2], n)));
    expect(tally(replies)).toEqual({ "201": 1, "409 SLOT_TAKEN": 49 });
    expectConsistency();
  });

  test("the same request twenty times is one booking and one answer", async () => {
    const replies = await inParallel(20, () => book(wish("cut", 11), "the-same-key"));
    expect(tally(replies)).toEqual({ "201": 20 });
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const list = await luna.administer("GET", "/v1/admin/bookings?start_date=2026-03-11&end_date=2026-03-11");
    expect(list.body.items).toHaveLength(1);
    expectConsistency();
  });

  test("one key for two different requests books one of them and refuses the other", async () => {
    const replies = await inParallel(20, (n) =>
      book(wish("cut", 12, n % 2 === 0 ? "14:00" : "15:00"), "another-key"),
    );
    expect(tally(replies)).toEqual({ "201": 10, "409 IDEMPOTENCY_MISMATCH": 10 });
    expect(
      new Set(replies.filter(({ status }) => status === 201).map(({ body }) => body.booking.uid)).size,
    ).toBe(1);
    expectConsistency();
  });

  test("a class of three seats takes three of twenty", async () => {
    const replies = await inParallel(20, (n) => book(wish("yoga", 13, "14:00", n)));
    expect(tally(replies)).toEqual({ "201": 3, "409 SLOT_TAKEN": 17 });
    expect((await book(wish("cut", 13, "14:30"))).body.error.reason).toBe("SLOT_TAKEN");
    expectConsistency();
  });

  test("holds and bookings of one slot: only one of them all wins", async () => {
    const replies = await inParallel(40, (n) => {
      const { customer: _, ...slot } = wish("cut", 16);
      return n % 2 === 0
        ? luna.ask("POST", "/v1/public/holds", { body: slot })
        : book(wish("cut", 16, "14:00", n));
    });
    expect(tally(replies)).toEqual({ "201": 1, "409 SLOT_TAKEN": 39 });
    expectConsistency();
  });

  test("the holder of a slot gets it, whoever else tries at the same time", async () => {
    const { customer: _, ...slot } = wish("cut", 17);
    const held = await luna.ask("POST", "/v1/public/holds", { body: slot });
    expect(held.status).toBe(201);
    const replies = await inParallel(20, (n) =>
      book({ ...wish("cut", 17, "14:00", n), ...(n === 12 && { hold_id: held.body.hold_id }) }),
    );
    expect(tally(replies)).toEqual({ "201": 1, "409 SLOT_TAKEN": 19 });
    expect(replies[12]?.status).toBe(201);
    expectConsistency();
  });

  test("one hold is used by one booking, however many are sent with it", async () => {
    const { customer: _, ...slot } = wish("cut", 18);
    const held = await luna.ask("POST", "/v1/public/holds", { body: slot });
    const replies = await inParallel(20, (n) =>
      book({ ...wish("cut", 18, "14:00", n), hold_id: held.body.hold_id }),
    );
    expect(tally(replies)).toEqual({ "201": 1, "409 SLOT_TAKEN": 19 });
    expectConsistency();
  });

  test("ten visits move to one slot: one succeeds, the others stay where they were", async () => {
    const booked: Reply[] = [];
    for (let n = 0; n < 10; n++) {
      const hour = 13 + Math.floor(n / 2);
      booked.push(await book(wish("cut", 19, `${hour}:${n % 2 === 0 ? "00" : "30"}`, n)));
    }
    const replies = await inParallel(10, (n) => {
      const { booking, manage_token: key } = booked[n]?.body ?? {};
      return luna.ask("POST", `/v1/public/bookings/${booking.uid}/reschedule`, {
        key,
        body: { start: "2026-03-19T19:00:00Z" },
      });
    });
    expect(tally(replies)).toEqual({ "200": 1, "409 SLOT_TAKEN": 9 });
    expectConsistency();
  });

  test("a visit that is moved and cancelled at once ends up consistent", async () => {
    const booked = await book(wish("cut", 20));
    const { booking, manage_token: key } = booked.body;
    const replies = await inParallel(20, (n) =>
      n % 2 === 0
        ? cancel(booked)
        : luna.ask("POST", `/v1/public/bookings/${booking.uid}/reschedule`, {
            key,
            body: { start: `2026-03-20T${15 + (n % 5)}:00:00Z` },
          }),
    );
    expect(replies.filter((reply) => reply.status === 200).length).toBeGreaterThanOrEqual(10);
    const after = await luna.ask("GET", `/v1/public/bookings/${booking.uid}`, { key });
    expect(after.body.booking.status).toBe("cancelled");
    expectConsistency();
  });
});

test("a plan's last visit of the month goes to one of twenty", async () => {
  const bella = await found(client, { slug: "bella", plan: "starter" });
  const body = (n: number) => ({
    service_id: bella.services["cut"],
    start: new Date(Date.UTC(2026, 2, 9 + 7 * Math.floor(n / 15), 13, 30 * (n % 15))).toISOString(),
    customer: { name: `Customer ${n}`, email: `customer${n}@example.com` },
  });
  const before = await inParallel(99, (n) =>
    bella.administer("POST", "/v1/admin/bookings", { body: body(n) }),
  );
  expect(tally(before)).toEqual({ "201": 99 });

  const replies = await inParallel(20, (n) => book(body(99 + n), `last-${n}`, bella));
  expect(tally(replies)).toEqual({ "201": 1, "403 PLAN_LIMIT": 19 });
  expectConsistency("bella");
});
