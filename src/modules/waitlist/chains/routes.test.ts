import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { MINUTE } from "#kernel/instant.ts";
import { PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";

let app: TestApp;
let cut: string;

beforeEach(async () => {
  app = await startTestApp();
  const policies = {
    min_notice_minutes: 0,
    cancellation_notice_minutes: 0,
    waitlist: { quiet_hours: null },
  };
  const services = [{ ref: "cut", name: "Haircut", duration_minutes: 60, slot_interval_minutes: 60 }];
  for (const slug of ["luna", "bella"])
    await app.addTenant({ slug, plan: "standard", hours: { mon: [["09:00", "17:00"]] }, policies, services });
  const { body } = await app.ask("GET", "/t/luna/v1/admin/services", { key: PLATFORM_KEY });
  cut = body.items[0].id;
});
afterEach(() => app.close());

const pub = (method: string, path: string, key?: string, body?: unknown) =>
  app.ask(method, `/t/luna/v1/public/${path}`, {
    ...(key !== undefined && { key }),
    ...(body !== undefined && { body }),
    headers: { "idempotency-key": JSON.stringify(body ?? path) },
  });
const admin = (path: string) => app.ask("GET", `/t/luna/v1/admin/${path}`, { key: PLATFORM_KEY });

async function book(name: string, start: string) {
  const customer = { name, email: `${name.toLowerCase()}@example.com` };
  const made = await pub("POST", "bookings", undefined, { service_id: cut, start, customer });
  expect(made.status).toBe(201);
  return { uid: made.body.booking.uid as string, token: made.body.manage_token as string };
}

/** Asks for the morning on the visit's own page, and returns the path of the wish. */
async function wishEarlier({ uid, token }: { uid: string; token: string }) {
  const asked = await app.ask("POST", `/t/luna/b/${uid}/earlier`, {
    body: { start_date: "2026-03-09", end_date: "2026-03-09", part: "morning" },
    headers: { cookie: `visit=${token}` },
  });
  expect(asked.status).toBe(303);
  const { items } = (await admin("waitlist?status=waiting")).body;
  const id = items.find((item: { earlier_than: string }) => item.earlier_than === uid).id as string;
  return { id, token: await tokenOf(id) };
}

/** The token in the mail that confirmed their place. */
async function tokenOf(id: string): Promise<string> {
  const isTheirs = ({ body }: Sent) => body.includes(`/w/${id}?token=`);
  await expect.poll(async () => (await outbox()).some(isTheirs)).toBe(true);
  const { body = "" } = (await outbox()).find(isTheirs) ?? {};
  return /token=([\w.-]+)/.exec(body.slice(body.indexOf(`/w/${id}`)))?.[1] ?? "";
}

async function waits(name: string, from: string) {
  const made = await pub("POST", "waitlist", undefined, {
    service_id: cut,
    start_date: "2026-03-09",
    end_date: "2026-03-09",
    from_time: from,
    to_time: `${from.slice(0, 2)}:30`,
    customer: { name, email: `${name.toLowerCase()}@example.com` },
  });
  expect(made.status).toBe(201);
  return { id: made.body.entry.id as string, token: made.body.token as string };
}

type Sent = { readonly kind: string; readonly to: string; readonly body: string };

/** Everything sent so far, after sending what is due. */
async function outbox(): Promise<Sent[]> {
  await app.deps.jobs.runNow("pass_on_offers");
  await app.deps.jobs.runNow("due_work");
  return (await app.ask("GET", "/dev/outbox?tenant=luna")).body;
}

/** Waits until these mails were sent (`kind recipient`), and returns their bodies. */
async function sent(...expected: readonly string[]): Promise<string[]> {
  const named = ({ kind, to }: Sent) => `${kind} ${to.split("@")[0]}`;
  await expect.poll(async () => (await outbox()).map(named)).toEqual(expect.arrayContaining([...expected]));
  const all = await outbox();
  return expected.map((one) => all.findLast((message) => named(message) === one)?.body ?? "");
}

/** Ana has nine and cancels; Bea has noon and would come in the morning; Zoe waits for noon. */
async function aChain() {
  const ana = await book("Ana", "2026-03-09T13:00:00Z");
  const bea = await book("Bea", "2026-03-09T16:00:00Z");
  const wish = await wishEarlier(bea);
  const zoe = await waits("Zoe", "12:00");
  expect((await pub("POST", `bookings/${ana.uid}/cancel`, ana.token, {})).status).toBe(200);
  const start = async () =>
    (await pub("GET", `bookings/${bea.uid}`, bea.token)).body.booking.start_local as string;
  return { bea, wish, zoe, start };
}

const accept = ({ id, token }: { id: string; token: string }) =>
  pub("POST", `waitlist/${id}/accept`, token, {});
const look = async ({ id, token }: { id: string; token: string }) =>
  (await pub("GET", `waitlist/${id}`, token)).body.entry;

describe("a chain over HTTP", () => {
  test("asks both, and moves one and books the other once both have agreed", async () => {
    const { wish, zoe, start } = await aChain();
    const together = { people: 2, agreed: 0, you_agreed: false };
    expect(await look(wish)).toMatchObject({
      status: "offered",
      offer: { start_local: "2026-03-09T09:00", together },
    });
    expect(await look(zoe)).toMatchObject({ status: "offered", offer: { start_local: "2026-03-09T12:00" } });
    const [toBea, toZoe] = await sent("waitlist_offer bea", "waitlist_offer zoe", "booking_cancellation ana");
    expect(toBea).toContain("Your visit on Monday 9 March at 12:00 pm could be sooner.");
    expect(toBea).toContain("Monday 9 March at 9:00 am");
    expect(toZoe).toContain("We can free up a time for you. If you agree by 10:15 am");

    const agreed = await accept(zoe);
    expect(agreed).toMatchObject({
      status: 202,
      body: { entry: { status: "offered", offer: { together: { agreed: 1, you_agreed: true } } } },
    });
    expect(await start()).toBe("2026-03-09T12:00");
    expect(await accept(wish)).toMatchObject({
      status: 200,
      body: { booking: { start_local: "2026-03-09T09:00", status: "confirmed" } },
    });
    expect(await accept(zoe)).toMatchObject({
      status: 200,
      body: { booking: { start_local: "2026-03-09T12:00", source: "waitlist" } },
    });
    await sent("booking_rescheduled bea", "booking_confirmation zoe");
  });

  test("is released when one declines: the other is told, or asked alone", async () => {
    const { wish, zoe, start } = await aChain();
    await sent("waitlist_offer bea", "waitlist_offer zoe");
    await accept(zoe);
    expect((await pub("POST", `waitlist/${wish.id}/decline`, wish.token, {})).status).toBe(200);
    expect(await start()).toBe("2026-03-09T12:00");
    expect(await look(zoe)).toMatchObject({ status: "waiting" });
    const [toZoe] = await sent("waitlist_gone zoe");
    expect(toZoe).toContain("Not everyone involved could agree");
    const all = await outbox();
    expect(all.filter(({ kind }) => kind === "waitlist_gone")).toHaveLength(1);
    expect(await accept(zoe)).toMatchObject({ status: 409, body: { error: { reason: "OFFER_GONE" } } });
  });

  test("is released by the job when time runs out", async () => {
    const { wish, zoe, start } = await aChain();
    await sent("waitlist_offer bea", "waitlist_offer zoe");
    await accept(wish);
    app.clock.advance(15 * MINUTE);
    await sent("waitlist_gone zoe");
    // Those who had agreed are offered the time alone: for them it is not gone.
    const all = await outbox();
    expect(all.filter(({ kind }) => kind === "waitlist_gone")).toHaveLength(1);
    expect(all.filter(({ kind, to }) => kind === "waitlist_offer" && to.startsWith("bea"))).toHaveLength(2);
    expect(await start()).toBe("2026-03-09T12:00");
    expect(await look(zoe)).toMatchObject({ status: "waiting" });
    expect(await look(wish)).toMatchObject({ status: "offered", offer: { start_local: "2026-03-09T09:00" } });
    expect((await look(wish)).offer.together).toBeUndefined();
  });

  test("survives a restart between two answers", async () => {
    const { wish, zoe } = await aChain();
    expect((await accept(zoe)).status).toBe(202);
    const { dataDir, clock } = app;
    await app.app.close();
    await app.deps.close();
    app.lines.assertNoErrors();
    app = await startTestApp({ dataDir, clock });
    expect(await look(zoe)).toMatchObject({ offer: { together: { agreed: 1, you_agreed: true } } });
    expect((await accept(wish)).status).toBe(200);
    expect(await look(zoe)).toMatchObject({ status: "booked" });
  });

  test("is shown on the page of everyone asked, which says what depends on whom", async () => {
    const { wish } = await aChain();
    const opened = await app.ask("GET", `/t/luna/w/${wish.id}?token=${wish.token}`);
    const jar = /"([^;"]+)/.exec(JSON.stringify(opened.headers["set-cookie"]))?.[1] ?? "";
    const page = await app.ask("GET", `/t/luna/w/${wish.id}`, { headers: { cookie: jar } });
    expect(page.text).toContain("It&#39;s yours if you want it and someone else agrees too.");
    const agreed = await app.ask("POST", `/t/luna/w/${wish.id}/accept`, { headers: { cookie: jar } });
    expect(agreed.status).toBe(200);
    expect(agreed.text).toContain("You&#39;ve agreed. Nothing changes until the other person does too.");
    expect(agreed.text).not.toContain("Take this time");
  });
});

describe("the business", () => {
  test("sees each link, its state, and why these people", async () => {
    const { bea, wish, zoe } = await aChain();
    await accept(zoe);
    const { body } = await admin("waitlist/chains?state=open");
    expect(body.items).toHaveLength(1);
    const [chain] = body.items;
    expect(chain).toMatchObject({
      state: "open",
      why: null,
      freed_slot: { cause: "cancelled", start_local: "2026-03-09T09:00" },
      steps: [
        {
          position: 1,
          state: "asked",
          entry_id: wish.id,
          booking_uid: bea.uid,
          customer: { name: "Bea" },
          from: { start_local: "2026-03-09T12:00" },
          to: { start_local: "2026-03-09T09:00" },
          passed_over: [],
        },
        { position: 2, state: "agreed", entry_id: zoe.id, booking_uid: null, from: null },
      ],
    });
    expect(chain.steps[0].why).toContain("frees up a time for someone");
    expect((await admin(`waitlist/chains/${chain.id}`)).body).toEqual(chain);
    await pub("POST", `waitlist/${zoe.id}/decline`, zoe.token, {});
    expect((await admin(`waitlist/chains/${chain.id}`)).body).toMatchObject({
      state: "released",
      why: "Someone declined.",
      steps: [{ state: "withdrawn" }, { state: "declined" }],
    });
    const { decisions, offers } = (await admin(`waitlist/${zoe.id}`)).body;
    expect(decisions.map((one: { reason: string }) => one.reason)).toEqual([
      "was_offered_it",
      "gets_the_room",
      "not_at_their_times",
    ]);
    expect(offers[0]).toMatchObject({ mode: "chain", state: "declined" });
  });

  test.each([
    ["waitlist/chains/unknown", 404],
    ["waitlist/chains?state=some", 400],
    ["waitlist/chains?limit=0", 400],
    ["waitlist/chains?cursor=x", 400],
    ["waitlist/chains?colour=red", 400],
  ])("asks for %s and gets %s", async (path, status) => {
    expect((await admin(path)).status).toBe(status);
  });

  test("pages through its chains, and sees none of another's", async () => {
    await aChain();
    const first = (await admin("waitlist/chains?limit=1")).body;
    expect(first.items).toHaveLength(1);
    const bellas = await app.ask("GET", `/t/bella/v1/admin/waitlist/chains/${first.items[0].id}`, {
      key: PLATFORM_KEY,
    });
    expect(bellas.status).toBe(404);
    expect((await app.ask("GET", "/t/bella/v1/admin/waitlist/chains", { key: PLATFORM_KEY })).body).toEqual({
      items: [],
    });
    expect((await app.ask("GET", "/t/luna/v1/admin/waitlist/chains")).status).toBe(401);
  });
});
