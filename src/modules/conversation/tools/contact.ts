import { displayPhone, readPhone } from "#kernel/phone.ts";
import { getProfile } from "#modules/business/index.ts";
import type { TenantContext } from "#tenancy/context.ts";

export type Contact = { readonly name: string; readonly email?: string; readonly phone?: string };

/** The customer's details as passed to a tool. */
export type Told = {
  readonly customer_name?: string | undefined;
  readonly customer_email?: string | undefined;
  readonly customer_phone?: string | undefined;
};

/** The contact, if it is reachable; otherwise the arguments still to be asked for. */
export function readContact(
  ctx: TenantContext,
  { customer_name: name, customer_email: email, customer_phone: written }: Told,
): Contact | { readonly fields: readonly string[] } {
  const phone = written === undefined ? undefined : readPhone(written, getProfile(ctx.db).country ?? "US");
  const e164 = phone?.kind === "phone" ? phone.e164 : undefined;
  const isReachable = email !== undefined || e164 !== undefined;
  if (name === undefined || !isReachable)
    return {
      fields: [
        ...(name === undefined ? ["customer_name"] : []),
        ...(isReachable ? [] : [phone ? "customer_phone" : "customer_email"]),
      ],
    };
  return {
    name,
    ...(email !== undefined && { email: email.toLowerCase() }),
    ...(e164 !== undefined && { phone: e164 }),
  };
}

/** The contact as displayed: phone numbers in the format of the business's country. */
export function shownContact(ctx: TenantContext, { phone, ...rest }: Contact): Contact {
  return phone === undefined ? rest : { ...rest, phone: displayPhone(phone, getProfile(ctx.db).country) };
}
