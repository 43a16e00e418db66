import type { Booking } from "#modules/booking/index.ts";

/** How a customer is reached, as links. */
export type ContactWay = { readonly href: string; readonly text: string };

/** The telephone first: who has a question about a visit wants an answer now. */
export function contactWays({ phone, email }: Booking["customer"]): ContactWay[] {
  return [
    ...(phone === null ? [] : [{ href: `tel:${phone}`, text: phone }]),
    ...(email === null ? [] : [{ href: `mailto:${email}`, text: email }]),
  ];
}
