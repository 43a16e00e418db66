import type { Booking } from "#modules/booking/index.ts";

/** How a customer is reached, as links. */
export type ContactWay = { readonly href: string; readonly text: string };

/** The telephone first: who has a question about a visit wants an answer now. */
export function contactWays({ phone, email }: Booking["customer"]): ContactWay[] {
  return [
    ...(phone === null ? [] : [{ href: `tel:${phone}`, text: phone }]),
    ...(email === null ? [] : [{ href: mailtoOf(email), text: email }]),
  ];
}

/** An address may have a `?` before its @, after which a link would say what else is to be in the mail (RFC 6068). */
function mailtoOf(email: string): string {
  const at = email.lastIndexOf("@");
  return `mailto:${encodeURIComponent(email.slice(0, at))}${email.slice(at)}`;
}
