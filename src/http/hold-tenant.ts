import type { Directory } from "#control/directory.ts";
import type { Logger } from "#kernel/logger.ts";
import type { TenantRecord } from "#ports/control-plane.ts";
import type { Actor, TenantContext } from "#tenancy/context.ts";
import type { Lease } from "#tenancy/lease.ts";
import { type ContextServices, makeContext } from "#tenancy/make-context.ts";
import type { TenantStore } from "#tenancy/store.ts";

import { RequestLogger } from "./request-logger.ts";
import type { Soon } from "./soon.ts";
import type { HeldTenant } from "./tenant-gate.ts";

/** Finds tenants in the directory: synchronously if cached, else by asking. */
export function tenantFinder({ recall, bySlug, byHost }: Pick<Directory, "recall" | "bySlug" | "byHost">) {
  return (by: "slug" | "host", name: string): Soon<TenantRecord | undefined> =>
    by === "slug" ? (recall.bySlug(name) ?? bySlug(name)) : (recall.byHost(name) ?? byHost(name));
}

/** Leases tenants' files to requests: synchronously if the file is open, else once it is. */
export function tenantHolder(
  store: Pick<TenantStore, "lease" | "tryLease">,
  services: ContextServices,
  log: Logger,
) {
  return (record: TenantRecord): Soon<HeldTenant> => {
    const lease = store.tryLease(record.id);
    if (lease) return new Held(record, lease, services, log);
    return store.lease(record.id).then((opened) => new Held(record, opened, services, log));
  };
}

// A class, because one is created per request and this is the cheapest way.
class Held implements HeldTenant {
  readonly #record: TenantRecord;
  readonly #lease: Lease;
  readonly #services: ContextServices;
  readonly #log: Logger;

  constructor(record: TenantRecord, lease: Lease, services: ContextServices, log: Logger) {
    this.#record = record;
    this.#lease = lease;
    this.#services = services;
    this.#log = log;
  }

  contextFor(actor: Actor, requestId: string): TenantContext {
    const log = new RequestLogger(this.#log, requestId, this.#record.id);
    return makeContext({ services: this.#services, record: this.#record, lease: this.#lease, actor, log });
  }

  release(): void {
    this.#lease.release();
  }
}
