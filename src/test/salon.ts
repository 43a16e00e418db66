import type { Insertable } from "kysely";

import { toJson } from "#db/columns.ts";
import { build, type TenantDb } from "#db/tenant-db.ts";
import type {
  HoursDocument,
  ResourcesTable,
  ServicesTable,
  StaffTable,
  WeekDocument,
} from "#db/tenant-tables.ts";
import { fixedClock, type MovableClock } from "#kernel/clock.ts";
import { type Ids, seededIds } from "#kernel/ids.ts";
import { type Instant, parseInstant } from "#kernel/instant.ts";
import type { PlanName, TenantId } from "#ports/control-plane.ts";
import type { Actor, EventSubscriber, TenantContext } from "#tenancy/context.ts";

import { aTenantDb } from "./tenant-db.ts";

/** A Friday morning in New York: 2026-03-06, 10:00 EST, two days before the clocks change. */
export const FRIDAY_MORNING = at("2026-03-06T15:00:00Z");

/** Parses an instant in a test; throws if it is malformed. */
export function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === undefined) throw new Error(`${text} is not an instant`);
  return instant;
}

export type SalonOptions = {
  readonly now?: Instant;
  readonly zone?: string;
  readonly hours?: WeekDocument;
  readonly plan?: PlanName;
  readonly policies?: object;
  /** Overrides of the business's profile. */
  readonly profile?: object;
  readonly subscribers?: readonly EventSubscriber[];
};

/**
 * Luna, a salon in New York with an empty file in memory, open Monday to Friday 9–17 by default. Its clock is
 * fixed at `FRIDAY_MORNING`.
 */
export class Salon {
  readonly db: TenantDb = aTenantDb();
  readonly clock: MovableClock;
  readonly ids: Ids;
  /** The metrics that were counted, in order. */
  readonly counted: [string, object][] = [];
  /** The instants at which a wake-up was requested, in order. */
  readonly wakes: Instant[] = [];
  readonly #options: SalonOptions;

  constructor(options: SalonOptions) {
    this.#options = options;
    this.clock = fixedClock(options.now ?? FRIDAY_MORNING);
    this.ids = seededIds(this.clock, 7);
    this.#open();
  }

  /** The context of an actor: by default, a customer on the booking page. */
  ctx(actor: Actor = { kind: "customer", id: null, channel: "page" }): TenantContext {
    return Object.freeze({
      tenant: {
        id: TENANT,
        slug: "luna",
        plan: this.#options.plan ?? "premium",
        status: "active" as const,
        canonicalUrl: "http://localhost:3000/t/luna",
      },
      actor,
      db: this.db,
      clock: this.clock,
      ids: this.ids,
      log: { info: () => {}, warn: () => {}, error: () => {} },
      capabilities: {
        issue: (subject) => `token-${subject}`,
        verify: (subject, token) => token === `token-${subject}`,
      },
      subscribers: this.#options.subscribers ?? [],
      count: (what, labels) => void this.counted.push([what, labels]),
      measure: () => {},
      wakeAt: (instant) => void this.wakes.push(instant),
      assertRoomToBook: () => {},
    });
  }

  /** Offers a service: by default 30 minutes, every 15, for $45. Its ref is its id. */
  offers(
    id: string,
    columns: Partial<Insertable<ServicesTable>> = {},
    resources: readonly string[] = [],
  ): this {
    const duration = columns.duration_minutes ?? 30;
    const row: Insertable<ServicesTable> = {
      id,
      ref: id,
      name: id,
      duration_minutes: duration,
      price_cents: 4500,
      currency: "USD",
      slot_interval_minutes: 15,
      min_notice_minutes: null,
      created_at: 0,
      updated_at: 0,
      archived_at: null,
      ...columns,
    };
    return this.#configure(
      build.insertInto("services").values(row),
      ...resources.map((resource) =>
        build.insertInto("service_resources").values({ service_id: id, resource_id: resource }),
      ),
    );
  }

  /** Employs somebody who does these services, by default in the business's hours. */
  employs(id: string, services: readonly string[], columns: Partial<Insertable<StaffTable>> = {}): this {
    const row: Insertable<StaffTable> = {
      id,
      ref: id,
      name: id,
      email: null,
      time_zone: null,
      hours: null,
      created_at: 0,
      updated_at: 0,
      archived_at: null,
      ...columns,
    };
    return this.#configure(
      build.insertInto("staff").values(row),
      ...services.map((service) =>
        build.insertInto("staff_services").values({ staff_id: id, service_id: service }),
      ),
    );
  }

  /** Adds a resource with `quantity` units. */
  has(id: string, quantity: number, columns: Partial<Insertable<ResourcesTable>> = {}): this {
    return this.#configure(
      build.insertInto("resources").values({
        id,
        ref: id,
        name: id,
        quantity,
        created_at: 0,
        updated_at: 0,
        archived_at: null,
        ...columns,
      }),
    );
  }

  /** Sets the business's hours on one date. */
  overrides(date: string, hours: HoursDocument): this {
    return this.#configure(
      build.insertInto("overrides").values({
        id: this.ids.ulid(),
        staff_id: null,
        date,
        hours: toJson(hours),
        created_at: 0,
        updated_at: 0,
      }),
    );
  }

  /** Changes a service directly in the file, without a command. */
  changes(id: string, columns: Partial<Insertable<ServicesTable>>): this {
    return this.#configure(build.updateTable("services").set(columns).where("id", "=", id));
  }

  #open(): void {
    const { zone = "America/New_York", hours = WEEKDAYS, policies = {}, profile = {} } = this.#options;
    const documents = {
      profile: { business_name: "Luna Hair", time_zone: zone, address: "1 Main St", ...profile },
      hours,
      policies: { min_notice_minutes: 0, cancellation_notice_minutes: 120, ...policies },
    };
    this.#configure(
      build
        .insertInto("meta")
        .values({ singleton: 1, tenant_id: TENANT, incarnation: "first", created_at: 0 }),
      ...Object.entries(documents).map(([key, document]) =>
        build.insertInto("settings").values({ key, document: JSON.stringify(document), updated_at: 0 }),
      ),
    );
  }

  #configure(
    ...queries: readonly Parameters<Parameters<Parameters<TenantDb["write"]>[0]>[0]["run"]>[0][]
  ): this {
    this.db.write((tx) => {
      for (const query of queries) tx.run(query);
      tx.run(build.updateTable("meta").set((row) => ({ config_version: row("config_version", "+", 1) })));
    });
    return this;
  }
}

/** Luna with these options; employ somebody and offer something before booking. */
export function aSalon(options: SalonOptions = {}): Salon {
  return new Salon(options);
}

const TENANT = "01hzzzzzzzzzzzzzzzzzzzzzzz" as TenantId;

const NINE_TO_FIVE: HoursDocument = [["09:00", "17:00"]];
const WEEKDAYS: WeekDocument = {
  mon: NINE_TO_FIVE,
  tue: NINE_TO_FIVE,
  wed: NINE_TO_FIVE,
  thu: NINE_TO_FIVE,
  fri: NINE_TO_FIVE,
};
