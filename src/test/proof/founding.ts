import { aDocument } from "#test/tenant-documents.ts";

import type { Client } from "./client.ts";
import { PLATFORM_KEY } from "./server-process.ts";

/** Open Monday to Friday, 9 to 5. */
export const WEEKDAYS = Object.fromEntries(
  ["mon", "tue", "wed", "thu", "fri"].map((day) => [day, [["09:00", "17:00"]]]),
);

/** A service of 30 minutes for $45, every 15 minutes, with `changes` applied. */
export function aService(ref: string, changes: Readonly<Record<string, unknown>> = {}) {
  return { ref, name: ref, duration_minutes: 30, price_cents: 4500, slot_interval_minutes: 15, ...changes };
}

/** A business as clients reach it over HTTP. */
export type Business = {
  readonly slug: string;
  /** Requests one of its paths, such as `/v1/public/services`. */
  readonly ask: Client;
  /** The same, with the platform's key. */
  readonly administer: Client;
  /** Ids by ref. */
  readonly services: Readonly<Record<string, string>>;
  readonly staff: Readonly<Record<string, string>>;
};

/** Creates a business over the API: without changes Luna Hair, where Mia cuts hair. */
export async function found(
  client: Client,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<Business> {
  const document = aDocument({
    plan: "premium",
    hours: WEEKDAYS,
    policies: { min_notice_minutes: 0, cancellation_notice_minutes: 0 },
    services: [aService("cut")],
    ...changes,
  });
  const made = await client("POST", "/v1/admin/tenants", { key: PLATFORM_KEY, body: document });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  return businessOf(client, String(document["slug"]));
}

/** A business that was created before. */
export async function businessOf(client: Client, slug: string): Promise<Business> {
  const ask: Client = (method, path, said) => client(method, `/t/${slug}${path}`, said);
  const administer: Client = (method, path, said) => ask(method, path, { key: PLATFORM_KEY, ...said });
  const idsOf = async (what: string): Promise<Record<string, string>> => {
    const { body } = await administer("GET", `/v1/admin/${what}?limit=100`);
    const items = body.items as { ref: string; id: string }[];
    return Object.fromEntries(items.map(({ ref, id }) => [ref, id]));
  };
  return { slug, ask, administer, services: await idsOf("services"), staff: await idsOf("staff") };
}
