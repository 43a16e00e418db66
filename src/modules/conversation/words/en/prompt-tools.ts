import type { ToolName } from "#modules/conversation/tools/tool.ts";
import type { ModelTool } from "#ports/language-model.ts";

type Schema = Readonly<Record<string, unknown>>;

const text = (description: string): Schema => ({ type: "string", description });
const maybe = (description: string): Schema => ({ type: ["string", "null"], description });

const staffId = maybe(
  "Who shall do it, by id; null for anyone, and for several people whom STATE lists as wished for.",
);
const contact = {
  customer_name: maybe("As they said it; null where STATE lists it as known, or nobody said it yet."),
  customer_email: maybe("As they said it; null where STATE lists it as known, or nobody said it yet."),
  customer_phone: maybe("As they said it; null where STATE lists it as known, or nobody said it yet."),
};
const proof = {
  email: maybe(
    "The address that the visit was booked with, as the customer said it; null if they said none.",
  ),
  phone: maybe("Instead of the address: the number that it was booked with."),
  last_name: maybe("Goes with the number."),
};

/**
 * The tools as described to a language model: strict schemas, everything required, optional values null.
 * Anything else an argument must satisfy is checked by the server (`TOOL_ARGS`).
 */
export const MODEL_TOOLS: readonly ModelTool[] = [
  tool(
    "check_availability",
    "Finds free times within at most 14 days. Only what it answers may be offered.",
    {
      service_id: maybe("The service by id; null for several services, or for a visit that is to be moved."),
      staff_id: staffId,
      items: {
        type: ["array", "null"],
        description: "Several services in one visit, in their order; else null.",
        items: object({ service_id: text("The service by id."), staff_id: staffId }),
      },
      booking_uid: maybe("The visit that is to be moved; else null."),
      start_date: text("The first date, such as 2026-03-09."),
      end_date: text("The last date, such as 2026-03-15."),
      part_of_day: {
        type: ["string", "null"],
        enum: ["morning", "afternoon", "evening", null],
        description: "If the customer named one.",
      },
      near_time: maybe("The time that was asked for, such as 15:30; the nearest are found."),
    },
  ),
  tool(
    "create_booking",
    "Prepares a booking of a time that was offered; the server asks the customer for their yes.",
    {
      service_id: maybe("The service by id; null for several."),
      slot_id: maybe("The offered time by its slot_id, which is best."),
      start_time_local: maybe("Or the offered time itself, such as 2026-03-09T15:30."),
      ...contact,
      notes: maybe("What the business should know, in the customer's words."),
      consent_sms: {
        type: ["boolean", "null"],
        description: "Whether they agreed to text messages; null if nobody spoke of it.",
      },
    },
  ),
  tool("get_services", "All services with lengths, prices and people.", {}),
  tool("get_business_info", "Hours of the coming days, address, contact and policies.", {}),
  tool("search_knowledge", "Looks up what the business says about a question.", {
    query: text("The question in a few words."),
  }),
  tool("get_booking_details", "Finds a visit of the customer's own; wrong attempts are counted.", {
    booking_uid: maybe("The number of the visit; null if STATE knows it."),
    ...proof,
  }),
  tool(
    "reschedule_booking",
    "Prepares to move a visit to a time that was offered for it; the server asks for the yes.",
    {
      booking_uid: text("The number of the visit."),
      slot_id: maybe("The offered time by its slot_id, which is best."),
      start_time_local: maybe("Or the offered time itself."),
      ...proof,
    },
  ),
  tool("cancel_booking", "Prepares to cancel a visit; the server asks for the yes.", {
    booking_uid: text("The number of the visit."),
    ...proof,
  }),
  tool("join_waitlist", "Puts the customer on the waitlist when nothing suits.", {
    service_id: text("The service by id."),
    staff_id: staffId,
    start_date: text("The first date that would do."),
    end_date: text("The last date that would do."),
    from_time: maybe("From when on a day it would do, such as 09:00."),
    to_time: maybe("Until when on a day it would do."),
    ...contact,
  }),
  tool("escalate_to_human", "Brings in a person of the business, or passes a question on.", {
    reason: maybe("In a few words."),
  }),
];

function tool(name: ToolName, description: string, properties: Readonly<Record<string, Schema>>): ModelTool {
  return { name, description, parameters: object(properties) };
}

function object(properties: Readonly<Record<string, Schema>>): Schema {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false };
}
