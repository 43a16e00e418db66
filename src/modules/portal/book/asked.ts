import type { VisitWish } from "#modules/booking/index.ts";
import type { Once } from "#modules/idempotency/index.ts";
import { type Chosen, whatOf } from "#modules/portal/chosen.ts";

import type { Details, SentForm } from "./book-form.ts";
import type { TimedChoice } from "./details-page.ts";

/** A submitted details form, with the choices that it is for. */
export type Asked = {
  readonly choice: TimedChoice;
  readonly chosen: Chosen;
  readonly form: SentForm;
};

export type Booked = { readonly kind: "booked"; readonly uid: string };

/** The visit that is asked for. */
export function wishOf({ choice, chosen, form }: Asked, { customer, notes }: Details): VisitWish {
  return {
    ...whatOf(chosen),
    start: choice.start,
    holdId: choice.hold,
    customer,
    notes,
    source: "page",
    expectedPriceCents: form.price,
    expectedDurationMinutes: form.minutes,
  };
}

/** Makes a form that is sent twice book once; `body` is all that it asks for. */
export function onceOf({ key }: SentForm, body: object): Once | undefined {
  if (key === undefined) return undefined;
  return { scope: "POST /book", key, body: JSON.parse(JSON.stringify(body)) as unknown };
}
