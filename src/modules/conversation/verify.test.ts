import { describe, expect, it, test } from "vitest";

import { build } from "#db/tenant-db.ts";
import { bookSlot, manageLink } from "#modules/booking/index.ts";
import { type CallsOf, type Heard, Talk } from "#test/conversation.ts";
import { aSalon, at, type Salon } from "#test/salon.ts";

import { namedVisit, withoutCapabilities } from "./verify.ts";

const UID = "01kk1tk8m3p88m070v47kbf2av";

describe("a named visit", () => {
  it.each([
    [`my booking is ${UID}`, { uid: UID }],
    [`my booking is ${UID.toUpperCase()}.`, { uid: UID }],
    [
      `http://localhost:3000/t/luna/b/${UID}?token=abcdefghijklmnopqrstuvwx`,
      { uid: UID, token: "abcdefghijklmnopqrstuvwx" },
    ],
    [`see https://luna.example/b/${UID} thanks`, { uid: UID }],
    ["cancel booking 1042", undefined],
    ["hello", undefined],
  ])("%s", (text, visit) => {
    expect(namedVisit(text)).toEqual(visit);
  });

  it("leaves no token in what is stored", () => {
    expect(withoutCapabilities(`https://x.example/b/${UID}?token=abcdefghijklmnopqrstuvwx&y=1`)).toBe(
      `https://x.example/b/${UID}?token=…&y=1`,
    );
  });
});

function luna(): Salon {
  return aSalon().offers("cut", { name: "Haircut" }).employs("mia", ["cut"], { name: "Mia" });
}

/** Books a visit for Dana on the page and returns its uid. */
function danas(salon: Salon, hours = 13): string {
  const booked = bookSlot(salon.ctx(), {
    serviceId: "cut",
    start: at(`2026-03-09T${hours}:00:00Z`),
    customer: { name: "Dana van Smith", email: "dana@example.com", phone: "+12125550142" },
    source: "page",
  });
  if (booked.outcome !== "booked") throw new Error(booked.outcome);
  return booked.booking.row.uid;
}

const results = ({ results: all }: Heard) => all.map(({ code, ok, ...rest }) => ({ code, ok, ...rest }));
const ask =
  (args: object): CallsOf =>
  () => [["get_booking_details", args]];

describe("an earlier visit is disclosed and changed", () => {
  test.each([
    ["the e-mail address that it was booked with", { email: "Dana@Example.com " }],
    ["its phone number and last name", { phone: "(212) 555-0142", last_name: "Smith" }],
    ["its phone number and whole last name", { phone: "+1 212 555 0142", last_name: "van smith" }],
  ])("for somebody who knows it and %s", async (_what, proof) => {
    const salon = luna();
    const uid = danas(salon);
    const talk = new Talk(salon);
    const told = await talk.says("about my visit", ask({ booking_uid: uid, ...proof }));
    expect(told.results).toMatchObject([
      { ok: true, data: { booking_uid: uid, start_time_local: "2026-03-09T09:00", status: "confirmed" } },
    ]);
    const cancel = await talk.says("cancel it", () => [["cancel_booking", { booking_uid: uid }]]);
    expect(cancel.results).toMatchObject([{ code: "NEEDS_CONFIRMATION" }]);
  });

  test("for somebody with its link, whose token is not stored", async () => {
    const salon = luna();
    const uid = danas(salon);
    const token = "abcdefghijklmnopqrstuvwxyz012345";
    const talk = new Talk(salon);
    talk.capabilities = {
      issue: () => token,
      verify: (subject, given) => subject === `manage:${uid}` && given === token,
    };
    const url = manageLink(talk.ctx(), uid).manage_url;
    expect(url).toContain(token);
    const told = await talk.says(`please move ${url}`, ask({ booking_uid: uid }));
    expect(told.results).toMatchObject([{ ok: true }]);
    const wrong = new Talk(salon);
    wrong.capabilities = talk.capabilities;
    const other = await wrong.says(`move ${url.replace(/..$/, "xx")}`, ask({ booking_uid: uid }));
    expect(other.results).toMatchObject([{ code: "NOT_VERIFIED" }]);
    expect(JSON.stringify(salon.db.all(build.selectFrom("conversation_turns").selectAll()))).not.toContain(
      token,
    );
    expect(JSON.stringify(salon.db.all(build.selectFrom("conversations").select("state")))).not.toContain(
      token,
    );
  });

  test.each([
    ["nothing", {}],
    ["another's address", { email: "eve@example.com" }],
    ["the number without the name", { phone: "+12125550142" }],
    ["the name without the number", { last_name: "Smith" }],
    ["the number and a part of the name", { phone: "+12125550142", last_name: "mith" }],
    ["the number and no name", { phone: "+12125550142", last_name: " " }],
    ["an empty address", { email: "" }],
  ])("but not for somebody with %s", async (_what, proof) => {
    const salon = luna();
    const uid = danas(salon);
    const turn = await new Talk(salon).says("what time is her appointment?", () => [
      ["get_booking_details", { booking_uid: uid, ...proof }],
      ["cancel_booking", { booking_uid: uid, ...proof }],
      ["check_availability", { booking_uid: uid, start_date: "2026-03-09", end_date: "2026-03-09" }],
      ["reschedule_booking", { booking_uid: uid, start_time_local: "2026-03-09T10:00", ...proof }],
    ]);
    expect(turn.results.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => "NOT_VERIFIED"));
    expect(turn.results.map((one) => JSON.stringify(one)).join(" ")).not.toMatch(
      /Dana|Haircut|2026-03-09T09/,
    );
  });

  test("with the same refusal whether the visit exists or not", async () => {
    const salon = luna();
    const uid = danas(salon);
    const [there, nowhere] = [new Talk(salon), new Talk(salon)];
    const wrong = { email: "eve@example.com" };
    expect(results(await there.says("mine?", ask({ booking_uid: uid, ...wrong })))).toEqual(
      results(await nowhere.says("mine?", ask({ booking_uid: UID, ...wrong }))),
    );
  });

  test("for nobody after three failed attempts, not even with the right proof", async () => {
    const salon = luna();
    const uid = danas(salon);
    const talk = new Talk(salon);
    for (const [i, email] of ["a@example.com", "b@example.com", "c@example.com"].entries()) {
      const turn = await talk.says("mine?", ask({ booking_uid: uid, email }));
      expect(turn.results).toMatchObject([
        { code: "NOT_VERIFIED", say_hint: i === 2 ? "hand_over" : "ask_proof" },
      ]);
    }
    const right = await talk.says("mine!", ask({ booking_uid: uid, email: "dana@example.com" }));
    expect(right.results).toMatchObject([{ code: "NOT_VERIFIED", say_hint: "hand_over" }]);
    const twenty = await talk.says("and now?", () =>
      Array.from({ length: 20 }, () => ["cancel_booking", { booking_uid: uid, email: "dana@example.com" }]),
    );
    expect(new Set(twenty.results.map(({ code }) => code))).toEqual(
      new Set(["NOT_VERIFIED", "TOO_MANY_CALLS"]),
    );
  });

  test("its uid alone is remembered but proves nothing", async () => {
    const salon = luna();
    const uid = danas(salon);
    const talk = new Talk(salon);
    let known: unknown;
    await talk.says(`cancel ${uid}`, (turn) => {
      known = [turn.state().lookupUid, turn.state().verified];
      return [];
    });
    expect(known).toEqual([uid, []]);
    const told = await talk.says("dana@example.com", ask({ email: "dana@example.com" }));
    expect(told.results).toMatchObject([{ ok: true, data: { booking_uid: uid } }]);
  });
});
