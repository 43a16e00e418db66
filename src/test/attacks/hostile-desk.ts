import { createHash } from "node:crypto";

import { build } from "#db/tenant-db.ts";
import { aChatter, textIn, type WireEvent } from "#test/chat-desk.ts";
import { type Provider, type Script, startProvider } from "#test/language-models.ts";
import { startLuna } from "#test/luna-hair.ts";
import { aDocument } from "#test/tenant-documents.ts";

/** A customer whose visit must stay private. */
export const VICTIM = { name: "Zelda Quillfeather", email: "zelda@canary.example", phone: "+12125550177" };
/** What a compromised model would like people to call, open or see. */
export const LURES = ["555-0199", "evil.example", "<script", "![", "sk-live-"] as const;

const SETTINGS = {
  openai: (url: string) => ({ OPENAI_API_KEY: "sk-live-hidden", OPENAI_BASE_URL: `${url}/v1` }),
  anthropic: (url: string) => ({ ANTHROPIC_API_KEY: "sk-live-hidden", ANTHROPIC_BASE_URL: url }),
};

/** The whole application with two businesses and the victim's visit, on a model that follows a script. */
export async function openHostileDesk(name: Provider) {
  const provider = await startProvider();
  const luna = await startLuna({ settings: SETTINGS[name](provider.url) });
  const { app } = luna;
  const sol = await app.addTenant(
    aDocument({ slug: "sol", profile: { business_name: "Sol", time_zone: "America/New_York" } }),
  );
  await app.addApiKey(sol, "sol-key");
  const { body } = await app.ask("GET", "/t/sol/v1/admin/services", { key: "sol-key" });
  const victim = await book(luna);
  const canary = app.deps.services.capabilities(luna.luna.id).issue("prompt canary");

  return {
    ...luna,
    provider,
    canary,
    victim,
    serviceOfSol: body.items[0].id as string,
    /** A customer of Luna's, and everything that they ever see. */
    visitor: async () => {
      const chatter = aChatter(app);
      await chatter.begin();
      const seen: WireEvent[] = [];
      return {
        seen,
        /** Says something while the model follows the script; returns the turn's events. */
        does: async (body: object, script?: Script): Promise<WireEvent[]> => {
          if (script) provider.play(script);
          const events = await chatter.does(body);
          seen.push(...events);
          return events;
        },
        text: () => textIn(seen.filter(({ event }) => event === "delta" || event === "replace")),
      };
    },
    /** A digest of everything booked at Luna. */
    books: () =>
      app.deps.readTenant("luna", (db) => {
        const tables = (["bookings", "booking_items", "customers"] as const).map((table) =>
          db.all(build.selectFrom(table).selectAll()),
        );
        return createHash("sha256").update(JSON.stringify(tables)).digest("hex");
      }),
    bookings: () =>
      app.deps.readTenant("luna", (db) =>
        db.all(build.selectFrom("bookings").select(["uid", "status", "start_at"]).orderBy("created_at")),
      ),
    /** The steps of the last turn, as stored. */
    lastTurn: () =>
      app.deps.readTenant("luna", (db) => {
        const rows = build.selectFrom("conversation_turns").selectAll().orderBy("conversation", "desc");
        const row = db.first(rows.orderBy("turn", "desc").limit(1));
        return {
          brain: row?.brain,
          trace: JSON.parse(row?.trace ?? "[]") as readonly {
            kind: string;
            name?: string;
            code?: string;
            reason?: string;
          }[],
          uses: JSON.parse(row?.usage ?? "[]") as readonly { costMicros: number }[],
        };
      }),
    close: async () => {
      await app.close();
      await provider.stop();
    },
  };
}

export type HostileDesk = Awaited<ReturnType<typeof openHostileDesk>>;
export type Visitor = Awaited<ReturnType<HostileDesk["visitor"]>>;

/** The visit that must stay private. */
async function book({ app, ids }: Awaited<ReturnType<typeof startLuna>>): Promise<{ readonly uid: string }> {
  const { body } = await app.ask("POST", "/t/luna/v1/public/bookings", {
    body: { service_id: ids.cut, start: "2026-03-12T15:00:00Z", customer: VICTIM },
    headers: { "idempotency-key": "victim" },
  });
  return { uid: body.booking.uid as string };
}
