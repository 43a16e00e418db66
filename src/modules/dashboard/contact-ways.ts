import type { Booking } from "#modules/booking/index.ts";

/** How to reach a customer, as a link. */
export type ContactWay = { readonly href: string; readonly text: string };

/** The phone first: a question about a visit wants an answer now. */
export function contactWays({ phone, email }: Booking["customer"]): ContactWay[] {
  return [
    ...(phone === null ? [] : [{ href: `tel:${phone}`, text: phone }]),
    ...(email === null ? [] : [{ href: mailtoOf(email), text: email }]),
  ];
}

/**
 * Escaped, because an address may contain a `?` before its @, after which a link could specify other parts of
 * the mail (RFC 6068).
 */
function mailtoOf(email: string): string {
  const at = email.lastIndexOf("@");
  return `mailto:${encodeURIComponent(email.slice(0, at))}${email.slice(at)}`;
}
