declare const tenantId: unique symbol;

/**
 * A tenant's opaque id, a ULID. Only the control plane hands these out, so nothing that a visitor types can
 * become one.
 */
export type TenantId = string & { readonly [tenantId]: true };
