import type { WaitlistMessageKind } from "./queue-waitlist.ts";
import type { MailWords } from "./words.ts";

/** The contents of a message about the waitlist, already formatted: local times, prices. */
export type WaitlistWords = {
  readonly business: string;
  readonly customer: string;
  readonly service: string;
  /** The person asked for, or whose time is offered; empty for anyone. */
  readonly staff: string;
  readonly zone: string;
  readonly address: string;
  readonly phone: string | null;
  /** The page where they see its status, accept, decline and leave. */
  readonly url: string;
  /** The days and times that they are waiting for. */
  readonly wanted: string;
  readonly autoBook: boolean;
  readonly offer?: {
    /** `Monday 9 March at 9:00 am` */
    readonly when: string;
    readonly price: string;
    /** `3:15 pm`, with the day if it is not today. */
    readonly until: string;
    /** The time of the visit that would move. */
    readonly insteadOf?: string;
    /** Others must agree as well before the time is theirs. */
    readonly together?: boolean;
    /** Who ended it; left out if they did not answer in time. */
    readonly endedBy?: "somebody_else" | "others" | "business";
  };
};

/** The mail about the waitlist. */
export function waitlistMail(kind: WaitlistMessageKind, words: WaitlistWords): MailWords {
  const { service, staff, zone, offer } = words;
  const what = staff === "" ? service : `${service} with ${staff}`;
  const { subject, opening, label, invitation } = SAID[kind](words);
  const facts =
    kind === "waitlist_joined"
      ? [what, `${words.wanted} (${zone})`]
      : [what, `${offer?.when ?? ""} (${zone})`, ...(offer?.price ? [offer.price] : [])];
  return {
    subject,
    greeting: `Hi ${words.customer},`,
    opening,
    facts: [...facts, ...(words.address ? [words.address] : [])],
    change: { label, invitation, url: words.url },
    ...(words.phone !== null && { contact: `Questions? Call ${words.phone}.` }),
    business: words.business,
  };
}

/**
 * The text message about the waitlist. It asks for no reply keyword, because carriers intercept some of them.
 */
export function waitlistText(kind: WaitlistMessageKind, words: WaitlistWords): string {
  const { business, service, staff, offer, url } = words;
  const what = staff === "" ? service : `${service} with ${staff}`;
  switch (kind) {
    case "waitlist_joined":
      return `${business}: you're on the waitlist. ${what}, ${words.wanted}. See or leave: ${url}`;
    case "waitlist_offer":
      if (offer?.together) return `${business}: ${what}, ${togetherText(offer)} Agree or decline: ${url}`;
      return `${business}: ${what}, ${offer?.when ?? ""}. We're holding it for you until ${offer?.until ?? ""}. Accept or decline: ${url}`;
    case "waitlist_gone":
      if (offer?.endedBy === "others")
        return `${business}: ${what}, ${offer.when} didn't work out, since not everyone agreed. You keep your place on the waitlist: ${url}`;
      return `${business}: ${what}, ${offer?.when ?? ""} is gone. You keep your place on the waitlist: ${url}`;
  }
}

type Said = {
  readonly subject: string;
  readonly opening: string;
  readonly label: string;
  readonly invitation: string;
};

const SAID: Record<WaitlistMessageKind, (words: WaitlistWords) => Said> = {
  waitlist_joined: ({ service, autoBook }) => ({
    subject: `On the waitlist: ${service}`,
    opening: autoBook
      ? "You're on our waitlist. When a time that works for you opens up, we'll book it for you and let you know."
      : "You're on our waitlist. When a time that works for you opens up, we'll hold it for you and let you know.",
    label: "See where you stand",
    invitation: "To see where you stand, or to leave the list",
  }),
  waitlist_offer: ({ service, offer }) => ({
    subject: `A time for you: ${service}, ${offer?.when ?? ""}`,
    opening: offer?.together
      ? togetherWords(offer)
      : `A time has opened up. We're holding it for you until ${offer?.until ?? ""}; after that it goes to the next person in line.${
          offer?.insteadOf ? ` If you take it, your visit on ${offer.insteadOf} moves to this time.` : ""
        }`,
    label: "Accept or decline",
    invitation: "To accept or decline",
  }),
  waitlist_gone: ({ service, offer }) => ({
    subject: `That time is gone: ${service}, ${offer?.when ?? ""}`,
    opening: goneWords(offer),
    label: "See where you stand",
    invitation: "To see where you stand, or to leave the list",
  }),
};

type OfferWords = NonNullable<WaitlistWords["offer"]>;

/** As `togetherWords`, for a short text message. */
function togetherText({ when, until, insteadOf }: OfferWords): string {
  const instead = insteadOf ? ` instead of ${insteadOf}` : "";
  return `${when}${instead} can be yours if you agree by ${until} and everyone else involved does too.`;
}

/** For an offer that depends on the agreement of others. */
function togetherWords({ until, insteadOf }: OfferWords): string {
  return insteadOf
    ? `Your visit on ${insteadOf} could be sooner. If you agree by ${until} and everyone else involved does too, we'll move it. Until then it stays as it is.`
    : `We can free up a time for you. If you agree by ${until} and everyone else involved does too, it's yours.`;
}

function goneWords(offer: WaitlistWords["offer"]): string {
  switch (offer?.endedBy) {
    case "others": {
      const kept = offer.insteadOf ? `Your visit on ${offer.insteadOf} stays as it is, and you` : "You";
      return `Not everyone involved could agree, so this time didn't work out. ${kept} keep your place on our waitlist.`;
    }
    case "somebody_else":
      return "Someone was a moment faster, so the time we offered you is gone. You keep your place on our waitlist.";
    case "business":
      return "Our schedule has changed, so we can't offer you this time after all. Sorry about that. You keep your place on our waitlist.";
    default:
      return "We didn't hear from you, so we're no longer holding this time. You keep your place on our waitlist.";
  }
}
