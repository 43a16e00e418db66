import type { Chance } from "../../src/test/proof/chance.ts";
import type { Client, Reply } from "../../src/test/proof/client.ts";
import { type Business, businessOf, found } from "../../src/test/proof/founding.ts";
import { aBooking, BUSY_SALON, sendBooking } from "../../src/test/proof/traffic.ts";

/** What a visitor wanted, and the status of the response: 0 if the connection broke. */
export type Visit = {
  readonly what: "availability" | "booking" | "page";
  readonly status: number;
  /** Whether the response is as it should be. */
  readonly ok: boolean;
};

/** Creates this many busy salons. */
export async function foundSalons(client: Client, count: number): Promise<Business[]> {
  const salons: Business[] = [];
  for (let n = 0; n < count; n++) {
    const slug = `salon-${n}`;
    await found(client, { ...BUSY_SALON, slug });
    salons.push(await businessOf(client, slug));
  }
  return salons;
}

/** One visitor: most look for a time, some book one, some look at the page. */
export async function visit(salon: Business, chance: Chance): Promise<Visit> {
  const dice = chance.below(100);
  if (dice < 15) {
    const { status } = await sendBooking(salon, aBooking(salon, chance));
    // A refusal, because a time is taken or a person does not do a service, is a correct response as well.
    return { what: "booking", status, ok: [201, 404, 409].includes(status) };
  }
  if (dice < 25) return seen("page", await salon.ask("GET", "/book"));
  const service = salon.services[chance.oneOf(["cut", "colour", "yoga"])];
  const [from, to] = chance.oneOf([
    ["2026-03-09", "2026-03-15"],
    ["2026-03-12", "2026-03-18"],
    ["2026-03-16", "2026-03-22"],
  ]);
  const query = `service_id=${service}&start_date=${from}&end_date=${to}`;
  return seen("availability", await salon.ask("GET", `/v1/public/availability?${query}`));
}

function seen(what: Visit["what"], { status }: Reply): Visit {
  return { what, status, ok: status === 200 };
}
