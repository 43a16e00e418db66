import { toJson } from "#db/columns.ts";
import { formatInstant } from "#kernel/instant.ts";
import {
  type Booking,
  bookSlot,
  cancelBooking,
  confirmBooking,
  holdSlot,
  markInside,
  moveBooking,
  releaseHold,
} from "#modules/booking/index.ts";
import { findAvailability } from "#modules/calendar/index.ts";
import { queueMessages, queueReminders } from "#modules/messages/index.ts";
import { changeService } from "#modules/services/index.ts";
import { addTimeOff, removeTimeOff } from "#modules/staff/index.ts";
import { aSalon, type Salon } from "#test/salon.ts";

import { type Command, type Person, type Service, SERVICES, SKILLS, UNITS } from "./histories.ts";
import { aModel, type Terms, type Visit } from "./salon-model.ts";

const ANA = { name: "Ana Ruiz", email: "ana@example.com" };
const MINUTE = 60_000;
export const HOLD_MINUTES = 5;

/** What the salon answered, and what it should have answered: who may serve, or nobody. */
export type Verdict = {
  readonly command: Command;
  readonly outcome: string;
  /** Who was assigned. */
  readonly by?: string | undefined;
  readonly possible: readonly string[];
  /** What was requested, and the visit or hold that it would replace. */
  readonly wanted?: Visit | undefined;
  readonly insteadOf?: string | undefined;
  /** The owner of the occupied time, now or before. */
  readonly owner?: string | undefined;
};

/** A salon and its model, which go through the same history. */
export function aPlay() {
  const salon = openSalon();
  const model = aModel(SKILLS, UNITS);
  const services = new Map<string, Terms>(Object.entries(SERVICES));
  const termsOf = (service: string): Terms => services.get(service) ?? SERVICES.cut;
  const visits = new Map<string, Visit & { readonly status: string }>();
  const holds = new Map<string, Visit & { readonly expires: number }>();
  const absences: string[] = [];
  const owner = salon.ctx({ kind: "api_key", id: "key", channel: "api" });
  const now = (): number => salon.clock.now();
  const pick = <T>(all: Iterable<T>, nth: number): T | undefined => {
    const list = [...all];
    return list[nth % Math.max(1, list.length)];
  };

  function take(command: Extract<Command, { type: "book" | "hold" }>): Verdict {
    const { service, staff, start } = command;
    const terms = termsOf(service);
    const possible = only(model.free({ service, terms, start }, now()), staff);
    const wish = { serviceId: service, staffId: staff, start };
    const wanted = { service, terms, start, staff: staff ?? "", asked: staff !== undefined };
    const made =
      command.type === "hold"
        ? holdSlot(salon.ctx(), wish)
        : bookSlot(salon.ctx(), { ...wish, customer: ANA, source: "api" });
    if (made.outcome === "held") {
      const visit = { ...wanted, staff: made.hold.item.staff_id };
      holds.set(made.hold.id, { ...visit, expires: made.hold.expiresAt });
      model.take(made.hold.id, visit, now() + HOLD_MINUTES * MINUTE);
      return { command, outcome: "held", by: visit.staff, possible, wanted, owner: made.hold.id };
    }
    if (made.outcome !== "booked") return { command, outcome: made.outcome, possible, wanted };
    return { command, outcome: "booked", possible, wanted, ...noteBooking(made.booking, wanted) };
  }

  function noteBooking({ row, items }: Booking, wanted: Visit): { by: string; owner: string } {
    const visit = { ...wanted, staff: items[0]?.staff_id ?? "" };
    visits.set(row.uid, { ...visit, status: "confirmed" });
    model.take(row.uid, visit);
    return { by: visit.staff, owner: row.uid };
  }

  function bookHeld(command: Extract<Command, { type: "book_held" }>): Verdict | undefined {
    const id = pick(holds.keys(), command.nth);
    const hold = id === undefined ? undefined : holds.get(id);
    if (id === undefined || !hold) return undefined;
    const { service, start, asked } = hold;
    const live = hold.expires > now();
    const terms = termsOf(service);
    const surprise =
      live &&
      (hold.terms.price_cents !== terms.price_cents ||
        hold.terms.duration_minutes !== terms.duration_minutes);
    const staff = live || asked ? hold.staff : undefined;
    const free = only(model.free({ service, terms, start, ignoring: id }, now()), staff);
    const made = bookSlot(salon.ctx(), {
      serviceId: service,
      staffId: asked ? hold.staff : undefined,
      start,
      holdId: id,
      customer: ANA,
      source: "api",
    });
    const possible = surprise ? [] : free;
    const wanted = { service, terms, start, staff: hold.staff, asked };
    const verdict = { command, outcome: made.outcome, possible, wanted, insteadOf: id };
    if (made.outcome !== "booked") return verdict;
    holds.delete(id);
    model.giveBack(id);
    return { ...verdict, ...noteBooking(made.booking, wanted) };
  }

  // oxlint-disable-next-line complexity -- the rules of moving, in one place
  function move(command: Extract<Command, { type: "move" }>): Verdict | undefined {
    const uid = pick(visits.keys(), command.nth);
    const before = uid === undefined ? undefined : visits.get(uid);
    if (uid === undefined || !before) return undefined;
    const { service, terms } = before;
    const staff = command.staff ?? (before.asked ? before.staff : undefined);
    const may = before.status === "confirmed" && now() <= before.start;
    const stays = command.start === before.start && (command.staff ?? before.staff) === before.staff;
    const free = stays
      ? [before.staff]
      : model.free({ service, terms, start: command.start, ignoring: uid }, now());
    const possible = may ? only(free, stays ? undefined : staff) : [];
    const made = moveBooking(salon.ctx(), uid, { start: command.start, staffId: command.staff });
    const wanted = { ...before, start: command.start, staff: staff ?? "" };
    const verdict = { command, outcome: made.outcome, possible, wanted, insteadOf: uid };
    if (made.outcome !== "moved") return verdict;
    const item = made.booking.items[0];
    const visit = {
      ...before,
      start: command.start,
      staff: item?.staff_id ?? "",
      asked: (JSON.parse(item?.staff_choice ?? "{}") as { rule?: string }).rule === "requested",
    };
    visits.set(uid, visit);
    model.giveBack(uid);
    model.take(uid, visit);
    return { ...verdict, by: visit.staff, owner: uid };
  }

  /** Cancels, or marks as a no-show: either frees the time. */
  function end(command: Extract<Command, { nth: number }>): Verdict | undefined {
    const uid = pick(visits.keys(), command.nth);
    const visit = uid === undefined ? undefined : visits.get(uid);
    if (uid === undefined || !visit) return undefined;
    const cancels = command.type === "cancel";
    const inTime = cancels ? now() <= visit.start : visit.start <= now();
    const status = cancels ? "cancelled" : "no_show";
    const may = visit.status === status || (visit.status === "confirmed" && inTime);
    const { outcome } = cancels
      ? cancelBooking(salon.ctx(), uid, {})
      : salon.db.write((tx) => markInside(owner, tx, uid, "no_show"));
    const done = outcome === "cancelled" || outcome === "marked";
    if (done) {
      visits.set(uid, { ...visit, status });
      model.giveBack(uid);
    }
    return {
      command,
      outcome,
      by: done ? visit.staff : undefined,
      possible: may ? [visit.staff] : [],
      owner: uid,
    };
  }

  // oxlint-disable-next-line complexity -- one line for each command
  function step(command: Command): Verdict | undefined {
    switch (command.type) {
      case "book":
      case "hold":
        return take(command);
      case "book_held":
        return bookHeld(command);
      case "move":
        return move(command);
      case "cancel":
      case "no_show":
        return end(command);
      case "release": {
        const id = pick(holds.keys(), command.nth);
        if (id === undefined) return undefined;
        releaseHold(salon.ctx(), id);
        holds.delete(id);
        model.giveBack(id);
        return { command, outcome: "released", possible: [], owner: id };
      }
      case "wait":
        salon.clock.advance(command.minutes * MINUTE);
        return undefined;
      case "absence": {
        const { staff, start, minutes } = command;
        const end = start + minutes * MINUTE;
        const { id } = addTimeOff(owner, {
          staff_id: staff,
          start: local(start),
          end: local(end),
          reason: "",
        });
        absences.push(id);
        model.takeAway(id, staff, start, end);
        return undefined;
      }
      case "end_absence": {
        const id = absences.splice(command.nth % Math.max(1, absences.length), 1)[0];
        if (id === undefined) return undefined;
        removeTimeOff(owner, id);
        model.giveBack(id);
        return undefined;
      }
      case "edit":
        changeService(owner, command.service, { ...command.change });
        services.set(command.service, { ...termsOf(command.service), ...command.change });
        return undefined;
    }
  }

  return {
    salon,
    step,
    now,
    /** The starts that the salon lists, and those of the model. */
    lists: (service: Service, staff: Person, day: number) => {
      const date = formatInstant(day).slice(0, 10) as Parameters<typeof findAvailability>[1]["from"];
      const query = { serviceId: service, staffId: staff, from: date, to: date, now: now(), channel: "page" };
      return {
        found: findAvailability(salon.db, query).slots.map((slot) => slot.start),
        expected: model.listed({ service, terms: termsOf(service) }, day, now(), staff),
      };
    },
    /** Whether it could be booked at this moment, without booking it. */
    couldBook: (service: Service, staff: Person, start: number): boolean => {
      let booked = false;
      const undo = new Error("undo");
      try {
        salon.db.write((tx) => {
          const wish = { serviceId: service, staffId: staff, start, customer: ANA, source: "api" } as const;
          booked = confirmBooking(salon.ctx(), tx, wish).outcome === "booked";
          throw undo;
        });
      } catch (error) {
        if (error !== undo) throw error;
      }
      return booked;
    },
  };
}

function only(free: readonly string[], staff: string | undefined): readonly string[] {
  return staff === undefined ? free : free.filter((one) => one === staff);
}

function openSalon(): Salon {
  const salon = aSalon({
    policies: { cancellation_notice_minutes: 0, hold_minutes: HOLD_MINUTES },
    subscribers: [queueMessages, queueReminders],
  });
  for (const [thing, quantity] of Object.entries(UNITS)) salon.has(thing, quantity);
  for (const [id, { resource_ids, steps, ...columns }] of Object.entries(SERVICES))
    salon.offers(id, { ...columns, steps: toJson([...steps]) }, resource_ids);
  for (const [id, skills] of Object.entries(SKILLS)) salon.employs(id, skills);
  return salon;
}

/** Wall-clock time in New York, `2026-03-09T09:00`. */
function local(at: number): string {
  const offset = at < Date.UTC(2026, 2, 8, 7) ? 5 : 4;
  return new Date(at - offset * 60 * MINUTE).toISOString().slice(0, 16);
}
