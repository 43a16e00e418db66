import { randomUUID } from "node:crypto";

import { type Check, must } from "./check.ts";
import { freeSlots, type Slot } from "./looking.ts";
import type { Site } from "./site.ts";

type Booking = { readonly uid: string; readonly status: string; readonly start: string };
type Booked = { readonly booking: Booking; readonly manage_token: string };

const CUSTOMER = { name: "Smoke Test", email: "smoke-test@example.com" };

/** A visit from hold to cancellation. Each check depends on the one before it. */
export function bookingChecks(site: Site): readonly Check[] {
  let chosen: { service: string; slot: Slot; later: Slot; hold: string } | undefined;
  let booked: Booked | undefined;

  const hold = async (): Promise<string> => {
    const { service, slots } = await freeSlots(site);
    const [slot, later] = [slots.at(-2), slots.at(-1)];
    must(slot !== undefined && later !== undefined, "too little is free");
    const body = { service_id: service.id, start: slot.start };
    const { hold_id } = await site.api<{ readonly hold_id: string }>(201, "/v1/public/holds", {
      method: "POST",
      body,
    });
    chosen = { service: service.id, slot, later, hold: hold_id };
    return `${service.name} at ${slot.start_local}`;
  };

  const book = async (): Promise<string> => {
    must(chosen !== undefined, "nothing is held");
    const body = {
      service_id: chosen.service,
      start: chosen.slot.start,
      hold_id: chosen.hold,
      customer: CUSTOMER,
    };
    const key = `smoke-${randomUUID()}`;
    const asked = { method: "POST", body, key } as const;
    booked = await site.api<Booked>(201, "/v1/public/bookings", asked);
    const again = await site.api<Booked>(201, "/v1/public/bookings", asked);
    must(again.booking.uid === booked.booking.uid, "the same key made two visits");
    return booked.booking.uid;
  };

  const change = async (what: string, body: object, as: Partial<Booking>): Promise<string> => {
    must(booked !== undefined, "nothing is booked");
    const path = `/v1/public/bookings/${booked.booking.uid}`;
    const token = booked.manage_token;
    await site.api(200, `${path}/${what}`, { method: "POST", body, token });
    const { booking } = await site.api<Booked>(200, path, { token });
    must(
      booking.status === as.status && booking.start === as.start,
      `it is ${booking.status} at ${booking.start}`,
    );
    return `${booking.status} at ${booking.start}`;
  };

  const move = (): Promise<string> => {
    const start = chosen?.later.start ?? "";
    return change("reschedule", { start }, { status: "confirmed", start });
  };
  const cancel = (): Promise<string> =>
    change("cancel", {}, { status: "cancelled", start: chosen?.later.start ?? "" });

  return [
    { name: "hold", run: hold },
    { name: "book", run: book },
    { name: "move", run: move },
    { name: "cancel", run: cancel },
  ];
}
