import { describe, expect, it } from "vitest";

import { EMPTY_DRAFT } from "#modules/conversation/state.ts";

import { fillFromDraft } from "./fill-from-draft.ts";

const draft = { ...EMPTY_DRAFT, name: "Dana Smith", email: "dana@example.com", phone: "+12125550100" };

describe("what a model omits", () => {
  it.each([
    [
      "create_booking",
      {},
      { customer_name: "Dana Smith", customer_email: "dana@example.com", customer_phone: "+12125550100" },
    ],
    [
      "create_booking",
      { customer_name: "Bob", customer_email: null },
      { customer_name: "Bob", customer_email: "dana@example.com", customer_phone: "+12125550100" },
    ],
    [
      "join_waitlist",
      { customer_phone: "+13125550100" },
      { customer_name: "Dana Smith", customer_phone: "+13125550100" },
    ],
    ["cancel_booking", { booking_uid: "x", email: null }, { booking_uid: "x", email: "dana@example.com" }],
    ["get_booking_details", { phone: "+13125550100" }, { phone: "+13125550100" }],
    ["check_availability", { service_id: "cut" }, { service_id: "cut" }],
  ])("for %s, %j is completed from what the customer said", (tool, args, filled) => {
    expect(fillFromDraft(tool, args, draft)).toEqual(filled);
  });

  it.each([
    [
      { service_id: "cut", staff_id: null },
      { service_id: "cut", staff_id: null, staff_ids: ["mia", "leo"] },
    ],
    [
      { service_id: "cut", staff_id: "mia" },
      { service_id: "cut", staff_id: "mia" },
    ],
    [
      { service_id: "dye", staff_id: null },
      { service_id: "dye", staff_id: null },
    ],
    [
      { items: [{ service_id: "cut" }, null] },
      { items: [{ service_id: "cut", staff_ids: ["mia", "leo"] }, null] },
    ],
  ])("times for %j are searched with the acceptable people", (args, filled) => {
    const wish = { ...EMPTY_DRAFT, items: [{ serviceId: "cut", among: ["mia", "leo"] }] };
    expect(fillFromDraft("check_availability", args, wish)).toEqual(filled);
  });

  it("stays empty if the customer has said nothing", () => {
    expect(fillFromDraft("create_booking", { customer_name: null }, EMPTY_DRAFT)).toEqual({
      customer_name: null,
    });
  });
});
