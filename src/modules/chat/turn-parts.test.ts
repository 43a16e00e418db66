import { describe, expect, test } from "vitest";

import { getZone } from "#kernel/zone.ts";
import type { EngineEvent } from "#modules/conversation/index.ts";

import { partsOf } from "./turn-parts.ts";

const READER = { zone: getZone("America/New_York"), country: "US" };

const parts = (...events: readonly EngineEvent[]) =>
  partsOf(
    events.map((event, n) => ({ id: `1.${n + 1}`, event })),
    READER,
  );

const text = (words: string): EngineEvent => ({ event: "delta", text: words });
const slot = (id: string, start: string, local: string, staff: string | null) => ({
  slot_id: id,
  start,
  start_local: local,
  label: `the label of ${id}`,
  staff: staff === null ? null : { id: staff, name: staff },
});
const done: EngineEvent = { event: "done", state: "idle" };

describe("an answer on the page", () => {
  test("has contiguous text in one part, and none for the end", () => {
    expect(parts(text("Good "), text("morning. "), done)).toEqual([{ kind: "text", text: "Good morning." }]);
    expect(parts(text(" \n"), done)).toEqual([]);
  });

  test("has no line break within a time", () => {
    expect(parts(text("I have 3:00 pm."), done)).toEqual([{ kind: "text", text: "I have 3:00\u00A0pm." }]);
    const [confirm] = parts({
      event: "confirm",
      summary: "Haircut at 3:00 pm.",
      confirm_token: "t",
      expires_at: "2026-03-07T18:00:00Z",
    });
    expect(confirm).toMatchObject({ summary: "Haircut at 3:00\u00A0pm." });
  });

  test("keeps a part between two texts in its place", () => {
    const asked = parts(text("One. "), { event: "handoff", reason: "asked" }, text("Two."));
    expect(asked.map(({ kind }) => kind)).toEqual(["text", "handoff", "text"]);
  });

  test("has only the final text", () => {
    const replaced = parts(text("Wrong. "), { event: "replace", text: "Right. " }, text("And more."));
    expect(replaced).toEqual([{ kind: "text", text: "Right. And more." }]);
  });

  test("has times by day, each in the business's zone", () => {
    const [shown] = parts({
      event: "slots",
      slots: [
        slot("a", "2026-03-07T18:00:00Z", "2026-03-07T13:00", "Mia"),
        slot("b", "2026-03-08T17:00:00Z", "2026-03-08T13:00", null),
        slot("c", "2026-03-07T19:30:00Z", "2026-03-07T14:30", "Leo"),
      ],
    });
    expect(shown).toEqual({
      kind: "slots",
      days: [
        {
          title: "Saturday 7 March",
          slots: [
            { id: "a", time: "1:00 pm", staff: "Mia", words: "the label of a" },
            { id: "c", time: "2:30 pm", staff: "Leo", words: "the label of c" },
          ],
        },
        {
          title: "Sunday 8 March",
          slots: [{ id: "b", time: "1:00 pm", staff: "", words: "the label of b" }],
        },
      ],
    });
  });

  test("shows how to reach a person, as far as known", () => {
    expect(
      parts({ event: "handoff", reason: "asked", phone: "+12125550100", email: "hi@luna.example" }),
    ).toEqual([
      {
        kind: "handoff",
        phone: { label: "(212) 555-0100", href: "tel:+12125550100" },
        email: { label: "hi@luna.example", href: "mailto:hi@luna.example" },
      },
    ]);
    expect(parts({ event: "handoff", reason: "asked" })).toEqual([
      { kind: "handoff", phone: null, email: null },
    ]);
  });

  test("says what went wrong", () => {
    expect(parts({ event: "error", code: "INTERNAL", reason: "INTERNAL", message: "Sorry." })).toEqual([
      { kind: "error", text: "Sorry." },
    ]);
  });
});

describe("a visit on the page", () => {
  const booking = {
    status: "confirmed",
    start: "2026-03-10T14:00:00Z",
    service: { id: "cut", name: "Haircut" },
    staff: { id: "mia", name: "Mia" },
    price_cents: 4500,
    currency: "USD",
  };
  const card = (more: object) =>
    parts({
      event: "booking",
      booking: { ...booking, ...more },
      manage_url: "https://x.example",
    } as EngineEvent)[0];

  test("shows what, when, with whom and for how much", () => {
    expect(card({})).toMatchObject({
      booking: {
        title: "Booked for you",
        isOver: false,
        day: "Tuesday 10 March",
        time: "10:00\u00A0am",
        service: "Haircut",
        staff: "Mia",
        price: "$45",
        href: "https://x.example",
      },
    });
  });

  test("of several services names all of them, and each person once", () => {
    const steps = ["Colour", "Cut", "Blow-dry"].map((name) => ({
      service: { id: name, name },
      staff: { id: name === "Cut" ? "b" : "a", name: name === "Cut" ? "Leo" : "Mia" },
    }));
    expect(card({ steps, price_cents: 0 })).toMatchObject({
      booking: { service: "Colour, Cut and Blow-dry", staff: "Mia and Leo", price: "Free" },
    });
  });

  test("shows that it was cancelled", () => {
    expect(card({ status: "cancelled" })).toMatchObject({ booking: { title: "Cancelled", isOver: true } });
  });
});
