import type { BookingMessageKind } from "./plan-channels.ts";

/** What a message about a visit needs to know, in words already: times are local, prices are formatted. */
export type VisitWords = {
  readonly business: string;
  readonly customer: string;
  readonly service: string;
  readonly staff: string;
  /** Of a visit of several services, a line for each: `9:00 am: Haircut with Mia`. */
  readonly parts: readonly string[];
  /** `Monday 9 March at 9:00 am` */
  readonly when: string;
  readonly zone: string;
  readonly price: string;
  readonly address: string;
  readonly phone: string | null;
  readonly manageUrl: string;
};

/** A mail in its parts, from which both of its forms are made. */
export type MailWords = {
  readonly subject: string;
  readonly greeting: string;
  readonly opening: string;
  /** What the visit is, one fact a line. */
  readonly facts: readonly string[];
  /** Where the customer can do something about it, and what; undefined when there is nothing to do. */
  readonly change?: { readonly label: string; readonly url: string; readonly invitation?: string };
  readonly contact?: string;
  readonly business: string;
};

/** The mail about a visit. */
export function mailWords(kind: BookingMessageKind, visit: VisitWords): MailWords {
  const { subject, opening } = OPENINGS[kind](visit);
  return {
    subject,
    greeting: `Hello ${visit.customer},`,
    opening,
    facts: [
      ...(visit.parts.length > 0 ? visit.parts : [`${visit.service} with ${visit.staff}`]),
      `${visit.when} (${visit.zone})`,
      ...(visit.price ? [visit.price] : []),
      ...(visit.address ? [visit.address] : []),
    ],
    ...(kind !== "booking_cancellation" && { change: { label: "Move or cancel", url: visit.manageUrl } }),
    ...(visit.phone !== null && { contact: `Questions? Call ${visit.phone}.` }),
    business: visit.business,
  };
}

/** The mail as plain text. */
export function mailText({ greeting, opening, facts, change, contact, business }: MailWords): string {
  return [
    greeting,
    opening,
    facts.join("\n"),
    ...(change ? [`${change.invitation ?? "To move or cancel"}: ${change.url}`] : []),
    ...(contact === undefined ? [] : [contact]),
    business,
  ].join("\n\n");
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
