import type { TenantDb } from "#db/tenant-db.ts";

/**
 * The right to use a tenant's open file: while a lease is held the file is not evicted. `release` is
 * idempotent.
 */
export type Lease = { readonly db: TenantDb; readonly release: () => void };

/** A lease that calls `letGo` on its first release only. */
export class OneLease<User extends { readonly handle: { readonly db: TenantDb } }> implements Lease {
  readonly db: TenantDb;
  #user: User | undefined;
  readonly #letGo: (user: User) => void;

  constructor(user: User, letGo: (user: User) => void) {
    this.db = user.handle.db;
    this.#user = user;
    this.#letGo = letGo;
  }

  release = (): void => {
    const user = this.#user;
    this.#user = undefined;
    if (user) this.#letGo(user);
  };
}
