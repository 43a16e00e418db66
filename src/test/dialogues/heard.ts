import type { ConfirmView, EngineEvent, OfferedSlotView } from "#modules/conversation/index.ts";

/** What a customer saw of one reply. */
export type Heard = {
  readonly text: string;
  readonly slots: readonly OfferedSlotView[];
  readonly confirm: ConfirmView | undefined;
  readonly bookings: number;
  readonly handedOver: boolean;
  readonly error: string | undefined;
  readonly phase: string;
};

export function heardOf(events: readonly EngineEvent[]): Heard {
  let text = "";
  let slots: readonly OfferedSlotView[] = [];
  let confirm: ConfirmView | undefined;
  let bookings = 0;
  let handedOver = false;
  let error: string | undefined;
  let phase = "";
  for (const one of events) {
    if (one.event === "delta") text += one.text;
    else if (one.event === "replace") text = one.text;
    else if (one.event === "slots") slots = one.slots;
    else if (one.event === "confirm") confirm = one;
    else if (one.event === "booking") bookings += 1;
    else if (one.event === "handoff") handedOver = true;
    else if (one.event === "error") error = one.reason;
    else phase = one.state;
  }
  return { text, slots, confirm, bookings, handedOver, error, phase };
}

/** What the customer is asked for. */
export type Wanted =
  | "name"
  | "contact"
  | "email"
  | "email_again"
  | "service"
  | "who"
  | "when"
  | "reference"
  | "waitlist"
  | "ask_owner"
  | "how_often"
  | "how_many"
  | "if_taken"
  | "which_of_them"
  | "more"
  | "go_ahead"
  | "nothing";

const SIGNS: readonly (readonly [Wanted, RegExp])[] = [
  ["how_often", /how often/i],
  ["how_many", /how many|until when/i],
  ["if_taken", /leave .* out|nearest time|book the (?:other|one)/i],
  ["which_of_them", /or all of them/i],
  ["waitlist", /wait(ing)? ?list/i],
  ["email_again", /(address|e-?mail).*(once more|again)|check (the|your) (e-?mail|address)/i],
  ["ask_owner", /\b(ask|pass).*\b(owner|team|on)\b/i],
  ["reference", /\b(code|reference|number of your (booking|visit)|booking id|link)\b/i],
  ["contact", /(e-?mail|phone|reach you|contact)/i],
  ["name", /\bname\b|who (is it|am i|shall i|should i)/i],
  [
    "who",
    /anyone|anybody|somebody in particular|someone in particular|\bwho would you\b|prefer.*\b(stylist|person|with)\b|\bwith whom\b/i,
  ],
  [
    "service",
    /which service|what (would|can|may|shall|should) .*(book|do|have|like|help)|which of these|what .* like to (book|have)/i,
  ],
  ["when", /\bwhen\b|\bday\b|\btime\b|\bdate\b|morning or|which one|another/i],
  ["go_ahead", /shall i|should i|is that (right|correct)|go ahead|confirm/i],
  ["more", /anything else|what else|can i (do|help)/i],
];

/** What a reply asks for: judged by its last question, or by its last sentence if it has none. */
export function wantedIn(text: string): Wanted {
  const sentences = text.split(/(?<=[.!?])\s+/).filter((one) => one.trim() !== "");
  const asked = sentences.findLast((one) => one.includes("?")) ?? sentences.at(-1) ?? "";
  return SIGNS.find(([, sign]) => sign.test(asked))?.[0] ?? "nothing";
}
