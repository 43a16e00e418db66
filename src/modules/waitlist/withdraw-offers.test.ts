import { describe, expect, test } from "vitest";

import { cancelBooking } from "#modules/booking/index.ts";
import { changeSettings } from "#modules/business/index.ts";
import { archiveService } from "#modules/services/index.ts";
import { addTimeOff } from "#modules/staff/index.ts";
import type { Salon } from "#test/salon.ts";
import { aSalonWithList, book, held, type ListOptions, offerOf, statuses, waits } from "#test/waitlist.ts";

import { acceptOffer } from "./accept-offer.ts";

const TEN_TO_FIVE = [["10:00", "17:00"]] as [string, string][];
const NINE_TO_FIVE = [["09:00", "17:00"]] as [string, string][];

/** Ana's visit on Monday at nine was cancelled, and is on offer to Bea; Cleo waits behind her. */
function offered(options: ListOptions = {}) {
  const salon = aSalonWithList(options);
  const uid = book(salon, "ana");
  const [bea, cleo] = [waits(salon, "bea"), waits(salon, "cleo")];
  cancelBooking(salon.ctx(), uid, {});
  expect(statuses(salon, bea)).toEqual(["offered"]);
  return { salon, bea, cleo };
}

function miaIsAway(salon: Salon, start = "2026-03-09T09:00", end = "2026-03-09T12:00") {
  addTimeOff(salon.ctx(), { staff_id: "mia", start, end, reason: "" });
}

describe("an offer whose time can no longer be had", () => {
  test.each<[string, (salon: Salon) => void]>([
    ["the person is away", (salon) => miaIsAway(salon)],
    ["the business opens later", (salon) => void changeSettings(salon.ctx(), "hours", { mon: TEN_TO_FIVE })],
    ["the service is withdrawn", (salon) => archiveService(salon.ctx(), "cut")],
  ])("is withdrawn when %s, and nobody is asked about it again", (_, change) => {
    const { salon, bea, cleo } = offered();
    change(salon);
    expect(statuses(salon, bea, cleo)).toEqual(["waiting", "waiting"]);
    expect(held(salon)).toEqual({ offers: 0, holds: 0 });
    expect(acceptOffer(salon.ctx(), bea)).toMatchObject({ outcome: "gone", entry: { status: "waiting" } });
  });

  test("is withdrawn from everyone who was offered it", () => {
    const { salon, bea, cleo } = offered({ waitlist: { mode: "everyone_at_once" } });
    expect(statuses(salon, bea, cleo)).toEqual(["offered", "offered"]);
    miaIsAway(salon);
    expect(statuses(salon, bea, cleo)).toEqual(["waiting", "waiting"]);
    expect(held(salon)).toEqual({ offers: 0, holds: 0 });
  });

  test.each<[string, (salon: Salon) => void]>([
    ["the person is away at another time", (salon) => miaIsAway(salon, "2026-03-09T10:00")],
    [
      "the hours change on other days",
      (salon) => void changeSettings(salon.ctx(), "hours", { mon: NINE_TO_FIVE }),
    ],
    ["another setting changes", (salon) => void changeSettings(salon.ctx(), "branding", {} as never)],
  ])("but it stands when %s", (_, change) => {
    const { salon, bea } = offered();
    change(salon);
    expect(offerOf(salon, bea)).toMatchObject({ start: "2026-03-09T13:00:00Z" });
    expect(acceptOffer(salon.ctx(), bea).outcome).toBe("booked");
  });
});

test("an acceptance that finds the time closed ends the offer, instead of refusing the same again and again", () => {
  const { salon, bea } = offered();
  // Past any command, so nothing has withdrawn the offer.
  salon.changes("cut", { active: 0 });
  expect(acceptOffer(salon.ctx(), bea)).toMatchObject({ outcome: "gone", entry: { status: "waiting" } });
  expect(held(salon)).toEqual({ offers: 0, holds: 0 });
});
