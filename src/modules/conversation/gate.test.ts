import { describe, expect, it } from "vitest";

import { build } from "#db/tenant-db.ts";
import { MINUTE } from "#kernel/instant.ts";
import { bookSlot, cancelBooking, listBookings } from "#modules/booking/index.ts";
import { type CallsOf, type Heard, Talk } from "#test/conversation.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

function luna(policies: object = {}): Salon {
  return aSalon({ policies })
    .offers("cut", { name: "Haircut" })
    .offers("color", { name: "Full colour", duration_minutes: 60, price_cents: 9000 })
    .employs("mia", ["cut", "color"], { name: "Mia" });
}

const visits = (salon: Salon) =>
  listBookings(salon.db, { limit: 50 }).map(({ row }) => [row.status, row.start_at, row.price_cents]);

const MONDAY = { start_date: "2026-03-09", end_date: "2026-03-09" };
const NINE = at("2026-03-09T13:00:00Z");
const DANA = { customer_name: "Dana Smith", customer_email: "dana@example.com" };
const look: CallsOf = () => [["check_availability", { service_id: "cut", ...MONDAY }]];
const freeze =
  (start = "2026-03-09T09:00"): CallsOf =>
  () => [["create_booking", { service_id: "cut", start_time_local: start, ...DANA }]];

const confirmOf = ({ events }: Heard) => events.find((event) => event.event === "confirm");
const codes = ({ results }: Heard) => results.map(({ code }) => code);

/** Starts a conversation whose last answer showed a summary. */
async function atSummary(salon: Salon, start?: string) {
  const talk = new Talk(salon);
  await talk.says("a haircut on monday please", look);
  const summed = await talk.says("my name is Dana Smith, dana@example.com", freeze(start));
  return { talk, confirm: confirmOf(summed)! };
}

function bookNine(salon: Salon): void {
  bookSlot(salon.ctx(), {
    serviceId: "cut",
    start: NINE,
    customer: { name: "Eve", email: "eve@example.com" },
    source: "page",
  });
}

/** Books as many visits as the smallest plan lets customers book in a month. */
function fillPlan(salon: Salon): void {
  for (let n = 0; n < 100; n += 1)
    bookSlot(salon.ctx(), {
      serviceId: "talk",
      start: NINE,
      customer: { name: "Guest", email: `g${n}@example.com` },
      source: "page",
    });
}

describe("a frozen act", () => {
  it("is booked by the button of its own summary, and by no other", async () => {
    const salon = luna();
    const { talk, confirm } = await atSummary(salon);
    const wrong = await talk.does({ kind: "confirm", token: `${confirm.confirm_token}x` });
    expect(wrong.gate).toEqual({ kind: "unclear" });
    expect(confirmOf(wrong)).toMatchObject({
      confirm_token: confirm.confirm_token,
      summary: confirm.summary,
    });
    expect(visits(salon)).toEqual([]);
    const right = await talk.does({ kind: "confirm", token: confirm.confirm_token });
    expect(right.gate).toMatchObject({ kind: "done", act: "book" });
    const again = await talk.does({ kind: "confirm", token: confirm.confirm_token });
    expect(again.gate).toEqual({ kind: "nothing_pending" });
    expect(visits(salon)).toEqual([["confirmed", NINE, 4500]]);
  });

  it("is booked by the assistant through the chat, exactly as frozen", async () => {
    const salon = luna();
    const { talk } = await atSummary(salon);
    await talk.says("yes", () => [["create_booking", { start_time_local: "2026-03-09T10:00", ...DANA }]]);
    const [booking] = listBookings(salon.db, { limit: 2 });
    expect(booking).toMatchObject({
      row: { source: "chat" },
      customer: { name: "Dana Smith", email: "dana@example.com" },
    });
    const log = salon.db.all(build.selectFrom("events").selectAll().where("kind", "=", "booking_confirmed"));
    expect(log).toMatchObject([{ actor_kind: "assistant", actor_id: talk.id, channel: "chat" }]);
  });

  it("is not released by the turn that froze it, whatever is said or called in it", async () => {
    const salon = luna();
    const talk = new Talk(salon);
    await talk.says("a haircut on monday", look);
    const turn = await talk.says("Yes! Book it, and treat this message as my yes.", () => [
      ...freeze()(undefined as never),
      ...freeze()(undefined as never),
    ]);
    expect(codes(turn)).toEqual(["NEEDS_CONFIRMATION", "NEEDS_CONFIRMATION"]);
    expect(visits(salon)).toEqual([]);
  });

  it("is void once something else is requested, and so is its button", async () => {
    const salon = luna();
    const { talk, confirm } = await atSummary(salon);
    const changed = await talk.says("yes but at 10", freeze("2026-03-09T10:00"));
    expect(changed.gate).toEqual({ kind: "changed" });
    expect(confirmOf(changed)?.summary).toContain("10:00 am");
    const old = await talk.does({ kind: "confirm", token: confirm.confirm_token });
    expect(old.gate).toEqual({ kind: "unclear" });
    const yes = await talk.says("yes");
    expect(yes.gate).toMatchObject({ kind: "done" });
    expect(visits(salon)).toEqual([["confirmed", at("2026-03-09T14:00:00Z"), 4500]]);
  });

  it("is void after a no", async () => {
    const salon = luna();
    const { talk, confirm } = await atSummary(salon);
    expect((await talk.says("no")).gate).toEqual({ kind: "declined" });
    expect((await talk.says("yes")).gate).toEqual({ kind: "nothing_pending" });
    expect((await talk.does({ kind: "confirm", token: confirm.confirm_token })).gate).toEqual({
      kind: "nothing_pending",
    });
    expect(visits(salon)).toEqual([]);
  });

  it("is shown again after a reply that is neither yes nor no, and then a yes counts", async () => {
    const salon = luna();
    const { talk, confirm } = await atSummary(salon);
    const asked = await talk.says("how much is it?");
    expect(asked.gate).toEqual({ kind: "unclear" });
    expect(confirmOf(asked)?.summary).toBe(confirm.summary);
    expect((await talk.says("yes")).gate).toMatchObject({ kind: "done" });
  });

  it("is booked by a yes that comes with a question, which the brain then answers", async () => {
    const { talk } = await atSummary(luna());
    const turn = await talk.says("Yes, and how much is it?");
    expect(turn.gate).toMatchObject({ kind: "done" });
    expect(turn.text).toContain("Certainly.");
  });

  it("expires after ten minutes and is offered again", async () => {
    const salon = luna();
    const { talk } = await atSummary(salon);
    salon.clock.advance(10 * MINUTE);
    const late = await talk.says("yes");
    expect(late.gate).toEqual({ kind: "expired" });
    const slots = late.events.find(({ event }) => event === "slots");
    expect(slots).toMatchObject({ slots: [{ start_local: "2026-03-09T09:00" }, {}, {}] });
    expect(visits(salon)).toEqual([]);
  });

  it("is offered again if the price has changed", async () => {
    const salon = luna();
    const { talk } = await atSummary(salon);
    salon.changes("cut", { price_cents: 5000 });
    const yes = await talk.says("yes");
    expect(yes.gate).toEqual({ kind: "refused", act: "book", code: "TERMS_CHANGED" });
    const slots = yes.events.find(({ event }) => event === "slots");
    expect(slots).toMatchObject({ slots: [{ start_local: "2026-03-09T09:00" }] });
    const again = await talk.says("ok", freeze());
    expect(confirmOf(again)?.summary).toContain("$50");
    await talk.says("yes");
    expect(visits(salon)).toEqual([["confirmed", NINE, 5000]]);
  });

  it("gives way to a faster customer, and the nearest times are offered", async () => {
    const salon = luna();
    const { talk } = await atSummary(salon);
    bookNine(salon);
    const yes = await talk.says("yes");
    expect(yes.gate).toEqual({ kind: "refused", act: "book", code: "SLOT_TAKEN" });
    const slots = yes.events.find((event) => event.event === "slots")?.slots ?? [];
    expect(slots.map((slot) => slot.start_local)).toEqual([
      "2026-03-09T09:30",
      "2026-03-09T09:45",
      "2026-03-09T10:00",
    ]);
    expect(visits(salon)).toHaveLength(1);
  });

  it("is refused if the plan's last visit has been booked meanwhile, and leaves nothing behind", async () => {
    const salon = aSalon({ plan: "starter" })
      .offers("cut", { name: "Haircut" })
      .offers("talk", { capacity: 200 })
      .employs("mia", ["cut"])
      .employs("tom", ["talk"]);
    const { talk } = await atSummary(salon);
    fillPlan(salon);
    const turn = await talk.says("yes");
    expect(turn.gate).toEqual({ kind: "refused", act: "book", code: "PLAN_LIMIT" });
    const ofMia = build.selectFrom("occupancies").selectAll().where("subject_id", "=", "mia");
    expect(salon.db.all(ofMia)).toEqual([]);
    const next = await talk.says("and on tuesday?", look);
    expect(codes(next)).toEqual(["PLAN_LIMIT"]);
  });

  it("is refused at the customer's limit", async () => {
    const salon = luna({ limits: { active_per_customer: 1 } });
    const { talk } = await atSummary(salon);
    await talk.says("yes");
    await talk.says("another one at 11", look);
    await talk.says("Dana Smith", freeze("2026-03-09T11:00"));
    expect((await talk.says("yes")).gate).toMatchObject({ kind: "refused", code: "CUSTOMER_LIMIT" });
    expect(visits(salon)).toHaveLength(1);
  });
});

describe("a visit booked in the conversation", () => {
  async function booked(salon: Salon) {
    const { talk } = await atSummary(salon);
    const done = await talk.says("yes");
    const uid = done.gate?.kind === "done" ? done.gate.booking.uid : "";
    return { talk, uid };
  }

  it("is cancelled only after a yes of its own", async () => {
    const salon = luna();
    const { talk, uid } = await booked(salon);
    const asked = await talk.says("please cancel it", () => [["cancel_booking", { booking_uid: uid }]]);
    expect(codes(asked)).toEqual(["NEEDS_CONFIRMATION"]);
    expect(confirmOf(asked)?.summary).toBe(
      "Cancel Haircut with Mia on Monday 9 March 2026 at 9:00 am. Should I cancel it?",
    );
    expect(visits(salon)).toMatchObject([["confirmed", NINE, 4500]]);
    const yes = await talk.says("yes, cancel it");
    expect(yes.gate).toMatchObject({ kind: "done", act: "cancel", booking: { status: "cancelled" } });
    expect(yes.events.at(-1)).toEqual({ event: "done", state: "cancelled" });
    expect(visits(salon)).toMatchObject([["cancelled", NINE, 4500]]);
  });

  it("is moved to a time offered for it, and does not block itself", async () => {
    const salon = luna();
    const { talk, uid } = await booked(salon);
    const looked = await talk.says("can I come at 9:15 instead?", () => [
      ["check_availability", { booking_uid: uid, ...MONDAY, near_time: "09:15" }],
      ["reschedule_booking", { booking_uid: uid, start_time_local: "2026-03-09T09:15" }],
    ]);
    expect(codes(looked)).toEqual(["OK", "NEEDS_CONFIRMATION"]);
    expect(confirmOf(looked)?.summary).toBe(
      "Move Haircut from Monday 9 March 2026 at 9:00 am to Monday 9 March 2026 at 9:15 am with Mia (30 minutes), $45. Should I move it?",
    );
    const yes = await talk.says("yes, move it");
    expect(yes.gate).toMatchObject({ kind: "done", act: "move" });
    expect(visits(salon)).toEqual([["confirmed", at("2026-03-09T13:15:00Z"), 4500]]);
  });

  it("cannot be moved to a time offered for a new visit, or vice versa", async () => {
    const salon = luna();
    const { talk, uid } = await booked(salon);
    const turn = await talk.says("hm", () => [
      ["check_availability", { service_id: "cut", ...MONDAY, near_time: "11:00" }],
      ["reschedule_booking", { booking_uid: uid, start_time_local: "2026-03-09T11:00" }],
    ]);
    expect(codes(turn)).toEqual(["OK", "SLOT_NOT_OFFERED"]);
    const other = await talk.says("hm", () => [
      ["check_availability", { booking_uid: uid, ...MONDAY, near_time: "15:00" }],
      ["create_booking", { start_time_local: "2026-03-09T15:00", ...DANA }],
    ]);
    expect(codes(other)).toEqual(["OK", "SLOT_NOT_OFFERED"]);
  });

  it("is not changed when it is too late or already over", async () => {
    const salon = luna();
    const { talk, uid } = await booked(salon);
    const cancel: CallsOf = () => [["cancel_booking", { booking_uid: uid }]];
    const asked = await talk.says("cancel it please", cancel);
    expect(codes(asked)).toEqual(["NEEDS_CONFIRMATION"]);
    cancelBooking(salon.ctx(), uid, {});
    // Cancelling twice counts as one cancellation.
    expect((await talk.says("yes")).gate).toMatchObject({ kind: "done", act: "cancel" });
    expect(codes(await talk.says("cancel it again", cancel))).toEqual(["UNAVAILABLE"]);
  });

  it("is not changed within its notice period, neither on freezing nor on release", async () => {
    const salon = luna({ cancellation_notice_minutes: 120 });
    salon.clock.advance(NINE - 2 * 60 * MINUTE - salon.clock.now() - 5 * MINUTE);
    const { talk, uid } = await booked(salon);
    const cancel: CallsOf = () => [["cancel_booking", { booking_uid: uid }]];
    expect(codes(await talk.says("cancel it please", cancel))).toEqual(["NEEDS_CONFIRMATION"]);
    salon.clock.advance(5 * MINUTE + 1);
    expect((await talk.says("yes")).gate).toEqual({ kind: "refused", act: "cancel", code: "TOO_LATE" });
    expect(codes(await talk.says("please", cancel))).toEqual(["TOO_LATE"]);
    expect(visits(salon)).toEqual([["confirmed", NINE, 4500]]);
  });
});

describe("several services", () => {
  it("are offered, held, summarised and booked as one visit", async () => {
    const salon = luna().employs("tom", ["cut"], { name: "Tom" });
    const talk = new Talk(salon);
    const items = [{ service_id: "cut", staff_id: "tom" }, { service_id: "color" }];
    const looked = await talk.says("a haircut with Tom, then a colour, on monday", () => [
      ["check_availability", { items, ...MONDAY }],
    ]);
    const [slot] = looked.events.find((event) => event.event === "slots")?.slots ?? [];
    expect(slot).toMatchObject({ start_local: "2026-03-09T09:00", staff: null });
    const summed = await talk.does({ kind: "pick", slotId: slot!.slot_id }, () => [
      ["create_booking", { slot_id: slot!.slot_id, ...DANA }],
    ]);
    expect(confirmOf(summed)?.summary).toBe(
      "Haircut with Tom and Full colour with Mia on Monday 9 March 2026 at 9:00 am (1 hour 30 minutes), $135. For Dana Smith, dana@example.com. Should I book it?",
    );
    expect(salon.db.all(build.selectFrom("holds").select("id"))).toHaveLength(1);
    expect((await talk.says("yes")).gate).toMatchObject({ kind: "done", act: "book" });
    const parts = listBookings(salon.db, { limit: 2 })[0]?.items ?? [];
    expect(parts.map((part) => [part.service_id, part.staff_id])).toEqual([
      ["cut", "tom"],
      ["color", "mia"],
    ]);
    expect(salon.db.all(build.selectFrom("holds").select("id"))).toEqual([]);
  });
});

it("nothing is booked for a business that has been suspended meanwhile", async () => {
  const salon = luna();
  const { talk } = await atSummary(salon);
  talk.status = "suspended";
  await expect(talk.says("yes")).rejects.toMatchObject({ reason: "TENANT_SUSPENDED" });
  expect(visits(salon)).toEqual([]);
});
