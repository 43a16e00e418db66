import type { Chance } from "./chance.ts";
import type { Reply } from "./client.ts";
import { aService, type Business } from "./founding.ts";
import type { Known, Ledger } from "./ledger.ts";

/** A salon with everything that makes booking hard: buffers, steps, two chairs, a class, three people. */
export const BUSY_SALON = {
  resources: [{ ref: "chair", name: "Chair", quantity: 2 }],
  services: [
    aService("cut", { buffer_after_minutes: 10, resources: ["chair"] }),
    aService("colour", {
      duration_minutes: 90,
      buffer_before_minutes: 5,
      steps: [{ minutes: 30 }, { minutes: 45, staff_free: true }, { minutes: 15 }],
      resources: ["chair"],
    }),
    aService("yoga", { duration_minutes: 60, capacity: 3, slot_interval_minutes: 60 }),
  ],
  staff: [
    { ref: "mia", name: "Mia", services: ["cut", "colour"] },
    { ref: "noa", name: "Noa", services: ["cut", "yoga"] },
    { ref: "ada", name: "Ada", services: ["cut", "colour", "yoga"] },
  ],
};

const FIRST_DAY = Date.UTC(2026, 2, 9, 13);
/** So few that customers are in each other's way, so many that most get what they want. */
const DAYS = 40;

/** One customer after another, each doing something with one business until the server is gone. */
export async function keepComing(business: Business, ledger: Ledger, chance: Chance): Promise<void> {
  const own: Known[] = [];
  for (;;) {
    const lostBefore = ledger.counts.lost;
    const dice = chance.below(100);
    if (dice < 40 || own.length === 0) remember(own, await book(business, ledger, chance));
    else if (dice < 52) remember(own, await holdFirst(business, ledger, chance));
    else if (dice < 80) await move(business, ledger, chance, own);
    else await cancel(business, ledger, chance, own);
    if (ledger.counts.lost > lostBefore) return;
  }
}

function remember(own: Known[], known: Known | undefined): void {
  if (known) own.push(known);
}

/** Sends a booking, possibly one that was sent before. */
export function sendBooking(
  business: Business,
  { key, body }: { key: string; body: object },
): Promise<Reply> {
  return business.ask("POST", "/v1/public/bookings", { body, headers: { "idempotency-key": key } });
}

let keys = 0;
/** A booking that may succeed or not, by a new customer. */
export function aBooking(business: Business, chance: Chance, more: object = {}) {
  keys++;
  // Several processes may create customers of one business.
  const mine = `${process.pid}-${keys}`;
  const customer = { name: `Customer ${keys}`, email: `customer${mine}@example.com` };
  return { key: `key-${mine}`, body: { ...aSlot(business, chance), customer, ...more } };
}

function aSlot(business: Business, chance: Chance) {
  const service = chance.oneOf(["cut", "cut", "colour", "yoga"]);
  const staff = chance.oneOf([undefined, undefined, "mia", "noa", "ada"]);
  return {
    service_id: business.services[service],
    start: aStart(chance),
    ...(staff !== undefined && { staff_id: business.staff[staff] }),
  };
}

function aStart(chance: Chance): string {
  const minutes = 24 * 60 * chance.below(DAYS) + 15 * chance.below(32);
  return new Date(FIRST_DAY + minutes * 60_000).toISOString().replace(".000Z", "Z");
}

function book(business: Business, ledger: Ledger, chance: Chance) {
  const asked = aBooking(business, chance);
  return ledger.book(asked, () => sendBooking(business, asked));
}

async function holdFirst(business: Business, ledger: Ledger, chance: Chance) {
  const held = await business.ask("POST", "/v1/public/holds", { body: aSlot(business, chance) });
  if (held.status === 0) return void ledger.counts.lost++;
  if (held.status !== 201) return undefined;
  const { hold_id, service_id, start } = held.body;
  if (chance.below(4) === 0) {
    const released = await business.ask("DELETE", `/v1/public/holds/${hold_id}`);
    if (released.status === 0) ledger.counts.lost++;
    return undefined;
  }
  const asked = aBooking(business, chance, { hold_id, service_id, start, staff_id: held.body.staff_id });
  return ledger.book(asked, () => sendBooking(business, asked));
}

async function move(
  business: Business,
  ledger: Ledger,
  chance: Chance,
  own: readonly Known[],
): Promise<void> {
  const known = current(ledger, chance, own);
  if (known?.status !== "confirmed") return;
  const start = aStart(chance);
  await ledger.change(known, { status: "confirmed", start }, () =>
    business.ask("POST", `/v1/public/bookings/${known.uid}/reschedule`, {
      key: known.token,
      body: { start },
    }),
  );
}

async function cancel(
  business: Business,
  ledger: Ledger,
  chance: Chance,
  own: readonly Known[],
): Promise<void> {
  const known = current(ledger, chance, own);
  if (known?.status !== "confirmed") return;
  await ledger.change(known, { status: "cancelled", start: known.start }, () =>
    business.ask("POST", `/v1/public/bookings/${known.uid}/cancel`, { key: known.token, body: {} }),
  );
}

function current(ledger: Ledger, chance: Chance, own: readonly Known[]): Known | undefined {
  const uid = own[chance.below(own.length)]?.uid;
  const known = uid === undefined ? undefined : ledger.visits.get(uid);
  // If a change was not answered, the state must be looked up first.
  return known?.unknown ? undefined : known;
}
