declare const tenantId: unique symbol;

/**
 * The opaque name of a tenant: a ULID. Only the control plane hands them out, so nothing that a visitor
 * types can become one.
 */
export type TenantId = string & { readonly [tenantId]: true };
