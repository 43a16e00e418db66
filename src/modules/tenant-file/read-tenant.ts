import { invalidAll, parseAll } from "#kernel/problems.ts";

import { crossProblems } from "./check-tenant.ts";
import { completeTenant, type TenantDocument } from "./complete-tenant.ts";
import { tenantInput } from "./schemas.ts";

/** A parsed document: what to store, and the owner's password, which is stored elsewhere. */
export type ReadTenant = { readonly document: TenantDocument; readonly password: string | undefined };

/** Parses a tenant file. Throws a 400 that lists every invalid key with its path in `details.errors`. */
export function readTenant(value: unknown): ReadTenant {
  const input = parseAll(tenantInput, value);
  const problems = crossProblems(input);
  if (problems.length > 0) throw invalidAll(problems);
  return { document: completeTenant(input), password: input.owner?.password };
}
