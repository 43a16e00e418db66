import { parseInstant } from "#kernel/instant.ts";
import type { LocalDate } from "#kernel/local-date.ts";
import { formatMoney } from "#kernel/money.ts";
import { displayPhone } from "#kernel/phone.ts";
import { spokenDate, timeLabel, unbrokenTimes } from "#kernel/time-label.ts";
import type { Zone } from "#kernel/zone.ts";
import type { EngineEvent, OfferedSlotView } from "#modules/conversation/index.ts";

import type { TurnEvent } from "./engine.ts";

/** A part of an answer as shown on the page. */
export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "slots"; readonly days: readonly SlotDay[] }
  | { readonly kind: "confirm"; readonly summary: string; readonly token: string }
  | { readonly kind: "booking"; readonly booking: BookingCard }
  | { readonly kind: "handoff"; readonly phone: Link | null; readonly email: Link | null }
  | { readonly kind: "error"; readonly text: string };

/** The times of one day. */
export type SlotDay = { readonly title: string; readonly slots: readonly SlotButton[] };
export type SlotButton = {
  readonly id: string;
  readonly time: string;
  readonly staff: string;
  /** The message that pressing it sends. */
  readonly words: string;
};
export type Link = { readonly label: string; readonly href: string };

/** A visit that was booked, moved or cancelled in the conversation. */
export type BookingCard = {
  readonly title: string;
  readonly isOver: boolean;
  readonly day: string;
  readonly time: string;
  /** The instant, for programs. */
  readonly at: string;
  readonly service: string;
  readonly staff: string;
  readonly price: string;
  readonly href: string;
};

/** The zone and country that the page is written for. */
export type Reader = { readonly zone: Zone; readonly country: string | null };

/** All parts of an answer, in order: contiguous text in one part, and only what remains in the end. */
export function partsOf(events: readonly TurnEvent[], reader: Reader): Part[] {
  let parts: Part[] = [];
  for (const { event } of events) {
    if (event.event === "delta") parts = withText(parts, event.text);
    else if (event.event === "replace") parts = withText(parts.filter(isNoText), event.text);
    else {
      const part = partOf(event, reader);
      if (part) parts.push(part);
    }
  }
  return parts
    .map((part) => (part.kind === "text" ? { ...part, text: unbrokenTimes(part.text.trim()) } : part))
    .filter((part) => part.kind !== "text" || part.text !== "");
}

function withText(parts: readonly Part[], text: string): Part[] {
  const last = parts.at(-1);
  if (last?.kind !== "text") return [...parts, { kind: "text", text }];
  return [...parts.slice(0, -1), { kind: "text", text: last.text + text }];
}

function isNoText({ kind }: Part): boolean {
  return kind !== "text";
}

/** The part that a single event adds; undefined for text, which accumulates, and for the end. */
export function partOf(event: EngineEvent, { zone, country }: Reader): Part | undefined {
  switch (event.event) {
    case "slots":
      return { kind: "slots", days: daysOf(event.slots, zone) };
    case "confirm":
      return { kind: "confirm", summary: unbrokenTimes(event.summary), token: event.confirm_token };
    case "booking":
      return { kind: "booking", booking: cardOf(event, zone) };
    case "handoff":
      return {
        kind: "handoff",
        phone:
          event.phone === undefined
            ? null
            : { label: displayPhone(event.phone, country), href: `tel:${event.phone}` },
        email: event.email === undefined ? null : { label: event.email, href: `mailto:${event.email}` },
      };
    case "error":
      return { kind: "error", text: event.message };
    case "delta":
    case "replace":
    case "done":
      return undefined;
  }
}

function daysOf(slots: readonly OfferedSlotView[], zone: Zone): SlotDay[] {
  const days = Map.groupBy(slots, ({ start_local }) => start_local.slice(0, 10) as LocalDate);
  return [...days].map(([date, ofDay]) => ({
    title: spokenDate(date),
    slots: ofDay.map(({ slot_id: id, start, label, staff }) => ({
      id,
      time: timeLabel(zone, parseInstant(start) ?? 0),
      staff: staff?.name ?? "",
      words: label,
    })),
  }));
}

function cardOf(
  { booking, manage_url: href }: Extract<EngineEvent, { event: "booking" }>,
  zone: Zone,
): BookingCard {
  const start = parseInstant(booking.start) ?? 0;
  const parts = booking.steps ?? [booking];
  const isOver = booking.status === "cancelled";
  return {
    title: isOver ? "Cancelled" : "Booked for you",
    isOver,
    day: spokenDate(zone.localDateOf(start)),
    time: unbrokenTimes(timeLabel(zone, start)),
    at: booking.start,
    service: listed(parts.map(({ service }) => service.name)),
    staff: listed([...new Set(parts.map(({ staff }) => staff.name))]),
    price: booking.price_cents === 0 ? "Free" : formatMoney(booking.price_cents, booking.currency),
    href,
  };
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
