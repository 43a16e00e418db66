import type { TenantId } from "#ports/control-plane.ts";

/** Whether this process may open a tenant's file. Asked before each opening. */
export type Placement = { readonly admit: (id: TenantId) => Promise<Admission> | Admission };

export type Admission =
  | { readonly outcome: "ours" }
  | { readonly outcome: "elsewhere"; readonly holder: string }
  | { readonly outcome: "unknown_tenant" };

/** On one machine: the lock of DATA_DIR has settled that every file in it is ours. */
export const everyTenantIsOurs: Placement = { admit: () => ({ outcome: "ours" }) };
