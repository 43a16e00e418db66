import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { Answer } from "#test/app.ts";
import { LUNA_HAIR, type Luna, startLuna } from "#test/luna-hair.ts";

type Repair = {
  readonly kind: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown>;
};
type Item = { readonly reasons: readonly { readonly rule: string }[]; readonly repairs: readonly Repair[] };

/** It is Friday 10:00 in New York; Tuesday 11:00 there. */
const TUESDAY = "2026-03-10T15:00:00Z";

let luna: Luna;

/** Mia cuts, Noah colours, and Cleo can do either; there are two rooms. */
beforeEach(async () => {
  const cleo = { ref: "cleo", name: "Cleo", priority: 5, services: ["cut", "colour"] };
  const rooms = [
    { ref: "blue", name: "Blue room" },
    { ref: "green", name: "Green room" },
  ];
  luna = await startLuna({}, { staff: [...LUNA_HAIR.staff, cleo], resources: rooms });
});
afterEach(() => luna.app.close());

const admin = (method: string, path: string, body?: object): Promise<Answer> =>
  luna.app.ask(method, `/t/luna/v1/admin/${path}`, { key: "luna-key", ...(body && { body }) });

async function book(what: object): Promise<string> {
  const body = { start: TUESDAY, ...what, customer: { name: "Ana Ruiz", email: "ana@example.com" } };
  const headers = { "idempotency-key": JSON.stringify(what) };
  const answer = await luna.app.ask("POST", "/t/luna/v1/public/bookings", { body, headers });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.booking.uid;
}

/** A haircut by Mia, then colour by Noah. */
function bookBoth(): Promise<string> {
  const { cut, colour, mia, noah } = luna.ids;
  const items = [
    { service_id: cut, staff_id: mia },
    { service_id: colour, staff_id: noah },
  ];
  return book({ items });
}

async function attention(): Promise<Item[]> {
  const answer = await admin("GET", "attention");
  expect(answer.status).toBe(200);
  return answer.body.items;
}

const cleo = async (): Promise<string> =>
  (await admin("GET", "staff")).body.items.find(({ ref }: { ref: string }) => ref === "cleo").id;

/** Sends a repair's request exactly as given. */
const send = ({ method, path, headers, body }: Repair) =>
  luna.app.ask(method, path, { key: "luna-key", headers, body });

async function peopleOf(uid: string): Promise<string[]> {
  const { booking } = (await admin("GET", `bookings/${uid}`)).body;
  return booking.steps.map(({ staff }: { staff: { id: string } }) => staff.id);
}

describe("a visit of several services", () => {
  test("gets someone else for the part whose person is away, and keeps the other", async () => {
    const uid = await bookBoth();
    await admin("POST", "time_off", { staff_id: "noah", start: "2026-03-10T09:00", end: "2026-03-10T20:00" });
    const [item] = await attention();
    expect(item?.repairs.map(({ kind }) => kind)).toEqual(["other_staff", "other_time", "cancel"]);
    const [staff, time] = item!.repairs;
    const { mia, noah } = luna.ids;
    expect(staff?.body).toEqual({ start: TUESDAY, staff_ids: [mia, await cleo()] });
    expect(time?.body).toEqual({ start: "2026-03-11T14:00:00Z", staff_ids: [mia, noah] });
    expect((await send(staff!)).status).toBe(200);
    expect(await peopleOf(uid)).toEqual([mia, await cleo()]);
    expect(await attention()).toEqual([]);
  });

  test.each([
    ["has left", () => admin("DELETE", `staff/${luna.ids.noah}`)],
    ["does other things", () => admin("PATCH", `staff/${luna.ids.noah}`, { services: ["cut"] })],
  ])("goes to anyone if a person %s", async (_, change) => {
    const uid = await bookBoth();
    expect((await change()).status).toBeLessThan(300);
    const [item] = await attention();
    const [staff, time] = item!.repairs;
    expect([staff?.kind, time?.kind]).toEqual(["other_staff", "other_time"]);
    expect((await send(time!)).status).toBe(200);
    expect(await peopleOf(uid)).toEqual([luna.ids.mia, await cleo()]);
    expect(await attention()).toEqual([]);
  });

  test("goes to the nearest time if the business is closed", async () => {
    await bookBoth();
    await admin("POST", "overrides", { date: "2026-03-10", hours: [] });
    const [item] = await attention();
    expect(item?.repairs.map(({ kind }) => kind)).toEqual(["other_time", "cancel"]);
    expect((await send(item!.repairs[0]!)).status).toBe(200);
    expect(await attention()).toEqual([]);
  });

  test.each([
    ["one person too few", () => [luna.ids.mia], 400],
    ["one too many", () => [luna.ids.mia, luna.ids.noah, luna.ids.noah], 400],
    ["somebody who does not do it", () => [luna.ids.noah, luna.ids.mia], 404],
    ["nobody known", () => [luna.ids.mia, "nobody"], 404],
  ])("is not moved to %s", async (_, people, status) => {
    const uid = await bookBoth();
    const body = { start: "2026-03-11T15:00:00Z", staff_ids: people() };
    const answer = await admin("POST", `bookings/${uid}/reschedule`, body);
    const path = status === 400 ? "staff_ids" : undefined;
    expect([answer.status, answer.body.error.details?.path]).toEqual([status, path]);
    expect(await peopleOf(uid)).toEqual([luna.ids.mia, luna.ids.noah]);
  });

  test("does not name its people twice", async () => {
    const uid = await bookBoth();
    const { mia, noah } = luna.ids;
    const body = { start: "2026-03-11T15:00:00Z", staff_id: mia, staff_ids: [mia, noah] };
    const answer = await admin("POST", `bookings/${uid}/reschedule`, body);
    expect(answer).toMatchObject({ status: 400, body: { error: { details: { path: "staff_ids" } } } });
  });
});

test("no two visits are proposed the same time of the same person: each proposal can be done", async () => {
  const { cut, mia } = luna.ids;
  for (const start of [TUESDAY, "2026-03-10T15:30:00Z", "2026-03-10T16:00:00Z"])
    await book({ service_id: cut, staff_id: mia, start });
  await admin("POST", "overrides", { date: "2026-03-10", hours: [] });
  const items = await attention();
  const times = items.map(({ repairs }) => repairs.find(({ kind }) => kind === "other_time")!);
  expect(new Set(times.map(({ body }) => body["start"])).size).toBe(3);
  for (const time of times) expect((await send(time)).status).toBe(200);
  expect(await attention()).toEqual([]);
});

describe("when a resource is gone", () => {
  async function loseBlueRoom(needsNow: readonly string[]): Promise<void> {
    const { cut } = luna.ids;
    await admin("PATCH", `services/${cut}`, { resources: needsNow });
    const { items } = (await admin("GET", "resources")).body;
    const { id } = items.find(({ ref }: { ref: string }) => ref === "blue");
    expect((await admin("DELETE", `resources/${id}`)).status).toBe(204);
  }

  test.each([
    ["in the room that stands in for it", ["green"]],
    ["without one, where none is needed any more", []],
  ])("a visit stays where it is, %s", async (_, needsNow) => {
    await admin("PATCH", `services/${luna.ids.cut}`, { resources: ["blue"] });
    const uid = await book({ service_id: luna.ids.cut, staff_id: luna.ids.mia });
    await loseBlueRoom(needsNow);
    const [item] = await attention();
    expect(item?.reasons.map(({ rule }) => rule)).toEqual(["resource_lost"]);
    expect(item?.repairs.map(({ kind }) => kind)).toEqual([
      "other_resource",
      "other_staff",
      "other_time",
      "cancel",
    ]);
    expect(item?.repairs[0]?.body).toEqual({ start: TUESDAY, staff_id: luna.ids.mia });
    const sent = await send(item!.repairs[0]!);
    expect(sent).toMatchObject({ status: 200, body: { booking: { uid, start: TUESDAY, version: 2 } } });
    expect(await attention()).toEqual([]);
    const again = await admin("POST", `bookings/${uid}/reschedule`, item!.repairs[0]!.body);
    expect(again.body.booking.version).toBe(2);
  });

  test("a visit of several services also stays where it is", async () => {
    await admin("PATCH", `services/${luna.ids.cut}`, { resources: ["blue"] });
    const uid = await bookBoth();
    await loseBlueRoom(["green"]);
    const [item] = await attention();
    const [things] = item!.repairs;
    expect([things?.kind, things?.body]).toEqual([
      "other_resource",
      { start: TUESDAY, staff_ids: [luna.ids.mia, luna.ids.noah] },
    ]);
    expect((await send(things!)).status).toBe(200);
    expect(await peopleOf(uid)).toEqual([luna.ids.mia, luna.ids.noah]);
    expect(await attention()).toEqual([]);
  });

  test("a visit whose room was taken by another then goes elsewhere", async () => {
    await admin("PATCH", `services/${luna.ids.cut}`, { resources: ["blue"] });
    await admin("PATCH", `services/${luna.ids.fringe}`, { resources: ["green"] });
    await book({ service_id: luna.ids.cut, staff_id: luna.ids.noah });
    await book({ service_id: luna.ids.fringe, staff_id: luna.ids.mia });
    await loseBlueRoom(["green"]);
    const [item] = await attention();
    expect(item?.repairs.map(({ kind }) => kind)).toEqual(["other_time", "cancel"]);
    expect((await send(item!.repairs[0]!)).status).toBe(200);
    expect(await attention()).toEqual([]);
  });

  test("an archived service by itself leads to no moves, but other problems are repaired", async () => {
    await book({ service_id: luna.ids.cut, staff_id: luna.ids.mia });
    await admin("DELETE", `services/${luna.ids.cut}`);
    expect((await attention())[0]?.repairs.map(({ kind }) => kind)).toEqual(["cancel"]);
    await admin("POST", "time_off", { staff_id: "mia", start: "2026-03-10T09:00", end: "2026-03-10T20:00" });
    const [item] = await attention();
    expect(item?.repairs.map(({ kind }) => kind)).toEqual(["other_staff", "other_time", "cancel"]);
    expect((await send(item!.repairs[0]!)).status).toBe(200);
    expect((await attention())[0]?.reasons.map(({ rule }) => rule)).toEqual(["service_removed"]);
  });
});
