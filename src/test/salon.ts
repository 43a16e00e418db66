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

/** Reads an instant that a test writes; throws on a slip of the pen. */
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
  /** What is different about the business itself. */
  readonly profile?: object;
  readonly subscribers?: readonly EventSubscriber[];
};

/**
 * Luna, a salon in New York with an empty file in memory, open Monday to Friday 9–17 unless told. Its clock
 * stands still at `FRIDAY_MORNING`.
 */
export class Salon {
  readonly db: TenantDb = aTenantDb();
  readonly clock: MovableClock;
  readonly ids: Ids;
  /** What was counted for the operator, in order. */
  readonly counted: [string, object][] = [];
  /** When somebody asked to be woken, in order. */
  readonly wakes: Instant[] = [];
  readonly #options: SalonOptions;

  constructor(options: SalonOptions) {
    this.#options = options;
    this.clock = fixedClock(options.now ?? FRIDAY_MORNING);
    this.ids = seededIds(this.clock, 7);
    this.#open();
  }

  /** The context of somebody who acts: a customer at the page unless told. */
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

  /** Offers a service: 30 minutes every 15 for $45 unless told. Its ref is its id. */
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

  /** Employs somebody who does these services, in the business's hours unless told. */
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

  /** Has `quantity` of a thing that services need. */
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

  /** Sets the business's hours of one date. */
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

  /** Changes a service behind everybody's back, as its owner would. */
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

/** Luna, as it is told; employ somebody and offer something before booking. */
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
