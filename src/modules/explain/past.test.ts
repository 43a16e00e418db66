import { describe, expect, test } from "vitest";

import { splitMix32 } from "#kernel/ids.ts";
import { DAY, HOUR, type Instant, MINUTE } from "#kernel/instant.ts";
import {
  bookSlot,
  cancelBooking,
  confirmBooking,
  holdSlot,
  markInside,
  moveBooking,
} from "#modules/booking/index.ts";
import { changeSettings, getHours, getPolicies } from "#modules/business/index.ts";
import { changeService } from "#modules/services/index.ts";
import { addOverride, addTimeOff, archiveStaff, changeStaff, removeTimeOff } from "#modules/staff/index.ts";
import {
  acceptOffer,
  declineOffer,
  passOnFreedTime,
  runDueWaitlist,
  wishEarlier,
} from "#modules/waitlist/index.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";
import { waits } from "#test/waitlist.ts";

import { explainSlot } from "./explain-slot.ts";
import type { Explanation } from "./schemas.ts";

const OWNER = { kind: "person", id: "owner", channel: "api" } as const;
const MONDAY = at("2026-03-09T13:00:00Z");
const SERVICES = ["cut", "tint", "class"];
const STAFF = ["mia", "noor", "zoe"];
const WEEK = { startDate: "2026-03-09", endDate: "2026-03-13" } as const;

/** Everything a calendar can have: buffers, free steps, a class, a resource, limits, a waitlist. */
function luna(): Salon {
  const policies = { limits: { per_day: 6, per_week: 25 }, waitlist: { quiet_hours: null } };
  const salon = aSalon({ policies, subscribers: [passOnFreedTime] })
    .has("chair", 1)
    .offers("cut", { buffer_after_minutes: 10, limits: '{"per_day":4}' })
    .offers("tint", { duration_minutes: 90, steps: TINT, slot_alignment: "opening" }, ["chair"])
    .offers("class", { capacity: 2, duration_minutes: 60, min_notice_minutes: 120 });
  return STAFF.reduce((so, id, i) => so.employs(id, SERVICES, { priority: i % 2 }), salon);
}

const TINT = '[{"minutes":30},{"minutes":30,"staff_free":true},{"minutes":30}]';

type Asked = {
  readonly serviceId: string;
  readonly start: Instant;
  readonly asOf: Instant;
  readonly told: Explanation;
};

const known = { name: "Ana Ruiz", email: "ana@example.com" };

/** A random action at a salon; a refused one has no effect. */
function act(salon: Salon, next: () => number, uids: string[], entries: string[]): void {
  const [ctx, owner] = [salon.ctx(), salon.ctx(OWNER)];
  const pick = <T>(things: readonly T[]): T => things[next() % things.length]!;
  const day = 9 + (next() % 5);
  const start = MONDAY + (day - 9) * DAY + (next() % 14) * 30 * MINUTE;
  const date = `2026-03-${String(day).padStart(2, "0")}` as const;
  const uid = pick(uids.length > 0 ? uids : [""]);
  const entry = pick(entries.length > 0 ? entries : [""]);
  const acts: (() => unknown)[] = [
    () => {
      const wish = { serviceId: pick(SERVICES), start, customer: known, source: "page" } as const;
      const made = bookSlot(ctx, wish);
      if (made.outcome === "booked") uids.push(made.booking.row.uid);
    },
    () => holdSlot(ctx, { serviceId: pick(SERVICES), start }),
    () => {
      const held = holdSlot(ctx, { serviceId: "cut", start });
      if (held.outcome !== "held") return;
      const wish = {
        serviceId: "cut",
        start,
        holdId: held.hold.id,
        customer: known,
        source: "page",
      } as const;
      const made = bookSlot(ctx, wish);
      if (made.outcome === "booked") uids.push(made.booking.row.uid);
    },
    () => {
      const items = [{ serviceId: "tint" }, { serviceId: "cut" }];
      const wish = { items, start, customer: known, source: "page" } as const;
      const made = salon.db.write((tx) => confirmBooking(ctx, tx, wish));
      if (made.outcome === "booked") uids.push(made.booking.row.uid);
    },
    () => cancelBooking(owner, uid, { byOwner: true }),
    () => moveBooking(owner, uid, { start, byOwner: true }),
    () => salon.db.write((tx) => void markInside(owner, tx, uid, "no_show")),
    () => entries.push(waits(salon, pick(["bo", "cy", "di"]), { serviceId: pick(SERVICES), ...WEEK })),
    () => entries.push(wishEarlier(ctx, uid, { ...WEEK, autoBook: next() % 4 === 0 }).id),
    () => void acceptOffer(ctx, entry),
    () => void declineOffer(ctx, entry),
    () => void (runDueWaitlist(ctx) && runDueWaitlist(ctx)),
    () => {
      const hour = 9 + (next() % 6);
      const [from, to] = [`${date}T${String(hour).padStart(2, "0")}:00`, `${date}T${hour + 3}:00`];
      const away = addTimeOff(owner, { staff_id: pick(STAFF), start: from, end: to, reason: "" });
      if (next() % 3 === 0) removeTimeOff(owner, away.id);
    },
    () => addOverride(owner, { staff_id: pick([null, "mia"]), date, hours: [["10:00", "14:00"]] }),
    () => changeService(owner, pick(SERVICES), { buffer_before_minutes: 5 * (next() % 4) }),
    () => changeService(owner, pick(SERVICES), { limits: { per_day: pick([null, 2]), per_week: null } }),
    () => changeStaff(owner, "noor", { hours: { mon: [["09:00", "12:00"]], tue: [["12:00", "17:00"]] } }),
    () => changeStaff(owner, "mia", { services: [pick(SERVICES), "cut"] }),
    () => (next() % 4 === 0 ? archiveStaff(owner, "zoe") : changeStaff(owner, "zoe", { active: true })),
    () =>
      changeSettings(owner, "policies", {
        ...getPolicies(salon.db),
        min_notice_minutes: 60 * (next() % 5),
        limits: { per_day: pick([null, 3, 6]), per_week: pick([null, 9]), active_per_customer: null },
      }),
    () =>
      changeSettings(owner, "hours", { ...getHours(salon.db), wed: [["08:00", pick(["12:00", "20:00"])]] }),
  ];
  try {
    const often = [0, 0, 0, 3, 4, 4, 8, 8, 9, 9].map((at) => acts[at]!);
    pick([...acts, ...often])();
  } catch (error) {
    // Refusals by a rule are irrelevant to this test.
    if (!(error instanceof Error) || error.name !== "AppError") throw error;
  }
}

/** Asks about now, which is also the instant of the last event, so that file and log must agree. */
async function ask(salon: Salon, serviceId: string, start: Instant): Promise<Asked> {
  const asOf = salon.clock.now();
  const told = await explainSlot(salon.ctx(OWNER), { serviceId, start });
  expect(await explainSlot(salon.ctx(OWNER), { serviceId, start, asOf })).toEqual(told);
  return { serviceId, start, asOf, told };
}

describe("the past, rebuilt from the log", () => {
  test.each([1, 2, 3, 4])("is told as it was told then, whatever has happened since (%i)", async (seed) => {
    const salon = luna();
    const next = splitMix32(seed);
    const uids: string[] = [];
    const entries: string[] = [];
    const asked: Asked[] = [];
    holdSlot(salon.ctx(), { serviceId: "cut", start: MONDAY });
    for (let step = 0; step < 90; step += 1) {
      salon.clock.advance(MINUTE * (1 + (next() % 7)) + (next() % 900));
      act(salon, next, uids, entries);
      if (next() % 12 === 0) salon.clock.advance((next() % 20) * HOUR);
      const serviceId = SERVICES[next() % SERVICES.length]!;
      for (let i = 0; i < 2; i += 1)
        asked.push(await ask(salon, serviceId, MONDAY + (next() % 5) * DAY + (next() % 16) * 30 * MINUTE));
    }
    const reasons = new Set<string>();
    for (const { serviceId, start, asOf, told } of asked) {
      expect(await explainSlot(salon.ctx(OWNER), { serviceId, start, asOf })).toEqual(told);
      reasons.add(told.reason ?? "offered");
    }
    expect([...reasons]).toEqual(expect.arrayContaining(["offered", "taken", "closed"]));
  });

  test("knows a hold that expired and was deleted without an event", async () => {
    const salon = luna();
    const start = MONDAY + 2 * HOUR;
    const staffIds = STAFF.map((staffId) => ({ serviceId: "cut", staffId, start }));
    for (const wish of staffIds) holdSlot(salon.ctx(), wish);
    salon.clock.advance(MINUTE);
    const asOf = salon.clock.now();
    salon.clock.advance(3 * HOUR);
    holdSlot(salon.ctx(), { serviceId: "cut", start: MONDAY });
    const then = await explainSlot(salon.ctx(OWNER), { serviceId: "cut", start, asOf });
    expect(then).toMatchObject({ offered: false, reason: "taken" });
    expect(then.staff[0]?.checks.find(({ rule }) => rule === "free")?.busy).toMatchObject([
      { kind: "hold", booking_uid: null },
    ]);
    expect(await explainSlot(salon.ctx(OWNER), { serviceId: "cut", start })).toMatchObject({ offered: true });
  });
});
