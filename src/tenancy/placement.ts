import type { TenantId } from "#ports/control-plane.ts";

/** Decides whether this process may open a tenant's file. Consulted before each opening. */
export type Placement = { readonly admit: (id: TenantId) => Promise<Admission> | Admission };

export type Admission =
  | { readonly outcome: "ours" }
  | { readonly outcome: "elsewhere"; readonly holder: string }
  | { readonly outcome: "unknown_tenant" };

/** For a single machine: the lock on DATA_DIR already guarantees that every file in it is ours. */
export const everyTenantIsOurs: Placement = { admit: () => ({ outcome: "ours" }) };
