import {
  builtinBrain,
  type EngineEvent,
  handleTurn,
  startConversation,
  type TurnInput,
} from "#modules/conversation/index.ts";
import { addFaq } from "#modules/knowledge/index.ts";

import { aSalon, type Salon, type SalonOptions } from "./salon.ts";

/** The result of one turn, as its customer sees it. */
export type Answered = {
  readonly text: string;
  /** All events except text. */
  readonly events: readonly EngineEvent[];
  readonly slots: readonly {
    readonly slot_id: string;
    readonly label: string;
    readonly staff: { readonly name: string } | null;
  }[];
  readonly summary: string | undefined;
  readonly token: string | undefined;
  readonly booking: Extract<EngineEvent, { event: "booking" }>["booking"] | undefined;
  readonly state: string;
};

/** A conversation between a customer and a salon's built-in assistant. */
export class BuiltinTalk {
  readonly salon: Salon;
  readonly id: string;

  constructor(salon: Salon = aTalkingSalon(), { id }: { readonly id?: string } = {}) {
    this.salon = salon;
    this.id =
      id ??
      startConversation(this.ctx(), { channel: "chat", addressHash: null, userAgent: "test" }).conversationId;
  }

  ctx() {
    return this.salon.ctx({ kind: "customer", id: null, channel: "chat" });
  }

  says(text: string): Promise<Answered> {
    return this.does({ kind: "message", text });
  }

  async does(input: TurnInput): Promise<Answered> {
    const turn = handleTurn(this.ctx(), this.id, input, {
      chooseBrain: () => builtinBrain,
      signal: new AbortController().signal,
    });
    const all: EngineEvent[] = [];
    for await (const { event } of turn) all.push(event);
    await turn.settled;
    return answered(all);
  }

  /** Says the lines in turn; returns the answer to the last. */
  async saysAll(lines: readonly string[]): Promise<Answered> {
    let last: Answered | undefined;
    for (const line of lines) last = await this.says(line);
    if (!last) throw new Error("Nothing was said.");
    return last;
  }
}

function answered(all: readonly EngineEvent[]): Answered {
  let text = "";
  for (const event of all) {
    if (event.event === "delta") text += event.text;
    if (event.event === "replace") text = event.text;
  }
  const confirm = all.find((event) => event.event === "confirm");
  return {
    text: text.replaceAll(/\s+/g, " ").trim(),
    events: all.filter(({ event }) => event !== "delta" && event !== "replace"),
    slots: all.findLast((event) => event.event === "slots")?.slots ?? [],
    summary: confirm?.summary,
    token: confirm?.confirm_token,
    booking: all.find((event) => event.event === "booking")?.booking,
    state: all.findLast((event) => event.event === "done")?.state ?? "",
  };
}

/**
 * Luna with two people, four services and some FAQ answers, open Monday to Friday 9 to 17. It is Friday, 6
 * March 2026, 10:00 in New York.
 */
export function aTalkingSalon(options: SalonOptions = {}): Salon {
  const salon = aSalon({
    ...options,
    profile: { phone: "+12125550142", email: "hi@luna.example", country: "US", ...options.profile },
    policies: {
      min_notice_minutes: 60,
      late_text: "We wait for 15 minutes.",
      payment_text: "Pay in the salon, by card or in cash.",
      ...options.policies,
    },
  })
    .offers("cut", {
      name: "Haircut",
      aliases: JSON.stringify(["trim", "cut"]),
      description: "Wash, cut and dry.",
    })
    .offers("colour", {
      name: "Full colour",
      aliases: JSON.stringify(["dye"]),
      duration_minutes: 120,
      price_cents: 16500,
      deposit_cents: 5000,
      slot_interval_minutes: 30,
      description: "Colour from roots to ends.",
      sort_order: 1,
    })
    .offers("repair", {
      name: "Deep repair",
      duration_minutes: 45,
      price_cents: 6000,
      description: "A mask for dry and damaged hair.",
      sort_order: 2,
    })
    .offers("blow", {
      name: "Blow-dry",
      aliases: JSON.stringify(["blowout"]),
      price_cents: 5500,
      sort_order: 3,
    })
    .employs("mia", ["cut", "repair", "blow"], { name: "Mia", title: "Stylist" })
    .employs("noah", ["cut", "colour"], { name: "Noah", title: "Colourist", sort_order: 1 });
  const ctx = salon.ctx();
  addFaq(ctx, {
    question: "Is there parking nearby?",
    answer: "Yes, there is a garage on the corner.",
    tags: ["parking"],
  });
  addFaq(ctx, { question: "Can I bring my dog?", answer: "Small dogs are welcome.", tags: [] });
  return salon;
}
