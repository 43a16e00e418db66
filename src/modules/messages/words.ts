import type { BookingChangeKind, BookingMessageKind } from "./plan-channels.ts";

/** The contents of a message about a visit, already formatted: local times, prices. */
export type VisitWords = {
  readonly business: string;
  readonly customer: string;
  readonly service: string;
  readonly staff: string;
  /** For a visit of several services, one line each: `9:00 am: Haircut with Mia`. */
  readonly parts: readonly string[];
  /** `Monday 9 March at 9:00 am` */
  readonly when: string;
  /** For a series, the times of the other visits; all for the same service at the same place. */
  readonly others: readonly string[];
  readonly zone: string;
  readonly price: string;
  readonly address: string;
  readonly phone: string | null;
  readonly manageUrl: string;
};

/** The parts of a mail, from which both of its forms are made. */
export type MailWords = {
  readonly subject: string;
  readonly greeting: string;
  readonly opening: string;
  /** The facts of the visit, one per line. */
  readonly facts: readonly string[];
  /** A link to what the customer can do about it; undefined if nothing. */
  readonly change?: { readonly label: string; readonly url: string; readonly invitation?: string };
  readonly contact?: string;
  readonly business: string;
};

/** The mail about a visit. */
export function mailWords(kind: BookingMessageKind, visit: VisitWords): MailWords {
  const { subject, opening } =
    visit.others.length > 0 && kind !== "booking_reminder"
      ? seriesOpening(kind, visit)
      : OPENINGS[kind](visit);
  return {
    subject,
    greeting: `Hi ${visit.customer},`,
    opening,
    facts: [
      ...(visit.parts.length > 0 ? visit.parts : [`${visit.service} with ${visit.staff}`]),
      `${visit.when} (${visit.zone})`,
      ...visit.others,
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
  const link = kind === "booking_cancellation" ? "" : ` To change it: ${visit.manageUrl}`;
  const more = visit.others.length > 0 ? ` and ${visit.others.length} more` : "";
  const what = `${visit.service} with ${visit.staff}, ${visit.when}${more}`;
  switch (kind) {
    case "booking_confirmation":
      return `${visit.business}: you're booked. ${what}.${link}`;
    case "booking_rescheduled":
      return `${visit.business}: your visit has moved. ${what}.${link}`;
    case "booking_cancellation":
      return `${visit.business}: your visit is cancelled. ${what}.`;
    case "booking_reminder":
      return `${visit.business}: a reminder of your visit. ${what}.${link}`;
  }
}

const OPENINGS: Record<BookingMessageKind, (visit: VisitWords) => { subject: string; opening: string }> = {
  booking_confirmation: (visit) => ({
    subject: `Booked: ${visit.service}, ${visit.when}`,
    opening: "Your visit is booked. We look forward to seeing you.",
  }),
  booking_rescheduled: (visit) => ({
    subject: `Moved: ${visit.service}, ${visit.when}`,
    opening: "Your visit has been moved. Here's the new time:",
  }),
  booking_cancellation: (visit) => ({
    subject: `Cancelled: ${visit.service}, ${visit.when}`,
    opening: "Your visit has been cancelled. It was booked for:",
  }),
  booking_reminder: (visit) => ({
    subject: `Reminder: ${visit.service}, ${visit.when}`,
    opening: "This is a reminder of your visit. We look forward to seeing you.",
  }),
};

const SERIES: Record<BookingChangeKind, readonly [subject: string, opening: string]> = {
  booking_confirmation: ["Booked", "Your visits are booked. We look forward to seeing you."],
  booking_rescheduled: ["Moved", "Your visits have been moved. Here are the new times:"],
  booking_cancellation: ["Cancelled", "Your visits have been cancelled. They were booked for:"],
};

function seriesOpening(kind: BookingChangeKind, { service, when, others }: VisitWords) {
  const [done, opening] = SERIES[kind];
  return { subject: `${done}: ${service}, ${others.length + 1} visits from ${when}`, opening };
}
