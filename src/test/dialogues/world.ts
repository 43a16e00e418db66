import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { EngineEvent } from "#modules/conversation/index.ts";
import { PLATFORM_KEY, type TestApp } from "#test/app.ts";

import type { Before, Goal, Person } from "./goal.ts";
import { practice } from "./practice.ts";

const TENANT_FILES = join(import.meta.dirname, "../../../tenants");
const FILES = { salon: "demo.json", dental: "dental.json" } as const;

/** A visit as the business's own list shows it. */
export type VisitRow = {
  readonly uid: string;
  readonly status: string;
  readonly start_local: string;
  readonly version: number;
  readonly series_id?: string;
  readonly service: { readonly name: string };
  readonly staff: { readonly name: string };
  readonly steps?: readonly { readonly service: { readonly name: string } }[];
  readonly customer: { readonly name: string; readonly email: string | null };
};

/** What a customer can do in a chat. */
export type Move =
  | { readonly kind: "say"; readonly text: string }
  | { readonly kind: "pick"; readonly slotId: string }
  | { readonly kind: "confirm"; readonly token: string };

/** Opens a business of its own for one dialogue, and a chat with it. */
export async function openWorld(app: TestApp, goal: Goal, slug: string) {
  const document = readDocument(goal.business);
  await app.addTenant({ ...document, slug, phone_numbers: [] });
  const base = `/t/${slug}/v1`;
  const services = await items(`${base}/admin/services`);
  const staff = await items(`${base}/admin/staff`);
  const uid = await prepare(goal.before ?? [], goal.person);
  const before = await visits();
  const session = (await call("POST", `${base}/chat/session`, {})).body.session_id as string;
  let message = 0;

  async function call(method: string, url: string, body?: object, headers?: Record<string, string>) {
    const answer = await app.ask(method, url, {
      key: PLATFORM_KEY,
      ...(body && { body }),
      ...(headers && { headers }),
    });
    if (answer.status >= 500) throw new Error(`${method} ${url}: ${answer.text}`);
    return answer;
  }

  async function items(url: string): Promise<{ id: string; name: string }[]> {
    return (await call("GET", `${url}?limit=100`)).body.items;
  }

  function idOf(of: readonly { id: string; name: string }[], name: string): string {
    const found = of.find((one) => one.name === name);
    if (!found) throw new Error(`${goal.name}: nobody and nothing is called ${name}`);
    return found.id;
  }

  async function prepare(so: readonly Before[], person: Person): Promise<string | undefined> {
    let booked: string | undefined;
    for (const one of so) {
      if (one.kind === "visit") {
        booked = await book(one.service, one.staff, one.start, person);
        continue;
      }
      const who = one.who === "all" ? staff.map(({ name }) => name) : one.who;
      for (const name of who) {
        const away = { staff_id: idOf(staff, name), start: one.from, end: one.until };
        const made = await call("POST", `${base}/admin/time_off`, away);
        if (made.status !== 201) throw new Error(`${goal.name}: ${made.text}`);
      }
    }
    return booked;
  }

  /** `start` is local. */
  async function book(
    service: string,
    who: string | undefined,
    start: string,
    person: Person,
  ): Promise<string> {
    const date = start.slice(0, 10);
    const staffId = who === undefined ? undefined : idOf(staff, who);
    const serviceId = idOf(services, service);
    const query = `service_id=${serviceId}&date=${date}${staffId ? `&staff_id=${staffId}` : ""}`;
    const { slots } = (await call("GET", `${base}/public/availability?${query}`)).body;
    const slot = slots.find((one: { start_local: string }) => one.start_local === start);
    if (!slot) throw new Error(`${goal.name}: ${service} at ${start} is not to be had`);
    const made = await call(
      "POST",
      `${base}/public/bookings`,
      { service_id: serviceId, start: slot.start, ...(staffId && { staff_id: staffId }), customer: person },
      { "idempotency-key": `${slug}-${start}-${person.name}` },
    );
    if (made.status !== 201) throw new Error(`${goal.name}: ${made.text}`);
    return made.body.booking.uid;
  }

  async function visits(): Promise<readonly VisitRow[]> {
    return (await call("GET", `${base}/admin/bookings?limit=100`)).body.items;
  }

  /**
   * For each reply, whether the guard held back any of it. Expected never: the built-in assistant says
   * nothing untrue.
   */
  async function alarms(): Promise<readonly boolean[]> {
    const [only] = (await call("GET", `${base}/admin/conversations?limit=1`)).body.items as { id: string }[];
    if (!only) return [];
    const { transcript } = (await call("GET", `${base}/admin/conversations/${only.id}`)).body as {
      transcript: { trace: { kind: string }[] }[];
    };
    return transcript.map(({ trace }) => trace.some(({ kind }) => kind === "guard"));
  }

  async function waiting(): Promise<number> {
    return (await call("GET", `${base}/admin/waitlist?limit=100`)).body.items.length;
  }

  return {
    before,
    services: services.map(({ name }) => name),
    /** The visit that the customer already had. */
    uid,
    visits,
    waiting,
    alarms,
    /** Lets time pass. */
    pass: (minutes: number) => app.clock.advance(minutes * 60_000),
    /** Has somebody else book everyone who is free at that time. */
    takeAway: async (service: string, start: string) => {
      for (let n = 0; n < staff.length; n += 1) {
        const stranger = { name: `Stranger ${n}`, email: `stranger${n}@elsewhere.example` };
        await book(service, undefined, start, stranger).catch(() => undefined);
      }
    },
    chat: async (move: Move): Promise<readonly EngineEvent[]> => {
      message += 1;
      const body =
        move.kind === "say"
          ? { session_id: session, message: move.text, client_message_id: `m${message}` }
          : move.kind === "pick"
            ? { session_id: session, slot_id: move.slotId }
            : { session_id: session, confirm_token: move.token };
      const answer = await app.ask("POST", `${base}/chat/stream`, { body });
      if (answer.status !== 200) throw new Error(`${goal.name}: ${answer.text}`);
      return eventsOf(answer.text);
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

function readDocument(business: Goal["business"]): Record<string, unknown> {
  if (business === "practice") return practice;
  return JSON.parse(readFileSync(join(TENANT_FILES, FILES[business]), "utf8"));
}

/** The events of a finished stream of server-sent events. */
function eventsOf(stream: string): EngineEvent[] {
  const events: EngineEvent[] = [];
  for (const block of stream.split("\n\n")) {
    const lines = block.split("\n");
    const name = lines
      .find((line) => line.startsWith("event:"))
      ?.slice(6)
      .trim();
    const data = lines
      .filter((line) => line.startsWith("data:"))
      .map((line) => line.slice(5).trim())
      .join("\n");
    if (name && data) events.push({ event: name, ...JSON.parse(data) });
  }
  return events;
}
