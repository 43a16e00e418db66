import type { BookingMessageKind } from "./plan-channels.ts";

/** What a message about a visit needs to know, in words already: times are local, prices are formatted. */
export type VisitWords = {
  readonly business: string;
  readonly customer: string;
  readonly service: string;
  readonly staff: string;
  /** `Monday 9 March at 9:00 am` */
  readonly when: string;
  readonly zone: string;
  readonly price: string;
  readonly address: string;
  readonly phone: string | null;
  readonly manageUrl: string;
};

export type Words = { readonly subject: string; readonly body: string };

/** The mail about a visit. */
export function mailWords(kind: BookingMessageKind, visit: VisitWords): Words {
  const { subject, opening } = OPENINGS[kind](visit);
  const facts = [
    `${visit.service} with ${visit.staff}`,
    `${visit.when} (${visit.zone})`,
    ...(visit.price ? [visit.price] : []),
    ...(visit.address ? [visit.address] : []),
  ];
  const change = kind === "booking_cancellation" ? [] : [`To move or cancel: ${visit.manageUrl}`];
  const contact = visit.phone ? [`Questions? Call ${visit.phone}.`] : [];
  const body = [
    `Hello ${visit.customer},`,
    opening,
    facts.join("\n"),
    ...change,
    ...contact,
    visit.business,
  ].join("\n\n");
  return { subject, body };
}

/** The text message about a visit. */
export function textWords(kind: BookingMessageKind, visit: VisitWords): string {
  const link = kind === "booking_cancellation" ? "" : ` Change it: ${visit.manageUrl}`;
  const what = `${visit.service} with ${visit.staff}, ${visit.when}`;
  switch (kind) {
    case "booking_confirmation":
      return `${visit.business}: booked. ${what}.${link}`;
    case "booking_rescheduled":
      return `${visit.business}: moved. ${what}.${link}`;
    case "booking_cancellation":
      return `${visit.business}: cancelled. ${what}.`;
  }
}

const OPENINGS: Record<BookingMessageKind, (visit: VisitWords) => { subject: string; opening: string }> = {
  booking_confirmation: (visit) => ({
    subject: `Booked: ${visit.service}, ${visit.when}`,
    opening: "Your visit is booked. We look forward to seeing you.",
  }),
  booking_rescheduled: (visit) => ({
    subject: `Moved: ${visit.service}, ${visit.when}`,
    opening: "Your visit has been moved. This is the new time:",
  }),
  booking_cancellation: (visit) => ({
    subject: `Cancelled: ${visit.service}, ${visit.when}`,
    opening: "Your visit has been cancelled. This was the time:",
  }),
};
