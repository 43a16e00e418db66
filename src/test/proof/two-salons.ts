import { build } from "#db/tenant-db.ts";
import type { TenantId } from "#ports/control-plane.ts";
import { type Answer, PLATFORM_KEY, startTestApp, type TestApp } from "#test/app.ts";
import { scriptedDesk } from "#test/chat-desk.ts";

import { fingerprint } from "./tenant-file.ts";
import { aService, WEEKDAYS } from "./founding.ts";

/** A business with one of everything, and all the credentials that give access to it. */
export type Salon = {
  readonly slug: string;
  readonly customHost: string;
  readonly key: string;
  readonly revokedKey: string;
  /** Ids by the noun of the admin API; visits by what is to be done with them. */
  readonly ids: Readonly<Record<string, string>>;
  readonly tokens: Readonly<Record<string, string>>;
  /** Texts that exist only in this business's file. */
  readonly canaries: readonly string[];
};

/** What is done with a separate visit for each. */
export const VISITS = [
  "look",
  "cancel",
  "reschedule",
  "check_in",
  "complete",
  "no_show",
  "move",
  "page",
] as const;

/** Luna and Bella, each with data in every table, in one application. */
export async function openTwoSalons() {
  const app = await startTestApp({ chooseBrain: scriptedDesk({ serviceId: () => "", date: "2026-03-10" }) });
  const luna = await aSalonOfEverything(app, "luna");
  const bella = await aSalonOfEverything(app, "bella");
  return {
    app,
    luna,
    bella,
    /** A digest of everything in Bella's file, and of the platform's record of it. */
    stateOfBella: async (): Promise<string> => {
      const { control, readTenant } = app.deps;
      const record = await control.tenantBySlug("bella");
      if (!record) return "gone";
      const known = [record, await control.listApiKeys(record.id), await control.hostsOf(record.id)];
      const file = await readTenant("bella", (db) => fingerprint((sql) => db.all({ sql, parameters: [] })));
      return JSON.stringify([known, file]);
    },
  };
}

async function aSalonOfEverything(app: TestApp, slug: string): Promise<Salon> {
  const c = (what: string): string => `${slug}s-secret-${what}`;
  const record = await app.addTenant(documentOf(slug, c));
  const key = `${slug}-key-0123456789`;
  await app.addApiKey(record, key);
  const customHost = `book.${slug}-hair.example`;
  await app.deps.control.addHost(record.id, customHost, "proof");
  await app.deps.control.verifyHost(record.id, customHost);
  app.deps.directory.forget(record.id);

  const admin = (method: string, path: string, body?: unknown) =>
    expectOk(app.ask(method, `/t/${slug}/v1/admin/${path}`, { key: PLATFORM_KEY, body }));
  const first = async (what: string): Promise<string> =>
    (await admin("GET", what)).body.items[0].id as string;
  const ids: Record<string, string> = {};
  for (const what of ["services", "staff", "resources", "faqs", "time_off", "overrides"])
    ids[what] = await first(what);
  const customer = { name: c("customer"), email: `${c("customer")}@example.com`, notes: c("customer-note") };
  ids["customers"] = (await admin("POST", "customers", customer)).body.id;
  ids["api_keys"] = (await admin("POST", "api_keys", { name: c("key") })).body.id;
  const revoked = (await admin("POST", "api_keys", { name: "old" })).body as { id: string; key: string };
  await admin("DELETE", `api_keys/${revoked.id}`);

  const tokens: Record<string, string> = {};
  for (const [n, visit] of VISITS.entries()) {
    const { uid, token } = await aVisit(app, slug, ids, { n, c });
    ids[visit] = uid;
    tokens[visit] = token;
  }
  const waits = await expectOk(
    app.ask("POST", `/t/${slug}/v1/public/waitlist`, {
      body: {
        service_id: ids["services"],
        start_date: "2026-03-16",
        end_date: "2026-06-20",
        customer: { name: c("waiter"), email: `${c("waiter")}@example.com` },
      },
    }),
  );
  ids["waitlist"] = waits.body.entry.id;
  tokens["waitlist"] = waits.body.token;
  await aChain(app, slug, ids, c);
  ids["chains"] = await first("waitlist/chains");
  const held = await expectOk(
    app.ask("POST", `/t/${slug}/v1/public/holds`, {
      body: { service_id: ids["services"], start: "2026-03-10T15:00:00Z" },
    }),
  );
  ids["holds"] = held.body.hold_id;
  ids["messages"] = await first("messages");
  await giveUp(app, record.id, ids["messages"]);
  Object.assign(ids, await aConversation(app, record.id, { slug, c }));
  const talk = await expectOk(app.ask("POST", `/t/${slug}/v1/chat/session`));
  tokens["chat"] = talk.body.session_id;
  ids["chat"] = tokens["chat"] ?? "";
  await expectOk(
    app.ask("POST", `/t/${slug}/v1/chat/stream`, {
      body: { session_id: tokens["chat"], message: c("message") },
    }),
  );
  const said = [
    "customer",
    "customer-note",
    "waiter",
    "mover",
    "note",
    "key",
    "service",
    "person",
    "room",
    "answer",
    "message",
    "absence",
    "name",
    "words",
    "question",
    "agent",
  ];
  return {
    slug,
    customHost,
    key,
    revokedKey: revoked.key,
    ids,
    tokens,
    canaries: [
      ...said.map(c),
      PHONES[slug] ?? "",
      record.id,
      ...Object.values(tokens),
      // An answer may repeat what a request names, but nothing else of Bella's.
      ...Object.values(ids).filter((id) => id !== ""),
    ],
  };
}

/** As if every mail server had refused it: only such a message can be sent again. */
async function giveUp({ deps }: TestApp, tenant: TenantId, id: string): Promise<void> {
  const lease = await deps.store.lease(tenant);
  lease.db.write((tx) => tx.run(build.updateTable("outbox").set({ state: "dead" }).where("id", "=", id)));
  lease.release();
}

/** Has a conversation, with a question that could not be answered. */
async function aConversation(
  { deps }: TestApp,
  tenant: TenantId,
  { slug, c }: { slug: string; c: (what: string) => string },
) {
  const ids = {
    conversations: `${slug}-conversation-0123456789`,
    unanswered_questions: `${slug}-question`,
    // A question can be answered or dismissed, not both.
    question_to_answer: `${slug}-other-question`,
  };
  const [seq, now] = [1, deps.clock.now()];
  const turn = { conversation: seq, turn: 1, text: c("words"), input: "message", at: now } as const;
  const events = JSON.stringify([{ event: "delta", text: c("words") }]);
  const conversation = {
    seq,
    id: ids.conversations,
    channel: "chat",
    state: "{}",
    turns: 1,
    started_at: now,
    last_at: now,
    user_agent: c("agent"),
    outcome: "answered",
    summary: c("words"),
  } as const;
  const questions = [ids.unanswered_questions, ids.question_to_answer].map((id) => ({
    id,
    key: id,
    question: c("question"),
    first_at: now,
    last_at: now,
  }));
  const lease = await deps.store.lease(tenant);
  lease.db.write((tx) => {
    tx.run(build.insertInto("conversations").values(conversation));
    tx.run(build.insertInto("conversation_turns").values({ ...turn, events, trace: "[]" }));
    for (const question of questions) tx.run(build.insertInto("unanswered_questions").values(question));
  });
  lease.release();
  return ids;
}

async function aVisit(
  app: TestApp,
  slug: string,
  ids: Readonly<Record<string, string>>,
  { n, c }: { n: number; c: (what: string) => string },
): Promise<{ uid: string; token: string }> {
  const made = await expectOk(
    app.ask("POST", `/t/${slug}/v1/public/bookings`, {
      headers: { "idempotency-key": `visit-${n}` },
      body: {
        service_id: ids["services"],
        start: `2026-03-09T${13 + n}:00:00Z`,
        customer: { name: c("customer"), email: `${c("customer")}@example.com`, phone: PHONES[slug] },
        notes: c("note"),
      },
    }),
  );
  return { uid: made.body.booking.uid, token: made.body.manage_token };
}

/** Two visits, and somebody who waits for the later one's time; then the earlier one is cancelled. */
async function aChain(
  app: TestApp,
  slug: string,
  ids: Readonly<Record<string, string>>,
  c: (what: string) => string,
): Promise<void> {
  const post = (path: string, body: object, more: { key?: string; headers?: Record<string, string> } = {}) =>
    expectOk(app.ask("POST", `/t/${slug}/${path}`, { body, ...more }));
  const book = async (who: string, start: string) => {
    const customer = { name: c(who), email: `${c(who)}@example.com` };
    const body = { service_id: ids["services"], start, customer };
    const made = await post("v1/public/bookings", body, { headers: { "idempotency-key": start } });
    return { uid: made.body.booking.uid as string, token: made.body.manage_token as string };
  };
  const early = await book("customer", "2026-03-11T14:00:00Z");
  const late = await book("mover", "2026-03-11T16:00:00Z");
  const cookie = `visit=${late.token}`;
  const morning = { start_date: "2026-03-11", end_date: "2026-03-11", part: "morning" };
  await post(`b/${late.uid}/earlier`, morning, { headers: { cookie } });
  await post("v1/public/waitlist", {
    service_id: ids["services"],
    start_date: "2026-03-11",
    end_date: "2026-03-11",
    from_time: "12:00",
    to_time: "12:01",
    customer: { name: c("waiter"), email: `${c("waiter")}-too@example.com` },
  });
  await post(`v1/public/bookings/${early.uid}/cancel`, {}, { key: early.token });
}

const PHONES: Readonly<Record<string, string>> = { luna: "+12125550142", bella: "+12125550187" };

function documentOf(slug: string, c: (what: string) => string) {
  return {
    slug,
    plan: "premium",
    profile: { business_name: c("name"), time_zone: "America/New_York", address: "1 Main St" },
    hours: { ...WEEKDAYS, mon: [["09:00", "20:00"]] },
    policies: { min_notice_minutes: 0, cancellation_notice_minutes: 0, hold_minutes: 60 },
    resources: [{ ref: "room", name: c("room"), quantity: 2 }],
    services: [aService("cut", { name: c("service"), resources: ["room"] })],
    staff: [
      {
        ref: "person",
        name: c("person"),
        email: `${c("person")}@example.com`,
        services: ["cut"],
        time_off: [{ start: "2026-04-10T09:00", end: "2026-04-10T12:00", reason: c("absence") }],
      },
    ],
    overrides: [{ date: "2026-12-24", hours: [] }],
    faqs: [{ question: "Is there parking?", answer: c("answer") }],
  };
}

async function expectOk(asked: Promise<Answer>): Promise<Answer> {
  const answer = await asked;
  if (answer.status >= 400) throw new Error(`${answer.status} ${answer.text}`);
  return answer;
}
